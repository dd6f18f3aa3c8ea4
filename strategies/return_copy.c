/* SPDX-License-Identifier: MIT */
/* The callee returns its frame on the caller's stack, as Ada compilers are said to return objects of unknown size: it builds the
 * frame at the top of the stack, copies it to where its own area began, and pops the rest (part 9, footnote on Ada). The
 * caller's stack has grown by the frame when next() returns, and shrinks at the end of the await. The frame is copied before
 * it is polled, so nothing points into it yet.
 *
 *     return_copy_next            building                    popped
 *     | caller                 |  | caller                 |  | caller                 |
 *     | struct grown           |  | struct grown           |  | struct grown           |  <- start of the callee's area
 *     |                        |  | build's own            |  | the frame, copied      |
 *     |                        |  | the frame, room        |  | await_frame, grows down|
 *
 * build stands for the callee; compiled into next() it would know the size that it reads in the vtable here. It never returns
 * to its caller: a compiler would put return_copy_pop into its epilogue. It is in assembly, a file for each machine, because no C
 * function can return with the stack pointer elsewhere. As in caller_alloca, a state machine has no such stack. This row boxes in
 * the middle of a chain, and for a future that is not awaited at once.
 *
 * Against caller_alloca it spends 70 instructions and up on x86-64: memmove (20 for a small frame), 12 for the six registers, and
 * the callee's frame, which caller_alloca does not have. A compiler would save only the registers that the callee uses. */
#define CALLER ASYNC_STACKFUL
#define PROTOCOL PROTOCOL_CALLER_PLACES
#include "coro/coroutine.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

/* The caller's side once next() has returned. */
__attribute__((used)) static struct coro_polled await_frame(void *, struct coro_task *, const struct coro_iterator_vtable *)
    __asm__("return_copy_await");
static struct coro_polled await_frame(void *frame, struct coro_task *task, const struct coro_iterator_vtable *vtable)
{
    struct coro_polled got;
    while ((got = vtable->future->poll(frame, task)).tag == CORO_PENDING)
        if (coro_suspend(task->running)) {
            got = coro_cancelled();
            break;
        }
    future_drop((struct coro_dyn_future){ frame, vtable->future }, NULL, task);
    return got;
}

#if defined(__x86_64__)
#include "strategies/return_copy_x86_64.h"
#elif defined(__aarch64__)
#include "strategies/return_copy_aarch64.h"
#else
static struct coro_polled return_copy_next(struct coro_task *task, void *self, const struct coro_iterator_vtable *vtable)
{
    (void)await_frame, (void)task, (void)self, (void)vtable;
    return coro_failed(CORO_ERR_UNSUPPORTED);       /* the epilogue is written for x86-64 and aarch64 */
}
#endif

CORO_INLINE struct coro_polled copied_next(struct coro_task *task, struct coro_dyn_iterator it)
{
    return return_copy_next(task, it.self, it.vtable);
}
static unsigned copied_allocations(struct coro_layout frame, enum awaiter awaiter)
{
    (void)frame;
    return awaiter != AWAITED_BY_TASK;
}
static const struct claim claims[] = {
    { 0, "copy it over to the start of the function's area, and then pop what's left. Theoretically possible!",
      "part 9, footnote", PROBE_plug_in, ANSWER_YES },
    /* caller_alloca has the frame in the right spot from the beginning. */
    { 0, "your allocation is on the wrong spot", "part 9", PROBE_time_against, ANSWER_YES, .against = "caller_alloca",
      .ratio = 1.5 },
    { 0 }
};
/* No source was found for an Ada compiler that copies: GNAT has a secondary stack (side_stack/tls, side_stack/fixed). */
static const struct system systems[] = {
    { "Swift (experimental)", "returns (on AArch64 first) from swiftcorocc functions without popping what they have allocated "
                              "on the stack, so it copies nothing",
      "https://github.com/swiftlang/llvm-project/pull/10155" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 115,
    .is_variant = true,
    .sentence = "the callee leaves its frame on the caller's stack",
    .placing = &heap_placing,
    .lives = { .where = LIVES_ON_STACK, .fallback = LIVES_ON_HEAP },
    .threads = { "the heap, for futures that escape" },
    .claims = claims,
    .systems = systems,
    .allocations = copied_allocations,
    .stacks = &coro_pooled_stacks,
    .next = copied_next,
};
