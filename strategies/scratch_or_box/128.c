/* SPDX-License-Identifier: MIT */
/* The size that part 8 names. */
#define SCRATCH_BYTES 128
#include "strategies/scratch_or_box/scratch_or_box.h"

static const struct claim claims[] = {
    { 6, "uses allocator", "part 8, table", PROBE_allocates, ANSWER_YES },
    { 6, "requires extensive interprocedural analysis or else random guesswork", "part 8, table", PROBE_depends_on_size, ANSWER_YES },
    { 0 }
};
static const struct strategy strategy = {
    .order = 80,
    .sentence = "128 bytes of the caller's frame, else a box",
    .placing = &placing,
    .claims = claims,
    .allocations = scratch_allocations,
};
