/* SPDX-License-Identifier: MIT */
/* `corolab try`: a first look at one row. Checks it, measures it for some seconds beside a few others, and prints one screen. It
 * is a run with a plan of its own (bench/runner/run), whose result file stays for `report`. */
#ifndef BENCH_RUNNER_TRY_TRY_H
#define BENCH_RUNNER_TRY_TRY_H
#include "bench/runner/run/run.h"
#include "bench/runner/try/references.h"

/* argv[0] is "try". Returns the exit status: 0 when the row fails no probe and was measured; 2 for words that make no sense; 130
 * after a stop; 1 for everything else. A row that fails a probe of conformance is not measured; one of another kind keeps it from
 * nothing, and `check` exits with 1 for it, too. */
int runner_try_command(int argc, char **argv);

/* Measures the rows into the open session, whose probes have answered: times ready for all, then, for the row, box, the best and
 * the nearest, more times, instructions, allocations and memory. Ends early like a run. */
void runner_try_measure(struct session *, const struct try_rows *);
/* Arrays of check_look (bench/check/check.h). */
struct try_answers { json_t *failures, *refuted; };
/* Prints the screen of the finished result, or that of a row that does not conform. The exit status: 1 for failures, or where the
 * result cannot be read or the screen not be written. */
int runner_try_show(const struct session *, const struct try_rows *, const struct try_answers *);
int runner_try_print_failures(const struct row_card *, const json_t *failures);
/* The rest of the path behind the current directory, where it lies there. */
const char *runner_try_shortened(const char *path);
/* The plan that it needs; it points into the rows. */
struct plan_names runner_try_plan(const struct try_rows *);

#endif
