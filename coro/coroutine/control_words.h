/* SPDX-License-Identifier: MIT */
/* The floating-point control words: rounding modes, exception masks, and whether small numbers are flushed to zero. By the ABI
 * every function preserves them. So a coroutine either shares its resumer's words or trades them at each switch: context_native.h
 * does either. The machine's part, control_words_<machine>.h, defines
 *
 *     struct coro_control_words           all words
 *     coro_control_words_save(own)        stores those of the running side
 *     coro_control_words_trade(own, others)       stores those of the side that leaves, and loads those of the side that arrives
 *     coro_control_words_are(expected)    compares, without flags that only record exceptions */
#ifndef CORO_COROUTINE_CONTROL_WORDS_H
#define CORO_COROUTINE_CONTROL_WORDS_H

#if defined(__x86_64__)
#include "coro/coroutine/control_words_x86_64.h"
#elif defined(__aarch64__)
#include "coro/coroutine/control_words_aarch64.h"
#endif

#endif
