/* SPDX-License-Identifier: MIT */
#define SCRATCH_BYTES 32
#include "strategies/scratch_or_box/scratch_or_box.h"

static const struct strategy strategy = {
    .order = 78,
    .is_variant = true,
    .sentence = "32 bytes of the caller's frame, else a box",
    .placing = &placing,
    .allocations = scratch_allocations,
};
