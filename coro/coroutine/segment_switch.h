/* SPDX-License-Identifier: MIT */
/* The one step of a segmented call that C cannot say; segment_<machine>.S has it, or segment_unsupported.c refuses. */
#ifndef CORO_COROUTINE_SEGMENT_SWITCH_H
#define CORO_COROUTINE_SEGMENT_SWITCH_H
#include "coro/segment.h"

/* fn(task, self) with the stack pointer at `top`, which is 16-byte aligned. Returns what fn does, back on the caller's stack. */
struct coro_polled coro_segment_switch(struct coro_task *, void *self, coro_segment_fn *, char *top);

#endif
