/* SPDX-License-Identifier: MIT */
/* The records and the switch of context_native.h for x86-64, System V.
 *
 *     a side that has switched away                     a coroutine that has never run
 *     | frame of the function that switched |           | struct coro                                |
 *     +-------------------------------------+  <- CFA   +--------------------------------------------+
 *     | red zone of that function, 128 B    |           | (padding)                                  |
 *     | rbx, where clang compiled it        |           |                                            |
 *     | rbp                                 |           | coro_main, which coro_native_entry calls   |
 *     | address to continue at     other -> |           | the context, also for unwinders            |
 *     | ...  grows down                     |           | coro_native_entry                 other -> |  16-byte aligned
 *
 * "CFA" is the stack pointer before the switch. */
#ifndef CORO_COROUTINE_CONTEXT_NATIVE_X86_64_H
#define CORO_COROUTINE_CONTEXT_NATIVE_X86_64_H
#ifdef __APX_F__
#error "CORO_CONTEXT_NATIVE does not know the registers r16 to r31; compile without APX or choose CORO_CONTEXT_FCONTEXT"
#endif
#include <stddef.h>
#include <stdint.h>
#include "coro/attributes.h"

enum { CORO_NATIVE_RED_ZONE_BYTES = 128 };

struct coro_native_record { void *go_on; void *rbp; void *rbx; };
struct coro_native_fresh {
    void *go_on;
    struct coro_context *context;
    void (*main)(struct coro_context *);
} __attribute__((aligned(16)));                 /* as the stack pointer is, where a call is made */

/* coro_native_entry depends on these offsets. */
CORO_STATIC_ASSERT(offsetof(struct coro_native_record, go_on) == 0, "GO_ON in context_native_x86_64.S");
CORO_STATIC_ASSERT(offsetof(struct coro_native_record, rbp) == 8, "RBP in context_native_x86_64.S");
CORO_STATIC_ASSERT(sizeof(struct coro_native_record) == 24 && CORO_NATIVE_RED_ZONE_BYTES == 128,
                   "CFA in context_native_x86_64.S");
CORO_STATIC_ASSERT(sizeof(struct coro_native_record) + CORO_NATIVE_RED_ZONE_BYTES == 152 &&
                   offsetof(struct coro_native_record, rbx) == 16,
                   "the record in coro_native_switch");
CORO_STATIC_ASSERT(offsetof(struct coro_native_fresh, go_on) == offsetof(struct coro_native_record, go_on),
                   "GO_ON in both records");
CORO_STATIC_ASSERT(offsetof(struct coro_native_fresh, context) == 8, "CONTEXT in context_native_x86_64.S");
CORO_STATIC_ASSERT(offsetof(struct coro_native_fresh, main) == 16, "MAIN in context_native_x86_64.S");

void coro_native_entry(void);               /* not to be called from C */

/* The registers that only some x86-64 processors have, where the compiler may use them. */
#ifdef __AVX512F__
#define CORO_NATIVE_MORE_REGISTERS \
    , "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23", "xmm24", "xmm25", "xmm26", "xmm27", "xmm28", \
    "xmm29", "xmm30", "xmm31", "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7"
#else
#define CORO_NATIVE_MORE_REGISTERS
#endif

/* In a frame with an over-aligned local and a variable-length array, clang addresses locals through rbx and ignores that it is
 * clobbered here. gcc saves rbx. */
#ifdef __clang__
#define CORO_NATIVE_SAVE_RBX "movq   %%rbx, 16(%%rsp)\n\t"
#define CORO_NATIVE_LOAD_RBX "movq   16(%%rsp), %%rbx\n\t"
#else
#define CORO_NATIVE_SAVE_RBX
#define CORO_NATIVE_LOAD_RBX
#endif

/* Both sides switch through the same context, so its pointer keeps its register across the switch. */
CORO_INLINE void coro_native_switch(struct coro_context *context)
{
    __asm__ volatile(
        /* Push the record, below the red zone of the function. */
        "leaq   -152(%%rsp), %%rsp\n\t"
        CORO_NATIVE_SAVE_RBX
        "movq   %%rbp, 8(%%rsp)\n\t"
        "leaq   1f(%%rip), %%rax\n\t"
        "movq   %%rax, (%%rsp)\n\t"
        /* Trade stacks. */
        "movq   %%rsp, %%rax\n\t"
        "movq   (%0), %%rsp\n\t"
        "movq   %%rax, (%0)\n\t"
        /* The branch predictor learns this jump separately for each place; a ret would be mispredicted each time. */
        "jmpq   *(%%rsp)\n"
        /* The other side has switched back. */
        "1:\n\t"
        "movq   8(%%rsp), %%rbp\n\t"
        CORO_NATIVE_LOAD_RBX
        "leaq   152(%%rsp), %%rsp"
        : "+D"(context)
        :
        : "rax", "rbx", "rcx", "rdx", "rsi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15",
          "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13",
          "xmm14", "xmm15", "mm0", "mm1", "mm2", "mm3", "mm4", "mm5", "mm6", "mm7",
          "st", "st(1)", "st(2)", "st(3)", "st(4)", "st(5)", "st(6)", "st(7)", "memory", "cc" CORO_NATIVE_MORE_REGISTERS);
}

/* Makes the first record of a coroutine below `top`, which is 16-byte aligned, and returns it. */
CORO_INLINE void *coro_native_make(struct coro_context *context, uintptr_t top, void (*main)(struct coro_context *))
{
    struct coro_native_fresh *fresh = (struct coro_native_fresh *)(top - sizeof *fresh);
    *fresh = (struct coro_native_fresh){ (void *)(uintptr_t)coro_native_entry, context, main };
    return fresh;
}

/* The first record at `from` will be copied to `to` before the first switch there: it holds no address of its own. */
CORO_INLINE void coro_native_will_move(void *from, void *to) { (void)from, (void)to; }

#endif
