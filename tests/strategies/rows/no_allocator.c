/* SPDX-License-Identifier: MIT */
/* A row for loaded_library_test.c alone: its library has no allocator. */
#define LIBRARY "libm.so.6"
#define PACKAGE "libc6"
#define CACHED "caller_cached_box"
#include "strategies/loaded_box.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = {
    .sentence = "a box from a library without an allocator",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
    .claims = claims,
    .allocations = one_allocation,
    .refusal = loaded_refusal,
    .allocator = &loaded,
};
