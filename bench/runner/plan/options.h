/* SPDX-License-Identifier: MIT */
/* Reads the command line of `corolab run` into one struct, which preconditions.c and the passes read. A new option is
 * described in help/run.txt. */
#ifndef BENCH_RUNNER_PLAN_OPTIONS_H
#define BENCH_RUNNER_PLAN_OPTIONS_H
#include <stdbool.h>
#include <stdint.h>
#include "bench/runner/plan/plan.h"
#include "coro/status.h"

#define RUNNER_DEFAULT_OUTPUT "result.json"
#define RUNNER_ROUNDS_MIN 5     /* a time budget allows at least so many */
#define RUNNER_ENOUGH_ROUNDS 10 /* enough for verdicts; fewer are screening */

enum run_mode { MODE_QUICK, MODE_DEFAULT, MODE_THOROUGH, MODE_COUNT, MODE_TRY = MODE_COUNT };     /* MODE_TRY: `corolab try` */

struct run_options {
    struct plan_filter filter;
    enum run_mode mode;
    unsigned rounds;            /* samples of time per cell; 0: nothing is timed */
    uint64_t seed;              /* of the order, below 2^63 because JSON integers are signed */
    const char *text;           /* NULL: the default text */
    const char *trace;          /* NULL: the default trace */
    const char *resume;         /* the result file to go on with, or NULL */
    const char *like;           /* the result file whose run, or cells of it, are to be repeated, or NULL */
    uint32_t skipped;           /* bit p: pass p is left out */
    const struct plan_names *names;     /* the cells, in the place of the filter; NULL: the filter's */
    double budget_seconds;      /* rounds end when so much is spent; 0: they do not */
    const char *output;
    bool is_forced;             /* whatever stands in the place of the output is replaced */
};

/* Reads argv[1..]; argv[0] is "run". The strings stay argv's. CORO_ERR_INVALID when a word, an option or a value is not
 * understood, said on standard error. */
CORO_MUST_USE enum coro_status runner_options_parse(int argc, char **argv, struct run_options *);
/* "quick", "default", "thorough", "try". */
const char *runner_options_mode_name(enum run_mode);

#endif
