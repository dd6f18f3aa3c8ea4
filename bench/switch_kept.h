/* SPDX-License-Identifier: MIT */
/* What the rows and peers that run `switch/kept` have in common, so that they stand side by side. */
#ifndef CORO_BENCH_SWITCH_KEPT_H
#define CORO_BENCH_SWITCH_KEPT_H

#define SWITCH_KEPT_DATA \
    .name = "switch/kept", \
    .question = "What does a pair cost when the coroutine has floating-point control words of its own?", .item = "pair", .order = 81, \
    .batch_items = 8192

#endif
