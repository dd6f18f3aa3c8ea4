/* SPDX-License-Identifier: MIT */
/* coro_segment_switch for machines without assembly of their own: the tree builds, and a call that needs a further segment
 * fails. */
#include "coro/coroutine/segment_switch.h"

struct coro_polled coro_segment_switch(struct coro_task *task, void *self, coro_segment_fn *fn, char *top)
{
    (void)task, (void)self, (void)fn, (void)top;
    return coro_failed(CORO_ERR_UNSUPPORTED);
}
