/* SPDX-License-Identifier: MIT */
/* The default context: Boost.Context's fcontext. A switch saves the registers that functions preserve and the floating-point
 * control words, and makes no system call. Its symbols are plain C in the static library, which has no header for C.
 * coro/coroutine.h includes this file, or a sibling that defines the same functions: context_ucontext.h or context_native.h. From
 * the documentation of Boost.Context. */
#ifndef CORO_COROUTINE_CONTEXT_FCONTEXT_H
#define CORO_COROUTINE_CONTEXT_FCONTEXT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "coro/attributes.h"
#include "coro/base/stack_area.h"
CORO_C_BEGIN

typedef void *coro_fcontext;
struct coro_transfer { coro_fcontext from; void *data; };       /* returned in two registers */
extern struct coro_transfer jump_fcontext(coro_fcontext to, void *data);
extern coro_fcontext make_fcontext(void *top, size_t bytes, void (*entry)(struct coro_transfer));

/* The control word that Boost's record does not hold. Each side keeps its own across a switch. */
#ifdef __aarch64__
#include "coro/coroutine/control_words.h"
enum { CORO_FCONTEXT_LACKS_WORD = 1, CORO_CONTEXT_STACK_BYTES = 192 };      /* Boost's record, 176 bytes, aligned */
CORO_INLINE uint32_t coro_fcontext_word(void) { return (uint32_t)coro_fpcr(); }
CORO_INLINE void coro_fcontext_load_word(uint32_t fpcr) { coro_control_words_restore((struct coro_control_words){ fpcr }); }
#else
enum { CORO_FCONTEXT_LACKS_WORD = 0, CORO_CONTEXT_STACK_BYTES = 80 };       /* Boost's record, 64 or 72 bytes */
CORO_INLINE uint32_t coro_fcontext_word(void) { return 0; }
CORO_INLINE void coro_fcontext_load_word(uint32_t word) { (void)word; }
#endif

struct coro_context {
    coro_fcontext other;            /* the record of the side that does not run */
    size_t record_bytes;            /* for backtraces: coro_fcontext_record_bytes */
    uint32_t word;                  /* the maker's, for the first switch; valid where the record lacks it */
};
#define CORO_CONTEXT_NAME "fcontext"

/* Switches to the other side; returns when the other side switches back. */
CORO_INLINE void coro_context_switch(struct coro_context *context)
{
    uint32_t own = coro_fcontext_word();
    context->other = jump_fcontext(context->other, context).from;
    coro_fcontext_load_word(own);
}

/* The size of the record that a side leaves on its stack as it switches away; 0 where its layout is not as expected
 * (record_fcontext.c). Only backtraces need it. */
extern size_t coro_fcontext_record_bytes;

#if defined(__x86_64__) && !defined(__ILP32__) && !defined(__APX_F__) && defined(__GCC_HAVE_DWARF2_CFI_ASM)
/* The unwind information of body_call.h, where rbx points to the context:
 *
 *     other -> | control words | r12 | r13 | r14 | r15 | rbx | rbp | address to continue at |  <- CFA = other + record_bytes
 *
 * DW_CFA_def_cfa_expression: DW_OP_breg3 0, DW_OP_deref, DW_OP_breg3 8, DW_OP_deref, DW_OP_plus. The address to continue at is
 * the last word before the CFA, or 0, which ends a backtrace, where record_bytes is 0. DW_CFA_val_expression: the CFA as above,
 * less 8 times a flag, DW_OP_deref, times the flag, DW_OP_mul. The flag is record_bytes != 0: DW_OP_breg3 8, DW_OP_deref,
 * DW_OP_lit0, DW_OP_ne. Where it is 0, a readable word is read in vain. A branch would be shorter, but valgrind complains of
 * it. */
CORO_STATIC_ASSERT(offsetof(struct coro_context, other) == 0 && offsetof(struct coro_context, record_bytes) == 8, "DW_OP_breg3");
#define CORO_CONTEXT_UNWIND_WORDS 0
#define CORO_CONTEXT_UNWIND \
    ".cfi_escape 0x0f, 7, 0x73, 0, 0x06, 0x73, 8, 0x06, 0x22\n\t" \
    ".cfi_escape 0x16, 16, 22, 0x73, 0, 0x06, 0x73, 8, 0x06, 0x22\n\t" \
    ".cfi_escape 0x73, 8, 0x06, 0x30, 0x2e, 0x33, 0x24, 0x1c, 0x06\n\t" \
    ".cfi_escape 0x73, 8, 0x06, 0x30, 0x2e, 0x1e\n\t" \
    ".cfi_offset %%rbp, -16\n\t" \
    ".cfi_offset %%rbx, -24\n\t" \
    ".cfi_offset %%r15, -32\n\t" \
    ".cfi_offset %%r14, -40\n\t" \
    ".cfi_offset %%r13, -48\n\t" \
    ".cfi_offset %%r12, -56\n\t"
#elif defined(__aarch64__) && !defined(__ILP32__) && defined(__GCC_HAVE_DWARF2_CFI_ASM)
/* The same, where x19 points to the context:
 *
 *     other -> | d8 to d15 | x19 to x28 | x29 | x30 | address to continue at | (padding) |  <- CFA = other + record_bytes
 *
 * The address to continue at is two words before the CFA, and the registers have DWARF's numbers: d8 is 72, and DW_OP_breg19 is
 * 0x83. */
CORO_STATIC_ASSERT(offsetof(struct coro_context, other) == 0 && offsetof(struct coro_context, record_bytes) == 8, "DW_OP_breg19");
#define CORO_CONTEXT_UNWIND_WORDS 0
#define CORO_CONTEXT_UNWIND \
    ".cfi_escape 0x0f, 7, 0x83, 0, 0x06, 0x83, 8, 0x06, 0x22\n\t" \
    ".cfi_escape 0x16, 30, 22, 0x83, 0, 0x06, 0x83, 8, 0x06, 0x22\n\t" \
    ".cfi_escape 0x83, 8, 0x06, 0x30, 0x2e, 0x34, 0x24, 0x1c, 0x06\n\t" \
    ".cfi_escape 0x83, 8, 0x06, 0x30, 0x2e, 0x1e\n\t" \
    ".cfi_offset 29, -32\n\t.cfi_offset 28, -40\n\t.cfi_offset 27, -48\n\t.cfi_offset 26, -56\n\t" \
    ".cfi_offset 25, -64\n\t.cfi_offset 24, -72\n\t.cfi_offset 23, -80\n\t.cfi_offset 22, -88\n\t" \
    ".cfi_offset 21, -96\n\t.cfi_offset 20, -104\n\t.cfi_offset 19, -112\n\t" \
    ".cfi_offset 79, -120\n\t.cfi_offset 78, -128\n\t.cfi_offset 77, -136\n\t.cfi_offset 76, -144\n\t" \
    ".cfi_offset 75, -152\n\t.cfi_offset 74, -160\n\t.cfi_offset 73, -168\n\t.cfi_offset 72, -176\n\t"
#endif

/* Never returns: make_fcontext's own entry would then end the process with status 0. */
CORO_UNUSED CORO_NORETURN static void coro_main(struct coro_context *);
CORO_UNUSED static void coro_fcontext_entry(struct coro_transfer transfer)
{
    struct coro_context *context = (struct coro_context *)transfer.data;
    context->other = transfer.from;
    coro_fcontext_load_word(context->word);
    coro_main(context);
}

/* The first switch to `context` calls coro_main(context) at the top of `stack`. */
CORO_INLINE void coro_context_make(struct coro_context *context, struct coro_stack stack)
{
    enum { UNUSED_BYTES = 0 };              /* only systems without ELF need the size of the stack */
    context->record_bytes = coro_fcontext_record_bytes;
    if (CORO_FCONTEXT_LACKS_WORD)
        context->word = coro_fcontext_word();
    context->other = make_fcontext(stack.base + stack.bytes, UNUSED_BYTES, coro_fcontext_entry);
}

/* The first record will be copied to `other` before the first switch: it holds no address of its own. */
CORO_INLINE void coro_context_move(struct coro_context *context, void *other) { context->other = other; }

CORO_INLINE void coro_context_enter(struct coro_context *context) { coro_context_switch(context); }
CORO_INLINE void coro_context_leave(struct coro_context *context) { coro_context_switch(context); }

/* Each side has control words of its own, so there is nothing to check or to request (compare context_native.h). */
CORO_INLINE bool coro_context_left_control_words(const struct coro_context *context)
{
    (void)context;
    return true;
}
CORO_INLINE void coro_context_keep_control_words(struct coro_context *context) { (void)context; }

CORO_C_END
#endif
