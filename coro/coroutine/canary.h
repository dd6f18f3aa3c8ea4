/* SPDX-License-Identifier: MIT */
/* Canaries: known words at the low end of a stack without a guard. A coroutine that outgrows the stack changes them. They notice
 * frames that follow one another; a frame larger than the rest of the stack may lie beyond them. care.c lays those of
 * coroutines, segment.c those of further segments. */
#ifndef CORO_COROUTINE_CANARY_H
#define CORO_COROUTINE_CANARY_H
#include <stdbool.h>
#include <stdint.h>
#include "coro/attributes.h"

struct coro_canary { uint64_t words[4]; };

/* Each word differs, and no word is a likely value of a variable. */
CORO_INLINE uint64_t coro_canary_word(unsigned index) { return UINT64_C(0xc0a1cab1e5eed5c5) * (2 * index + 1); }

/* `limit` is the lowest address of the stack, 8-byte aligned at least. */
CORO_INLINE void coro_canary_lay(char *limit)
{
    struct coro_canary *canary = (struct coro_canary *)limit;
    for (unsigned i = 0; i < 4; i++)
        canary->words[i] = coro_canary_word(i);
}

CORO_INLINE bool coro_canary_is_whole(const char *limit)
{
    const struct coro_canary *canary = (const struct coro_canary *)limit;
    bool is_whole = true;
    for (unsigned i = 0; i < 4; i++)
        is_whole &= canary->words[i] == coro_canary_word(i);
    return is_whole;
}

#endif
