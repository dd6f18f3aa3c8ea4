/* SPDX-License-Identifier: MIT */
/* A box from jemalloc. It gives dirty pages back over ten seconds, and only when a thread allocates or frees: its background
 * thread is off by default. So memory that stays right after a burst counts pages that go later (strategies/loaded_library.h). */
#define LIBRARY "libjemalloc.so.2"
#define PACKAGE "libjemalloc2"
#define CACHED "caller_cached_box/jemalloc"
#include "strategies/loaded_box.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = {
    .order = 33,
    .is_variant = true,
    .sentence = "a box from jemalloc",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
    .threads = { "the heap of jemalloc" },
    .claims = claims,
    .allocations = one_allocation,
    .refusal = loaded_refusal,
    .allocator = &loaded,
};
