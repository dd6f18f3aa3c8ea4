/* SPDX-License-Identifier: MIT */
/* What code of one kind does with a coroutine, for kinds_test.c. kinds_unit.c is compiled once for each kind. */
#ifndef TESTS_CORO_KINDS_H
#define TESTS_CORO_KINDS_H
#include "coro/stack.h"

struct coro;

struct kind {
    const char *name;
    const struct coro_stack_provider *stacks;
    struct coro *(*make)(struct coro_stack);        /* its body suspends until it is cancelled */
    void (*resume)(struct coro *);
    void (*cancel)(struct coro *);
    void (*drop)(struct coro *);
    void (*fini)(struct coro *);
    void (*suspend)(struct coro *);
};
extern const struct kind kind_fcontext, kind_ucontext, kind_native, kind_fcontext_copied, kind_native_copied, kind_fcontext_split;

#endif
