/* SPDX-License-Identifier: MIT */
/* What the rows and peers that run `create` have in common, so that they stand side by side. */
#ifndef BENCH_SWITCHES_CREATE_DATA_H
#define BENCH_SWITCHES_CREATE_DATA_H

#define CREATE_DATA \
    .name = "create", .question = "What does it cost to create a coroutine, to enter and leave it once, and to destroy it?", \
    .item = "coroutine", .order = 86, .quick_param = 1, .makes_stacks = true, .batch_items = 4096

#endif
