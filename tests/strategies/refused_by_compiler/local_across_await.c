/* SPDX-License-Identifier: MIT */
/* refused: jumps over variable initialization|uninitialized
 *
 * A plain local of a state machine does not survive an await: only the frame's members do. */
#include "coro/async.h"
#define ASYNC_MODEL MODEL
#define ASYNC_STACK_BYTES 65536
#include "coro/async.h"

ASYNC(tripled, unsigned, from, nothing)
{
    unsigned kept = 3 * from;
    SUSPEND();
    RETURN(coro_some(kept));
}
ASYNC_END
