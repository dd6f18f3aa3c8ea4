/* SPDX-License-Identifier: MIT */
/* `corolab run`: measures the selected cells, pass by pass, into a result file. */
#ifndef BENCH_RUNNER_RUN_RUN_H
#define BENCH_RUNNER_RUN_RUN_H

/* argv[0] is "run". Returns the exit status: 0 when the file is written, also when cells failed; 2 when the words make
 * no sense; 130 after a stop; 1 for everything else. */
int runner_run_command(int argc, char **argv);

#endif
