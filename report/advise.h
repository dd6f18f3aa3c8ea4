/* SPDX-License-Identifier: MIT */
/* The command `corolab advise`: which rows of a result file fit a program, best first, and why the others do not. */
#ifndef REPORT_ADVISE_H
#define REPORT_ADVISE_H

/* Does the work that the words of `advise [--need KEYS] [--preset NAME] [--rank KEY] [--long] FILE` ask for, on standard output.
 * Returns the exit status: 0, also when no row fits; 2 when the words make no sense, with the nearest word; 1 for every other
 * failure. argv[0] is "advise". Reorders argv as getopt does; not thread-safe. */
int advise_command(int argc, char **argv);

#endif
