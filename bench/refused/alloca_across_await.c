/* SPDX-License-Identifier: MIT */
/* refused: variably modified type|variable length array
 *
 * "You might think you can store the size of the future to be returned in the vtable and then have the caller "alloca" that space
 * [...]. Interestingly, this doesn't work with Rust's async model. Async tasks require that the size of the stack frame is known
 * up front." (part 8). It does not work in C's either: resuming would jump into the scope of an array whose size is gone. On a
 * stack of its own the same text is a plain function. */
#include "coro/async.h"
#define ASYNC_MODEL MODEL
#define ASYNC_STACK_BYTES 65536
#include "coro/async.h"

struct place { char *room; size_t bytes; };

ASYNC(callee, struct place *, place, nothing)
{
    SUSPEND();
    RETURN(coro_some(place->bytes));
}
ASYNC_END

ASYNC(caller, uintptr_t, callee_bytes, nothing, struct place place; AWAITS(callee))
{
    struct coro_polled got;
    {
        char room[callee_bytes];
        my->place = (struct place){ room, sizeof room };
        AWAIT(got, callee, &my->place);
    }
    RETURN(got);
}
ASYNC_END
