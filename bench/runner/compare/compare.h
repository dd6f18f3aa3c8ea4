/* SPDX-License-Identifier: MIT */
/* Runs `corolab compare`: compares two result files, and measures again where asked (remeasure.h). */
#ifndef BENCH_RUNNER_COMPARE_COMPARE_H
#define BENCH_RUNNER_COMPARE_COMPARE_H

/* `--fail-if-slower` found a cell. */
#define RUNNER_SLOWER 3

/* argv[0] is "compare". Returns the exit status: 0 when the comparison was made; 2 when the words make no sense; RUNNER_SLOWER;
 * 130 after a stop; 1 for everything else. */
int runner_compare_command(int argc, char **argv);

#endif
