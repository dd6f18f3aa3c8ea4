/* SPDX-License-Identifier: MIT */
/* Stands in for coro_segment_switch on machines without assembly of their own. The tree builds there, and a call that needs a
 * further segment fails. */
#include "coro/coroutine/segment_switch.h"

struct coro_polled coro_segment_switch(struct coro_task *task, void *self, coro_segment_fn *fn, char *top)
{
    (void)task, (void)self, (void)fn, (void)top;
    return coro_failed(CORO_ERR_UNSUPPORTED);
}
