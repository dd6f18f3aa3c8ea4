/* SPDX-License-Identifier: MIT */
/* The outermost frame of a coroutine with the native context on aarch64 (context_native.h), and its unwind information.
 *
 *     the coroutine's stack                              the resumer's stack
 *     | struct coro                         |            | frame of the resumer      |
 *     |   context: OTHER -------------------+--.         +---------------------------+  <- CFA
 *     | coro_main                           |  |         | (padding), x19            |
 *     | the context                   sp -> |  |         | x29                       |
 *     | frame of coro_main                  |  '-------> | address to continue at    |
 *     | ...  grows down                     |
 *
 * The words on the left are the upper ones of struct coro_native_fresh; the switch has popped the lower ones, as it pops any
 * record. Offsets in bytes, asserted in context_native_aarch64.h: */

        .set    CONTEXT, 0              /* from the stack pointer, as the switch left it */
        .set    MAIN, 8
        .set    OTHER, 0                /* in struct coro_context; the expression below dereferences without adding it */
        .set    GO_ON, 0                /* in the record */
        .set    FP, 8
        .set    X19, 16
        .set    CFA, 32                 /* from the record: over it */

        /* One for units without signed return addresses, and one for units with them: the unwinder must know. */
        .macro  entry name, is_signed
        .globl  \name
        .type   \name, %function
        .p2align 4
\name:                                  /* x0: the context, since every switch leaves it there */
        .cfi_startproc
        /* Debuggers report a corrupt stack when a caller lies below its callee, unless the frame between them is a signal
         * frame. The cost: gdb calls this frame "<signal handler called>". */
        .cfi_signal_frame
        /* CFA = **(sp + CONTEXT) + CFA, by DW_CFA_def_cfa_expression of 6 bytes: DW_OP_breg31 CONTEXT, DW_OP_deref,
         * DW_OP_deref, DW_OP_plus_uconst CFA. While the coroutine runs, that is always its latest resumer. */
        .cfi_escape 0x0f, 6, 0x8f, CONTEXT, 0x06, 0x06, 0x23, CFA
        .cfi_offset x30, GO_ON - CFA
        .cfi_offset x29, FP - CFA
        .cfi_offset x19, X19 - CFA      /* clang's base pointer; meaningless where gcc compiled the resumer, which restores it */
        .if     \is_signed
        .cfi_negate_ra_state
        .endif
        /* An exception that leaves the body ends the program. 0x9b: the address of a pointer to the routine, relative. */
        .cfi_personality 0x9b, personality_pointer
        hint    #34                     /* bti c */

        /* x29 is 0: a walk along frame pointers ends here. */
        ldr     x16, [sp, MAIN]
        blr     x16
        brk     #1                      /* coro_main does not return */
        .cfi_endproc
        .size   \name, . - \name
        .endm

        .text
        entry   coro_native_entry, 0
        entry   coro_native_entry_signed, 1

        .section .data.rel.ro.local, "aw"
        .balign 8
personality_pointer:
        .xword  coro_native_personality

/* Says that every indirect branch to this code lands on a landing pad (1), so that the linker may guard a program. The pads are
 * hints, which older processors ignore, by number, because assemblers know their names only with some -march. */
        .section .note.gnu.property, "a"
        .balign 8
        .word   4, 16, 5                /* sizes of the name and of the description, NT_GNU_PROPERTY_TYPE_0 */
        .asciz  "GNU"
        .word   0xc0000000, 4           /* GNU_PROPERTY_AARCH64_FEATURE_1_AND, of four bytes */
        .word   1, 0

        .section .note.GNU-stack, "", %progbits
