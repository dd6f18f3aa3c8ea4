/* SPDX-License-Identifier: MIT */
/* A box from mimalloc: a free list per page of one size, and heaps per thread (strategies/loaded_library.h). */
#define LIBRARY "libmimalloc.so.2"
#define PACKAGE "libmimalloc2.0"
#define CACHED "caller_cached_box/mimalloc"
#include "strategies/loaded_box.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = {
    .order = 33,
    .is_variant = true,
    .sentence = "a box from mimalloc",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
    .threads = { "the heap of mimalloc" },
    .claims = claims,
    .allocations = one_allocation,
    .refusal = loaded_refusal,
    .allocator = &loaded,
};
