/* SPDX-License-Identifier: MIT */
/* The default trace, so that programs find it wherever they are. TRACE_FILE is its path at build time. */
__asm__(
    "        .pushsection .rodata\n"
    "        .globl  trace_default_bytes, trace_default_end\n"
    "        .hidden trace_default_bytes, trace_default_end\n"
    "trace_default_bytes:\n"
    "        .incbin \"" TRACE_FILE "\"\n"
    "trace_default_end:\n"
    "        .popsection\n");
