/* SPDX-License-Identifier: MIT */
/* What the rows and peers that run `switch/called` have in common, so that they stand side by side. */
#ifndef BENCH_SWITCHES_SWITCH_CALLED_DATA_H
#define BENCH_SWITCHES_SWITCH_CALLED_DATA_H

#define SWITCH_CALLED_DATA \
    .name = "switch/called", .question = "What does a pair of resume and suspend cost when neither is inlined into who asks for it?", \
    .item = "pair", .order = 82, .batch_items = 8192

#endif
