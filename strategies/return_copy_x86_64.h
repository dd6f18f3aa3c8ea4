/* SPDX-License-Identifier: MIT */
/* return_copy_next of the row return_copy on x86-64: the callee that builds its frame, its epilogue, and the caller's return. */
#ifndef STRATEGIES_RETURN_COPY_X86_64_H
#define STRATEGIES_RETURN_COPY_X86_64_H
#include <stddef.h>
#include "coro/iterator.h"
#include "coro/task.h"

/* The stack of return_copy_next, from the callee's area upwards. */
struct grown {
    struct coro_task *task;
    const struct coro_iterator_vtable *vtable;
    void *padding;
    void *registers[6];             /* r15, r14, r13, r12, rbx, rbp */
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
    /* A jump: after a call without a return the processor mispredicts every further return. */
    __asm__ volatile("jmp return_copy_pop" : : "D"(grown), "S"(frame), "d"(bytes), "c"(align) : "memory");
    __builtin_unreachable();
}

_Static_assert(offsetof(struct grown, task) == 0 && offsetof(struct grown, vtable) == 8, "TASK and VTABLE below");
_Static_assert(offsetof(struct grown, registers) == 24 && sizeof(struct grown) == 72, "RBP_SLOT below");
__asm__(
    "        .pushsection .text\n"
    "        .set    TASK, 0\n"
    "        .set    VTABLE, 8\n"
    "        .set    RBP_SLOT, 64\n"
    "        .type   return_copy_next, @function\n"
    "        .p2align 4\n"
    "return_copy_next:\n"               /* rdi: task, rsi: self, rdx: vtable */
    "        .cfi_startproc\n"
    /* struct grown, from its upper end. rbp leads to it from wherever the stack pointer is, also for unwinders. */
    "        pushq   %rbp\n"
    "        .cfi_def_cfa_offset 16\n"
    "        .cfi_offset %rbp, -16\n"
    "        movq    %rsp, %rbp\n"
    "        .cfi_def_cfa_register %rbp\n"
    "        pushq   %rbx\n"
    "        .cfi_offset %rbx, -24\n"
    "        pushq   %r12\n"
    "        .cfi_offset %r12, -32\n"
    "        pushq   %r13\n"
    "        .cfi_offset %r13, -40\n"
    "        pushq   %r14\n"
    "        .cfi_offset %r14, -48\n"
    "        pushq   %r15\n"
    "        .cfi_offset %r15, -56\n"
    "        pushq   %rdx\n"            /* padding */
    "        pushq   %rdx\n"
    "        pushq   %rdi\n"
    /* Enter the callee, with a return address of 0: it does not return. */
    "        movq    %rsp, %rdi\n"
    "        pushq   $0\n"
    "        jmp     return_copy_build\n"
    /* The callee's epilogue: copy and pop. memmove's own frame lies below the copied frame, so it overwrites nothing of itself.
     * rdi: grown, rsi: the frame, rdx: its bytes, rcx: its alignment. */
    "return_copy_pop:\n"
    "        movq    %rdi, %rbx\n"
    "        leaq    RBP_SLOT(%rdi), %rbp\n"
    "        subq    %rdx, %rdi\n"
    "        negq    %rcx\n"
    "        andq    %rcx, %rdi\n"
    "        call    *memmove@GOTPCREL(%rip)\n"
    "        movq    %rax, %rsp\n"
    "        andq    $-16, %rsp\n"        /* a frame of 8-byte alignment may begin between */
    /* The caller again, on a stack that has grown. */
    "        movq    %rax, %rdi\n"
    "        movq    TASK(%rbx), %rsi\n"
    "        movq    VTABLE(%rbx), %rdx\n"
    "        call    return_copy_await\n"
    "        leaq    -40(%rbp), %rsp\n"
    "        popq    %r15\n"
    "        popq    %r14\n"
    "        popq    %r13\n"
    "        popq    %r12\n"
    "        popq    %rbx\n"
    "        popq    %rbp\n"
    "        .cfi_def_cfa %rsp, 8\n"
    "        ret\n"
    "        .cfi_endproc\n"
    "        .size   return_copy_next, . - return_copy_next\n"
    "        .popsection\n");

#endif
