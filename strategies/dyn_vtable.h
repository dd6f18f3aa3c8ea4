/* SPDX-License-Identifier: MIT */
/* Owns the dyn boundary of a row: the arguments of next() and drop, and the future of a refusal. One macro stamps the shims and
 * vtables of an iterator type. Include it after the strategy's file, whose choices decide what crosses (strategies/strategy.h).
 * The two sides are strategies/caller_side.h and strategies/callee_side.h. */
#ifndef STRATEGIES_DYN_VTABLE_H
#define STRATEGIES_DYN_VTABLE_H
#include "coro/async.h"
#include "coro/checks.h"
#include "coro/iterator.h"
#include "coro/next_trace.h"
#include "strategies/checked_frame.h"
#include "strategies/strategy.h"

#define ITERATOR struct coro_dyn_iterator

/* Arguments that vanish: an empty struct, where the strategy's struct is empty, takes no register. */
enum { SITE_ARGS = sizeof(struct call_site) != 0, TASK_ARGS = PASSES_TASK || CALLEE == ASYNC_STACKFUL };
struct coro_site_arg { struct call_site *at[SITE_ARGS]; };
struct coro_task_arg { struct coro_task *at[TASK_ARGS]; };

CORO_INLINE struct coro_site_arg pass_site(struct call_site *site)
{
    struct coro_site_arg arg = {};
    if (SITE_ARGS)
        arg.at[0] = site;
    return arg;
}
CORO_INLINE struct coro_task_arg pass_task(struct coro_task *task)
{
    struct coro_task_arg arg = {};
    if (TASK_ARGS)
        arg.at[0] = task;
    return arg;
}
CORO_INLINE struct call_site *passed_site(struct coro_site_arg arg) { return SITE_ARGS ? arg.at[0] : NULL; }
CORO_INLINE struct coro_task *passed_task(struct coro_task_arg arg) { return TASK_ARGS ? arg.at[0] : NULL; }

/* A refusal is a future, too, so that callers have one path: its data is the status, its poll reports it. */
CORO_UNUSED static void refused_drop(void *data, struct coro_site_arg site, struct coro_task_arg task)
{
    (void)data, (void)site, (void)task;
}
CORO_UNUSED static struct coro_polled refused_poll(void *data, struct coro_task *task)
{
    (void)task;
    return coro_failed((enum coro_status)(uintptr_t)data);
}
static const struct coro_future_vtable refused_future CORO_UNUSED = { refused_drop, 0, 1, refused_poll };
CORO_INLINE struct coro_dyn_future refused(enum coro_status why)
{
    return (struct coro_dyn_future){ (void *)(uintptr_t)why, &refused_future };
}

CORO_INLINE void future_drop(struct coro_dyn_future future, struct call_site *site, struct coro_task *task)
{
    future.vtable->drop(future.data, pass_site(site), pass_task(task));
}

CORO_INLINE struct coro_layout layout_of(const struct coro_future_vtable *future)
{
    return (struct coro_layout){ future->bytes, future->align };
}

/* For the workloads: the body that adds up an iterator's items, and the body that also stamps every next(). */
struct sum_bodies { const struct coro_async_fn *plain, *stamped; };

/* A type of iterator, for code that makes one: T##_type, a constant beside struct T. */
struct iterator_type {
    size_t self_bytes;
    const struct sum_bodies *sums;                  /* by the number of known adapters on it; see bench/unit/fixture.h */
    unsigned sealed_as;                             /* its place in the enum of a sealed row, see bench/unit/static_iterators.h */
    /* Behind dyn only; 0 and NULL for a known type, which has no adapter. */
    struct coro_layout frame;                       /* of next() */
    const struct coro_iterator_vtable *vtable;
    void (*fini)(void *self, struct coro_task *);
};

#if PROTOCOL == PROTOCOL_POLLS_NEXT
#define POLL_KEPT(T) T##_next_async_poll_kept
#else
#define POLL_KEPT(T) NULL
CORO_INLINE struct coro_polled poll_in_place(const struct coro_async_fn *fn, poll_kept *poll, void *self, struct adapter *adapter,
                                             struct coro_task *task)
{
    (void)fn, (void)poll, (void)self, (void)adapter, (void)task;
    coro_bug("this row has no poll_next");
}
#endif

/* A call in flight borrows the iterator as a future does. */
#if CALLEE == ASYNC_STACKFUL && PROTOCOL == PROTOCOL_CALLS && CORO_CHECKS
#define DYN_CALL(T) T##_checked_call
#define CHECKED_CALL(T) \
    CORO_UNUSED static struct coro_polled T##_checked_call(struct coro_task *task, void *self) \
    { \
        coro_iterator_future_begins(self); \
        struct coro_polled got = T##_next_async_dyn_call(task, self); \
        coro_iterator_future_ends(self); \
        return got; \
    }
#elif CALLEE == ASYNC_STACKFUL && PROTOCOL == PROTOCOL_CALLS
#define DYN_CALL(T) T##_next_async_dyn_call
#define CHECKED_CALL(T)
#else
#define DYN_CALL(T) NULL
#define CHECKED_CALL(T)
#endif

/* Under PROTOCOL_POLLS_NEXT the iterator's address stands for the frame's. */
#if CORO_TRACE
#define TRACED_POLL(T, frame, task, polled) \
    __extension__({ \
        coro_next_trace_poll_begins(frame, T##_next_async_bytes, task); \
        struct coro_polled got = polled; \
        coro_next_trace_poll_ends(frame, got.tag != CORO_PENDING); \
        got; \
    })
#else
#define TRACED_POLL(T, frame, task, polled) (polled)
#endif

/* Keeps the descriptor of a coroutine, and with it a second copy of its poll. Otherwise gcc merges the equal polls of
 * different types and jumps to the remaining copy, an instruction more per poll. */
#if CALLEE == ASYNC_STACKFUL && PROTOCOL == PROTOCOL_CALLEE_PLACES
#define KEEP_DESCRIPTOR(fn) static const struct coro_async_fn *const fn##_kept __attribute__((used)) = &fn;
#else
#define KEEP_DESCRIPTOR(fn)
#endif

/* These protocols have futures of their own. Shims that nothing calls would take a fifth of the compile time of a row. */
#define FUTURE_STEP(function) (PROTOCOL == PROTOCOL_CALLS || PROTOCOL == PROTOCOL_POLLS_NEXT ? NULL : (function))

/* bench/unit/frame_table.c records the types, and the method that each implements. */
#ifndef NOTE_FRAME
#define NOTE_FRAME(T, method)
#endif

/* Stamps the shims and vtables of iterator type T, behind which its adapter lies. */
#define DYN_ITERATOR(T) DYN_ITERATOR_(T)
#define DYN_ITERATOR_(T) DYN_SHIMS_(T) KEEP_DESCRIPTOR(T##_next)
/* The same for a type whose shims are declared CORO_OWN_CODE before, which merges none and takes less time to compile. */
#define DYN_SHIMS(T) DYN_SHIMS_(T)
#define DYN_SHIMS_(T) \
    CORO_INLINE struct adapter *T##_adapter(void *self) { return adapter_of(self, sizeof(struct T)); } \
    DYN_METHOD_(T, next)

/* The same for another async method of an object than the next() of an iterator, which gives the record its name. The caller
 * makes struct T, the record of one call. T_next() is the body of the method; T_adapter(), which must exist, finds the method's
 * adapter in the object. The shims are one-line instances of the functions of strategies/callee_side.h. */
#define DYN_METHOD(T) DYN_NAMED_METHOD_(T)
#define DYN_NAMED_METHOD_(T) DYN_METHOD_(T, T) KEEP_DESCRIPTOR(T##_next)
#define DYN_METHOD_(T, method) \
    NOTE_FRAME(T, method) \
    static const struct coro_future_vtable T##_future; \
    CORO_UNUSED static _Thread_local struct type_part T##_part; \
    CORO_INLINE struct coro_dyn_future T##_dyn_place(void *self, struct coro_site_arg site, struct coro_task_arg task) \
    { \
        struct type_part *part = HAS_TYPE_PART ? &T##_part : NULL; \
        return callee_starts(&T##_next, &T##_future, self, T##_adapter(self), part, site, task); \
    } \
    CORO_UNUSED CORO_NOINLINE static struct coro_dyn_future T##_dyn_place_slowly(void *self, struct coro_site_arg site, \
                                                                                 struct coro_task_arg task) \
    { return T##_dyn_place(self, site, task); } \
    CORO_UNUSED static struct coro_dyn_future T##_dyn_next(void *self, struct coro_site_arg site, struct coro_task_arg task) \
    { \
        struct type_part *part = HAS_TYPE_PART ? &T##_part : NULL; \
        void *frame = callee_places_quickly(&T##_next, T##_adapter(self), part, site, task); \
        struct coro_dyn_future begun = frame ? callee_starts_at(frame, &T##_next, &T##_future, self) \
                                       : strategy.placing->place_quickly ? T##_dyn_place_slowly(self, site, task) \
                                                                         : T##_dyn_place(self, site, task); \
        if (CORO_CHECKS && begun.vtable == &T##_future) \
            coro_iterator_future_begins(self); \
        return begun; \
    } \
    CORO_UNUSED static void T##_dyn_drop(void *frame, struct coro_site_arg site, struct coro_task_arg task) \
    { \
        void *self = self_of(frame, T##_next_async_bytes); \
        if (CORO_CHECKS) \
            coro_iterator_future_ends(self); \
        callee_drops(&T##_next, frame, T##_adapter(self), HAS_TYPE_PART ? &T##_part : NULL, site, task); \
    } \
    CORO_UNUSED static struct coro_polled T##_dyn_poll(void *frame, struct coro_task *task) \
    { return TRACED_POLL(T, frame, task, callee_polls(&T##_next, frame, task)); } \
    CORO_UNUSED static void T##_dyn_start_at(void *frame, void *self) \
    { \
        T##_next_async_start(frame, self); \
        if (CORO_CHECKS) \
            coro_iterator_future_begins(self); \
    } \
    CORO_UNUSED static struct coro_polled T##_dyn_poll_next(void *self, struct coro_task *task) \
    { return TRACED_POLL(T, self, task, poll_in_place(&T##_next, POLL_KEPT(T), self, T##_adapter(self), task)); } \
    CHECKED_CALL(T) \
    static const struct coro_future_vtable T##_future = { \
        FUTURE_STEP(T##_dyn_drop), T##_next_async_bytes, T##_next_async_align, FUTURE_STEP(T##_dyn_poll) \
    }; \
    static const struct coro_iterator_vtable T##_vtable = { \
        .next = PROTOCOL == PROTOCOL_CALLEE_PLACES ? T##_dyn_next : NULL, \
        .start_at = PROTOCOL == PROTOCOL_CALLER_PLACES ? T##_dyn_start_at : NULL, \
        .poll_next = PROTOCOL == PROTOCOL_POLLS_NEXT ? T##_dyn_poll_next : NULL, \
        .call = DYN_CALL(T), \
        .future = &T##_future, \
        .stack_bytes = T##_next_async_stack_bytes, \
    }; \
    static void T##_dyn_fini(void *self, struct coro_task *task) \
    { \
        if (CORO_CHECKS) \
            coro_iterator_ends(self); \
        if (strategy.placing->adapter_fini) \
            strategy.placing->adapter_fini(T##_adapter(self), &T##_next, task); \
    } \
    static const struct iterator_type T##_type CORO_UNUSED = { \
        sizeof(struct T), dyn_sums, 0, { T##_next_async_bytes, T##_next_async_align }, &T##_vtable, T##_dyn_fini \
    };

#endif
