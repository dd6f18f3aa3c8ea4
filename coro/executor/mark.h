/* SPDX-License-Identifier: MIT */
/* A word that tells memory which is in use from memory that was never initialised. A timer, a watch or a task holds the mark of
 * itself and of its owner while it is in use; other bytes do so once in four billion times. Copies do not hold it. */
#ifndef CORO_EXECUTOR_MARK_H
#define CORO_EXECUTOR_MARK_H
#include <stdint.h>
#include "coro/attributes.h"

CORO_INLINE uint32_t coro_mark_of(const void *at, const void *owner)
{
    return (uint32_t)(((uintptr_t)at * 0x9e3779b97f4a7c15 ^ (uintptr_t)owner * 0xc2b2ae3d27d4eb4f) >> 32);
}

#endif
