/* SPDX-License-Identifier: MIT */
/* For the assembly of aarch64: the landing pads and signed return addresses that -mbranch-protection asks for. The instructions
 * are hints, which older processors ignore. They are written by number, because assemblers know the names only with some -march.
 *
 *   - BTI: in a page that the linker marked, an indirect branch may land on a landing pad alone. The linker marks the program
 *     only if every object has CORO_BRANCH_PROTECTION_NOTE.
 *   - PAC: a return address is signed, with the stack pointer and a key of the process, before it is stored. */
#ifndef CORO_COROUTINE_BRANCH_PROTECTION_AARCH64_H
#define CORO_COROUTINE_BRANCH_PROTECTION_AARCH64_H
#ifndef __ASSEMBLER__
#error "this file is for assembly"
#endif

#if defined(__ARM_FEATURE_BTI_DEFAULT)
#define CORO_BTI_C      hint    #34
#define CORO_NOTE_BTI   1
#else
#define CORO_BTI_C
#define CORO_NOTE_BTI   0
#endif

#if defined(__ARM_FEATURE_PAC_DEFAULT)
#if __ARM_FEATURE_PAC_DEFAULT & 2
#error "coro signs return addresses with the A key; compile without +b-key"
#endif
#define CORO_PACIASP    hint    #25; .cfi_negate_ra_state       /* also a landing pad for calls */
#define CORO_AUTIASP    hint    #29; .cfi_negate_ra_state
#define CORO_CFI_RETURN_ADDRESS_SIGNED  .cfi_negate_ra_state
#define CORO_NOTE_PAC   2
#else
#define CORO_PACIASP    CORO_BTI_C
#define CORO_AUTIASP
#define CORO_CFI_RETURN_ADDRESS_SIGNED
#define CORO_NOTE_PAC   0
#endif

#if CORO_NOTE_BTI | CORO_NOTE_PAC
        .macro CORO_BRANCH_PROTECTION_NOTE
        .section .note.gnu.property, "a", %note
        .p2align 3
        .word   4, 16, 5                /* sizes of the name and of the description, NT_GNU_PROPERTY_TYPE_0 */
        .asciz  "GNU"
        .word   0xc0000000, 4           /* GNU_PROPERTY_AARCH64_FEATURE_1_AND, of four bytes */
        .word   CORO_NOTE_BTI | CORO_NOTE_PAC, 0
        .endm
#else
        .macro CORO_BRANCH_PROTECTION_NOTE
        .endm
#endif
#endif
