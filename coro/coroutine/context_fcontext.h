/* SPDX-License-Identifier: MIT */
/* The default context: Boost.Context's fcontext. A switch saves six registers and the floating-point control words, and makes
 * no system call. Its symbols are plain C in the static library, which has no header for C. coro/coroutine.h includes this
 * file, or a sibling that defines the same functions: context_ucontext.h or context_native.h. From the documentation of
 * Boost.Context. */
#ifndef CORO_COROUTINE_CONTEXT_FCONTEXT_H
#define CORO_COROUTINE_CONTEXT_FCONTEXT_H
#include <stdbool.h>
#include <stddef.h>
#include "coro/attributes.h"
#include "coro/base/stack_area.h"

typedef void *coro_fcontext;
struct coro_transfer { coro_fcontext from; void *data; };       /* returned in two registers */
extern struct coro_transfer jump_fcontext(coro_fcontext to, void *data);
extern coro_fcontext make_fcontext(void *top, size_t bytes, void (*entry)(struct coro_transfer));

struct coro_context { coro_fcontext other; };
enum { CORO_CONTEXT_STACK_BYTES = 80 };         /* Boost's record, 64 or 72 bytes */
#define CORO_CONTEXT_NAME "fcontext"

/* Switches to the other side; returns when the other side switches back. */
CORO_INLINE void coro_context_switch(struct coro_context *context)
{
    context->other = jump_fcontext(context->other, context).from;
}

/* Marks the calling function as the outermost one, for debuggers and unwinders, which would otherwise read junk above it. The
 * record of the resumer has a layout that differs between versions of Boost, so a backtrace ends here; the native context's
 * continues into the resumer. Costs no instruction. */
#if defined(__x86_64__) && defined(__GCC_HAVE_DWARF2_CFI_ASM)
CORO_INLINE void coro_end_backtrace(void) { __asm__ volatile(".cfi_undefined rip"); }
#else
CORO_INLINE void coro_end_backtrace(void) {}
#endif

/* Never returns: make_fcontext's own entry would then end the process with status 0. */
CORO_UNUSED CORO_NORETURN static void coro_main(struct coro_context *);
CORO_UNUSED static void coro_fcontext_entry(struct coro_transfer transfer)
{
    coro_end_backtrace();
    struct coro_context *context = transfer.data;
    context->other = transfer.from;
    coro_main(context);
}

/* The first switch to `context` calls coro_main(context) at the top of `stack`. */
CORO_INLINE void coro_context_make(struct coro_context *context, struct coro_stack stack)
{
    context->other = make_fcontext(stack.base + stack.bytes, stack.bytes, coro_fcontext_entry);
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

#endif
