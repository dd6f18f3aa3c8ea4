/* SPDX-License-Identifier: MIT */
/* Compiles an async function, written once, in two ways. It becomes a state machine (a struct and a switch), or a plain
 * function on a coroutine's stack. These macros, and no others of the project, hide control flow. They stay in one file, longer
 * than 400 lines, because the two models are read side by side.
 *
 * Define these before including this file; redefine them and include it again for the other model:
 *
 *     ASYNC_MODEL          ASYNC_STACKLESS or ASYNC_STACKFUL
 *     ASYNC_STACK_BYTES    for ASYNC_STACKFUL: the stack of a body's coroutine
 *     ASYNC_STACK_FITS     1: the body's locals, and the C library where it calls that, come on top of ASYNC_STACK_BYTES, which
 *                          has room for the control block and for a body that calls little; 0, the default: nothing is added
 *     ASYNC_OWNER          a string after the body's name in its coroutine's name, for messages; "" by default
 *
 * A body:
 *
 *     ASYNC_NEXT(filter, nothing, uint64_t seen; AWAITS(tick))     next() of struct filter, which awaits tick
 *     {
 *         struct coro_polled got;                  plain locals do not survive an await; those declared above do: my->seen.
 *                                                  A compiler's warnings, which corolab::coro exports, see some such uses
 *                                                  and miss others: gcc a loop's counter that is not initialised where it is
 *                                                  declared, clang arrays and structs
 *         AWAIT(got, tick, 3);                     got = await tick(3), a known async function
 *         SUSPEND();                               pending, until a waker wakes `task`
 *         RETURN(got);                             the only way out
 *     }
 *     ASYNC_END                                    or ASYNC_END_AFTER(statement that runs on return and on cancellation alike)
 *
 *     ASYNC(tick, unsigned, count, nothing, unsigned left;)    an async function of one argument that is no next(); its body
 *                                                              stands before those that await it
 *
 * The argument crosses as a pointer: it is an integer or a pointer, no wider than one. ASYNC_END_AFTER undoes the body's work. A
 * call that is cancelled before its first poll has not entered the body, so there is nothing to undo and the statement does not
 * run, in either model. Such a call still owns nothing of its argument; its maker does.
 *
 * The word after the argument says what the body awaits and what it calls, and so how much stack it gets:
 *
 *     next, nothing                   a dyn next(), AWAIT(got, next, iterator), or nothing dyn. The body may call the C library
 *                                     and take a signal, in CORO_SEGMENT_LIBC_BYTES; coro/segment.h says which calls need more.
 *                                     strategies/caller_side.h defines the await: struct next_frame, and functions that begin
 *                                     with next_async_. Where it is not installed, a program defines its own, over
 *                                     coro/iterator.h
 *     deep(bytes, next), deep(bytes, nothing)     the same, with so many bytes more
 *     little(next), little(nothing)   the same, but the body calls malloc, wakers and functions as small, and has few plain
 *                                     locals: CORO_SEGMENT_CALLS_BYTES
 *     alone                           nothing dyn, and no function but wakers: the slack of any stack is enough
 *
 * A stackful body that awaits a known function calls it through coro_segment_call: where the stack is too short for the
 * function's locals and calls, it goes on on a further segment, from the heap. So awaits may nest and recurse; without memory an
 * await gives CORO_FAILED with CORO_ERR_NO_MEMORY. Machines without segments (coro/segment.h) and copied frames make a plain
 * call, and the stack must have room for all of them. coro_yield, coro_sleep and coro_join are little calls.
 *
 * A stack that a body which calls little runs on may have no room for a signal frame: signal handlers need SA_ONSTACK then. Where
 * ASYNC_STACK_BYTES is less than the body needs, and the frame is no stack with a guard (coro/stack.h) of 8 KiB or more, the
 * body's stack is a block from the heap, made by start(); without memory the first poll fails with CORO_ERR_NO_MEMORY. On a stack
 * with a guard an overflow is reported. Locals of extended alignment count when they are declared with the body, not inside it;
 * so do large locals.
 *
 * A body `tick` defines `static const struct coro_async_fn tick`, struct tick_frame for a state machine, and names that begin
 * with tick_async_. A frame for either model is `CORO_ALIGNAS(tick_async_align) char frame[tick_async_bytes]`. Inside the body
 * `my`, `task` and the argument are the body's; all other names of the macros begin with coro_ or CORO_. A local may hide any of
 * the three. A state machine awaits tick in place, on a struct tick_frame: tick_async_begin, tick_async_poll, then tick_async_end
 * when it has finished or tick_async_cancel when it has not. A stackful function awaits it with tick_async_call.
 * tick_async_cancel is never inlined: a chain of n such awaits would be compiled 2^n times. A state machine also has
 * tick_async_poll_kept, for a zeroed frame that its owner keeps: it begins a call when none is in flight, with the argument that
 * each poll gets.
 *
 * In C++ the text of a body is the same. A local that is initialised before an await in its scope does not compile in a state
 * machine. Of a local that is assigned there, and read after the await, g++ warns from -O1 on, and clang++ at each level, with
 * the gaps named above. The frame of one runs no constructor, so its fields are plain data. All objects of a stackful body are
 * destroyed when it ends, also when it is cancelled: an await or a suspension then leaves the body as a `goto` does. An exception
 * must not leave a body (coro/executor.h, coro/coroutine.h): the statement of ASYNC_END_AFTER would not run.
 *
 * C and C++ share no frame that holds a struct without fields, which has 0 bytes in C and 1 in C++. A struct coro_async_fn and
 * the handles of coro/iterator.h may cross: each unit lays out the frames of its own bodies. In C++ an iterator without fields,
 * and an await whose frame has none, do not compile. Nothing notices another such field of a frame that units of both languages
 * name: assert CORO_HAS_FIELDS (coro/attributes.h) of each struct in it.
 *
 * A body must not open a switch of its own around an await; units that check (coro/checks.h) abort there by name. Cancelling is
 * generated with each await. The body is compiled once more with CORO_ASYNC_DROP, where each resume point ends its await and
 * leaves through ASYNC_END. */
#include "coro/polled.h"
#define ASYNC_STACKLESS 1
#define ASYNC_STACKFUL 2

#ifndef CORO_ASYNC_H
#define CORO_ASYNC_H
#include <stdlib.h>
#include "coro/bug.h"
#include "coro/checks.h"
#include "coro/segment.h"
#include "coro/stack/guard_map.h"
#ifdef CORO_SPLITS_STACKS
#include "coro/split.h"
#endif
#ifdef __cplusplus
#if __cplusplus < 201703L
#error "coro/async.h needs C++17 or newer: -std=gnu++17"
#endif
extern "C++" {
#include <type_traits>
}
#endif

enum coro_async_op {
    CORO_ASYNC_POLL,
    CORO_ASYNC_POLL_KEPT,   /* in a frame that its owner keeps: zeroed memory and a finished frame both begin a call */
    CORO_ASYNC_DROP,
};
struct coro_async_left { struct coro_polled with; };    /* its own type: a plain `return` in a body does not compile */
enum { CORO_ASYNC_DONE = 255 };                         /* the state of a function that has finished */

/* The call site of a body that awaits no dyn next(): 0 bytes in C++, too, where a struct without fields has 1. */
CORO_GNU_BEGIN_
struct coro_nothing_frame { char none[0]; };
CORO_GNU_END_
CORO_C_BEGIN
CORO_INLINE void coro_nothing_async_init(struct coro_nothing_frame *frame) { (void)frame; }
CORO_INLINE void coro_nothing_async_fini(struct coro_nothing_frame *frame) { (void)frame; }

/* The words for what a body awaits and calls. Each macro that a word finds puts its answer second; other words find none, and
 * CORO_SECOND_ gives the default. */
#define CORO_SECOND_(...) CORO_SECOND_OF_(__VA_ARGS__, )
#define CORO_SECOND_OF_(first, second, ...) second
#define CORO_SITE_(word) CORO_SECOND_(CORO_SITE_##word, word)
#define CORO_SITE_nothing , coro_nothing
#define CORO_SITE_alone , coro_nothing
#define CORO_SITE_little(word) , CORO_PLAIN_SITE_(word)
#define CORO_SITE_deep(bytes, word) , CORO_PLAIN_SITE_(word)
#define CORO_PLAIN_SITE_(word) CORO_SECOND_(CORO_SITE_##word, word)
#define CORO_CALLS_(word) CORO_SECOND_(CORO_CALLS_##word, CORO_SEGMENT_LIBC_BYTES)
#define CORO_CALLS_alone , 0
#define CORO_CALLS_little(word) , CORO_SEGMENT_CALLS_BYTES
#define CORO_CALLS_deep(bytes, word) , (CORO_SEGMENT_LIBC_BYTES + (bytes))

/* T without its qualifiers; true for a frame that needs no constructor or destructor, as all do in C; and the assertion, in C++
 * alone, that a struct is as large in C. */
#ifdef __cplusplus
#define CORO_AS_IN_C_(type, what) \
    CORO_STATIC_ASSERT(CORO_HAS_FIELDS(type), what " without fields has a byte in C++ and none in C: give it a field");
#define CORO_UNQUALIFIED_(T) std::remove_cv_t<T>
#define CORO_IS_PLAIN_(frame) \
    (std::is_trivially_default_constructible_v<frame> && std::is_trivially_destructible_v<frame>)
#else
#define CORO_AS_IN_C_(type, what)
#define CORO_UNQUALIFIED_(T) __typeof__((T)0)
#define CORO_IS_PLAIN_(frame) 1
#endif
/* The argument of a body of type T. */
#define CORO_ASYNC_ARGUMENT_(name, T) \
    CORO_STATIC_ASSERT(__builtin_classify_type(*(T *)0) >= 1 && __builtin_classify_type(*(T *)0) <= 5 \
                   && sizeof(T) <= sizeof(void *), \
                   "the argument of an async function is an integer or a pointer, as wide as a pointer at most: " \
                   "pass its address"); \
    typedef CORO_UNQUALIFIED_(T) name##_async_arg

/* The bytes of a body's locals on a stack of any alignment. A frame with locals of extended alignment is rounded down to it, and
 * without optimisation has other locals above and below them, each padded to it. */
#define CORO_LOCALS_BYTES_(locals) \
    (sizeof(struct locals) + (CORO_ALIGNOF(struct locals) > CORO_MAX_ALIGN ? 3 * CORO_ALIGNOF(struct locals) : 0))
/* The additions to a stack of ASYNC_STACK_BYTES. */
#define CORO_FIT_BYTES_(locals, calls_bytes) \
    (!ASYNC_STACK_FITS ? 0 : (CORO_LOCALS_BYTES_(locals) + CORO_MAX_ALIGN - 1) / CORO_MAX_ALIGN * CORO_MAX_ALIGN \
                             + ((calls_bytes) > CORO_SEGMENT_CALLS_BYTES ? (calls_bytes) : 0))
/* The stack that a body needs for itself, besides what it calls if that is little. */
#define CORO_NEED_BYTES_(locals, calls_bytes) \
    ((size_t)CORO_MIN_STACK_BYTES + CORO_SEGMENT_SLACK_BYTES + CORO_LOCALS_BYTES_(locals) \
     + ((calls_bytes) > CORO_SEGMENT_CALLS_BYTES ? (calls_bytes) : 0))
/* Stacks below this are small, guarded or not: 8 KiB in a plain optimised build. */
#define CORO_SMALL_STACK_BYTES_ ((7 << 10) + CORO_SEGMENT_FIRST_BYTES)
/* True for a body that may need more than its coroutine's stack. */
#define CORO_HAS_BLOCK_(locals, calls_bytes) \
    (CORO_FRAMES_STAY && !CORO_FRAMES_SPLIT && !ASYNC_STACK_FITS && CORO_NEED_BYTES_(locals, calls_bytes) > ASYNC_STACK_BYTES)

/* Says that such a body has another stack, from the heap. Lies at the base of a small frame. In a larger one it lies where the
 * control block would be, whose entry is NULL then, and whose arg is the body's. */
struct coro_async_block { char *base; struct coro *co; };       /* co: NULL without memory */

CORO_INLINE bool coro_async_has_block(struct coro_stack frame)
{
    return frame.bytes < CORO_SMALL_STACK_BYTES_ || coro_at(frame)->entry == NULL;
}
CORO_INLINE struct coro_async_block *coro_async_block_of(struct coro_stack frame)
{
    return (struct coro_async_block *)(frame.bytes < CORO_SMALL_STACK_BYTES_ ? frame.base : coro_at(frame)->context_room);
}
/* Returns false for a stack that keeps its body, because it has a guard. */
CORO_INLINE bool coro_async_block_begins(struct coro_stack frame, void *arg)
{
    if (frame.bytes < CORO_SMALL_STACK_BYTES_)
        return true;
    if (coro_guard_map_guards((uintptr_t)frame.base))
        return false;
    coro_at(frame)->entry = NULL;
    coro_at(frame)->arg = arg;
    return true;
}
CORO_UNUSED static void coro_async_block_start(struct coro_async_block *block, size_t bytes, coro_entry *entry, void *arg,
                                               struct coro_options options)
{
    block->base = (char *)malloc(bytes);
    block->co = block->base ? coro_init_with((struct coro_stack){ block->base, bytes }, entry, arg, options) : NULL;
}
CORO_UNUSED static struct coro_polled coro_async_block_poll(struct coro_async_block *block, struct coro_task *task)
{
    return block->co ? coro_poll(block->co, task) : coro_failed(CORO_ERR_NO_MEMORY);
}
CORO_UNUSED static void coro_async_block_drop(struct coro_async_block *block, struct coro_task *task)
{
    if (block->co)
        coro_drop(block->co, task);
    free(block->base);
}
CORO_C_END

/* Segments that the compiler asks for have little room for the C library, so a body that calls it moves at each call. */
#ifdef CORO_SPLITS_STACKS
#define CORO_SPLIT_CALL_ coro_split_call
#else
#define CORO_SPLIT_CALL_ coro_segment_call
#endif
/* An await of a known function checks the stack, as a dyn call on segments does: awaits nest, and functions recurse. */
#define CORO_KNOWN_CALL_MOVES_ (CORO_SEGMENT_WORKS && CORO_FRAMES_STAY && !CORO_FRAMES_SPLIT)
#define CORO_SPLIT_MOVES_(calls_bytes) (CORO_FRAMES_SPLIT && (calls_bytes) > CORO_SEGMENT_CALLS_BYTES)

/* Further levels expand arguments that are macros. */
#define ASYNC(...) CORO_ASYNC_WORD_(__VA_ARGS__)
#define CORO_ASYNC_WORD_(name, T, arg, word, ...) CORO_ASYNC_SITE_(name, T, arg, CORO_SITE_(word), CORO_CALLS_(word), __VA_ARGS__)
#define CORO_ASYNC_SITE_(...) CORO_ASYNC_(__VA_ARGS__)
#define ASYNC_NEXT(T, ...) CORO_ASYNC_NEXT_(T, __VA_ARGS__)
#define CORO_ASYNC_NEXT_(T, ...) CORO_AS_IN_C_(struct T, "an iterator") CORO_ASYNC_WORD_(T##_next, struct T *, self, __VA_ARGS__)
#define AWAITS(K) CORO_AWAITS_(K)
#define AWAIT(...) CORO_AWAIT_(__VA_ARGS__)
#define RETURN(...) do { coro_result_.with = (__VA_ARGS__); goto coro_finish_; } while (0)
#define ASYNC_END ASYNC_END_AFTER()
#define ASYNC_END_AFTER(...) CORO_ASYNC_END_(__VA_ARGS__)
#endif

#ifndef ASYNC_STACK_FITS
#define ASYNC_STACK_FITS 0
#endif
#ifndef ASYNC_OWNER
#define ASYNC_OWNER ""
#endif
#undef CORO_ASYNC_
#undef CORO_AWAITS_
#undef CORO_AWAIT_
#undef SUSPEND
#undef CORO_ASYNC_END_

#if ASYNC_MODEL == ASYNC_STACKLESS

#define CORO_AWAITS_(K) struct K##_frame coro_awaited_##K; CORO_AS_IN_C_(struct K##_frame, "an awaited frame")

/* The frame begins with the argument, which for a next() is the iterator: drop finds its adapter through it. */
#define CORO_ASYNC_(name, T, arg, site, calls_bytes, ...) \
    CORO_ASYNC_ARGUMENT_(name, T); \
    struct name##_frame { \
        name##_async_arg coro_arg_; struct site##_frame coro_awaited_##site; __VA_ARGS__ uint8_t coro_state_; \
    }; \
    CORO_STATIC_ASSERT(CORO_IS_PLAIN_(struct name##_frame), \
                       "the frame of a state machine runs no constructor: keep a pointer to the object in it, or use a stack"); \
    enum { name##_async_bytes = sizeof(struct name##_frame), name##_async_align = CORO_ALIGNOF(struct name##_frame) }; \
    enum { name##_async_stack_bytes = 0, name##_async_calls_bytes = 0 }; \
    CORO_UNUSED CORO_INLINE struct coro_async_left name##_async_body(struct name##_frame *, name##_async_arg, \
                                                                     struct coro_task *, enum coro_async_op); \
    CORO_UNUSED CORO_INLINE void name##_async_init(struct name##_frame *coro_frame_) { (void)coro_frame_; } \
    CORO_UNUSED CORO_INLINE void name##_async_fini(struct name##_frame *coro_frame_) { (void)coro_frame_; } \
    CORO_UNUSED CORO_INLINE void name##_async_begin(struct name##_frame *coro_frame_, struct coro_task *coro_task_, \
                                                    name##_async_arg coro_value_) \
    { \
        (void)coro_task_; \
        coro_frame_->coro_arg_ = coro_value_; \
        coro_frame_->coro_state_ = 0; \
    } \
    CORO_UNUSED CORO_INLINE void name##_async_start(void *coro_frame_, void *coro_value_) \
    { name##_async_begin((struct name##_frame *)coro_frame_, NULL, (name##_async_arg)(uintptr_t)coro_value_); } \
    CORO_UNUSED CORO_INLINE struct coro_polled name##_async_poll(void *coro_frame_, struct coro_task *coro_task_) \
    { \
        struct name##_frame *coro_typed_ = (struct name##_frame *)coro_frame_; \
        return name##_async_body(coro_typed_, coro_typed_->coro_arg_, coro_task_, CORO_ASYNC_POLL).with; \
    } \
    CORO_UNUSED CORO_INLINE struct coro_polled name##_async_poll_kept(void *coro_frame_, void *coro_value_, \
                                                                      struct coro_task *coro_task_) \
    { \
        struct name##_frame *coro_typed_ = (struct name##_frame *)coro_frame_; \
        name##_async_arg coro_new_ = (name##_async_arg)(uintptr_t)coro_value_; \
        struct coro_polled coro_got_ = name##_async_body(coro_typed_, coro_new_, coro_task_, CORO_ASYNC_POLL_KEPT).with; \
        if (coro_got_.tag == CORO_PENDING) \
            coro_typed_->coro_arg_ = coro_new_; \
        return coro_got_; \
    } \
    CORO_UNUSED CORO_INLINE void name##_async_drop(void *coro_frame_, struct coro_task *coro_task_) \
    { \
        struct name##_frame *coro_typed_ = (struct name##_frame *)coro_frame_; \
        name##_async_body(coro_typed_, coro_typed_->coro_arg_, coro_task_, CORO_ASYNC_DROP); \
    } \
    CORO_UNUSED CORO_NOINLINE static void name##_async_cancel(void *coro_frame_, struct coro_task *coro_task_) \
    { name##_async_drop(coro_frame_, coro_task_); } \
    CORO_UNUSED CORO_INLINE void name##_async_end(void *coro_frame_, struct coro_task *coro_task_) \
    { (void)coro_frame_, (void)coro_task_; } \
    static const struct coro_async_fn name CORO_UNUSED = { \
        { name##_async_bytes, name##_async_align }, name##_async_start, name##_async_poll, name##_async_drop \
    }; \
    CORO_UNUSED CORO_INLINE struct coro_async_left name##_async_body(struct name##_frame *const coro_frame_, \
                                                                     name##_async_arg const coro_arg_, \
                                                                     struct coro_task *const coro_task_, \
                                                                     const enum coro_async_op coro_op_) \
    { \
        typedef struct site##_frame coro_site_type_; \
        void (*const coro_site_fini_)(coro_site_type_ *) = site##_async_fini; \
        coro_site_type_ *const coro_site_ = &coro_frame_->coro_awaited_##site; \
        struct coro_async_left coro_result_ = { coro_cancelled() }; \
        enum { coro_first_state_ = __COUNTER__ }; \
        struct name##_frame *const my CORO_UNUSED = coro_frame_; \
        struct coro_task *const task CORO_UNUSED = coro_task_; \
        { \
        __typeof__(coro_arg_) const arg CORO_UNUSED = coro_arg_; \
        switch (coro_frame_->coro_state_) { \
        default: \
            if (CORO_CHECKS && coro_frame_->coro_state_ != CORO_ASYNC_DONE) \
                coro_bug("an async body awaits inside a switch of its own"); \
            if (coro_op_ == CORO_ASYNC_POLL) \
                coro_bug("a finished async function is polled"); \
            if (coro_op_ == CORO_ASYNC_POLL_KEPT) \
                __builtin_unreachable(); \
            return coro_result_; \
        case 0: \
            if (coro_op_ == CORO_ASYNC_DROP) \
                return coro_result_; \
            site##_async_init(coro_site_);

#define CORO_AWAIT_(result, K, ...) \
    do { \
        enum { coro_at_ = __COUNTER__ - coro_first_state_ }; \
        CORO_STATIC_ASSERT((int)coro_at_ < (int)CORO_ASYNC_DONE, "too many awaits in one body"); \
        K##_async_begin(&coro_frame_->coro_awaited_##K, coro_task_, ##__VA_ARGS__); \
        __attribute__((fallthrough)); \
    case coro_at_: \
        if (coro_op_ == CORO_ASYNC_DROP) { \
            K##_async_cancel(&coro_frame_->coro_awaited_##K, coro_task_); \
            goto coro_finish_; \
        } \
        struct coro_polled coro_got_ = K##_async_poll(&coro_frame_->coro_awaited_##K, coro_task_); \
        if (CORO_UNLIKELY(coro_got_.tag == CORO_PENDING)) { \
            coro_frame_->coro_state_ = coro_at_; \
            return (struct coro_async_left){ coro_pending() }; \
        } \
        K##_async_end(&coro_frame_->coro_awaited_##K, coro_task_); \
        (result) = coro_got_; \
    } while (0)

#define SUSPEND() \
    do { \
        enum { coro_at_ = __COUNTER__ - coro_first_state_ }; \
        CORO_STATIC_ASSERT((int)coro_at_ < (int)CORO_ASYNC_DONE, "too many awaits in one body"); \
        coro_frame_->coro_state_ = coro_at_; \
        return (struct coro_async_left){ coro_pending() }; \
    case coro_at_: \
        if (coro_op_ == CORO_ASYNC_DROP) \
            goto coro_finish_; \
    } while (0)

#define CORO_ASYNC_END_(...) \
            coro_bug("an async body ended without RETURN"); \
        } \
    coro_finish_: CORO_UNUSED; \
        __VA_ARGS__; \
        coro_site_fini_(coro_site_); \
        if (coro_op_ != CORO_ASYNC_DROP) \
            coro_frame_->coro_state_ = coro_op_ == CORO_ASYNC_POLL_KEPT ? 0 : CORO_ASYNC_DONE; \
        return coro_result_; \
        } \
    }

#else

#define CORO_AWAITS_(K)

#define CORO_ASYNC_(name, T, arg, site, calls_bytes, ...) \
    CORO_ASYNC_ARGUMENT_(name, T); \
    struct name##_async_locals { struct coro_nothing_frame coro_none_; __VA_ARGS__ }; \
    enum { name##_async_bytes = ASYNC_STACK_BYTES + CORO_FIT_BYTES_(name##_async_locals, calls_bytes) }; \
    enum { name##_async_align = CORO_MAX_ALIGN, name##_async_calls_bytes = calls_bytes }; \
    enum { name##_async_stack_bytes = CORO_LOCALS_BYTES_(name##_async_locals) + name##_async_calls_bytes }; \
    static struct coro_async_left name##_async_body(struct coro_task *, name##_async_arg); \
    CORO_UNUSED static struct coro_polled name##_async_here(struct coro_task *coro_task_, void *coro_value_) \
    { return name##_async_body(coro_task_, (name##_async_arg)(uintptr_t)coro_value_).with; } \
    CORO_UNUSED static struct coro_polled name##_async_dyn_call(struct coro_task *coro_task_, void *coro_value_) \
    { \
        if (CORO_SPLIT_MOVES_(calls_bytes)) \
            return CORO_SPLIT_CALL_(coro_task_->running, name##_async_stack_bytes, name##_async_here, coro_task_, coro_value_); \
        return name##_async_body(coro_task_, (name##_async_arg)(uintptr_t)coro_value_).with; \
    } \
    CORO_UNUSED CORO_INLINE struct coro_polled name##_async_call(struct coro_task *coro_task_, name##_async_arg coro_value_) \
    { \
        if (CORO_KNOWN_CALL_MOVES_) \
            return coro_segment_call(coro_task_->running, name##_async_stack_bytes, name##_async_here, coro_task_, \
                                     (void *)(uintptr_t)coro_value_); \
        return name##_async_dyn_call(coro_task_, (void *)(uintptr_t)coro_value_); \
    } \
    CORO_UNUSED static struct coro_polled name##_async_entry(struct coro *coro_self_, void *coro_value_) \
    { \
        if (CORO_SPLIT_MOVES_(calls_bytes)) \
            return name##_async_dyn_call(coro_self_->task, coro_value_); \
        return name##_async_body(coro_self_->task, (name##_async_arg)(uintptr_t)coro_value_).with; \
    } \
    CORO_UNUSED CORO_INLINE struct coro_stack name##_async_stack(void *coro_frame_) \
    { return (struct coro_stack){ (char *)coro_frame_, name##_async_bytes }; } \
    CORO_UNUSED CORO_INLINE void name##_async_start(void *coro_frame_, void *coro_value_) \
    { \
        const struct coro_stack coro_own_ = name##_async_stack(coro_frame_); \
        const struct coro_options coro_called_ = { #name ASYNC_OWNER, false }; \
        if (CORO_HAS_BLOCK_(name##_async_locals, calls_bytes) && coro_async_block_begins(coro_own_, coro_value_)) \
            coro_async_block_start(coro_async_block_of(coro_own_), CORO_NEED_BYTES_(name##_async_locals, calls_bytes), \
                                   name##_async_entry, coro_value_, coro_called_); \
        else \
            coro_init_with(coro_own_, name##_async_entry, coro_value_, coro_called_); \
    } \
    CORO_UNUSED CORO_INLINE struct coro_polled name##_async_poll(void *coro_frame_, struct coro_task *coro_task_) \
    { \
        const struct coro_stack coro_own_ = name##_async_stack(coro_frame_); \
        if (CORO_HAS_BLOCK_(name##_async_locals, calls_bytes) && coro_async_has_block(coro_own_)) \
            return coro_async_block_poll(coro_async_block_of(coro_own_), coro_task_); \
        return coro_poll(coro_at(coro_own_), coro_task_); \
    } \
    CORO_UNUSED CORO_INLINE void name##_async_drop(void *coro_frame_, struct coro_task *coro_task_) \
    { \
        const struct coro_stack coro_own_ = name##_async_stack(coro_frame_); \
        if (CORO_HAS_BLOCK_(name##_async_locals, calls_bytes) && coro_async_has_block(coro_own_)) \
            coro_async_block_drop(coro_async_block_of(coro_own_), coro_task_); \
        else \
            coro_drop(coro_at(coro_own_), coro_task_); \
    } \
    static const struct coro_async_fn name CORO_UNUSED = { \
        { name##_async_bytes, name##_async_align }, name##_async_start, name##_async_poll, name##_async_drop \
    }; \
    static struct coro_async_left name##_async_body(struct coro_task *const coro_task_, name##_async_arg const coro_arg_) \
    { \
        struct name##_async_locals coro_locals_, *const my CORO_UNUSED = &coro_locals_; \
        struct coro_async_left coro_result_ = { coro_cancelled() }; \
        struct coro_task *const task CORO_UNUSED = coro_task_; \
        enum { coro_calls_bytes_ = name##_async_calls_bytes }; \
        { \
        __typeof__(coro_arg_) const arg CORO_UNUSED = coro_arg_; \
        {

#define CORO_AWAIT_(result, K, ...) \
    do { \
        CORO_STATIC_ASSERT((int)K##_async_calls_bytes <= (int)coro_calls_bytes_, \
                       "the awaited function calls more than this body declares: declare as much"); \
        struct coro_polled coro_got_ = K##_async_call(coro_task_, ##__VA_ARGS__); \
        if (CORO_UNLIKELY(coro_got_.tag == CORO_CANCELLED)) \
            goto coro_finish_; \
        (result) = coro_got_; \
    } while (0)

#define SUSPEND() \
    do { \
        if (coro_suspend(coro_task_->running)) \
            goto coro_finish_; \
    } while (0)

#define CORO_ASYNC_END_(...) \
            coro_bug("an async body ended without RETURN"); \
        } \
    coro_finish_: CORO_UNUSED; \
        __VA_ARGS__; \
        return coro_result_; \
        } \
    }

#endif
