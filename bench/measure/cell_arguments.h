/* SPDX-License-Identifier: MIT */
/* What the programs that run one cell have in common: what their command line names, and the one line of JSON that they answer.
 * They are started by `corolab`, not by people, and exit 0 whatever the outcome is, 2 when called wrongly. */
#ifndef BENCH_MEASURE_CELL_ARGUMENTS_H
#define BENCH_MEASURE_CELL_ARGUMENTS_H
#include <jansson.h>
#include "bench/table/table.h"

struct program_target {
    const struct row *row;
    const struct workload_card *workload;
    struct cell_options options;
};

/* To be called first of all: from now on, a coroutine that runs out of its stack says so before the process ends. */
void program_begin(void);

/* Takes "--text FILE" and "--trace FILE" off the end of argv; returns how many words are left. */
int program_take_files(int argc, char **argv, struct cell_options *);
/* "STRATEGY WORKLOAD [--text FILE] [--trace FILE]" out of argv. CORO_ERR_INVALID after a sentence on stderr. */
CORO_MUST_USE enum coro_status program_parse(int argc, char **argv, struct program_target *);

/* The object and a newline on stdout; takes the reference. NULL, an object that could not be made, is a failure. Returns the exit
 * status: not 0 when it cannot be written. */
int program_say(json_t *object);
/* {"status":"ok","metrics":{name:value,…}}; `count` names and values. */
int program_say_metrics(const char *const *names, const double *values, int count);
/* The same with "note": a sentence about this machine that is as true of every other cell. */
int program_say_metrics_and_note(const char *const *names, const double *values, int count, const char *note);
/* {"status":"unsupported"|"failed","reason":…}; or {"status":"ok"} for CORO_OK. Refusals are "unsupported". */
int program_say_status(enum coro_status, const char *reason);
/* "ok", "unsupported" or "failed". */
const char *program_outcome(enum coro_status);

#endif
