/* SPDX-License-Identifier: MIT */
/* Defines the names, questions and sizes of the workloads about switching. Rows (bench/workloads/switch.h) and peers share
 * them, so that the report puts their figures side by side. */
#ifndef BENCH_SWITCHES_SWITCH_DATA_H
#define BENCH_SWITCHES_SWITCH_DATA_H

#define SWITCH_FLAT_DATA \
    .name = "switch/flat", .question = "What does one pair of resume and suspend cost?", .item = "pair", .order = 80, \
    .quick_param = 1, .batch_items = 8192

#define SWITCH_KEPT_DATA \
    .name = "switch/kept", \
    .question = "What does a pair cost when the coroutine has floating-point control words of its own?", \
    .item = "pair", .order = 81, .batch_items = 8192

#define SWITCH_CALLED_DATA \
    .name = "switch/called", \
    .question = "What does a pair of resume and suspend cost when neither is inlined into who asks for it?", \
    .item = "pair", .order = 82, .batch_items = 8192

#define SWITCH_DEPTH8_DATA \
    .name = "switch/depth8", \
    .question = "What does a pair cost when the coroutine suspends eight calls down, and returns through them afterwards?", \
    .item = "pair", .order = 84, .quick_param = 1, .batch_items = 2048
enum { SWITCH_DEPTH = 8 };

#define CREATE_DATA \
    .name = "create", .question = "What does it cost to create a coroutine, to enter and leave it once, and to destroy it?", \
    .item = "coroutine", .order = 86, .quick_param = 1, .makes_stacks = true, .batch_items = 4096

#endif
