/* SPDX-License-Identifier: MIT */
/* Stackful coroutines: functions on stacks of their own, which can suspend from any depth of calls. Stacks come from
 * coro/stack.h, contexts and the homes of frames from coro/coroutine.
 *
 * The control block lies at the top of the coroutine's stack, so a coroutine needs no memory besides its stack:
 *
 *     base                                                                                           base + bytes
 *     | free, grows down  <----  frames of the coroutine | what the context needs there | struct coro |
 *
 * The control block is the same for every context, so coro_at() finds it from the stack alone.
 *
 * The context that switches is chosen when this header is compiled: CORO_CONTEXT is CORO_CONTEXT_FCONTEXT (the default),
 * CORO_CONTEXT_UCONTEXT or, on x86-64 and aarch64, CORO_CONTEXT_NATIVE. It is a property of the code that switches, so no switch
 * makes an indirect call; the library serves each. One thread at a time may use a coroutine; the switch itself cannot fail.
 * On other machines with 64-bit pointers, such as riscv64, the other two contexts should work; nobody has tried.
 *
 * A coroutine shares with its thread whatever is not on its stack:
 *   - Thread-local variables, such as errno. coro_allow_moves() says what that means for a coroutine that changes threads.
 *   - The exceptions of C++ in flight. A body may throw and catch, but must not suspend within a handler, or in a destructor that
 *     runs because of an exception: the thread counts both. Units with CORO_CHECKS abort. An exception that leaves a body aborts,
 *     on x86-64 and aarch64 with a sentence. So does a thread that ends inside a body.
 *   - The shadow stack. The native context and fcontext do not switch it, so programs with them run without one.
 * A backtrace goes on from a coroutine into its resumer on x86-64 and aarch64, and ends at the coroutine elsewhere. */
#ifndef CORO_COROUTINE_H
#define CORO_COROUTINE_H
#include <stdbool.h>
#include "coro/bug.h"
#include "coro/checks.h"
#include "coro/executor.h"
#include "coro/polled.h"
#include "coro/stack.h"

#define CORO_CONTEXT_FCONTEXT 1
#define CORO_CONTEXT_UCONTEXT 2
#define CORO_CONTEXT_NATIVE 3
#if (defined(__x86_64__) || defined(__aarch64__)) && !defined(__ILP32__)
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
CORO_C_BEGIN

struct coro_segment;
void coro_segments_free(struct coro *);             /* coro/coroutine/segment.c */

/* The order answers the frequent questions with one instruction: bit 0 is set between the first resume and the return, bit 1
 * where a resume is refused. A coroutine that has resumed another one counts as RUNNING until that one switches back. */
enum coro_state {
    CORO_CREATED, CORO_SUSPENDED, CORO_RETURNED, CORO_RUNNING,
    CORO_IS_MIDWAY = 1, CORO_IS_NOT_RESUMABLE = 2,              /* the bits */
};

/* The kind of a coroutine: how the unit that made it switches and where it keeps frames. Only units of the same kind may use the
 * coroutine; those with CORO_CHECKS abort for one of another kind. Further bits record what units with CORO_CHECKS know of it. */
enum {
    CORO_KIND_COPIED = 4,           /* the lower two bits are the CORO_CONTEXT */
    CORO_KIND_SPLIT = 8,
    CORO_KIND_BITS = 15,
    CORO_HAS_CANARY = 64,           /* at its limit */
    CORO_IS_TRACKED = 128,          /* it runs, and the unit that resumed it has noted that for its thread */
};
enum { CORO_ANY_THREAD = UINT16_MAX };

/* The body of a coroutine. `self` is the coroutine that it runs on. */
typedef struct coro_polled coro_entry(struct coro *self, void *arg);

/* Options of a coroutine; all zero is the usual choice. */
struct coro_options {
    const char *name;               /* for messages; must outlive the coroutine; NULL for none */
    /* The coroutine has floating-point control words of its own, copied from its maker's. Every context but the native one
     * works that way always. A native coroutine otherwise shares its resumer's words, and must restore them before it suspends
     * or returns. Units with CORO_CHECKS check that, and abort. */
    bool keeps_control_words;
};

/* The control block. The fields that a switch reads and writes come first, in one cache line. */
struct coro {
    union {
        struct coro_context context;        /* into the coroutine while suspended, back to its resumer while running. First, so
                                             * that one pointer serves for context and control block */
        char context_room[32];              /* gives struct coro one layout for all contexts */
    };
    enum coro_state state;
    bool is_cancelled;              /* coro_suspend() returns it, and the body unwinds */
    uint8_t kind;                   /* CORO_KIND of the unit that made it, and the further bits */
    uint16_t thread;                /* the number of the thread that first resumed it; 0: none so far, or nobody noted it */
    struct coro_task *task;         /* the task of the latest poll; NULL outside tasks */
    char *limit;                    /* lowest address of its present stack or segment (coro/segment.h) */
    struct coro_notice notice;      /* for sanitizers and valgrind */
    struct coro_segment *segments;  /* one unused further segment (coro/segment.h); NULL for none */
    const char *name;               /* NULL for none */
    coro_entry *entry;
    void *arg;
    struct coro_polled result;      /* of the body; valid once RETURNED */
};
CORO_STATIC_ASSERT(sizeof(struct coro_context) <= 32, "the room for a context");

enum {
    CORO_ALIGN = 64,                /* of struct coro: a cache line, or half of one where a line has 128 bytes */
    CORO_MIN_FRAMES_BYTES = CORO_CONTEXT_STACK_BYTES + 192,         /* below struct coro */
    /* The smallest stack for a coroutine. Most bodies need more. */
    CORO_MIN_STACK_BYTES = CORO_ALIGN + sizeof(struct coro) + CORO_MIN_FRAMES_BYTES,
};

/* Returns the address of the control block on a stack, whether or not a coroutine has been made there. */
CORO_INLINE struct coro *coro_at(struct coro_stack stack)
{
    return (struct coro *)((uintptr_t)(stack.base + stack.bytes - sizeof(struct coro)) & ~(uintptr_t)(CORO_ALIGN - 1));
}

/* Looks after the stacks and switches of one coroutine, out of line: coro/coroutine/care.c. */
void coro_care_begin(struct coro *, struct coro_stack frames);
void coro_care_end(struct coro *, struct coro_stack at_end);
void coro_care_move_canary(struct coro *);                      /* to a new limit */
void coro_care_expect_kind(const struct coro *, unsigned kind, const char *what);      /* before frames are touched */
struct coro_care_outer { struct coro *running; void *caught; unsigned uncaught_count; };     /* the resumer's */
struct coro_care_outer coro_care_enter(struct coro *);
void coro_care_returned(struct coro *, struct coro_care_outer);
void coro_care_expect_running(const struct coro *, const char *what);
void coro_care_expect_low_end(const struct coro *, size_t taken_bytes, size_t rest_bytes);
enum coro_status coro_care_refuse_resume(const struct coro *);  /* finished, or a bug */

/* Lays a canary at the low end of every unguarded stack from now on, also for units without CORO_CHECKS, which look at it when a
 * coroutine ends. Units with CORO_CHECKS always lay it, and look after each switch, too. A changed canary means that the stack
 * was too small: the program aborts with the coroutine's name. Call it before other threads run. */
void coro_lay_canaries(void);

/* Returns the name for messages; never NULL. */
CORO_INLINE const char *coro_name(const struct coro *co) { return co->name ? co->name : "(no name)"; }

/* Aborts if a coroutine that shares the control words has changed them. */
CORO_INLINE void coro_check_control_words(const struct coro *co)
{
    if (CORO_UNLIKELY(!coro_context_left_control_words(&co->context)))
        coro_bug("coroutine %s changed the floating-point control words that it shares with its resumer", coro_name(co));
}

#include "coro/coroutine/body_call.h"

/* The outermost function on the coroutine's stack. Never returns. */
CORO_UNUSED CORO_NORETURN static void coro_main(struct coro_context *context)
{
    struct coro *co = (struct coro *)context;       /* the control block begins with the context */
    coro_notice_arrived(&co->notice);
    co = coro_call_body(co);
    coro_check_control_words(co);
    co->state = CORO_RETURNED;
    coro_notice_leave_for_good(&co->notice);
    coro_context_leave(&co->context);
    coro_bug("a finished coroutine was resumed");
}

/* The home of a coroutine's frames; one of three headers, chosen at compile time. Each defines:
 *
 *     coro_frames(co)             the memory of its first stack, for frames
 *     coro_frames_make(co)        makes the context there
 *     coro_frames_restore(co)     runs before each resume
 *     coro_frames_save(co)        runs after each resume; false when it finds no memory
 *     coro_frames_at_end(co)      the memory that is plain memory again after coro_fini
 *     coro_frames_release(co)     frees memory elsewhere */
#if defined(CORO_COPIES_FRAMES)
#include "coro/coroutine/frames_copied.h"
#elif defined(CORO_SPLITS_STACKS)
#include "coro/coroutine/frames_split.h"
#else
#include "coro/coroutine/frames_own.h"
#endif

enum { CORO_KIND = CORO_CONTEXT | (!CORO_FRAMES_STAY ? CORO_KIND_COPIED : 0) | (CORO_FRAMES_SPLIT ? CORO_KIND_SPLIT : 0) };

/* Makes a coroutine on `stack`; its first resume calls entry(co, arg). End it with coro_fini. The caller keeps the stack's
 * memory, which must have room for struct coro, a context and the body. Aborts for less than CORO_MIN_STACK_BYTES, and from 2^63
 * bytes on. */
CORO_INLINE struct coro *coro_init_with(struct coro_stack stack, coro_entry *entry, void *arg, struct coro_options options)
{
    /* As a signed number, a size from 2^63 on is too small, too. */
    if (CORO_UNLIKELY(stack.base == NULL || (ptrdiff_t)stack.bytes < (ptrdiff_t)CORO_MIN_STACK_BYTES))
        coro_bug("a coroutine is made on a stack of %zu bytes at %p: it needs %zu at least", stack.bytes, (void *)stack.base,
                 (size_t)CORO_MIN_STACK_BYTES);
    struct coro *co = coro_at(stack);
    co->name = options.name;
    co->state = CORO_CREATED;
    co->is_cancelled = false;
    co->kind = CORO_KIND | (CORO_CHECKS ? CORO_HAS_CANARY : 0);     /* a wish, which coro_care_begin grants or not */
    co->thread = 0;
    co->entry = entry;
    co->arg = arg;
    co->task = NULL;
    co->limit = stack.base;
    co->segments = NULL;
    if (CORO_UNLIKELY(CORO_CHECKS || coro_notice_is_needed()))
        coro_care_begin(co, coro_frames(co));
    coro_frames_make(co);
    if (options.keeps_control_words)
        coro_context_keep_control_words(&co->context);
    return co;
}

CORO_INLINE struct coro *coro_init(struct coro_stack stack, coro_entry *entry, void *arg)
{
    return coro_init_with(stack, entry, arg, (struct coro_options){ NULL, false });
}

/* Returns `bytes` of memory at the low end of the stack, for the maker's own use. The coroutine must not have run yet; its stack
 * is shorter by the rounded size from then on. Aborts if the rest is too short for a coroutine, or if it has run; units without
 * CORO_CHECKS do not look where `bytes` is a constant. */
CORO_INLINE void *coro_take_low_end(struct coro *co, size_t bytes)
{
    if (CORO_CHECKS || !__builtin_constant_p(bytes))
        coro_care_expect_low_end(co, bytes, CORO_MIN_FRAMES_BYTES);
    void *taken = co->limit;
    co->limit += coro_round_up(bytes, CORO_MAX_ALIGN);
    if (CORO_UNLIKELY(co->kind & CORO_HAS_CANARY))
        coro_care_move_canary(co);
    return taken;
}

/* Switches to the coroutine, and returns when it switches back. */
CORO_INLINE void coro_enter(struct coro *co)
{
    struct coro_care_outer outer = { NULL, NULL, 0 };
    if (CORO_CHECKS)
        outer = coro_care_enter(co);
    co->state = CORO_RUNNING;
    coro_notice_enter(&co->notice);
    coro_context_enter(&co->context);
    coro_notice_returned(&co->notice);
    if (CORO_CHECKS)
        coro_care_returned(co, outer);
}

/* Enters a coroutine that is being cancelled. It must return. */
CORO_INLINE void coro_enter_to_cancel(struct coro *co)
{
    co->is_cancelled = true;
    coro_enter(co);
    if (CORO_UNLIKELY(co->state != CORO_RETURNED))
        coro_bug("coroutine %s suspends while it is being cancelled", coro_name(co));
}

/* In C++ what follows has no C linkage: g++ has a coro_resume with C linkage built in, for the coroutines of C++20. */
CORO_C_END

/* Runs `co` until it suspends or returns. Returns CORO_ERR_FINISHED, and does nothing, if it has returned before. Aborts when
 * `co` is running. Where frames are copied (coro/coroutine/frames_copied.h) it can fail in two more ways: with
 * CORO_ERR_UNSUPPORTED it has done nothing, with CORO_ERR_NO_MEMORY it has cancelled `co`. */
CORO_INLINE enum coro_status coro_resume(struct coro *co)
{
    if (CORO_CHECKS)
        coro_care_expect_kind(co, CORO_KIND, "is resumed");
    if (CORO_UNLIKELY(co->state & CORO_IS_NOT_RESUMABLE))
        return coro_care_refuse_resume(co);
    enum coro_status status = coro_frames_restore(co);
    if (CORO_UNLIKELY(status))
        return status;
    coro_enter(co);
    if (CORO_UNLIKELY(!coro_frames_save(co))) {
        coro_enter_to_cancel(co);
        return CORO_ERR_NO_MEMORY;
    }
    return CORO_OK;
}

/* Suspends `co`, which must be the calling coroutine, and returns to its resumer. Aborts if `co` is not running; with CORO_CHECKS
 * also if it only waits for a coroutine that it has resumed. The next resume returns from this call: true means that `co` is
 * being cancelled. The body must then clean up and return without suspending. So it returns through all of its functions, and
 * in C++ all objects on its stack are destroyed. */
CORO_INLINE bool coro_suspend(struct coro *co)
{
    if (CORO_UNLIKELY(co->state != CORO_RUNNING))
        coro_bug("coroutine %s is suspended while it does not run", coro_name(co));
    if (CORO_CHECKS) {
        coro_care_expect_running(co, "is suspended");
        coro_care_expect_kind(co, CORO_KIND, "is suspended");
    }
    coro_check_control_words(co);
    co->state = CORO_SUSPENDED;
    coro_notice_leave(&co->notice);
    coro_context_leave(&co->context);
    coro_notice_arrived(&co->notice);
    return co->is_cancelled;
}

CORO_INLINE bool coro_is_finished(const struct coro *co) { return co->state == CORO_RETURNED; }

/* Resumes a suspended coroutine so that its body unwinds. Does nothing for a coroutine that never ran or has finished. Aborts
 * for the running one, and if the body suspends again. */
CORO_INLINE void coro_cancel(struct coro *co)
{
    if (CORO_CHECKS)
        coro_care_expect_kind(co, CORO_KIND, "is cancelled");
    if (!(co->state & CORO_IS_MIDWAY))
        return;
    if (CORO_UNLIKELY(co->state == CORO_RUNNING))
        coro_bug("coroutine %s is cancelled while it runs", coro_name(co));
    if (CORO_UNLIKELY(coro_frames_restore(co)))
        coro_bug("coroutine %s is cancelled by a coroutine that shares its stack", coro_name(co));
    coro_enter_to_cancel(co);
    (void)coro_frames_save(co);         /* a finished coroutine has none that could fail */
}

/* The part of coro_fini behind its checks. */
CORO_INLINE void coro_end(struct coro *co)
{
    if (CORO_CHECKS)
        coro_care_expect_kind(co, CORO_KIND, "is ended");
    if (CORO_UNLIKELY(CORO_CHECKS || coro_notice_is_needed()))
        coro_care_end(co, coro_frames_at_end(co));
    coro_frames_release(co);
    if (CORO_UNLIKELY(co->segments != NULL))
        coro_segments_free(co);
}

/* Ends a coroutine that never ran, has finished or was cancelled; aborts for any other. Frees further segments; the stack is
 * plain memory again. */
CORO_INLINE void coro_fini(struct coro *co)
{
    if (CORO_UNLIKELY(co->state & CORO_IS_MIDWAY))
        coro_bug("coroutine %s is ended %s", coro_name(co),
                 co->state == CORO_RUNNING ? "while it runs" : "while it is suspended: cancel it before");
    coro_end(co);
}

/* Polls the coroutine as an async function, with `task` as the context: coro_resume, and the result. Aborts once it has
 * finished. */
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

/* Never inlined: most drops cancel nothing, and an inlined native switch makes the function save every register. */
CORO_UNUSED CORO_NOINLINE static void coro_cancel_in(struct coro *co, struct coro_task *task)
{
    struct coro *resumer = task->running;
    co->task = task;
    task->running = co;
    coro_cancel(co);
    task->running = resumer;
}

/* Drops the coroutine as an async function: cancels it if it is suspended, and ends it. Aborts for the running one. */
CORO_INLINE void coro_drop(struct coro *co, struct coro_task *task)
{
    if (CORO_UNLIKELY(co->state & CORO_IS_MIDWAY))
        coro_cancel_in(co, task);
    coro_end(co);
}

/* Permits resumes on other threads than the first one. A coroutine that moves must not use errno or another thread-local variable
 * on both sides of a suspension: compilers keep such a variable's address, which is then the former thread's. Without this call,
 * units with CORO_CHECKS abort when a suspended coroutine is resumed on another thread. Call it before the move: from the body
 * with its own coroutine (task->running), or from outside. */
CORO_INLINE void coro_allow_moves(struct coro *co) { co->thread = CORO_ANY_THREAD; }
/* The same for every coroutine that first runs after this call. For programs whose tasks change threads by design. */
CORO_C_BEGIN
void coro_allow_moves_of_all(void);
CORO_C_END

#endif
