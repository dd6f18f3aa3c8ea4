/* SPDX-License-Identifier: MIT */
/* `corolab list [--json]`: what can be measured. */
#ifndef CORO_BENCH_RUNNER_LIST_H
#define CORO_BENCH_RUNNER_LIST_H

/* argv[0] is "list". Returns the exit status. */
int runner_list_command(int argc, char **argv);

#endif
