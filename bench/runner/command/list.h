/* SPDX-License-Identifier: MIT */
/* `corolab list [--json]`: what can be measured. */
#ifndef BENCH_RUNNER_COMMAND_LIST_H
#define BENCH_RUNNER_COMMAND_LIST_H

/* argv[0] is "list". Returns the exit status. */
int runner_list_command(int argc, char **argv);

#endif
