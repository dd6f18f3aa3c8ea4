/* SPDX-License-Identifier: MIT */
/* The floating-point control words of x86-64: how the SSE and the x87 unit round, and which exceptions they mask. The ABI has
 * every function preserve them (System V psABI for x86-64, 3.2.3), so they belong to whoever runs, not to the caller.
 *
 * What trading them costs, measured on Zen 3 in cycles per pair of resume and suspend: a pair takes 9 without it and 34 with it,
 * where raw fcontext takes 38. Two stmxcsr alone are 28: each is 14 cycles of microcode in which nothing else is issued, and
 * no instruction reads that word in less (vstmxcsr is the same). All eight together take 30 in the order below, 31 or 32 in
 * others, and 52 where a load comes before the save of the same word. That is 0.79 x fcontext before anything has been switched;
 * a bare loop over the switch and the words reaches 0.84, and the state that a coroutine keeps and checks makes it 0.89. Tried,
 * and no better: the words in the record on the stack; any of the four later, before the jump or on the side that arrives; one
 * asm for words and switch; the trade laid out in line; loading mxcsr only where it differs, which waits for stmxcsr and takes
 * twice as long. Loading the x87 word only where it differs saves 2 cycles, as long as both sides agree. */
#ifndef CORO_COROUTINE_CONTROL_WORDS_H
#define CORO_COROUTINE_CONTROL_WORDS_H
#include <stdbool.h>
#include <stdint.h>
#include "coro/attributes.h"

/* Where the code is not compiled to be measured, a coroutine that shares the words with its resumer is caught when it leaves
 * them changed. Define it for a release build to have it there, too. */
#ifndef CORO_CHECK_CONTROL_WORDS
#ifdef CORO_OPTIMISED
#define CORO_CHECK_CONTROL_WORDS 0
#else
#define CORO_CHECK_CONTROL_WORDS 1
#endif
#endif

struct coro_control_words { uint32_t mxcsr; uint16_t x87; };

CORO_INLINE void coro_control_words_save(struct coro_control_words *own)
{
    __asm__ volatile("fnstcw %0\n\tstmxcsr %1" : "=m"(own->x87), "=m"(own->mxcsr));
}

/* Saves one's own, and loads the others. */
CORO_INLINE void coro_control_words_trade(struct coro_control_words *own, const struct coro_control_words *others)
{
    __asm__ volatile("fnstcw  %0\n\tstmxcsr %1\n\tfldcw   %2\n\tldmxcsr %3"
                     : "=m"(own->x87), "=m"(own->mxcsr)
                     : "m"(others->x87), "m"(others->mxcsr));
}

/* The low six bits of mxcsr record what has happened, and control nothing. */
CORO_INLINE bool coro_control_words_are(const struct coro_control_words *expected)
{
    enum { MXCSR_STATUS = 0x3f };
    struct coro_control_words now;
    coro_control_words_save(&now);
    return ((now.mxcsr ^ expected->mxcsr) & ~(uint32_t)MXCSR_STATUS) == 0 && now.x87 == expected->x87;
}

#endif
