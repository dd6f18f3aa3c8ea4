/* SPDX-License-Identifier: MIT */
/* A task begins on a segment of 5 KiB, of which it touches a page; every call, not only a dyn one, compares what is left with
 * what the callee needs, and libgcc goes on on another segment when that is not enough: -fsplit-stack, which gcc got for Go
 * (coro/coroutine/frames_split.h).
 *
 * Against stackful_segmented, which asks at dyn calls only: nobody has to say what a callee needs, and whoever calls deep in
 * ordinary functions is served as well. But a task cannot start with less than a page, since libgcc keeps 3.5 KiB free for code
 * that is not split. A switch trades libgcc's view of the stack by four calls into it, each of which copies or clears ten words,
 * and a hot split saves every register that an argument or a result may be in and makes six calls within libgcc, of which four
 * look whether signals are to be blocked: they are not, or it would be four system calls.
 * And a segment that cannot be had is no status that a caller could see: libgcc ends the process. It maps its segments by itself,
 * so neither allocations nor fresh stacks count them; the memory that they take is seen in rss_bytes. */

/* The build reads this line: the flag comes from there, or the reason why there is none. */
#define BUILT_WITH corolab_split
#define CORO_CONTEXT CORO_CONTEXT_FASTEST
#define CALLER ASYNC_STACKFUL
#define CALLEE ASYNC_STACKFUL
#define PROTOCOL PROTOCOL_CALLS
#define CALLER_STACK_BYTES CORO_SPLIT_FIRST_BYTES
#include "coro/split.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct claim claims[] = {
    { 0, "Side stacks, segmented stacks", "discussion of part 8", PROBE_large_callee, ANSWER_YES },
    { 0, "a simple way to write recursive async functions", "discussion of part 8", PROBE_recursion, ANSWER_YES },
    { 0 }
};
static const struct strategy strategy = {
    .order = 145,
    .is_variant = true,
    .sentence = "a call on the task's stack, which the compiler splits",
    .placing = &no_placing,
    .claims = claims,
    .stacks = &coro_split_stacks,
    .refusal = coro_split_refusal,
};
