/* SPDX-License-Identifier: MIT */
/* The task's second stack is a chain of slabs of 1 KiB (coro/task_slabs.h), which grows by a slab when it is full. The first
 * bytes lie in the task, so a task with small frames needs no slab, and touches no page of its own as in side_stack/param.
 *
 * On `ready` an item takes two instructions fewer than in side_stack/param: release asks one question, whether the frame is the
 * top, and leaves all others to its slow path. Place takes three more. They save a register around the call of the slow path;
 * a stack that cannot grow refuses instead, without a call. */
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

static const struct claim claims[] = {
    { 0, "A side stack might be an appealing middle ground", "part 8, footnote 3", PROBE_allocates_per_item, ANSWER_NO,
      .under = "without an allocation for each item",
      .also = { .under = "without a big stack per task", .probe = PROBE_room_for_largest, .says = ANSWER_NO } },
    { 0 }
};
static const struct system systems[] = {
    { "GNAT", "returns objects of unknown size on the secondary stack of the task, on most targets a chain of blocks that grows",
      "https://gcc.gnu.org/onlinedocs/gnat_rm/Pragma-Secondary_005fStack_005fSize.html" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 92,
    .sentence = "bump the task's second stack, a chain of 1 KiB slabs",
    .placing = &placing,
    .lives = { .where = LIVES_IN_TASK, .fallback = LIVES_ON_HEAP },      /* the slabs after the first bytes */
    .threads = { "the heap, behind slabs per task" },
    .claims = claims,
    .systems = systems,
};
