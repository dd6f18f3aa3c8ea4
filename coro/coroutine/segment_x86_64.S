/* SPDX-License-Identifier: MIT */
/* coro_segment_switch (segment_switch.h) for x86-64, System V: calls a function on another stack. Arguments and results stay in
 * their registers.
 *
 *     the caller's stack                          the segment
 *     | ...                  |                    | struct coro_segment |
 *     | return address       |              top   +---------------------+  <- rcx, 16-byte aligned
 *     | caller's rbp         |  <- rbp            | return address      |  pushed by the call below
 *     +----------------------+                    | frame of fn         |
 *     | rest of the frame    |                    | ...  grows down     |
 *     | ...  grows down      |
 *
 * rbp holds the caller's stack pointer: the ABI has fn preserve it. */

        .text
        .globl  coro_segment_switch
        .type   coro_segment_switch, @function
        .p2align 4
coro_segment_switch:                    /* rdi task, rsi self, rdx fn, rcx top */
        .cfi_startproc
        /* Debuggers report a corrupt stack when a caller lies below its callee, unless the frame between them is a signal
         * frame. The cost: gdb calls this frame "<signal handler called>", and shows its caller at the line after the call. */
        .cfi_signal_frame
        /* An exception that leaves the segment ends the program: the frame of coro_segment_call_further would be skipped, and the
         * coroutine left with the limit of a lost segment. 0x9b: the address of a pointer to the routine, relative. */
        .cfi_personality 0x9b, personality_pointer
        endbr64
        pushq   %rbp
        .cfi_def_cfa_offset 16
        .cfi_offset %rbp, -16
        movq    %rsp, %rbp
        .cfi_def_cfa_register %rbp

        movq    %rcx, %rsp
        call    *%rdx                   /* a balanced call and ret, which the return predictor and shadow stacks follow */
        movq    %rbp, %rsp

        popq    %rbp
        .cfi_def_cfa %rsp, 8
        ret
        .cfi_endproc
        .size   coro_segment_switch, . - coro_segment_switch

        .section .data.rel.ro.local, "aw"
        .balign 8
personality_pointer:
        .quad   coro_segment_personality

/* Supports indirect branch tracking (1) and a shadow stack (2): the one call is balanced by its return, and a shadow stack
 * follows calls whatever the stack pointer is. */
        .section .note.gnu.property, "a"
        .balign 8
        .long   4, 16, 5                /* sizes of the name and of the description, NT_GNU_PROPERTY_TYPE_0 */
        .asciz  "GNU"
        .long   0xc0000002, 4           /* GNU_PROPERTY_X86_FEATURE_1_AND, of four bytes */
        .long   3, 0

        .section .note.GNU-stack, "", @progbits
