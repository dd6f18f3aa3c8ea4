/* SPDX-License-Identifier: MIT */
/* Stackful coroutines: a function on a stack of its own that can suspend from any depth of calls.
 *
 * The control block lies at the top of the coroutine's stack, so that a stack is all that a coroutine needs:
 *
 *     base                                                                                           base + bytes
 *     | free, grows down  <----  frames of the coroutine | what the context needs there | struct coro |
 *
 * It is the same for every context, so that whoever knows only the stack finds the coroutine.
 *
 * The context that switches is chosen when this header is compiled: CORO_CONTEXT is CORO_CONTEXT_FCONTEXT (the default),
 * CORO_CONTEXT_UCONTEXT or, on x86-64, CORO_CONTEXT_NATIVE. It is a property of the code that switches, so no switch pays for an
 * indirect call. All functions may be called from one thread at a time per coroutine; the switch itself cannot fail. */
#ifndef CORO_COROUTINE_H
#define CORO_COROUTINE_H
#include <stdbool.h>
#include "coro/bug.h"
#include "coro/executor.h"
#include "coro/polled.h"
#include "coro/stack.h"

#define CORO_CONTEXT_FCONTEXT 1
#define CORO_CONTEXT_UCONTEXT 2
#define CORO_CONTEXT_NATIVE 3
#if defined(__x86_64__) && !defined(__ILP32__)
#define CORO_CONTEXT_FASTEST CORO_CONTEXT_NATIVE
#else
#define CORO_CONTEXT_FASTEST CORO_CONTEXT_FCONTEXT
#endif
#ifndef CORO_CONTEXT
#define CORO_CONTEXT CORO_CONTEXT_FCONTEXT
#endif
#if CORO_CONTEXT == CORO_CONTEXT_FCONTEXT
#include "coro/coroutine/context_fcontext.h"
#elif CORO_CONTEXT == CORO_CONTEXT_UCONTEXT
#include "coro/coroutine/context_ucontext.h"
#elif CORO_CONTEXT == CORO_CONTEXT_NATIVE
#include "coro/coroutine/context_native.h"
#else
#error "CORO_CONTEXT must be CORO_CONTEXT_FCONTEXT, CORO_CONTEXT_UCONTEXT or CORO_CONTEXT_NATIVE"
#endif
#include "coro/notice.h"

struct coro_segment;
void coro_segment_free(struct coro_segment *);      /* coro/coroutine/segment.c */

enum coro_state { CORO_CREATED, CORO_SUSPENDED, CORO_RUNNING, CORO_RETURNED };

/* The body. `self` is the coroutine it runs on. */
typedef struct coro_polled coro_entry(struct coro *self, void *arg);

/* What a coroutine is declared to be; all zero is the usual. */
struct coro_options {
    const char *name;               /* for messages; has to outlive the coroutine; NULL: it has none */
    /* It has floating-point control words of its own, which begin as its maker's; no switch changes the resumer's. Every
     * context but the native one does that always. With the native one a coroutine otherwise shares its resumer's words, and
     * must not suspend or return having changed them: a build that is not optimised aborts then. */
    bool keeps_control_words;
};

/* What a switch reads and writes comes first, in one cache line. */
struct coro {
    union {
        struct coro_context context;        /* while suspended: into the coroutine; while running: back to its resumer. First, so
                                             * that one pointer is both, and no register is spent on the other */
        char context_room[32];              /* struct coro is the same, whichever context the code is compiled for */
    };
    enum coro_state state;
    bool is_cancelled;              /* coro_suspend() says so, and the body unwinds */
    struct coro_task *task;         /* of the latest poll; NULL for a coroutine that no task polls */
    char *limit;                    /* lowest address of the stack segment that it is on (coro/segment.h) */
    struct coro_notice notice;      /* for sanitizers and valgrind */
    struct coro_segment *segments;  /* a further segment that is not in use, for coro/segment.h; NULL when there is none */
    const char *name;               /* NULL when it has none */
    coro_entry *entry;
    void *arg;
    struct coro_polled result;      /* what the body returned; valid once RETURNED */
};
_Static_assert(sizeof(struct coro_context) <= 32, "the room for a context");

enum {
    CORO_ALIGN = 64,                /* of struct coro: a cache line */
    /* The smallest stack that a coroutine can be made on; for most bodies it is too small. */
    CORO_MIN_STACK_BYTES = CORO_ALIGN + sizeof(struct coro) + CORO_CONTEXT_STACK_BYTES + 192,
};

/* Where the control block of a stack lies. */
CORO_INLINE struct coro *coro_at(struct coro_stack stack)
{
    return (struct coro *)((uintptr_t)(stack.base + stack.bytes - sizeof(struct coro)) & ~(uintptr_t)(CORO_ALIGN - 1));
}

/* Never NULL: for messages. */
CORO_INLINE const char *coro_name(const struct coro *co) { return co->name ? co->name : "(no name)"; }

/* What a coroutine must not have done when it suspends or returns. */
CORO_INLINE void coro_check_control_words(const struct coro *co)
{
    if (CORO_UNLIKELY(!coro_context_left_control_words(&co->context)))
        coro_bug("coroutine %s changed the floating-point control words that it shares with its resumer", coro_name(co));
}

/* Runs on the coroutine's own stack, first of all. Returns never. */
CORO_UNUSED CORO_NORETURN static void coro_main(struct coro_context *context)
{
    struct coro *co = (struct coro *)context;       /* it begins with it */
    coro_notice_arrived(&co->notice);
    co->result = co->entry(co, co->arg);
    coro_check_control_words(co);
    co->state = CORO_RETURNED;
    coro_notice_leave_for_good(&co->notice);
    coro_context_leave(&co->context);
    coro_bug("a finished coroutine was resumed");
}

/* Where the coroutine's frames lie while it is on no further segment (coro_frames), and what that asks for: coro_frames_make makes
 * the context there, coro_frames_restore runs before each resume and coro_frames_save, which may find no memory, after;
 * coro_frames_at_end is what is no stack any more at the end, and coro_frames_release gives back what lies elsewhere. */
#if defined(CORO_COPIES_FRAMES)
#include "coro/coroutine/frames_copied.h"
#elif defined(CORO_SPLITS_STACKS)
#include "coro/coroutine/frames_split.h"
#else
#include "coro/coroutine/frames_own.h"
#endif

/* Makes a coroutine on `stack` that will run entry(co, arg) when it is resumed first. Ends with coro_fini. The stack stays the
 * caller's, and must have room for struct coro, a context and the body; less than CORO_MIN_STACK_BYTES aborts. */
CORO_INLINE struct coro *coro_init_with(struct coro_stack stack, coro_entry *entry, void *arg, struct coro_options options)
{
    if (CORO_UNLIKELY(stack.base == NULL || stack.bytes < CORO_MIN_STACK_BYTES))
        coro_bug("a coroutine is made on a stack of %zu bytes at %p: it needs %zu at least", stack.bytes, (void *)stack.base,
                 (size_t)CORO_MIN_STACK_BYTES);
    struct coro *co = coro_at(stack);
    co->name = options.name;
    co->state = CORO_CREATED;
    co->is_cancelled = false;
    co->entry = entry;
    co->arg = arg;
    co->task = NULL;
    co->limit = stack.base;
    co->segments = NULL;
    coro_notice_begin(&co->notice, coro_frames(co));
    coro_frames_make(co);
    if (options.keeps_control_words)
        coro_context_keep_control_words(&co->context);
    return co;
}

CORO_INLINE struct coro *coro_init(struct coro_stack stack, coro_entry *entry, void *arg)
{
    return coro_init_with(stack, entry, arg, (struct coro_options){ .name = NULL });
}

/* There and back again. */
CORO_INLINE void coro_enter(struct coro *co)
{
    co->state = CORO_RUNNING;
    coro_notice_enter(&co->notice);
    coro_context_enter(&co->context);
    coro_notice_returned(&co->notice);
}

/* Runs `co` until it suspends or returns. Returns CORO_ERR_FINISHED, and does nothing, if it has returned before. Resuming a
 * coroutine from inside itself is a bug and aborts. Where frames are copied, see coro/coroutine/frames_copied.h, it can fail with
 * CORO_ERR_UNSUPPORTED, having done nothing, and with CORO_ERR_NO_MEMORY, having cancelled it. */
CORO_INLINE enum coro_status coro_resume(struct coro *co)
{
    if (CORO_UNLIKELY(co->state >= CORO_RUNNING)) {
        if (co->state == CORO_RUNNING)
            coro_bug("coroutine %s is resumed while it runs", coro_name(co));
        return CORO_ERR_FINISHED;
    }
    enum coro_status status = coro_frames_restore(co);
    if (CORO_UNLIKELY(status))
        return status;
    coro_enter(co);
    if (CORO_UNLIKELY(!coro_frames_save(co))) {
        co->is_cancelled = true;
        coro_enter(co);
        return CORO_ERR_NO_MEMORY;
    }
    return CORO_OK;
}

/* Goes back to whoever resumed `co`, which must be the coroutine that calls; one that does not run aborts. Returns when it is
 * resumed again: true if it is being cancelled, and then the body has to clean up and return without suspending again. */
CORO_INLINE bool coro_suspend(struct coro *co)
{
    if (CORO_UNLIKELY(co->state != CORO_RUNNING))
        coro_bug("coroutine %s is suspended while it does not run", coro_name(co));
    coro_check_control_words(co);
    co->state = CORO_SUSPENDED;
    coro_notice_leave(&co->notice);
    coro_context_leave(&co->context);
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
    if (coro_resume(co) == CORO_ERR_UNSUPPORTED)
        coro_bug("coroutine %s is cancelled by one that shares its stack", coro_name(co));
    if (co->state != CORO_RETURNED)
        coro_bug("coroutine %s suspends while it is being cancelled", coro_name(co));
}

/* The stack is the caller's again, and further segments go back to where they came from. The coroutine must not be suspended
 * in mid-body: cancel it before. */
CORO_INLINE void coro_fini(struct coro *co)
{
    coro_notice_end(&co->notice, coro_frames_at_end(co));
    coro_frames_release(co);
    if (CORO_UNLIKELY(co->segments != NULL))
        coro_segment_free(co->segments);
}

/* The same as an async function: poll, and drop, with `task` as the context. */
CORO_INLINE struct coro_polled coro_poll(struct coro *co, struct coro_task *task)
{
    struct coro *resumer = task->running;
    co->task = task;
    task->running = co;
    enum coro_status status = coro_resume(co);
    task->running = resumer;
    if (CORO_UNLIKELY(status == CORO_ERR_FINISHED))
        coro_bug("a finished async function is polled");
    if (CORO_UNLIKELY(status))
        return coro_failed(status);
    return co->state == CORO_RETURNED ? co->result : coro_pending();
}

/* Never inlined: a drop has mostly nothing to cancel, and where a native switch is inlined, every register is saved. */
CORO_UNUSED CORO_NOINLINE static void coro_cancel_in(struct coro *co, struct coro_task *task)
{
    struct coro *resumer = task->running;
    co->task = task;
    task->running = co;
    coro_cancel(co);
    task->running = resumer;
}

CORO_INLINE void coro_drop(struct coro *co, struct coro_task *task)
{
    if (CORO_UNLIKELY(co->state == CORO_SUSPENDED))
        coro_cancel_in(co, task);
    coro_fini(co);
}

#endif
