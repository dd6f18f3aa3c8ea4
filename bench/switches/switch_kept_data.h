/* SPDX-License-Identifier: MIT */
/* What the rows and peers that run `switch/kept` have in common, so that they stand side by side. */
#ifndef BENCH_SWITCHES_SWITCH_KEPT_DATA_H
#define BENCH_SWITCHES_SWITCH_KEPT_DATA_H

#define SWITCH_KEPT_DATA \
    .name = "switch/kept", \
    .question = "What does a pair cost when the coroutine has floating-point control words of its own?", .item = "pair", .order = 81, \
    .batch_items = 8192

#endif
