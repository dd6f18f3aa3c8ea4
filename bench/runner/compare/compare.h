/* SPDX-License-Identifier: MIT */
/* Runs `corolab compare`: compares two result files. With --confirm, runs the timing programs behind the two files again, side by
 * side in one session. report/analysis/comparison.h judges the times. */
#ifndef BENCH_RUNNER_COMPARE_COMPARE_H
#define BENCH_RUNNER_COMPARE_COMPARE_H
#include <stddef.h>
#include <stdint.h>
#include "coro/status.h"
#include "report/analysis/comparison.h"

/* `--fail-if-slower` found a cell. */
#define RUNNER_SLOWER 3

/* argv[0] is "compare". Returns the exit status: 0 when the comparison was made, and passed its gate; RUNNER_SLOWER; 2 when the
 * words make no sense; 130 after a stop; 1 for everything else, also when the gate or --confirm could not decide. */
int runner_compare_command(int argc, char **argv);

/* The first stage takes pairs of every cell, enough for a signed-rank test to see a few percent. The second takes blocks of the
 * cells that the first does not clear. Their number lets the test pass the correction for hundreds of cells, and keeps the
 * floor below such a difference. */
enum { RUNNER_CONFIRM_PAIRS = 12, RUNNER_CONFIRM_BLOCKS = 36 };

/* The user's words for --confirm; without it they are refused. A result file's own paths are not used. */
enum { RUNNER_TREES_MAX = 8 };
struct confirm_request {
    const char *trees[RUNNER_TREES_MAX];        /* build trees that may hold the programs */
    size_t tree_count;
    const char *text, *trace;                   /* NULL: the defaults */
    uint64_t seed;
};

/* Takes the times and enters them. Each round visits all cells in an order shuffled from the seed. A cell gets fresh processes:
 * a pair of the build before and the build after, or a block of three with the build before twice. Each process runs a copy of
 * its program that is made anew in every round. Two processes of one file share its pages in the caches; the place of these
 * pages in memory is chance and can slow a cell by some percent.
 *
 * The processes of a pair or block run side by side on one CPU, started in shuffled order. The scheduler gives them turns of
 * some milliseconds, and each reports its own processor time, so a disturbance of the machine slows all of them. They also
 * evict each other's caches: times are longer than those of a run, and a difference is, if anything, smaller. In three cases
 * they run one after the other, which resolves less: the wall clock counts, very many tasks need too much memory, or no CPU can
 * be chosen.
 *
 * A cell that cannot be measured gets no verdict, and a sentence on standard error. CORO_ERR_IO, said on standard error: no
 * program with the hash in its file is found (kept_program.h), or it cannot be copied; a file was made with a text or a trace
 * that the user does not name; or no process can be made. CORO_ERR_CANCELLED after a stop. */
CORO_MUST_USE enum coro_status runner_confirm(struct report_comparison *, const struct confirm_request *);

#endif
