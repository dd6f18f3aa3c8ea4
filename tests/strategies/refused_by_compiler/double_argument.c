/* SPDX-License-Identifier: MIT */
/* refused: the argument of an async function is an integer or a pointer
 *
 * The argument of an async function crosses as a pointer. A double would be converted from the pointer's number, silently. */
#include "coro/async.h"
#define ASYNC_MODEL MODEL
#define ASYNC_STACK_BYTES 65536
#include "coro/async.h"

#if MODEL == ASYNC_STACKLESS
typedef double number;
#else
typedef uintptr_t number;
#endif

ASYNC(half, number, of, nothing)
{
    RETURN(coro_some((uint64_t)(of / 2)));
}
ASYNC_END
