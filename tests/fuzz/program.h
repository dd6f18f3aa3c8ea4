/* SPDX-License-Identifier: MIT */
/* A random program: rounds of polls, deeds and outside events in a world, then its end, in which everything is cancelled in
 * random order. Aborts, after one sentence, when the runtime and the model differ. */
#ifndef TESTS_FUZZ_PROGRAM_H
#define TESTS_FUZZ_PROGRAM_H
#include <stdint.h>

/* Runs the program of the seed, in the world that world.has_pipes and world.has_threads choose. */
void program_run(uint64_t seed);

#endif
