/* SPDX-License-Identifier: MIT */
/* The caller reads the frame's size in the vtable and bumps its task's slabs (coro/task_slabs.h), as in Swift. The vtable's drop
 * is handed the task, so that an adapter dropped in mid-await releases its frames on the slabs.
 *
 * Here the caller also reads the alignment, where Swift has one for all, and keeps the slabs' top in the task, where Swift's
 * allocator is two calls into its runtime. */
#define PROTOCOL PROTOCOL_CALLER_PLACES
#include "coro/task_slabs.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part { struct coro_task_slabs slabs; };
#include "strategies/slabs_of_task.h"

static const struct system systems[] = {
    { "Swift async functions", "carry the size of their frame beside the function pointer, and the caller allocates it",
      "https://llvm.org/docs/Coroutines.html#async-lowering" },
    { "Swift tasks", "allocate frames in stack order from slabs of their own, which a call finds by the current task, and add a "
                     "slab when they are full",
      "https://github.com/swiftlang/swift/blob/HEAD/stdlib/public/Concurrency/TaskAlloc.cpp" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 75,
    .sentence = "the caller asks the vtable, and bumps its task's slabs",
    .placing = &slabs_placing,
    .lives = { .where = LIVES_IN_TASK, .fallback = LIVES_ON_HEAP },      /* the slabs after the first bytes */
    .threads = { "the heap, behind slabs per task" },
    .systems = systems,
};
