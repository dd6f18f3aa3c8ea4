/* SPDX-License-Identifier: MIT */
/* A row for loaded_library_test.c alone: its library is not on any machine. */
#define LIBRARY "libno_such_allocator.so.1"
#define PACKAGE "libno-such-allocator1"
#define CACHED "caller_cached_box"
#include "strategies/loaded_box.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = {
    .sentence = "a box from a library that is missing",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
    .claims = claims,
    .allocations = one_allocation,
    .refusal = loaded_refusal,
    .allocator = &loaded,
};
