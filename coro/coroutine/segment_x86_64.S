/* SPDX-License-Identifier: MIT */
/* coro_segment_switch for x86-64, System V: calls a function on another stack. Arguments and results stay where they are.
 *
 *     the caller's stack                          the segment
 *     | ...                  |                    | struct coro_segment |
 *     | return address       |              top   +---------------------+  <- rcx, 16-byte aligned
 *     | caller's rbp         |  <- rbp            | return address      |  pushed by the call below
 *     +----------------------+                    | frame of fn         |
 *     | the rest of it       |                    | ...  grows down     |
 *     | ...  grows down      |
 *
 * rbp is the way back: fn preserves it, as the ABI demands. */

        .text
        .globl  coro_segment_switch
        .type   coro_segment_switch, @function
        .p2align 4
coro_segment_switch:                    /* rdi task, rsi self, rdx fn, rcx top */
        .cfi_startproc
        /* Debuggers take a caller that lies below its callee for a corrupt stack, unless the frame between them is one that may
         * change stacks. Signal frames may. The price: gdb calls this frame "<signal handler called>" and gives its caller the
         * line of the instruction after the call. */
        .cfi_signal_frame
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

        .section .note.GNU-stack, "", @progbits
