/* SPDX-License-Identifier: MIT */
/* A context over POSIX ucontext: portable and slow. Each switch saves and restores the signal mask with two system calls. It is
 * the reference that the row stackful/ucontext measures. Defines the same functions as context_fcontext.h. */
#ifndef CORO_COROUTINE_CONTEXT_UCONTEXT_H
#define CORO_COROUTINE_CONTEXT_UCONTEXT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <ucontext.h>
#include "coro/bug.h"
#include "coro/base/stack_area.h"
CORO_C_BEGIN

/* At the top of the coroutine's stack. */
struct coro_ucontexts { ucontext_t inside, outside; };      /* the one of the suspended side is valid */

struct coro_context { struct coro_ucontexts *both; bool is_inside; };
enum { CORO_CONTEXT_STACK_BYTES = sizeof(struct coro_ucontexts) + 16 };
#define CORO_CONTEXT_NAME "ucontext"

#if defined(__x86_64__) && !defined(__ILP32__) && !defined(__APX_F__) && defined(__GCC_HAVE_DWARF2_CFI_ASM)
/* The unwind information of body_call.h, where rbx points to the context. swapcontext has stored the registers of the resumer in
 * `outside`, in an array of words in the kernel's order: r8 to r15 are the words 0 to 7, rbp 10, rbx 11, rsp 15, rip 16. Each is
 * *rbx + offset, with offsets of two bytes in DWARF's encoding: DW_OP_breg3 0, DW_OP_deref, DW_OP_plus_uconst. The CFA is the
 * resumer's stack pointer. */
enum { CORO_UCONTEXT_WORDS = offsetof(struct coro_ucontexts, outside) + offsetof(ucontext_t, uc_mcontext) };
CORO_STATIC_ASSERT(CORO_UCONTEXT_WORDS >= 128 && CORO_UCONTEXT_WORDS + 16 * 8 < 16384, "two bytes in DWARF's encoding");
#define CORO_UCONTEXT_WORD(offset) "0x73, 0, 0x06, 0x23, ((" offset ") & 0x7f) | 0x80, (" offset ") >> 7"
#define CORO_UCONTEXT_SAVED(register_number, index) \
    ".cfi_escape 0x10, " #register_number ", 6, " CORO_UCONTEXT_WORD("%c[words] + 8 * " #index) "\n\t"
#define CORO_CONTEXT_UNWIND \
    ".cfi_escape 0x0f, 7, " CORO_UCONTEXT_WORD("%c[words] + 8 * 15") ", 0x06\n\t" \
    CORO_UCONTEXT_SAVED(16, 16) CORO_UCONTEXT_SAVED(6, 10) CORO_UCONTEXT_SAVED(3, 11) CORO_UCONTEXT_SAVED(12, 4) \
    CORO_UCONTEXT_SAVED(13, 5) CORO_UCONTEXT_SAVED(14, 6) CORO_UCONTEXT_SAVED(15, 7)
#define CORO_CONTEXT_UNWIND_WORDS CORO_UCONTEXT_WORDS
#elif defined(__aarch64__) && !defined(__ILP32__) && defined(__GCC_HAVE_DWARF2_CFI_ASM)
/* The same, where x19 points to the context. The array is fault_address, x0 to x30, sp, pc; DW_OP_breg19 is 0x83. The array's pc
 * lies within swapcontext, and glibc has the address that swapcontext returns to in the place of x1. */
enum { CORO_UCONTEXT_WORDS = offsetof(struct coro_ucontexts, outside) + offsetof(ucontext_t, uc_mcontext) };
CORO_STATIC_ASSERT(CORO_UCONTEXT_WORDS >= 128 && CORO_UCONTEXT_WORDS + 32 * 8 < 16384, "two bytes in DWARF's encoding");
#define CORO_UCONTEXT_WORD(offset) "0x83, 0, 0x06, 0x23, ((" offset ") & 0x7f) | 0x80, (" offset ") >> 7"
#define CORO_UCONTEXT_SAVED(register_number, index) \
    ".cfi_escape 0x10, " #register_number ", 6, " CORO_UCONTEXT_WORD("%c[words] + 8 * " #index) "\n\t"
#define CORO_CONTEXT_UNWIND \
    ".cfi_escape 0x0f, 7, " CORO_UCONTEXT_WORD("%c[words] + 8 * 32") ", 0x06\n\t" \
    CORO_UCONTEXT_SAVED(30, 2) CORO_UCONTEXT_SAVED(29, 30) CORO_UCONTEXT_SAVED(28, 29) CORO_UCONTEXT_SAVED(27, 28) \
    CORO_UCONTEXT_SAVED(26, 27) CORO_UCONTEXT_SAVED(25, 26) CORO_UCONTEXT_SAVED(24, 25) CORO_UCONTEXT_SAVED(23, 24) \
    CORO_UCONTEXT_SAVED(22, 23) CORO_UCONTEXT_SAVED(21, 22) CORO_UCONTEXT_SAVED(20, 21) CORO_UCONTEXT_SAVED(19, 20)
#define CORO_CONTEXT_UNWIND_WORDS CORO_UCONTEXT_WORDS
#endif

CORO_INLINE void coro_context_switch(struct coro_context *context)
{
    ucontext_t *from = context->is_inside ? &context->both->inside : &context->both->outside;
    ucontext_t *to = context->is_inside ? &context->both->outside : &context->both->inside;
    context->is_inside = !context->is_inside;
    if (swapcontext(from, to) != 0)
        coro_bug("swapcontext failed");
}

/* makecontext passes ints, so the pointer travels as two. */
CORO_UNUSED CORO_NORETURN static void coro_main(struct coro_context *);
CORO_UNUSED static void coro_ucontext_entry(unsigned high, unsigned low)
{
    coro_main((struct coro_context *)(((uintptr_t)high << 32) | low));
}

/* The first switch to `context` calls coro_main(context) at the top of `stack`. Never inlined, because the compiler assumes that
 * getcontext returns twice. */
CORO_UNUSED CORO_NOINLINE static void coro_context_make(struct coro_context *context, struct coro_stack stack)
{
    uintptr_t top = (uintptr_t)(stack.base + stack.bytes);
    struct coro_ucontexts *both = (struct coro_ucontexts *)((top - sizeof *both) & ~(uintptr_t)15);
    *context = (struct coro_context){ both, false };
    if (getcontext(&both->inside) != 0)
        coro_bug("getcontext failed");
    both->inside.uc_stack.ss_sp = stack.base;
    both->inside.uc_stack.ss_size = (size_t)((char *)both - stack.base);
    both->inside.uc_link = NULL;
    makecontext(&both->inside, (void (*)(void))coro_ucontext_entry, 2, (unsigned)((uintptr_t)context >> 32),
                (unsigned)(uintptr_t)context);
}

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
