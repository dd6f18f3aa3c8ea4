/* SPDX-License-Identifier: MIT */
/* What the probes need of iterators behind dyn: two that the workloads do not use, and futures held by hand. */
#include "bench/stamp/callee.h"
#include "bench/iterators/guard.h"
DYN_ITERATOR(guard)
#include "bench/iterators/aligned.h"
DYN_ITERATOR(aligned)
#include "bench/stamp/caller.h"

struct held { struct next_frame next; };
static void held_init(struct held *held) { next_init(&held->next); }
static void held_fini(struct held *held) { next_fini(&held->next); }
static void held_begin(struct held *held, struct coro_task *task, ITERATOR it) { next_begin(&held->next, task, it); }
static struct coro_polled held_poll(struct held *held, struct coro_task *task) { return next_poll(&held->next, task); }
static void held_drop(struct held *held, struct coro_task *task) { next_cancel(&held->next, task); }

static ITERATOR iterator_at(ITERATOR it, void *self) { return (ITERATOR){ self, it.vtable }; }
static struct coro_dyn_iterator probe_iterator(const struct stage *stage) { return stage->actors[0].chain.top; }
