/* SPDX-License-Identifier: MIT */
/* Embeds compare.txt, the text of `corolab compare --help`, as the string runner_compare_help. The path is relative to the
 * directories given by -I. */
    .section .rodata
    .global runner_compare_help
runner_compare_help:
    .incbin "bench/runner/compare/compare.txt"
    .byte 0
    .section .note.GNU-stack, "", %progbits
