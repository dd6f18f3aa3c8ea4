/* SPDX-License-Identifier: MIT */
/* Parses the command line of the programs that run a cell (corolab_cell, corolab_count and corolab_time) and prints their
 * answer, a line of JSON. `corolab` starts them and reads the line. `corolab_cell instructions` prints a line per workload;
 * `corolab_count probe` runs no cell, and prints a finding. The exit status is 0 once the answer is printed, even if the cell
 * failed. It is 1 when the answer cannot be printed, and 2 for a wrong command line. */
#ifndef BENCH_MEASURE_CELL_ARGUMENTS_H
#define BENCH_MEASURE_CELL_ARGUMENTS_H
#include <jansson.h>
#include "bench/table/table.h"

struct cell_arguments {
    const struct row *row;
    const struct workload_card *workload;
    struct cell_options options;
};

/* Holds the metrics of a cell, or the reason for their absence. */
struct cell_answer {
    const char *reason;             /* one sentence; valid after a failure */
    const char *const *names;       /* `count` names of metrics */
    double values[5];               /* no program has more metrics */
    int count;
    const char *note;               /* a sentence about this machine that holds for every cell; NULL for none */
};

/* Prepares the process; call it first. A coroutine that overflows its stack is then reported before the process ends. Loads the
 * libraries of rows; when one cannot be used, prints one sentence and exits with 2. */
void cell_program_begin(void);

/* Takes "--text FILE" and "--trace FILE" off the end of argv; returns the number of words left. */
int cell_arguments_take_files(int argc, char **argv, struct cell_options *);
/* Parses "STRATEGY WORKLOAD [--text FILE] [--trace FILE]". On a wrong command line, prints one sentence to stderr and returns
 * CORO_ERR_INVALID. */
CORO_MUST_USE enum coro_status cell_arguments_parse(int argc, char **argv, struct cell_arguments *);

/* Prints {"status":"ok","metrics":{name:value,…},"note":…}, without metrics if there are none; for a failure,
 * {"status":"unsupported"|"failed","reason":…}. Returns the exit status: 1 when the line cannot be written, else 0. */
int cell_answer_print(enum coro_status, const struct cell_answer *);
/* Prints the object as a line on stdout, and frees it. NULL means that the object could not be made, and counts as a failure.
 * Returns the exit status, as above. */
int cell_answer_print_json(json_t *object);
/* Returns the sentence as a string of JSON, which is UTF-8. A sentence that is not, as one with the name of a file, gets question
 * marks for all bytes beyond ASCII. NULL for NULL, and without memory. */
json_t *cell_answer_sentence(const char *);
/* Returns "ok", "unsupported" for a refusal, or "failed". */
const char *cell_outcome(enum coro_status);

#endif
