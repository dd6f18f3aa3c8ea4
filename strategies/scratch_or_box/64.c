/* SPDX-License-Identifier: MIT */
#define SCRATCH_BYTES 64
#include "strategies/scratch_or_box/scratch_or_box.h"

static const struct strategy strategy = {
    .order = 79,
    .is_variant = true,
    .sentence = "64 bytes of the caller's frame, else a box",
    .placing = &placing,
    .allocations = scratch_allocations,
};
