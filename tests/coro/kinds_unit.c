/* SPDX-License-Identifier: MIT */
/* The deeds of one kind: compiled with CORO_CONTEXT, the home of the frames, and KIND, the name of the
 * table. */
#undef CORO_CHECKS
#define CORO_CHECKS 1
#include "coro/coroutine.h"
#include "tests/coro/kinds.h"

static struct coro_polled suspend_for_ever(struct coro *self, void *arg)
{
    (void)arg;
    while (!coro_suspend(self))
        ;
    return coro_none();
}
static struct coro *make(struct coro_stack stack)
{
    return coro_init_with(stack, suspend_for_ever, NULL, (struct coro_options){ .name = "Tom" });
}
static void resume(struct coro *co) { (void)!coro_resume(co); }
static void cancel(struct coro *co) { coro_cancel(co); }
static void drop(struct coro *co)
{
    struct coro_task task = { 0 };
    coro_drop(co, &task);
}
static void fini(struct coro *co) { coro_fini(co); }
static void suspend(struct coro *co)
{
    co->state = CORO_RUNNING;           /* as if within a body of the other kind */
    coro_suspend(co);
}

#if defined(CORO_COPIES_FRAMES)
#define FRAMES ", copied"
#define STACKS coro_copied_stacks
#elif defined(CORO_SPLITS_STACKS)
#define FRAMES ", split"
#define STACKS coro_split_stacks
#else
#define FRAMES ""
#define STACKS coro_pooled_stacks
#endif
const struct kind KIND = { CORO_CONTEXT_NAME FRAMES, &STACKS, make, resume, cancel, drop, fini, suspend };
