/* SPDX-License-Identifier: MIT */
/* The call of body_call.h for x86-64, System V, with the control block in rbx. Part of coro/coroutine.h. */
#ifndef CORO_COROUTINE_BODY_CALL_X86_64_H
#define CORO_COROUTINE_BODY_CALL_X86_64_H

#ifdef __AVX512F__
#define CORO_BODY_CALL_MASKS , "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7"
#else
#define CORO_BODY_CALL_MASKS
#endif

/* Calls the body and stores its result. Returns co, from the register that it is in. */
CORO_INLINE struct coro *coro_call_body(struct coro *co)
{
    struct coro_polled got;
    void *arg = co->arg;
    __asm__ volatile(CORO_BODY_CALL_UNWIND
                     "movq %%rbx, %%rdi\n\t"
                     "call *%c[entry](%%rbx)"
                     : "=a"(got.tag), "=d"(got.value), "+S"(arg), "+b"(co)
                     : [entry] "i"(offsetof(struct coro, entry)), [words] "i"(CORO_CONTEXT_UNWIND_WORDS)
                     : "rcx", "rdi", "r8", "r9", "r10", "r11", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7",
                       "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15", "mm0", "mm1", "mm2", "mm3", "mm4",
                       "mm5", "mm6", "mm7", "st", "st(1)", "st(2)", "st(3)", "st(4)", "st(5)", "st(6)", "st(7)", "memory",
                       "cc" CORO_BODY_CALL_MASKS);
    co->result = got;
    return co;
}

#endif
