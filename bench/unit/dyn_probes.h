/* SPDX-License-Identifier: MIT */
/* What the probes need of iterators behind dyn: two that the workloads do not use. */
#include "bench/unit/compile_as_callee.h"
#include "bench/iterators/guard.h"
DYN_ITERATOR(guard)
#include "bench/iterators/aligned.h"
DYN_ITERATOR(aligned)
#include "bench/unit/compile_as_caller.h"

static ITERATOR iterator_at(ITERATOR it, void *self) { return (ITERATOR){ self, it.vtable }; }
static struct coro_dyn_iterator probe_iterator(const struct fixture *fixture) { return fixture->consumers[0].chain.top; }
