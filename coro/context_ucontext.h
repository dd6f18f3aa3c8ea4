/* SPDX-License-Identifier: MIT */
/* A context over POSIX ucontext: portable and slow, since each switch saves and restores the signal mask with two system
 * calls. Kept as the yardstick that it is. */
#ifndef CORO_CONTEXT_UCONTEXT_H
#define CORO_CONTEXT_UCONTEXT_H
#include <stdbool.h>
#include <stdint.h>
#include <ucontext.h>
#include "coro/bug.h"
#include "coro/stack.h"

struct coro_context {
    ucontext_t inside, outside;     /* the one of the side that does not run now is valid */
    bool is_inside;
};
#define CORO_CONTEXT_NAME "ucontext"

CORO_INLINE void coro_context_switch(struct coro_context *context)
{
    ucontext_t *from = context->is_inside ? &context->inside : &context->outside;
    ucontext_t *to = context->is_inside ? &context->outside : &context->inside;
    context->is_inside = !context->is_inside;
    if (swapcontext(from, to) != 0)
        coro_bug("swapcontext failed");
}

/* makecontext passes ints: the pointer travels as two. */
CORO_UNUSED CORO_NORETURN static void coro_main(struct coro_context *);
CORO_UNUSED static void coro_ucontext_entry(unsigned high, unsigned low)
{
    coro_main((struct coro_context *)(((uintptr_t)high << 32) | low));
}

/* The first switch to `context` calls coro_main(context) at the top of `stack`. Never inline: getcontext returns twice, for all
 * that the compiler knows. */
CORO_UNUSED CORO_NOINLINE static void coro_context_make(struct coro_context *context, struct coro_stack stack)
{
    context->is_inside = false;
    if (getcontext(&context->inside) != 0)
        coro_bug("getcontext failed");
    context->inside.uc_stack.ss_sp = stack.base;
    context->inside.uc_stack.ss_size = stack.bytes;
    context->inside.uc_link = NULL;
    makecontext(&context->inside, (void (*)(void))coro_ucontext_entry, 2, (unsigned)((uintptr_t)context >> 32),
                (unsigned)(uintptr_t)context);
}

#endif
