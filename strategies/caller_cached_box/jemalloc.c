/* SPDX-License-Identifier: MIT */
/* caller_cached_box with its boxes from jemalloc. box_jemalloc takes a fresh box from it for each item, so the two tell what the
 * cache gains over that allocator. */
#define LIBRARY "libjemalloc.so.2"
#define PACKAGE "libjemalloc2"
#include "strategies/kept_box.h"
#include "strategies/loaded_library.h"

struct adapter {};
struct call_site { struct kept_box kept; };
struct task_part {};
#include "strategies/loaded_kept_box.h"

static const struct strategy strategy = {
    .order = 41,
    .is_variant = true,
    .sentence = "the call site keeps its box, from jemalloc",
    .placing = &cached_placing,
    .lives = { .where = LIVES_ON_HEAP, .pointer = LIVES_AT_CALL_SITE },
    .threads = { "the heap of jemalloc, behind a box per call site" },
    .allocations = kept_box_allocations,
    .refusal = loaded_refusal,
    .allocator = &loaded,
};
