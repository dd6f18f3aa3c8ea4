/* SPDX-License-Identifier: MIT */
/* The control words of x86-64 (control_words.h): the rounding modes and exception masks of the SSE and the x87 unit. System V
 * psABI for x86-64, 3.2.3. Only the native context needs this file; other contexts save the words themselves.
 *
 * The cost of trading, measured on Zen 3 in cycles per pair of resume and suspend: 9 without it, 34 with it; raw fcontext takes
 * 38. Each stmxcsr is 14 cycles of microcode that issues nothing else, and no other instruction reads that word in less. All
 * eight instructions take 30 cycles in the order below, 31 or 32 in others, and 52 where a load precedes the save of the same
 * word. A bare loop over the switch and the words reaches 0.84 x fcontext; the state that a coroutine keeps and checks makes it
 * 0.89.
 *
 * Tried without gain: the words in the record on the stack; any of the four later, before the jump or on the arriving side; one
 * asm for words and switch; the trade in line; loading mxcsr only where it differs, which waits for stmxcsr and takes twice as
 * long. Loading the x87 word only where it differs saves 2 cycles while both sides agree. */
#ifndef CORO_COROUTINE_CONTROL_WORDS_X86_64_H
#define CORO_COROUTINE_CONTROL_WORDS_X86_64_H
#include <stdbool.h>
#include <stdint.h>
#include "coro/attributes.h"

struct coro_control_words { uint32_t mxcsr; uint16_t x87; };

CORO_INLINE void coro_control_words_save(struct coro_control_words *own)
{
    __asm__ volatile("fnstcw %0\n\tstmxcsr %1" : "=m"(own->x87), "=m"(own->mxcsr));
}

/* Saves the words of the side that leaves, and loads those of the side that arrives. */
CORO_INLINE void coro_control_words_trade(struct coro_control_words *own, const struct coro_control_words *others)
{
    __asm__ volatile("fnstcw  %0\n\tstmxcsr %1\n\tfldcw   %2\n\tldmxcsr %3"
                     : "=m"(own->x87), "=m"(own->mxcsr)
                     : "m"(others->x87), "m"(others->mxcsr));
}

/* True if the words are the expected ones. Ignores the low six bits of mxcsr, which record exceptions and control nothing. */
CORO_INLINE bool coro_control_words_are(const struct coro_control_words *expected)
{
    enum { MXCSR_STATUS = 0x3f };
    struct coro_control_words now;
    coro_control_words_save(&now);
    return ((now.mxcsr ^ expected->mxcsr) & ~(uint32_t)MXCSR_STATUS) == 0 && now.x87 == expected->x87;
}

#endif
