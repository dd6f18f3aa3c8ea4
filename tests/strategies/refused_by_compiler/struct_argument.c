/* SPDX-License-Identifier: MIT */
/* refused: the argument of an async function is an integer or a pointer
 *
 * A struct does not cross as a pointer; its address does. This file asks the stackful model, double_argument.c the other one. */
#include "coro/async.h"
#define ASYNC_MODEL ASYNC_STACKFUL
#define ASYNC_STACK_BYTES 65536
#include "coro/async.h"

struct pair { unsigned first, second; };
#if MODEL == ASYNC_STACKLESS
typedef struct pair pair;
#else
typedef const struct pair *pair;
#endif

ASYNC(take, pair, taken, nothing)
{
    (void)taken;
    RETURN(coro_none());
}
ASYNC_END
