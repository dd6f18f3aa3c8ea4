/* SPDX-License-Identifier: MIT */
/* caller_cached_box with its boxes from mimalloc. box_mimalloc takes a fresh box from it for each item, so the two tell what the
 * cache gains over that allocator. */
#define LIBRARY "libmimalloc.so.2"
#define PACKAGE "libmimalloc2.0"
#include "strategies/kept_box.h"
#include "strategies/loaded_library.h"

struct adapter {};
struct call_site { struct kept_box kept; };
struct task_part {};
#include "strategies/loaded_kept_box.h"

static const struct strategy strategy = {
    .order = 41,
    .is_variant = true,
    .sentence = "the call site keeps its box, from mimalloc",
    .placing = &cached_placing,
    .lives = { .where = LIVES_ON_HEAP, .pointer = LIVES_AT_CALL_SITE },
    .threads = { "the heap of mimalloc, behind a box per call site" },
    .allocations = kept_box_allocations,
    .refusal = loaded_refusal,
    .allocator = &loaded,
};
