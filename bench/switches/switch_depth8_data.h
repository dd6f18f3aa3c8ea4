/* SPDX-License-Identifier: MIT */
/* What the rows and peers that run `switch/depth8` have in common, so that they stand side by side. */
#ifndef BENCH_SWITCHES_SWITCH_DEPTH8_DATA_H
#define BENCH_SWITCHES_SWITCH_DEPTH8_DATA_H

#define SWITCH_DEPTH8_DATA \
    .name = "switch/depth8", \
    .question = "What does a pair cost when the coroutine suspends eight calls down, and returns through them afterwards?", \
    .item = "pair", .order = 84, .quick_param = 1, .batch_items = 2048

enum { SWITCH_DEPTH = 8 };

#endif
