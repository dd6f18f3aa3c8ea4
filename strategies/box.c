/* SPDX-License-Identifier: MIT */
/* Every next() allocates its frame from the heap and frees it at the end. What async-trait does, and part 8's "box it". */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct claim claims[] = {
    { 1, "requires allocation", "part 8, table", PROBE_allocates_per_item, ANSWER_YES },
    { 1, "not especially efficient", "part 8, table", PROBE_time, ANSWER_YES },
    { 0 }
};
static const struct strategy strategy = {
    .order = 30,
    .sentence = "one heap allocation per next()",
    .placing = &heap_placing,
    .allocations = one_allocation,
    .claims = claims,
};
