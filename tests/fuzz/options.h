/* SPDX-License-Identifier: MIT */
/* The command line of a fuzzer, and its loop over seeds. */
#ifndef TESTS_FUZZ_OPTIONS_H
#define TESTS_FUZZ_OPTIONS_H
#include <stdbool.h>
#include <stdint.h>

struct options {
    const char *program, *part;         /* part: of the option named by the caller; NULL without */
    uint64_t seed, count, next_seed;
    double seconds, begun;
    char command[1024];                 /* repeats a program, with the seed behind */
};

/* Reads `[PART] [--seed N] [--count N | --seconds S]`; a second without either. `part` is "--row NAME" for an option with a word,
 * or "--pipes | --threads" for words of its own. Other arguments end the process after a usage line. */
struct options options_of(char **arguments, const char *part);

/* Starts the clock, and has crashes say the seed. */
void options_begin(struct options *);
/* True while seeds are left and time is not up. A program that takes a minute ends the process, as a crash does. */
bool options_go_on(struct options *);
double options_seconds(const struct options *);

#endif
