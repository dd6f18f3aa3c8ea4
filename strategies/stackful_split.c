/* SPDX-License-Identifier: MIT */
/* A task begins on a segment of 5 KiB, of which it touches a page. Every call, not only a dyn call, compares the room left with
 * the callee's need. When the room is too small, libgcc continues on another segment: -fsplit-stack, which gcc got for Go
 * (coro/coroutine/frames_split.h).
 *
 * Against stackful_segmented, which checks at dyn calls only, no caller has to state a need, and deep ordinary calls are
 * served as well. The exception is the C library, which is not split: a body that may call it moves to a block of 44 KiB at each
 * dyn call (coro/split.h). But a task takes at least a page, since libgcc keeps 3.5 KiB free for code that is not split. A switch
 * exchanges libgcc's view of the stack by four calls into it, each of which copies or clears ten words. A hot split saves
 * every register that may hold an argument or a result, and makes six calls within libgcc. Four of them check whether signals
 * are to be blocked; if so, they would be system calls.
 *
 * If a segment cannot be allocated, libgcc ends the process; the caller gets no status. libgcc maps its segments by itself, so
 * neither allocations nor fresh stacks count them; rss_bytes shows their memory. */
/* The build reads this line, and provides the flag or the reason for its absence. */
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

static const struct system systems[] = {
    { "gccgo", "compiles Go with split stacks where the target has them",
      "https://linaro.atlassian.net/wiki/spaces/TCWGPUB/pages/25219337407/Split-Stack+Support+for+GCCGO" },
    { "Boost.Fiber", "has a segmented_stack for compilers that split stacks",
      "https://www.boost.org/doc/libs/release/libs/fiber/doc/html/fiber/stack.html" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 145,
    .is_variant = true,
    .sentence = "a call on the task's stack, which the compiler splits",
    .placing = &no_placing,
    .lives = { .where = LIVES_ON_STACK },
    .threads = { "the system's mappings, for segments" },
    .systems = systems,
    .stacks = &coro_split_stacks,
    .refusal = coro_split_refusal,
};
