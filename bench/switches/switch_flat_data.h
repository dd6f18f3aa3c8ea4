/* SPDX-License-Identifier: MIT */
/* What the rows and peers that run `switch/flat` have in common, so that they stand side by side. */
#ifndef BENCH_SWITCHES_SWITCH_FLAT_DATA_H
#define BENCH_SWITCHES_SWITCH_FLAT_DATA_H

#define SWITCH_FLAT_DATA \
    .name = "switch/flat", .question = "What does one pair of resume and suspend cost?", .item = "pair", .order = 80, \
    .quick_param = 1, .batch_items = 8192

#endif
