/* SPDX-License-Identifier: MIT */
/* The floating-point control words of x86-64: how the SSE and the x87 unit round, and which exceptions they mask. The ABI has
 * every function preserve them (System V psABI for x86-64, 3.2.3), so they belong to whoever runs, not to the caller.
 *
 * A switch that trades them takes three to four times as long as one that does not, and nearly all of that is stmxcsr (measured
 * on Zen 3: 3 ns each, where ldmxcsr takes 0.3; fnstcw and fldcw 1.5 each, in part overlapping). So the SSE word is loaded
 * without a test, which would wait for stmxcsr and cost more, and the x87 word only if it differs. */
#ifndef CORO_CONTROL_WORDS_H
#define CORO_CONTROL_WORDS_H
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
    coro_control_words_save(own);
    __asm__ volatile("ldmxcsr %0" : : "m"(others->mxcsr));
    if (CORO_UNLIKELY(own->x87 != others->x87))
        __asm__ volatile("fldcw %0" : : "m"(others->x87));
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
