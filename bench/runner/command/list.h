/* SPDX-License-Identifier: MIT */
/* Runs `corolab list`: prints the strategies, peers and workloads that can be measured, as text or JSON. */
#ifndef BENCH_RUNNER_COMMAND_LIST_H
#define BENCH_RUNNER_COMMAND_LIST_H

/* argv[0] is "list". Returns the exit status. */
int runner_list_command(int argc, char **argv);

#endif
