/* SPDX-License-Identifier: MIT */
/* Included by the compiler's command line into every unit (COROLAB_OWN_PAGES), so that what a unit brings begins on a page of its
 * own, and the units that the linker put before it cannot move its code, vtables and data within a page, where the processor looks
 * when it decides which instructions to fetch together and which cache lines go together; which page, the loader randomises for
 * every sample anyway. Without it, the same source linked in another order takes up to a fifth more or less. */
#ifndef BENCH_BUILD_PAGE_ALIGN_UNITS_H
#define BENCH_BUILD_PAGE_ALIGN_UNITS_H

__asm__(".pushsection .text\n\t.p2align 12\n\t.popsection\n\t"
        ".pushsection .rodata,\"a\"\n\t.p2align 12\n\t.popsection\n\t"
        ".pushsection .data.rel.ro.local,\"aw\"\n\t.p2align 12\n\t.popsection\n\t"
        ".pushsection .data.rel.ro,\"aw\"\n\t.p2align 12\n\t.popsection\n\t"
        ".pushsection .data\n\t.p2align 12\n\t.popsection\n\t"
        ".pushsection .bss\n\t.p2align 12\n\t.popsection");

#endif
