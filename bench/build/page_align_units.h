/* SPDX-License-Identifier: MIT */
/* Starts each section of a unit on a page of its own; the compiler's command line includes it in every unit (COROLAB_OWN_PAGES).
 * So the units before it in the link order cannot move a unit's code, vtables and data within a page. The offset within a page
 * decides which instructions the processor fetches together and which cache lines collide. The page itself is random in every
 * sample. Without this header, the same source linked in another order takes up to a fifth more or less. */
#ifndef BENCH_BUILD_PAGE_ALIGN_UNITS_H
#define BENCH_BUILD_PAGE_ALIGN_UNITS_H

__asm__(".pushsection .text\n\t.p2align 12\n\t.popsection\n\t"
        ".pushsection .rodata,\"a\"\n\t.p2align 12\n\t.popsection\n\t"
        ".pushsection .data.rel.ro.local,\"aw\"\n\t.p2align 12\n\t.popsection\n\t"
        ".pushsection .data.rel.ro,\"aw\"\n\t.p2align 12\n\t.popsection\n\t"
        ".pushsection .data\n\t.p2align 12\n\t.popsection\n\t"
        ".pushsection .bss\n\t.p2align 12\n\t.popsection");

#endif
