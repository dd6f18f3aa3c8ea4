/* SPDX-License-Identifier: MIT */
/* refused: incomplete type
 *
 * An async function that awaits itself, with its frame in its own frame, as static dispatch has it: the type would contain
 * itself. On a stack of its own the same text is a plain recursive function. */
#include "coro/async.h"
#define ASYNC_MODEL MODEL
#define ASYNC_STACK_BYTES 65536
#include "coro/async.h"

ASYNC(walk, uintptr_t, depth, nothing, AWAITS(walk))
{
    struct coro_polled got;
    SUSPEND();
    if (depth == 0)
        RETURN(coro_some(0));
    AWAIT(got, walk, depth - 1);
    RETURN(got);
}
ASYNC_END
