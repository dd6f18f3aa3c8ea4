/* SPDX-License-Identifier: MIT */
/* `corolab doctor`: what on this machine makes results noisy, what to do about it, and how noisy they are. */
#ifndef BENCH_RUNNER_COMMAND_DOCTOR_H
#define BENCH_RUNNER_COMMAND_DOCTOR_H

/* The command: argv[0] is "doctor", then --json or nothing. Takes some 12 seconds. Prints to standard output, in 80 columns at
 * most without --json. Returns the exit status: 0 whatever is found, 1 when it cannot be printed, 2 for bad arguments, 130 when
 * it was stopped. */
int runner_doctor_command(int argc, char **argv);

#endif
