/* SPDX-License-Identifier: MIT */
/* What crosses the boundary of the workload `widget` besides futures: pointers to dyn that a caller builds on its own stack or
 * in its own frame, for arguments whose type is impl Trait. The caller knows the type, so it can; the callee sees two words. */
#ifndef CORO_BENCH_WIDGET_H
#define CORO_BENCH_WIDGET_H
#include <stddef.h>
#include <stdint.h>

/* dyn Into<WidgetComponent>: the value is the caller's, and borrowed for the call. */
struct widget_component { uint64_t weight; };
struct dyn_into { const void *value; struct widget_component (*into)(const void *value); };

/* dyn Factory. */
struct dyn_factory { void *factory; uint64_t (*build)(void *factory, struct widget_component); };

enum { WIDGET_COMPONENTS = 4 };

#endif
