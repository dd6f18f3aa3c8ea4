/* SPDX-License-Identifier: MIT */
/* The call of body_call.h for aarch64, AAPCS64, with the control block in x19. Part of coro/coroutine.h. */
#ifndef CORO_COROUTINE_BODY_CALL_AARCH64_H
#define CORO_COROUTINE_BODY_CALL_AARCH64_H
#include "coro/coroutine/predicates_aarch64.h"

/* With signed return addresses, coro_main's own is signed, as it makes calls. The resumer's, where the contexts wait, is not. */
#ifdef __ARM_FEATURE_PAC_DEFAULT
#define CORO_BODY_CALL_UNSIGNED ".cfi_negate_ra_state\n\t"
#else
#define CORO_BODY_CALL_UNSIGNED ""
#endif

/* Calls the body and stores its result. Returns co, from the register that it is in. Of v8 to v15 a callee
 * preserves the lower halves; nothing in coro_main is in the upper ones. */
CORO_INLINE struct coro *coro_call_body(struct coro *co)
{
    void *arg = co->arg;
    register struct coro *kept __asm__("x19") = co;
    register uint64_t first __asm__("x0") = (uint64_t)(uintptr_t)co;        /* the argument `self`, then the result's tag */
    register uint64_t second __asm__("x1") = (uint64_t)(uintptr_t)arg;      /* the argument, then the result's value */
    __asm__ volatile(CORO_BODY_CALL_UNWIND CORO_BODY_CALL_UNSIGNED
                     "ldr x16, [x19, %[entry]]\n\t"
                     "blr x16"
                     : "+r"(kept), "+r"(first), "+r"(second)
                     : [entry] "i"(offsetof(struct coro, entry)), [words] "i"(CORO_CONTEXT_UNWIND_WORDS)
                     : "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17",
                       "x18", "x30", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v16", "v17", "v18", "v19", "v20", "v21",
                       "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "memory",
                       "cc" CORO_PREDICATES);
    kept->result.tag = first;
    kept->result.value = second;
    return kept;
}

#endif
