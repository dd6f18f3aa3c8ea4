/* SPDX-License-Identifier: MIT */
/* A box from tcmalloc, as gperftools has it: a free list per size class and thread, which gives back to the central lists what
 * exceeds the thread's share; free pages go to the system slowly, as spans are freed (strategies/loaded_library.h). */
#define LIBRARY "libtcmalloc_minimal.so.4"
#define PACKAGE "libtcmalloc-minimal4"
#define CACHED "caller_cached_box/tcmalloc"
#include "strategies/loaded_box.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = {
    .order = 33,
    .is_variant = true,
    .sentence = "a box from tcmalloc",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
    .threads = { "the heap of tcmalloc" },
    .claims = claims,
    .allocations = one_allocation,
    .refusal = loaded_refusal,
    .allocator = &loaded,
};
