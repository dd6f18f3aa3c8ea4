/* SPDX-License-Identifier: MIT */
/* The two iterators behind dyn that only probes use: a guard and one with a frame of high alignment. bench/unit/probes.h
 * includes this file or bench/unit/static_probes.h. */
#include "bench/unit/compile_as_callee.h"
#include "bench/iterators/guard.h"
DYN_ITERATOR(guard)
#include "bench/iterators/aligned.h"
DYN_ITERATOR(aligned)
#include "bench/unit/compile_as_caller.h"

static ITERATOR iterator_at(ITERATOR it, void *self) { return (ITERATOR){ self, it.vtable }; }
static struct coro_dyn_iterator probe_iterator(const struct fixture *fixture) { return fixture->consumers[0].chain.top; }
