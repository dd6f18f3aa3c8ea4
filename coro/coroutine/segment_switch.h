/* SPDX-License-Identifier: MIT */
/* Declares the one step of a call on a further segment that C cannot express; segment.c calls it. segment_<machine>.S
 * implements it, and segment_unsupported.c stands in on other machines. */
#ifndef CORO_COROUTINE_SEGMENT_SWITCH_H
#define CORO_COROUTINE_SEGMENT_SWITCH_H
#include "coro/segment.h"

/* Returns fn(task, self), called with the stack pointer at `top`, which is 16-byte aligned. */
struct coro_polled coro_segment_switch(struct coro_task *, void *self, coro_segment_fn *, char *top);

/* Returns the coroutine of the segment whose top that is. For personality.c. */
const struct coro *coro_segment_owner(const void *top);

#endif
