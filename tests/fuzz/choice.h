/* SPDX-License-Identifier: MIT */
/* The choices of a random program. All follow from its seed, in the order in which they are made, so a seed repeats a program. A
 * check that fails prints the seed and the step. One thread makes the choices. */
#ifndef TESTS_FUZZ_CHOICE_H
#define TESTS_FUZZ_CHOICE_H
#include <stdbool.h>
#include <stdint.h>

struct choice { uint64_t word, seed, step; };
extern struct choice choice;

void choice_begin(uint64_t seed);

/* The next number of a xorshift generator (Marsaglia, 2003). */
static inline uint64_t choose_word(void)
{
    choice.word ^= choice.word << 13;
    choice.word ^= choice.word >> 7;
    choice.word ^= choice.word << 17;
    return choice.word;
}
/* 0 to n - 1. */
static inline unsigned choose(unsigned n) { return (unsigned)(choose_word() >> 11) % n; }
static inline bool one_in(unsigned n) { return choose(n) == 0; }

/* Prints the sentence, the seed and the step, and aborts. */
_Noreturn void choice_fail(const char *file, int line, const char *what);
#define REQUIRE(fact) ((fact) ? (void)0 : choice_fail(__FILE__, __LINE__, #fact))

/* Has crashes and the sentences of sanitizers followed by the seed and the step. `command` repeats it, with the
 * seed behind. */
void choice_report_crashes(const char *command);

#endif
