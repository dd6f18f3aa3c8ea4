/* SPDX-License-Identifier: MIT */
/* The executor chooses the allocator and hands it to each task: "The executor could provide a capability for the Storage
 * method it prefers" (discussion of part 8). The callee does not know which allocator it is, so each item makes two more
 * virtual calls. A failed allocation is a future that fails, as kernel code requires. Here the executor prefers free lists by
 * size (coro/slab.h). */
#include "coro/slab.h"
#include "strategies/strategy.h"

struct allocator {
    void *(*alloc)(struct coro_layout);                 /* NULL when memory is out */
    void (*release)(void *at, struct coro_layout);
};
struct adapter {};
struct call_site {};
struct task_part { const struct allocator *allocator; };

static void *executors_alloc(struct coro_layout layout) { return coro_slab_alloc(layout); }
static void executors_release(void *at, struct coro_layout layout) { coro_slab_release(at, layout); }
static const struct allocator executors = { executors_alloc, executors_release };

static enum coro_status allocator_init(struct task_part *part, struct coro_stack_source *stacks)
{
    (void)stacks;
    part->allocator = &executors;
    return CORO_OK;
}
CORO_INLINE enum coro_status allocator_place(struct coro_layout layout, struct holders holders, void **frame)
{
    *frame = task_part(holders.task)->allocator->alloc(layout);
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
CORO_INLINE void allocator_release(void *frame, struct coro_layout layout, struct holders holders)
{
    task_part(holders.task)->allocator->release(frame, layout);
}
static const struct placing placing = { .place = allocator_place, .release = allocator_release, .task_init = allocator_init };

static unsigned allocator_allocations(struct coro_layout frame, enum awaiter awaiter)
{
    (void)awaiter;
    return !coro_slab_has_class(frame);
}
static const struct claim claims[] = {
    { 0, "all allocation failures must be handled", "discussion of part 9, a reader", PROBE_survives_no_memory, ANSWER_YES },
    { 0 }
};
static const struct system systems[] = {
    { "std::execution::task", "lets a coroutine be called with an allocator for its frame, behind std::allocator_arg",
      "https://www.open-std.org/jtc1/sc22/wg21/docs/papers/2026/p3980r0.html" },
    { "capy and corosio", "let the application choose the frame allocator of a chain of coroutines, and hand it on in a "
                          "thread-local variable",
      "https://wg21.link/p4003r0" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 38,
    .is_variant = true,
    .sentence = "the executor's allocator, carried by the task",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
    .threads = { "pages of blocks, under a lock, behind free lists per thread" },
    .claims = claims,
    .systems = systems,
    .allocations = allocator_allocations,
    .kept_blocks = coro_slab_kept_blocks,
};
