/* SPDX-License-Identifier: MIT */
/* Stackful coroutines: a function on a stack of its own that can suspend from any depth of calls.
 *
 * The control block lies at the top of the coroutine's stack, so that a stack is all that a coroutine needs:
 *
 *     base                                                                       base + bytes
 *     | free, grows down  <----  frames of the coroutine | context | struct coro |
 *
 * The context that switches is chosen when this header is compiled: CORO_CONTEXT is CORO_CONTEXT_FCONTEXT (the default) or
 * CORO_CONTEXT_UCONTEXT. It is a property of the code that switches, so no switch pays for an indirect call. All functions may
 * be called from one thread at a time per coroutine; the switch itself cannot fail. */
#ifndef CORO_COROUTINE_H
#define CORO_COROUTINE_H
#include <stdbool.h>
#include "coro/bug.h"
#include "coro/executor.h"
#include "coro/polled.h"
#include "coro/stack.h"

#define CORO_CONTEXT_FCONTEXT 1
#define CORO_CONTEXT_UCONTEXT 2
#ifndef CORO_CONTEXT
#define CORO_CONTEXT CORO_CONTEXT_FCONTEXT
#endif
#if CORO_CONTEXT == CORO_CONTEXT_FCONTEXT
#include "coro/context_fcontext.h"
#else
#include "coro/context_ucontext.h"
#endif
#include "coro/notice.h"

struct coro_segment;
void coro_segment_free(struct coro_segment *);      /* coro/segment.c */

enum coro_state { CORO_CREATED, CORO_SUSPENDED, CORO_RUNNING, CORO_RETURNED };

/* The body. `self` is the coroutine it runs on. */
typedef struct coro_polled coro_entry(struct coro *self, void *arg);

struct coro {
    enum coro_state state;
    bool is_cancelled;              /* coro_suspend() says so, and the body unwinds */
    coro_entry *entry;
    void *arg;
    struct coro_task *task;         /* of the latest poll; NULL for a coroutine that no task polls */
    struct coro_polled result;      /* what the body returned; valid once RETURNED */
    char *limit;                    /* lowest address of the stack segment that it is on (coro/segment.h) */
    struct coro_segment *segments;  /* a further segment that is not in use, for coro/segment.h; NULL when there is none */
    struct coro_notice notice;      /* for sanitizers and valgrind */
    struct coro_context context;    /* while suspended: into the coroutine; while running: back to its resumer. Last, since its
                                     * size is the only difference between code compiled for one context and for another */
};

/* Where the control block of a stack lies. */
CORO_INLINE struct coro *coro_at(struct coro_stack stack)
{
    return (struct coro *)((uintptr_t)(stack.base + stack.bytes - sizeof(struct coro)) & ~(uintptr_t)63);
}

CORO_INLINE struct coro *coro_of_context(struct coro_context *context)
{
    return (struct coro *)((char *)context - offsetof(struct coro, context));
}

/* Runs on the coroutine's own stack, first of all. Returns never. */
CORO_UNUSED CORO_NORETURN static void coro_main(struct coro_context *context)
{
    struct coro *co = coro_of_context(context);
    coro_notice_arrived(&co->notice);
    co->result = co->entry(co, co->arg);
    co->state = CORO_RETURNED;
    coro_notice_leave_for_good(&co->notice);
    coro_context_switch(&co->context);
    coro_bug("a finished coroutine was resumed");
}

/* The part of the stack that the coroutine's frames may use, while it is on no further segment. */
CORO_INLINE struct coro_stack coro_frames(const struct coro *co)
{
    return (struct coro_stack){ co->limit, (size_t)((const char *)co - co->limit) };
}

/* Makes a coroutine on `stack` that will run entry(co, arg) when it is resumed first. Ends with coro_fini. The stack stays the
 * caller's, and must have room for struct coro, a context and the body. */
CORO_INLINE struct coro *coro_init(struct coro_stack stack, coro_entry *entry, void *arg)
{
    struct coro *co = coro_at(stack);
    co->state = CORO_CREATED;
    co->is_cancelled = false;
    co->entry = entry;
    co->arg = arg;
    co->task = NULL;
    co->limit = stack.base;
    co->segments = NULL;
    coro_notice_begin(&co->notice, coro_frames(co));
    coro_context_make(&co->context, coro_frames(co));
    return co;
}

/* Runs `co` until it suspends or returns. Returns CORO_ERR_FINISHED, and does nothing, if it has returned before. Resuming a
 * coroutine from inside itself is a bug and aborts. */
CORO_INLINE enum coro_status coro_resume(struct coro *co)
{
    if (CORO_UNLIKELY(co->state >= CORO_RUNNING)) {
        if (co->state == CORO_RUNNING)
            coro_bug("a coroutine is resumed while it runs");
        return CORO_ERR_FINISHED;
    }
    co->state = CORO_RUNNING;
    coro_notice_enter(&co->notice);
    coro_context_switch(&co->context);
    coro_notice_returned(&co->notice);
    return CORO_OK;
}

/* Goes back to whoever resumed `co`, which must be the coroutine that calls. Returns when it is resumed again: true if it is
 * being cancelled, and then the body has to clean up and return without suspending again. */
CORO_INLINE bool coro_suspend(struct coro *co)
{
    co->state = CORO_SUSPENDED;
    coro_notice_leave(&co->notice);
    coro_context_switch(&co->context);
    coro_notice_arrived(&co->notice);
    return co->is_cancelled;
}

CORO_INLINE bool coro_is_finished(const struct coro *co) { return co->state == CORO_RETURNED; }

/* Resumes a suspended coroutine so that it unwinds, in `task` if it belongs to one; one that never ran or has finished needs
 * nothing. A body that suspends while it is being cancelled is a bug and aborts. */
CORO_INLINE void coro_cancel(struct coro *co)
{
    if (co->state != CORO_SUSPENDED)
        return;
    co->is_cancelled = true;
    (void)!coro_resume(co);
    if (co->state != CORO_RETURNED)
        coro_bug("a coroutine suspends while it is being cancelled");
}

/* The stack is the caller's again, and a further segment goes back to the heap. The coroutine must not be suspended in mid-body:
 * cancel it before. */
CORO_INLINE void coro_fini(struct coro *co)
{
    coro_notice_end(&co->notice, coro_frames(co));
    if (CORO_UNLIKELY(co->segments != NULL))
        coro_segment_free(co->segments);
}

/* The same as an async function: poll, and drop, with `task` as the context. */
CORO_INLINE struct coro_polled coro_poll(struct coro *co, struct coro_task *task)
{
    struct coro *resumer = task->running;
    co->task = task;
    task->running = co;
    if (coro_resume(co) != CORO_OK)
        coro_bug("a finished async function is polled");
    task->running = resumer;
    return co->state == CORO_RETURNED ? co->result : coro_pending();
}

CORO_INLINE void coro_drop(struct coro *co, struct coro_task *task)
{
    struct coro *resumer = task->running;
    co->task = task;
    task->running = co;
    coro_cancel(co);
    task->running = resumer;
    coro_fini(co);
}

#endif
