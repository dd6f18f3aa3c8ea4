/* SPDX-License-Identifier: MIT */
/* Embeds help.txt, the text of `corolab help`, as the string runner_help. The path is relative to the directories given by -I. */
    .section .rodata
    .global runner_help
runner_help:
    .incbin "bench/runner/plan/help.txt"
    .byte 0
    .section .note.GNU-stack, "", %progbits
