/* SPDX-License-Identifier: MIT */
/* The outermost frame of a coroutine with the native context (context_native.h), and its unwind information.
 *
 *     the coroutine's stack                              the resumer's stack
 *     | struct coro                         |            | frame of the resumer      |
 *     |   context: OTHER -------------------+--.         +---------------------------+  <- CFA
 *     | coro_main                           |  |         | red zone                  |
 *     | the context                         |  |         | rbx, rbp                  |
 *     | coro_native_entry            rsp -> |  '-------> | address to continue at    |
 *     | return address, frame of coro_main  |
 *     | ...  grows down                     |
 *
 * The words on the left are those of struct coro_native_fresh. Offsets in bytes, asserted in context_native_x86_64.h: */

        .set    CONTEXT, 8              /* from the stack pointer, as the switch left it */
        .set    MAIN, 16
        .set    OTHER, 0                /* in struct coro_context; the expression below dereferences without adding it */
        .set    GO_ON, 0                /* in the record */
        .set    RBP, 8
        .set    CFA, 24 + 128           /* from the record: over it, and over the red zone */

        .text
        .globl  coro_native_entry
        .type   coro_native_entry, @function
        .p2align 4
coro_native_entry:                      /* rdi: the context, since every switch leaves it there */
        .cfi_startproc
        /* Debuggers report a corrupt stack when a caller lies below its callee, unless the frame between them is a signal
         * frame. The cost: gdb calls this frame "<signal handler called>". */
        .cfi_signal_frame
        /* CFA = **(rsp + CONTEXT) + CFA, by DW_CFA_def_cfa_expression of 7 bytes: DW_OP_breg7 CONTEXT, DW_OP_deref,
         * DW_OP_deref, DW_OP_plus_uconst CFA. While the coroutine runs, that is always its latest resumer. */
        .cfi_escape 0x0f, 7, 0x77, CONTEXT, 0x06, 0x06, 0x23, 0x80 | (CFA & 0x7f), CFA >> 7
        .cfi_offset %rip, GO_ON - CFA
        .cfi_offset %rbp, RBP - CFA
        /* An exception that leaves the body ends the program. 0x9b: the address of a pointer to the routine, relative. */
        .cfi_personality 0x9b, personality_pointer
        endbr64

        /* A walk along frame pointers ends here. */
        xorl    %ebp, %ebp
        call    *MAIN(%rsp)
        ud2                             /* coro_main does not return */
        .cfi_endproc
        .size   coro_native_entry, . - coro_native_entry

        .section .data.rel.ro.local, "aw"
        .balign 8
personality_pointer:
        .quad   coro_native_personality

/* Says on purpose that neither indirect branch tracking nor a shadow stack is supported: a switch continues at an address within
 * a function, by a jump, and leaves the shadow stack where it was. The linker then marks no program with native coroutines as
 * supporting them, whatever the C code was compiled for. The same holds for fcontext, as Boost's objects have no note. ucontext
 * leaves the shadow stack to the C library. */
        .section .note.gnu.property, "a"
        .balign 8
        .long   4, 16, 5                /* sizes of the name and of the description, NT_GNU_PROPERTY_TYPE_0 */
        .asciz  "GNU"
        .long   0xc0000002, 4           /* GNU_PROPERTY_X86_FEATURE_1_AND, of four bytes */
        .long   0, 0

        .section .note.GNU-stack, "", @progbits
