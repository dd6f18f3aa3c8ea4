/* SPDX-License-Identifier: MIT */
/* coro_segment_switch (segment_switch.h) for aarch64, AAPCS64: calls a function on another stack. Arguments and results stay in
 * their registers.
 *
 *     the caller's stack                          the segment
 *     | ...                  |                    | struct coro_segment |
 *     | return address, x30  |              top   +---------------------+  <- x3, 16-byte aligned
 *     | caller's x29         |  <- x29            | frame of fn         |
 *     +----------------------+                    | ...  grows down     |
 *     | ...  grows down      |
 *
 * x29 holds the caller's stack pointer: the ABI has fn preserve it. It points at a frame record, so a walk along frame pointers
 * leads from the segment into the caller. */

        .text
        .globl  coro_segment_switch
        .type   coro_segment_switch, %function
        .p2align 4
coro_segment_switch:                    /* x0 task, x1 self, x2 fn, x3 top */
        .cfi_startproc
        /* Debuggers report a corrupt stack when a caller lies below its callee, unless the frame between them is a signal
         * frame. The cost: gdb calls this frame "<signal handler called>", and shows its caller at the line after the call. */
        .cfi_signal_frame
        /* An exception that leaves the segment ends the program: the frame of coro_segment_call_further would be skipped, and the
         * coroutine left with the limit of a lost segment. 0x9b: the address of a pointer to the routine, relative. */
        .cfi_personality 0x9b, personality_pointer
        hint    #25                     /* paciasp: signs x30. Also a landing pad; older processors ignore it */
        .cfi_negate_ra_state
        stp     x29, x30, [sp, #-16]!
        .cfi_def_cfa_offset 16
        .cfi_offset x29, -16
        .cfi_offset x30, -8
        mov     x29, sp
        .cfi_def_cfa_register x29

        mov     sp, x3
        blr     x2                      /* a balanced call and ret, which the return predictor follows */
        mov     sp, x29

        ldp     x29, x30, [sp], #16
        .cfi_def_cfa sp, 0
        .cfi_restore x29
        .cfi_restore x30
        hint    #29                     /* autiasp */
        .cfi_negate_ra_state
        ret
        .cfi_endproc
        .size   coro_segment_switch, . - coro_segment_switch

        .section .data.rel.ro.local, "aw"
        .balign 8
personality_pointer:
        .xword  coro_segment_personality

/* Says that every indirect branch to this code lands on a landing pad (1), and that return addresses are signed (2). */
        .section .note.gnu.property, "a"
        .balign 8
        .word   4, 16, 5                /* sizes of the name and of the description, NT_GNU_PROPERTY_TYPE_0 */
        .asciz  "GNU"
        .word   0xc0000000, 4           /* GNU_PROPERTY_AARCH64_FEATURE_1_AND, of four bytes */
        .word   3, 0

        .section .note.GNU-stack, "", %progbits
