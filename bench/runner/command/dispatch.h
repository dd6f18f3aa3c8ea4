/* SPDX-License-Identifier: MIT */
/* Finds the command that the first word of a command line names, and performs it. corolab.c lists all words; files_main.c lists
 * the words that only read files. */
#ifndef BENCH_RUNNER_COMMAND_DISPATCH_H
#define BENCH_RUNNER_COMMAND_DISPATCH_H
#include <stddef.h>

struct command {
    const char *word;
    int (*perform)(int argc, char **argv);      /* argv[0] is the word; returns the exit status */
};

/* Performs the command that argv[1] names. Returns its exit status; 2, after a sentence on standard error, for a missing or an
 * unknown word. */
int runner_dispatch(const struct command *commands, size_t count, int argc, char **argv);

#endif
