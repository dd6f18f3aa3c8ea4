/* SPDX-License-Identifier: MIT */
/* The command `corolab advise`: which rows of a result file fit a program, best first, and why the others do not.
 * With a trace of the program, also what its calls would take under each. */
#ifndef REPORT_ADVISE_H
#define REPORT_ADVISE_H
#include "report/result/result.h"

/* Does the work that the words of `advise [--need KEYS] [--preset NAME] [--rank KEY] [--long] FILE` ask for, on standard output;
 * or of `advise --trace TRACE [--need KEYS] [--preset NAME] [--long] FILE`. Returns the exit status: 0, also when no row fits; 2
 * when the words make no sense, with the nearest word; 1 for every other failure. argv[0] is "advise". Reorders argv as getopt
 * does; not thread-safe. */
int advise_command(int argc, char **argv);
/* The same of a program that has rows: with --trace, the file may be left out, and the rows are those of `table`, a result in
 * which nothing was run. */
typedef enum report_status report_table_source(struct report_result **, struct report_complaint *);
int advise_command_with(int argc, char **argv, report_table_source *table);

#endif
