/* SPDX-License-Identifier: MIT */
/* A caller of the workload `cold`: awaits next() for ever, and adds each item to the workload's total. An include-template:
 * COLD_SITE, the name of the body; a program has many call sites. This file undefines it. */
ASYNC(COLD_SITE, struct visit *, self, little(next))
{
    struct coro_polled got;
    for (;;) {
        AWAIT(got, next, self->source);
        if (got.tag != CORO_SOME)
            RETURN(got);
        *self->total += got.value;
    }
}
ASYNC_END
#define TASK_BODY COLD_SITE
#include "bench/unit/task_body.h"
#undef COLD_SITE
