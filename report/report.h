/* SPDX-License-Identifier: MIT */
/* The command `corolab report`: reads result files and shows them as a terminal table, an HTML page, Markdown, CSV, Google
 * Benchmark's JSON and charts. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

/* Does the work that the words of `report FILE... [--html F] [--md F] [--csv F] [--gbench F] [--svg DIR] [--long]` ask for.
 * Returns the exit status: 0; 2 when the words make no sense; 1 for every other failure, after one sentence on stderr. argv[0] is
 * "report". `-` as F is standard output. A screen for each file, or all tables, go to standard output, too, unless another output
 * does. Every output file is whole or not there, and none falls into a result file that was named. Hints name the program as
 * COROLAB_CALLED does. Reorders argv as getopt does; not thread-safe. */
int report_command(int argc, char **argv);

#endif
