/* SPDX-License-Identifier: MIT */
/* Compiles an async function, written once, in two ways. It becomes a state machine (a struct and a switch), or a plain
 * function on a coroutine's stack. All iterators and workloads are written with these macros, the only ones in the project that
 * hide control flow.
 *
 * Define these before including this file; redefine them and include it again for the other model:
 *
 *     ASYNC_MODEL          ASYNC_STACKLESS or ASYNC_STACKFUL
 *     ASYNC_STACK_BYTES    for ASYNC_STACKFUL: the stack of a body's coroutine
 *     ASYNC_STACK_FITS     1: the stack has the body's locals on top of ASYNC_STACK_BYTES; 0, the default: it has no more
 *     ASYNC_OWNER          a string after the body's name in its coroutine's name, for messages; "" by default
 *
 * A body:
 *
 *     ASYNC_NEXT(filter, next, uint64_t seen;)     next() of struct filter
 *     {
 *         struct coro_polled got;                  plain locals do not survive an await; those declared above do: my->seen
 *         AWAIT(got, next, self->source);          got = await next(self->source)
 *         AWAIT(got, tick, 3);                     got = await tick(3), a known async function, declared above as AWAITS(tick)
 *         SUSPEND();                               pending, until a waker wakes `task`
 *         RETURN(got);                             the only way out
 *     }
 *     ASYNC_END                                    or ASYNC_END_AFTER(statement that runs on return and on cancellation alike)
 *
 *     ASYNC(tick, unsigned, count, nothing, unsigned left;)    an async function of one argument that is no next()
 *
 * `next` stands for a body that awaits a dyn next(), `nothing` for one without such an await. `alone` stands for a body that
 * also calls no function but wakers, so that half a KiB of stack is enough.
 *
 * Each defines `static const struct coro_async_fn tick`. A state machine awaits it in place, on a struct tick_frame:
 * tick_begin, tick_poll, then tick_end when it has finished or tick_cancel when it has not. A stackful function awaits it with
 * tick_call. tick_cancel is never inlined: a chain of n such awaits would be compiled 2^n times. A state machine also has
 * tick_poll_kept, for a zeroed frame that its owner keeps: it begins a call when none is in flight, with the argument that each
 * poll gets.
 *
 * A body must not open a switch of its own around an await. Cancelling is generated with each await. The body is compiled once
 * more with op == ASYNC_DROP, where each resume point ends its await and leaves through ASYNC_END. */
#include "coro/polled.h"
#define ASYNC_STACKLESS 1
#define ASYNC_STACKFUL 2

#ifndef CORO_ASYNC_H
#define CORO_ASYNC_H
#include "coro/bug.h"
#include "coro/segment.h"

#define ASYNC_FIT_(locals) (ASYNC_STACK_FITS ? (sizeof(struct locals) + CORO_MAX_ALIGN - 1) / CORO_MAX_ALIGN * CORO_MAX_ALIGN : 0)
enum async_op {
    ASYNC_POLL,
    ASYNC_POLL_KEPT,    /* in a frame that its owner keeps: zeroed memory and a finished frame both begin a call */
    ASYNC_DROP,
};
struct async_left { struct coro_polled with; };     /* its own type, so that a plain `return` in a body does not compile */
enum { ASYNC_DONE = 255 };                          /* the state of a function that has finished */

struct nothing_frame {};                            /* the call site of a body that awaits no dyn next() */
CORO_INLINE void nothing_init(struct nothing_frame *frame) { (void)frame; }
CORO_INLINE void nothing_fini(struct nothing_frame *frame) { (void)frame; }
struct alone_frame {};                              /* the call site of a body that also calls no function */
CORO_INLINE void alone_init(struct alone_frame *frame) { (void)frame; }
CORO_INLINE void alone_fini(struct alone_frame *frame) { (void)frame; }
/* The stack that each needs besides its locals, on a stack that grows. */
enum { nothing_calls_bytes = CORO_SEGMENT_CALLS_BYTES, alone_calls_bytes = 0 };

/* One more level expands arguments that are macros. */
#define ASYNC(...) ASYNC_(__VA_ARGS__)
#define ASYNC_NEXT(T, ...) ASYNC_NEXT_(T, __VA_ARGS__)
#define ASYNC_NEXT_(T, ...) ASYNC_(T##_next, struct T *, self, __VA_ARGS__)
#define AWAIT(...) AWAIT_(__VA_ARGS__)
#define RETURN(x) do { result_.with = (x); goto finish; } while (0)
#define ASYNC_END ASYNC_END_AFTER_()
#define ASYNC_END_AFTER(...) ASYNC_END_AFTER_(__VA_ARGS__)
#endif

#ifndef ASYNC_STACK_FITS
#define ASYNC_STACK_FITS 0
#endif
#ifndef ASYNC_OWNER
#define ASYNC_OWNER ""
#endif
#undef ASYNC_
#undef AWAIT_
#undef AWAITS
#undef SUSPEND
#undef ASYNC_END_AFTER_

#if ASYNC_MODEL == ASYNC_STACKLESS

#define AWAITS(K) struct K##_frame K;

/* The frame begins with the argument, which for a next() is the iterator: drop finds its adapter through it. */
#define ASYNC_(name, T, arg, sites, ...) \
    struct name##_frame { T arg; struct sites##_frame sites; __VA_ARGS__ uint8_t state; }; \
    enum { name##_bytes = sizeof(struct name##_frame), name##_align = _Alignof(struct name##_frame), name##_stack_bytes = 0 }; \
    CORO_INLINE struct async_left name##_body(struct name##_frame *, T, struct coro_task *, enum async_op); \
    CORO_INLINE void name##_init(struct name##_frame *frame) { (void)frame; } \
    CORO_INLINE void name##_fini(struct name##_frame *frame) { (void)frame; } \
    CORO_INLINE void name##_begin(struct name##_frame *frame, struct coro_task *t, T value) \
    { \
        (void)t; \
        frame->arg = value; \
        frame->state = 0; \
    } \
    CORO_INLINE void name##_start(void *frame, void *value) { name##_begin(frame, NULL, (T)(uintptr_t)value); } \
    CORO_INLINE struct coro_polled name##_poll(void *frame, struct coro_task *t) \
    { return name##_body(frame, ((struct name##_frame *)frame)->arg, t, ASYNC_POLL).with; } \
    CORO_INLINE struct coro_polled name##_poll_kept(void *frame, void *value, struct coro_task *t) \
    { \
        struct coro_polled got = name##_body(frame, (T)(uintptr_t)value, t, ASYNC_POLL_KEPT).with; \
        if (got.tag == CORO_PENDING) \
            ((struct name##_frame *)frame)->arg = (T)(uintptr_t)value; \
        return got; \
    } \
    CORO_INLINE void name##_drop(void *frame, struct coro_task *t) \
    { name##_body(frame, ((struct name##_frame *)frame)->arg, t, ASYNC_DROP); } \
    CORO_UNUSED CORO_NOINLINE static void name##_cancel(void *frame, struct coro_task *t) { name##_drop(frame, t); } \
    CORO_INLINE void name##_end(void *frame, struct coro_task *t) { (void)frame, (void)t; } \
    static const struct coro_async_fn name CORO_UNUSED = { \
        { name##_bytes, name##_align }, name##_start, name##_poll, name##_drop \
    }; \
    CORO_INLINE struct async_left name##_body(struct name##_frame *const my, T const arg, struct coro_task *const task, \
                                              const enum async_op op) \
    { \
        typedef struct sites##_frame sites_type_; \
        void (*const sites_fini_)(sites_type_ *) = sites##_fini; \
        sites_type_ *const sites_ = &my->sites; \
        struct async_left result_ = { coro_cancelled() }; \
        enum { first_state_ = __COUNTER__ }; \
        (void)task, (void)arg; \
        switch (my->state) { \
        default: \
            if (op == ASYNC_POLL) \
                coro_bug("a finished async function is polled"); \
            if (op == ASYNC_POLL_KEPT) \
                __builtin_unreachable(); \
            return result_; \
        case 0: \
            if (op == ASYNC_DROP) \
                return result_; \
            sites##_init(sites_);

#define AWAIT_(result, K, ...) \
    do { \
        enum { at_ = __COUNTER__ - first_state_ }; \
        _Static_assert((int)at_ < (int)ASYNC_DONE, "too many awaits in one body"); \
        K##_begin(&my->K, task, ##__VA_ARGS__); \
        __attribute__((fallthrough)); \
    case at_: \
        if (op == ASYNC_DROP) { \
            K##_cancel(&my->K, task); \
            goto finish; \
        } \
        (result) = K##_poll(&my->K, task); \
        if (CORO_UNLIKELY((result).tag == CORO_PENDING)) { \
            my->state = at_; \
            return (struct async_left){ coro_pending() }; \
        } \
        K##_end(&my->K, task); \
    } while (0)

#define SUSPEND() \
    do { \
        enum { at_ = __COUNTER__ - first_state_ }; \
        _Static_assert((int)at_ < (int)ASYNC_DONE, "too many awaits in one body"); \
        my->state = at_; \
        return (struct async_left){ coro_pending() }; \
    case at_: \
        if (op == ASYNC_DROP) \
            goto finish; \
    } while (0)

#define ASYNC_END_AFTER_(...) \
            coro_bug("an async body ended without RETURN"); \
        } \
    finish: \
        __VA_ARGS__; \
        sites_fini_(sites_); \
        if (op != ASYNC_DROP) \
            my->state = op == ASYNC_POLL_KEPT ? 0 : ASYNC_DONE; \
        return result_; \
    }

#else

#define AWAITS(K)

#define ASYNC_(name, T, arg, sites, ...) \
    struct name##_locals { __VA_ARGS__ }; \
    enum { name##_bytes = ASYNC_STACK_BYTES + ASYNC_FIT_(name##_locals), name##_align = CORO_MAX_ALIGN }; \
    enum { name##_calls_bytes = CORO_SEGMENT_CALLS_BYTES }; \
    enum { name##_stack_bytes = sizeof(struct name##_locals) + sites##_calls_bytes }; \
    static struct async_left name##_body(struct coro_task *, T); \
    CORO_INLINE struct coro_polled name##_call(struct coro_task *t, T value) { return name##_body(t, value).with; } \
    CORO_UNUSED static struct coro_polled name##_dyn_call(struct coro_task *t, void *value) \
    { return name##_call(t, (T)(uintptr_t)value); } \
    CORO_UNUSED static struct coro_polled name##_entry(struct coro *co, void *value) \
    { return name##_call(co->task, (T)(uintptr_t)value); } \
    CORO_INLINE struct coro *name##_coro(void *frame) { return coro_at((struct coro_stack){ frame, name##_bytes }); } \
    CORO_INLINE void name##_start(void *frame, void *value) \
    { \
        const struct coro_options called = { #name ASYNC_OWNER, false }; \
        coro_init_with((struct coro_stack){ frame, name##_bytes }, name##_entry, value, called); \
    } \
    CORO_INLINE struct coro_polled name##_poll(void *frame, struct coro_task *t) { return coro_poll(name##_coro(frame), t); } \
    CORO_INLINE void name##_drop(void *frame, struct coro_task *t) { coro_drop(name##_coro(frame), t); } \
    static const struct coro_async_fn name CORO_UNUSED = { \
        { name##_bytes, name##_align }, name##_start, name##_poll, name##_drop \
    }; \
    static struct async_left name##_body(struct coro_task *const task, T const arg) \
    { \
        struct name##_locals locals_, *const my = &locals_; \
        struct async_left result_ = { coro_cancelled() }; \
        (void)my, (void)task, (void)arg; \
        {

#define AWAIT_(result, K, ...) \
    do { \
        (result) = K##_call(task, ##__VA_ARGS__); \
        if (CORO_UNLIKELY((result).tag == CORO_CANCELLED)) \
            goto finish; \
    } while (0)

#define SUSPEND() \
    do { \
        if (coro_suspend(task->running)) \
            goto finish; \
    } while (0)

#define ASYNC_END_AFTER_(...) \
            coro_bug("an async body ended without RETURN"); \
        } \
    finish: \
        __VA_ARGS__; \
        return result_; \
    }

#endif
