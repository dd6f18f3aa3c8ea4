/* SPDX-License-Identifier: MIT */
/* Adds the iterator and the caller of one size to the workload `result`, in the row's way. An include-template: WIDE_BYTES;
 * undefines it. The result is wide_24_wide and so on, a struct wide_type of bench/workloads/wide_results.h. */
#define WIDE GLUE(wide_, WIDE_BYTES, )
#include "bench/unit/compile_as_callee.h"
#include "bench/iterators/wide.h"
#if PROTOCOL == PROTOCOL_STATIC
#define KNOWN WIDE
#include "bench/unit/known_next.h"
#else
CORO_INLINE struct adapter *GLUE(WIDE, _adapter, )(void *call)
{
    return adapter_of(((struct WIDE *)call)->counter, sizeof(struct counter));
}
DYN_METHOD(WIDE)
static void GLUE(WIDE, _fini, )(void *counter, struct coro_task *task)
{
    GLUE(WIDE, _dyn_fini, )(&(struct WIDE){ .counter = counter }, task);
}
#endif
#include "bench/unit/compile_as_caller.h"
#define next NEXT_OF(WIDE)
#include "bench/bodies/wide_sum.h"
#define TASK_BODY GLUE(WIDE, _sum, )
#include "bench/unit/task_body.h"

static const struct wide_type GLUE(WIDE, _wide, ) = {
    .bytes = WIDE_BYTES,
    .sum = &ROOT(GLUE(WIDE, _sum, )),
#if PROTOCOL != PROTOCOL_STATIC
    .type = &GLUE(WIDE, _type, ),
    .fini = GLUE(WIDE, _fini, ),
#endif
};
#undef WIDE
#undef WIDE_BYTES
