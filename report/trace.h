/* SPDX-License-Identifier: MIT */
/* The command `corolab trace`: a recording of a program's dyn calls in one screen. */
#ifndef REPORT_TRACE_H
#define REPORT_TRACE_H

/* Does the work that the words of `trace summary [--json] FILE` ask for, on standard output. Returns the exit status: 0; 2 when
 * the words make no sense, with the nearest word; 1 for every other failure. argv[0] is "trace". Reorders argv as getopt does;
 * not thread-safe. */
int trace_command(int argc, char **argv);

#endif
