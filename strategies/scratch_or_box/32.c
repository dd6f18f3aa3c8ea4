/* SPDX-License-Identifier: MIT */
/* scratch_or_box/128 with another size, to show how its cost depends on the size guessed for the callee's frame. All code is in
 * strategies/scratch_or_box/scratch_or_box.h. */
#define SCRATCH_BYTES 32
#include "strategies/scratch_or_box/scratch_or_box.h"

static const struct strategy strategy = {
    .order = 78,
    .is_variant = true,
    .sentence = "32 bytes of the caller's frame, else a box",
    .placing = &placing,
    .lives = { .where = LIVES_AT_CALL_SITE, .fallback = LIVES_ON_HEAP },
    .threads = { "the heap, for larger frames" },
    .allocations = scratch_allocations,
};
