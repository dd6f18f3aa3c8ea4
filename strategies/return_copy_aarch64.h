/* SPDX-License-Identifier: MIT */
/* return_copy_next of the row return_copy on aarch64: the callee that builds its frame, its epilogue, and the caller's return. */
#ifndef STRATEGIES_RETURN_COPY_AARCH64_H
#define STRATEGIES_RETURN_COPY_AARCH64_H
#include <stddef.h>
#include "coro/iterator.h"
#include "coro/task.h"

/* The stack of return_copy_next, from the callee's area upwards. x29 leads to it from wherever the stack pointer is, also for
 * unwinders: it begins with a frame record. */
struct grown {
    void *record[2];                /* x29, x30 */
    struct coro_task *task;
    const struct coro_iterator_vtable *vtable;
    void *registers[18];            /* x19 to x28, d8 to d15: build may change and never restores them */
};

struct coro_polled return_copy_next(struct coro_task *, void *self, const struct coro_iterator_vtable *)
    __attribute__((visibility("hidden")));

/* The callee. Sanitizers must not put red zones into a stack frame that is never left. */
__attribute__((used, no_sanitize_address)) CORO_NOINLINE CORO_NORETURN
static void build(struct grown *grown, void *self, const struct coro_iterator_vtable *vtable) __asm__("return_copy_build");
static void build(struct grown *grown, void *self, const struct coro_iterator_vtable *vtable)
{
    size_t bytes = vtable->future->bytes, align = vtable->future->align;
    char room[bytes + align] __attribute__((aligned(CORO_MAX_ALIGN)));
    void *frame = coro_align_up(room, align);
    vtable->start_at(frame, self);
    register void *x0 __asm__("x0") = grown, *x1 __asm__("x1") = frame;
    register size_t x2 __asm__("x2") = bytes, x3 __asm__("x3") = align;
    /* A jump: after a call without a return the processor mispredicts every further return. */
    __asm__ volatile("b return_copy_pop" : : "r"(x0), "r"(x1), "r"(x2), "r"(x3) : "memory");
    __builtin_unreachable();
}

/* As every function under -mbranch-protection: calls land on it, and its return address is signed while it lies on the stack. The
 * instructions are hints, by number for assemblers that do not know their names. */
#if defined(__ARM_FEATURE_PAC_DEFAULT) && __ARM_FEATURE_PAC_DEFAULT & 2
#error "return_copy signs return addresses with the A key alone; compile without -mbranch-protection=pac-ret+b-key"
#elif defined(__ARM_FEATURE_PAC_DEFAULT)
#define RETURN_COPY_SIGN    "        hint    #25\n        .cfi_negate_ra_state\n"
#define RETURN_COPY_CHECK   "        hint    #29\n        .cfi_negate_ra_state\n"
#elif defined(__ARM_FEATURE_BTI_DEFAULT)
#define RETURN_COPY_SIGN    "        hint    #34\n"
#define RETURN_COPY_CHECK   ""
#else
#define RETURN_COPY_SIGN    ""
#define RETURN_COPY_CHECK   ""
#endif

_Static_assert(offsetof(struct grown, task) == 16 && offsetof(struct grown, vtable) == 24, "TASK below");
_Static_assert(offsetof(struct grown, registers) == 32 && sizeof(struct grown) == 176, "the pairs below, and BYTES");
__asm__(
    "        .pushsection .text\n"
    "        .set    BYTES, 176\n"
    "        .set    TASK, 16\n"
    "        .type   return_copy_next, %function\n"
    "        .p2align 4\n"
    "return_copy_next:\n"               /* x0: task, x1: self, x2: vtable */
    "        .cfi_startproc\n"
    RETURN_COPY_SIGN
    "        stp     x29, x30, [sp, #-BYTES]!\n"
    "        .cfi_def_cfa_offset BYTES\n"
    "        .cfi_offset x29, -176\n        .cfi_offset x30, -168\n"
    "        mov     x29, sp\n"
    "        .cfi_def_cfa_register x29\n"
    "        stp     x0, x2, [x29, #TASK]\n"
    "        stp     x19, x20, [x29, #32]\n"
    "        .cfi_offset x19, -144\n        .cfi_offset x20, -136\n"
    "        stp     x21, x22, [x29, #48]\n"
    "        .cfi_offset x21, -128\n        .cfi_offset x22, -120\n"
    "        stp     x23, x24, [x29, #64]\n"
    "        .cfi_offset x23, -112\n        .cfi_offset x24, -104\n"
    "        stp     x25, x26, [x29, #80]\n"
    "        .cfi_offset x25, -96\n        .cfi_offset x26, -88\n"
    "        stp     x27, x28, [x29, #96]\n"
    "        .cfi_offset x27, -80\n        .cfi_offset x28, -72\n"
    "        stp     d8, d9, [x29, #112]\n"
    "        .cfi_offset 72, -64\n        .cfi_offset 73, -56\n"
    "        stp     d10, d11, [x29, #128]\n"
    "        .cfi_offset 74, -48\n        .cfi_offset 75, -40\n"
    "        stp     d12, d13, [x29, #144]\n"
    "        .cfi_offset 76, -32\n        .cfi_offset 77, -24\n"
    "        stp     d14, d15, [x29, #160]\n"
    "        .cfi_offset 78, -16\n        .cfi_offset 79, -8\n"
    /* Enter the callee, with a return address of 0: it does not return. */
    "        mov     x0, x29\n"
    "        mov     x30, xzr\n"
    "        b       return_copy_build\n"
    /* The callee's epilogue: copy and pop. memmove's own frame lies below the copied frame, so it overwrites nothing of itself.
     * x0: grown, x1: the frame, x2: its bytes, x3: its alignment. */
    "return_copy_pop:\n"
    "        mov     x29, x0\n"
    "        sub     x0, x0, x2\n"
    "        neg     x3, x3\n"
    "        and     x0, x0, x3\n"
    "        mov     x19, x0\n"
    "        adrp    x16, :got:memmove\n"
    "        ldr     x16, [x16, :got_lo12:memmove]\n"
    "        blr     x16\n"
    "        and     sp, x19, #-16\n"    /* a frame of 8-byte alignment may begin between */
    /* The caller again, on a stack that has grown. */
    "        mov     x0, x19\n"
    "        ldp     x1, x2, [x29, #TASK]\n"
    "        bl      return_copy_await\n"
    "        ldp     d14, d15, [x29, #160]\n"
    "        ldp     d12, d13, [x29, #144]\n"
    "        ldp     d10, d11, [x29, #128]\n"
    "        ldp     d8, d9, [x29, #112]\n"
    "        ldp     x27, x28, [x29, #96]\n"
    "        ldp     x25, x26, [x29, #80]\n"
    "        ldp     x23, x24, [x29, #64]\n"
    "        ldp     x21, x22, [x29, #48]\n"
    "        ldp     x19, x20, [x29, #32]\n"
    "        mov     sp, x29\n"
    "        ldp     x29, x30, [sp], #BYTES\n"
    "        .cfi_def_cfa sp, 0\n"
    RETURN_COPY_CHECK
    "        ret\n"
    "        .cfi_endproc\n"
    "        .size   return_copy_next, . - return_copy_next\n"
    "        .popsection\n");
#undef RETURN_COPY_SIGN
#undef RETURN_COPY_CHECK

#endif
