/* SPDX-License-Identifier: MIT */
/* The task's second stack is a chain of slabs of 1 KiB (coro/task_slabs.h), which grows by a slab when it is full. The first
 * bytes lie in the task, so a task with small frames needs no slab, and touches no page of its own as in side_stack/param.
 *
 * On `ready` an item takes two instructions fewer than in side_stack/param: release asks one question, whether the frame is the
 * top, and leaves all others to its slow path. Place takes three more. They save a register around the call of the slow path;
 * a stack that cannot grow refuses instead, without a call.
 *
 * A frame larger than a slab gets a block of its own, which stays while one body awaits such frames. Under the body of an
 * adapter, which is new for every item and has its frame in an older block, that is a block for each item; `.allocations`, a rule
 * of the frame's size and its awaiter alone, counts none. */
#include "coro/task_slabs.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part { struct coro_task_slabs slabs; };
#include "strategies/slabs_of_task.h"

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
    .placing = &slabs_placing,
    .lives = { .where = LIVES_IN_TASK, .fallback = LIVES_ON_HEAP },      /* the slabs after the first bytes */
    .threads = { "the heap, behind slabs per task" },
    .claims = claims,
    .systems = systems,
};
