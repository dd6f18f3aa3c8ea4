/* SPDX-License-Identifier: MIT */
/* The call of a coroutine's body from coro_main, the outermost frame that can tell where the resumer waits. Included by
 * coro/coroutine.h. A context that defines CORO_CONTEXT_UNWIND, unwind information in assembly, has the call made so that
 * debuggers and unwinders go on from that frame into the resumer: the control block is then in rbx, which every callee preserves,
 * and %c[words] is CORO_CONTEXT_UNWIND_WORDS. Other contexts make a plain call.
 *
 * The function around the call makes other calls, too; so the compiler keeps the stack pointer aligned there, and uses no red
 * zone. */
#ifndef CORO_COROUTINE_BODY_CALL_H
#define CORO_COROUTINE_BODY_CALL_H

#ifdef CORO_CONTEXT_UNWIND

/* personality.c: an exception that leaves the body ends the program there. The pointer lies in each unit, where the unwind
 * information of a shared library can find it. */
extern void coro_personality(void);
static void (*const coro_personality_pointer)(void) __attribute__((used)) = coro_personality;

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
    /* 0x9b: the address of a pointer to the routine, relative to this place. Debuggers report a corrupt stack when a caller lies
     * below its callee, unless the frame between them is a signal frame; gdb then calls it "<signal handler called>". */
    __asm__ volatile(".cfi_personality 0x9b, coro_personality_pointer\n\t"
                     ".cfi_signal_frame\n\t"
                     CORO_CONTEXT_UNWIND
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

#else

CORO_INLINE struct coro *coro_call_body(struct coro *co)
{
    co->result = co->entry(co, co->arg);
    return co;
}

#endif
#endif
