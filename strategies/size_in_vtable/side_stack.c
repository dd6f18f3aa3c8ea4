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

static enum coro_status slabs_init(struct task_part *part, struct coro_stack_source *stacks)
{
    (void)stacks;
    coro_task_slabs_init(&part->slabs);
    return CORO_OK;
}
static void slabs_fini(struct task_part *part, struct coro_stack_source *stacks)
{
    (void)stacks;
    coro_task_slabs_fini(&part->slabs);
}
CORO_INLINE void *slabs_place_quickly(struct coro_layout layout, struct holders holders)
{
    return coro_task_slabs_take(&task_part(holders.task)->slabs, layout);
}
CORO_INLINE enum coro_status slabs_place(struct coro_layout layout, struct holders holders, void **frame)
{
    return coro_task_slabs_push(&task_part(holders.task)->slabs, layout, frame);
}
CORO_INLINE void slabs_release(void *frame, struct coro_layout layout, struct holders holders)
{
    coro_task_slabs_pop(&task_part(holders.task)->slabs, frame, layout);
}
static const struct placing placing = {
    .place = slabs_place, .place_quickly = slabs_place_quickly, .release = slabs_release, .task_init = slabs_init,
    .task_fini = slabs_fini
};

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
    .placing = &placing,
    .lives = { .where = LIVES_IN_TASK, .fallback = LIVES_ON_HEAP },      /* the slabs after the first bytes */
    .threads = { "the heap, behind slabs per task" },
    .systems = systems,
};
