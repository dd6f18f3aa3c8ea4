/* SPDX-License-Identifier: MIT */
/* The control word of aarch64 (control_words.h): FPCR. AAPCS64, 6.1.2: only functions that are made to change it do. The
 * flags of exceptions that happened are in another register, FPSR.
 *
 * fcontext needs this file, too: Boost.Context 1.74 saves no control word there. FPCR is written only where the sides differ,
 * because on many cores a write waits for all floating-point instructions before it, and holds up those behind it. */
#ifndef CORO_COROUTINE_CONTROL_WORDS_AARCH64_H
#define CORO_COROUTINE_CONTROL_WORDS_AARCH64_H
#include <stdbool.h>
#include <stdint.h>
#include "coro/attributes.h"

struct coro_control_words { uint32_t fpcr; };       /* the upper half of the register is reserved, and 0 */

CORO_INLINE uint64_t coro_fpcr(void)
{
    uint64_t fpcr;
    __asm__ volatile("mrs %0, fpcr" : "=r"(fpcr));
    return fpcr;
}

CORO_INLINE void coro_control_words_save(struct coro_control_words *own) { own->fpcr = (uint32_t)coro_fpcr(); }

/* Loads `words`, where they differ from those of the running side. */
CORO_INLINE void coro_control_words_restore(struct coro_control_words words)
{
    uint64_t fpcr = words.fpcr;
    if (CORO_UNLIKELY(coro_fpcr() != fpcr))
        __asm__ volatile("msr fpcr, %0" : : "r"(fpcr) : "memory");
}

/* Saves the word of the side that leaves, and loads that of the side that arrives. */
CORO_INLINE void coro_control_words_trade(struct coro_control_words *own, const struct coro_control_words *others)
{
    coro_control_words_save(own);
    coro_control_words_restore(*others);
}

CORO_INLINE bool coro_control_words_are(const struct coro_control_words *expected) { return coro_fpcr() == expected->fpcr; }

#endif
