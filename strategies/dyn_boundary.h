/* SPDX-License-Identifier: MIT */
/* Everything that a dyn next() does alike under every strategy: how a future starts, is polled and dropped, on the caller's and
 * on the callee's side, and the vtables between them. An include-template: the unit that stamps a strategy includes it after the
 * strategy's file (STRATEGY, see strategies/strategy.h for the macros it may define) and before the bodies.
 *
 * The indirect calls through vtables here are the dyn boundary; there are no others. */
#include "coro/async.h"
#include "strategies/strategy.h"

#ifndef CALLER
#define CALLER ASYNC_STACKLESS
#endif
#ifndef CALLEE
#define CALLEE ASYNC_STACKLESS
#endif
#ifndef PROTOCOL
#define PROTOCOL PROTOCOL_CALLEE_PLACES
#endif
#ifndef PASSES_TASK
#define PASSES_TASK (sizeof(struct task_part) != 0)
#endif
#ifndef FRAME_MOVES
#define FRAME_MOVES 0
#endif
#ifndef HAS_TYPE_PART
#define HAS_TYPE_PART 0
struct type_part {};
#endif
#ifndef KNOWS_ADAPTERS
#define KNOWS_ADAPTERS (PROTOCOL == PROTOCOL_STATIC)
#endif
#ifndef SITE_IS_OPTIONAL
#define SITE_IS_OPTIONAL 0
#endif
#ifndef CALLER_STACK_BYTES
#define CALLER_STACK_BYTES ((64 << 10) - 2048)
#endif
#ifndef CALLEE_STACK_BYTES
#define CALLEE_STACK_BYTES 0
#endif
#ifndef SOURCE_STACK_BYTES
#define SOURCE_STACK_BYTES (CALLER == ASYNC_STACKFUL ? CALLER_STACK_BYTES : CALLEE_STACK_BYTES)
#endif
#ifndef CALLEE_STACK_FITS
#define CALLEE_STACK_FITS 0
#endif
#define ITERATOR struct coro_dyn_iterator

_Static_assert(CALLEE != ASYNC_STACKFUL || PROTOCOL == PROTOCOL_CALLS || CALLEE_STACK_BYTES != 0,
               "a row whose callees are coroutines has to say how large their stacks are: CALLEE_STACK_BYTES");
_Static_assert(_Alignof(struct adapter) <= CORO_MAX_ALIGN, "an adapter lies at a multiple of CORO_MAX_ALIGN behind its iterator");

/* Arguments that vanish: empty where the strategy's struct is, and then no register is loaded for them. */
enum { SITE_ARGS = sizeof(struct call_site) != 0, TASK_ARGS = PASSES_TASK || CALLEE == ASYNC_STACKFUL };
struct site_arg { struct call_site *at[SITE_ARGS]; };
struct task_arg { struct coro_task *at[TASK_ARGS]; };

CORO_INLINE struct site_arg pass_site(struct call_site *site)
{
    struct site_arg arg = {};
    if (SITE_ARGS)
        arg.at[0] = site;
    return arg;
}
CORO_INLINE struct task_arg pass_task(struct coro_task *task)
{
    struct task_arg arg = {};
    if (TASK_ARGS)
        arg.at[0] = task;
    return arg;
}
CORO_INLINE struct call_site *passed_site(struct site_arg arg) { return SITE_ARGS ? arg.at[0] : NULL; }
CORO_INLINE struct coro_task *passed_task(struct task_arg arg) { return TASK_ARGS ? arg.at[0] : NULL; }

/* A refusal is a future, too, so that callers have one path: its data is the status, its poll reports it. */
CORO_UNUSED static void refused_drop(void *data, struct site_arg site, struct task_arg task) { (void)data, (void)site, (void)task; }
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

/* The caller's side, as a state machine awaits: begin, poll until ready, end. */

struct next_frame { struct coro_dyn_future future; struct call_site held; };
enum { next_calls_bytes = CORO_SEGMENT_CALLS_BYTES };

CORO_INLINE void next_init(struct next_frame *frame)
{
    if (strategy.placing->site_init)
        strategy.placing->site_init(&frame->held);
}
CORO_INLINE void next_fini(struct next_frame *frame)
{
    if (strategy.placing->site_fini)
        strategy.placing->site_fini(&frame->held);
}

CORO_INLINE struct coro_layout layout_of(const struct coro_future_vtable *future)
{
    return (struct coro_layout){ future->bytes, future->align };
}

CORO_INLINE struct coro_dyn_future caller_starts(struct call_site *site, struct coro_task *task, ITERATOR it)
{
    void *frame;
    struct holders holders = { .site = site, .task = task };
    enum coro_status why = strategy.placing->place(layout_of(it.vtable->future), holders, &frame);
    if (CORO_UNLIKELY(why))
        return refused(why);
    it.vtable->start_at(frame, it.self);
    return (struct coro_dyn_future){ frame, it.vtable->future };
}

/* The callee builds the frame in a call site on the caller's stack, which then moves into the caller's frame: the frame has not
 * been polled, so nothing points into it yet. A refusal, which another unit may have made (its vtable has another address), does
 * not move. */
CORO_INLINE void next_begin_and_move(struct next_frame *frame, struct coro_task *task, ITERATOR it)
{
    struct call_site made;
    struct coro_dyn_future begun = it.vtable->next(it.self, pass_site(&made), pass_task(task));
    frame->held = made;
    frame->future.data = begun.data == &made ? &frame->held : begun.data;
    frame->future.vtable = begun.vtable;
}

/* Both sides are stackful, but this future is not awaited where it begins: it becomes a coroutine of its own. */
CORO_INLINE struct coro_polled next_call(struct coro_task *task, ITERATOR it);
CORO_UNUSED static struct coro_polled branch_entry(struct coro *co, void *arg)
{
    return next_call(co->task, *(const ITERATOR *)arg);
}
struct branch { ITERATOR it; struct coro_stack stack; };     /* at the stack's low end; the future's data */
CORO_UNUSED static void branch_drop(void *data, struct site_arg site, struct task_arg task_arg)
{
    struct branch *branch = data;
    struct coro *co = coro_at(branch->stack);
    struct coro_task *task = passed_task(task_arg);
    (void)site;
    coro_drop(co, task);
    strategy.stacks->release(task->stacks, branch->stack);
}
CORO_UNUSED static struct coro_polled branch_poll(void *data, struct coro_task *task)
{
    return coro_poll(coro_at(((struct branch *)data)->stack), task);
}
static const struct coro_future_vtable branch_future CORO_UNUSED = { branch_drop, CALLER_STACK_BYTES, CORO_MAX_ALIGN, branch_poll };
CORO_INLINE struct coro_dyn_future branch_starts(struct coro_task *task, ITERATOR it)
{
    struct coro_stack stack;
    enum coro_status why = strategy.stacks->acquire(task->stacks, &stack);
    if (why)
        return refused(why);
    struct branch *branch = (struct branch *)stack.base;
    *branch = (struct branch){ it, stack };
    struct coro *co = coro_init_with(stack, branch_entry, &branch->it, (struct coro_options){ .name = "a next()" ASYNC_OWNER });
    co->limit += coro_round_up(sizeof *branch, CORO_MAX_ALIGN);
    return (struct coro_dyn_future){ branch, &branch_future };
}

/* Word by word: gcc keeps the handle in its two registers for the first poll, where it loads it again after storing the whole. */
CORO_INLINE void next_begin_in_callee(struct next_frame *frame, struct coro_task *task, ITERATOR it)
{
    struct coro_dyn_future begun = it.vtable->next(it.self, pass_site(&frame->held), pass_task(task));
    frame->future.data = begun.data;
    frame->future.vtable = begun.vtable;
}

CORO_INLINE void next_begin(struct next_frame *frame, struct coro_task *task, ITERATOR it)
{
    if (PROTOCOL == PROTOCOL_POLLS_NEXT)
        frame->future = (struct coro_dyn_future){ it.self, (const void *)it.vtable };
    else if (PROTOCOL == PROTOCOL_CALLS)
        frame->future = branch_starts(task, it);
    else if (PROTOCOL == PROTOCOL_CALLER_PLACES)
        frame->future = caller_starts(&frame->held, task, it);
    else if (FRAME_MOVES)
        next_begin_and_move(frame, task, it);
    else
        next_begin_in_callee(frame, task, it);
}
CORO_INLINE struct coro_polled next_poll(struct next_frame *frame, struct coro_task *task)
{
    if (PROTOCOL == PROTOCOL_POLLS_NEXT)
        return ((const struct coro_iterator_vtable *)(const void *)frame->future.vtable)->poll_next(frame->future.data, task);
    return frame->future.vtable->poll(frame->future.data, task);
}
CORO_INLINE void next_end(struct next_frame *frame, struct coro_task *task)
{
    struct coro_dyn_future future = frame->future;
    if (PROTOCOL == PROTOCOL_POLLS_NEXT)
        return;
    future_drop(future, &frame->held, task);
    if (PROTOCOL == PROTOCOL_CALLER_PLACES && strategy.placing->release && future.vtable != &refused_future)
        strategy.placing->release(future.data, layout_of(future.vtable), (struct holders){ .site = &frame->held, .task = task });
}
CORO_INLINE void next_cancel(struct next_frame *frame, struct coro_task *task) { next_end(frame, task); }

/* The caller's side on a stack: one ordinary function, made from the three above unless the strategy has its own. */
CORO_UNUSED static struct coro_polled next_from_polls(struct coro_task *task, ITERATOR it)
{
    struct next_frame frame;
    struct coro_polled got;
    next_init(&frame);
    next_begin(&frame, task, it);
    while ((got = next_poll(&frame, task)).tag == CORO_PENDING)
        if (coro_suspend(task->running)) {
            got = coro_cancelled();
            break;
        }
    next_end(&frame, task);
    next_fini(&frame);
    return got;
}
CORO_INLINE struct coro_polled next_call(struct coro_task *task, ITERATOR it)
{
    if (strategy.next)
        return strategy.next(task, it);
    if (PROTOCOL == PROTOCOL_CALLS)
        return it.vtable->call(task, it.self);
    return next_from_polls(task, it);
}

/* The callee's side. */

CORO_INLINE struct adapter *adapter_of(void *self, size_t self_bytes)
{
    return (struct adapter *)((char *)self + coro_round_up(self_bytes, CORO_MAX_ALIGN));
}
CORO_INLINE size_t adapter_bytes(const struct coro_async_fn *fn)
{
    return strategy.placing->adapter_bytes ? strategy.placing->adapter_bytes(fn->layout) : sizeof(struct adapter);
}
CORO_INLINE struct coro_dyn_future callee_starts(const struct coro_async_fn *fn, const struct coro_future_vtable *vtable, void *self,
                                                 struct adapter *adapter, struct type_part *type, struct site_arg site,
                                                 struct task_arg task)
{
    void *frame;
    struct holders holders = { adapter, passed_site(site), passed_task(task), type };
    enum coro_status why = strategy.placing->place(fn->layout, holders, &frame);
    if (CORO_UNLIKELY(why))
        return refused(why);
    if (strategy.placing->start)
        strategy.placing->start(fn, frame, self);
    else
        fn->start(frame, self);
    return (struct coro_dyn_future){ frame, vtable };
}
CORO_INLINE struct coro_polled callee_polls(const struct coro_async_fn *fn, void *frame, struct coro_task *task)
{
    return strategy.placing->poll ? strategy.placing->poll(frame, fn->layout, task) : fn->poll(frame, task);
}
CORO_INLINE void callee_drops(const struct coro_async_fn *fn, void *frame, struct adapter *adapter, struct type_part *type,
                              struct site_arg site, struct task_arg task)
{
    if (strategy.placing->drop)
        strategy.placing->drop(frame, fn->layout, passed_task(task));
    else
        fn->drop(frame, passed_task(task));
    if (PROTOCOL == PROTOCOL_CALLEE_PLACES && strategy.placing->release)
        strategy.placing->release(frame, fn->layout, (struct holders){ adapter, passed_site(site), passed_task(task), type });
}

/* The iterator that a frame belongs to: a state machine's frame begins with its argument, a coroutine keeps its own. */
CORO_INLINE void *self_of(void *frame, size_t frame_bytes)
{
    if (CALLEE == ASYNC_STACKFUL)
        return coro_at((struct coro_stack){ frame, frame_bytes })->arg;
    return *(void **)frame;
}

/* For the workloads: the body that adds up an iterator's items, and the one that stamps every next() besides. */
struct sum_bodies { const struct coro_async_fn *plain, *stamped; };

/* What making an iterator of a type behind dyn needs to know. */
struct iterator_type {
    const struct coro_iterator_vtable *vtable;
    size_t self_bytes, adapter_bytes, total_bytes;
    void (*fini)(void *self, struct coro_task *);
    const struct sum_bodies *sums;                  /* by the number of known adapters on it; see bench/unit/chain.h */
    struct coro_layout frame;                       /* of next() */
    unsigned sealed_as;                             /* static rows: see bench/unit/static_iterators.h */
};

#if PROTOCOL == PROTOCOL_POLLS_NEXT
#define POLL_KEPT(T) T##_next_poll_kept
#else
#define POLL_KEPT(T) NULL
CORO_INLINE struct coro_polled poll_in_place(const struct coro_async_fn *fn, poll_kept *poll, void *self, struct adapter *adapter,
                                             struct coro_task *task)
{
    (void)fn, (void)poll, (void)self, (void)adapter, (void)task;
    coro_bug("this row has no poll_next");
}
#endif

#if CALLEE == ASYNC_STACKFUL && PROTOCOL == PROTOCOL_CALLS
#define DYN_CALL(T) T##_next_dyn_call
#else
#define DYN_CALL(T) NULL
#endif

/* bench/unit/frame_table.c takes down the types. */
#ifndef NOTE_FRAME
#define NOTE_FRAME(T)
#endif

/* Stamps the shims and vtables of iterator type T, behind which its adapter lies. */
#define DYN_ITERATOR(T) \
    CORO_INLINE struct adapter *T##_adapter(void *self) { return adapter_of(self, sizeof(struct T)); } \
    DYN_METHOD(T)

/* The same for what is not the next() of an iterator, but another async method of an object: struct T is then the record of one
 * call, which the caller makes and which begins with what the object is found by, T_next() its body, and T_adapter(), a function
 * that must be there, says where in the object the adapter of this method is. One-line instances of the functions above. */
#define DYN_METHOD(T) \
    NOTE_FRAME(T) \
    static const struct coro_future_vtable T##_future; \
    CORO_UNUSED static _Thread_local struct type_part T##_part; \
    CORO_UNUSED static struct coro_dyn_future T##_dyn_next(void *self, struct site_arg site, struct task_arg task) \
    { return callee_starts(&T##_next, &T##_future, self, T##_adapter(self), HAS_TYPE_PART ? &T##_part : NULL, site, task); } \
    CORO_UNUSED static void T##_dyn_drop(void *frame, struct site_arg site, struct task_arg task) \
    { callee_drops(&T##_next, frame, T##_adapter(self_of(frame, T##_next_bytes)), HAS_TYPE_PART ? &T##_part : NULL, site, task); } \
    CORO_UNUSED static struct coro_polled T##_dyn_poll(void *frame, struct coro_task *task) { return callee_polls(&T##_next, frame, task); } \
    CORO_UNUSED static void T##_dyn_start_at(void *frame, void *self) { T##_next_start(frame, self); } \
    CORO_UNUSED static struct coro_polled T##_dyn_poll_next(void *self, struct coro_task *task) \
    { return poll_in_place(&T##_next, POLL_KEPT(T), self, T##_adapter(self), task); } \
    static const struct coro_future_vtable T##_future = { T##_dyn_drop, T##_next_bytes, T##_next_align, T##_dyn_poll }; \
    static const struct coro_iterator_vtable T##_vtable = { \
        .next = PROTOCOL == PROTOCOL_CALLEE_PLACES ? T##_dyn_next : NULL, \
        .start_at = PROTOCOL == PROTOCOL_CALLER_PLACES ? T##_dyn_start_at : NULL, \
        .poll_next = PROTOCOL == PROTOCOL_POLLS_NEXT ? T##_dyn_poll_next : NULL, \
        .call = DYN_CALL(T), \
        .future = &T##_future, \
        .stack_bytes = T##_next_stack_bytes, \
    }; \
    static void T##_dyn_fini(void *self, struct coro_task *task) \
    { if (strategy.placing->adapter_fini) strategy.placing->adapter_fini(T##_adapter(self), &T##_next, task); } \
    CORO_UNUSED static struct iterator_type T##_type(void) \
    { \
        size_t at = coro_round_up(sizeof(struct T), CORO_MAX_ALIGN), more = adapter_bytes(&T##_next); \
        return (struct iterator_type){ &T##_vtable, sizeof(struct T), more, more ? at + more : sizeof(struct T), T##_dyn_fini, dyn_sums, \
                                       T##_next.layout, 0 }; \
    }
