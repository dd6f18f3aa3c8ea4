/* SPDX-License-Identifier: MIT */
/* The project's own context, for x86-64 (System V) and aarch64 (AAPCS64 on Linux). The switch is inlined at both ends. It saves
 * only the stack pointer, the frame pointer and the address to continue at. Every other register is declared as clobbered, so the
 * compiler saves those in use, in most places none. Defines the same functions as context_fcontext.h; the row stackful/native
 * measures it.
 *
 * The suspended side has left a record at the low end of its stack, and `other` points at it. The machine's part is
 * context_native_<machine>.h: it draws the records, and defines
 *
 *     struct coro_native_fresh    the first record of a coroutine
 *     coro_native_make()          makes one
 *     coro_native_will_move()     prepares one for its copy elsewhere
 *     coro_native_switch()        trades stacks
 *
 * coro_native_entry (context_native_<machine>.S) stays on the coroutine's stack. Its unwind information leads to the resumer's
 * record, so gdb and backtrace() walk from inside a coroutine into its resumer.
 *
 * A coroutine shares the floating-point control words of its resumer, unless it was made to keep its own (control_words.h). A
 * coroutine that shares them must restore them before it suspends or returns. */
#ifndef CORO_COROUTINE_CONTEXT_NATIVE_H
#define CORO_COROUTINE_CONTEXT_NATIVE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "coro/attributes.h"
#include "coro/base/stack_area.h"
#include "coro/checks.h"
#include "coro/coroutine/control_words.h"
CORO_C_BEGIN

struct coro_context {
    void *other;                            /* the record of the side that does not run */
    struct coro_control_words inside;       /* the coroutine's own, while it is suspended; valid where they are kept */
    struct coro_control_words outside;      /* the resumer's, while the coroutine runs; valid where they are kept or checked */
    bool keeps_control_words;
    bool knows_outside;                     /* `outside` is valid: a unit with CORO_CHECKS has resumed the coroutine */
};
#define CORO_CONTEXT_NAME "native"
CORO_STATIC_ASSERT(offsetof(struct coro_context, other) == 0, "OTHER in context_native_<machine>.S");

#if defined(__x86_64__) && !defined(__ILP32__)
#include "coro/coroutine/context_native_x86_64.h"
#elif defined(__aarch64__) && !defined(__ILP32__)
#include "coro/coroutine/context_native_aarch64.h"
#else
#error "CORO_CONTEXT_NATIVE is written for x86-64 and aarch64 with 64-bit pointers; elsewhere choose CORO_CONTEXT_FCONTEXT"
#endif
enum { CORO_CONTEXT_STACK_BYTES = sizeof(struct coro_native_fresh) };

/* From the resumer into the coroutine; returns when the coroutine leaves. */
CORO_INLINE void coro_context_enter(struct coro_context *context)
{
    if (CORO_UNLIKELY(context->keeps_control_words)) {
        coro_control_words_trade(&context->outside, &context->inside);
        coro_native_switch(context);
        return;
    }
    if (CORO_CHECKS) {
        coro_control_words_save(&context->outside);
        context->knows_outside = true;
    }
    coro_native_switch(context);
}

/* From the coroutine to its resumer; returns when it is resumed. */
CORO_INLINE void coro_context_leave(struct coro_context *context)
{
    if (CORO_UNLIKELY(context->keeps_control_words)) {
        coro_control_words_trade(&context->inside, &context->outside);
        coro_native_switch(context);
        return;
    }
    coro_native_switch(context);
}

/* Runs in the coroutine, before it leaves. False if it shares the control words and changed them. */
CORO_INLINE bool coro_context_left_control_words(const struct coro_context *context)
{
    return !CORO_CHECKS || context->keeps_control_words || !context->knows_outside || coro_control_words_are(&context->outside);
}

/* Gives the coroutine control words of its own. Call it before the first resume. */
CORO_INLINE void coro_context_keep_control_words(struct coro_context *context)
{
    context->keeps_control_words = true;
    coro_control_words_save(&context->inside);
}

/* The first switch to `context` calls coro_main(context) at the top of `stack`. */
CORO_UNUSED CORO_NORETURN static void coro_main(struct coro_context *);
CORO_INLINE void coro_context_make(struct coro_context *context, struct coro_stack stack)
{
    uintptr_t top = (uintptr_t)(stack.base + stack.bytes) & ~(uintptr_t)15;
    context->other = coro_native_make(context, top, coro_main);
    context->keeps_control_words = context->knows_outside = false;
}

/* The first record will be copied to `other` before the first switch. */
CORO_INLINE void coro_context_move(struct coro_context *context, void *other)
{
    coro_native_will_move(context->other, other);
    context->other = other;
}

CORO_C_END
#endif
