/* SPDX-License-Identifier: MIT */
/* The memory of one stack. The providers of stacks (coro/stack.h) and the sanitizer notices (coro/notice.h) both name it; it
 * stands here so that neither includes the other. */
#ifndef CORO_BASE_STACK_AREA_H
#define CORO_BASE_STACK_AREA_H
#include <stddef.h>

/* Grows down from base + bytes. base is 16-byte aligned. */
struct coro_stack { char *base; size_t bytes; };

#endif
