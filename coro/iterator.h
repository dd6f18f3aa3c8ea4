/* SPDX-License-Identifier: MIT */
/* The dyn boundary: handles to a future and to an async iterator, and their vtables. Callers and callees of every row meet in
 * these types; strategies/dyn_vtable.h makes the vtables. Handles are two words and travel in registers. The strategy's
 * protocol decides which entries of a vtable exist; the others are NULL and never called.
 *
 * The call site and the task cross as struct coro_site_arg and struct coro_task_arg, completed in strategies/dyn_vtable.h. They
 * are empty, and take no register, for a strategy that does not need them. All such strategies share one binary interface,
 * next(self), and run under one compiled caller. Where C and C++ call each other, both have a field: on some machines C++ passes
 * an empty struct in a register. */
#ifndef CORO_ITERATOR_H
#define CORO_ITERATOR_H
#include "coro/polled.h"
CORO_C_BEGIN

struct coro_site_arg;
struct coro_task_arg;

struct coro_future_vtable {
    /* Never NULL: empty drops are called, as in Rust. */
    void (*drop)(void *frame, struct coro_site_arg, struct coro_task_arg);
    size_t bytes, align;                                            /* of the frame */
    struct coro_polled (*poll)(void *frame, struct coro_task *);
};
struct coro_dyn_future { void *data; const struct coro_future_vtable *vtable; };

struct coro_iterator_vtable {
    struct coro_dyn_future (*next)(void *self, struct coro_site_arg, struct coro_task_arg);   /* the callee places the frame */
    void (*start_at)(void *frame, void *self);                                      /* the caller has placed the frame */
    struct coro_polled (*poll_next)(void *self, struct coro_task *);                /* there is no frame */
    struct coro_polled (*call)(struct coro_task *, void *self);                     /* both are stackful: on the stack */
    const struct coro_future_vtable *future;                                        /* of next()'s futures */
    size_t stack_bytes;                                                             /* that `call` needs, on a stack that grows */
};
struct coro_dyn_iterator { void *self; const struct coro_iterator_vtable *vtable; };

/* For units that check (coro/checks.h): a future of next() that borrows the iterator at `self` begins and ends; the iterator
 * ends. The last call aborts while a future is in flight. Any thread. */
void coro_iterator_future_begins(const void *self);
void coro_iterator_future_ends(const void *self);
void coro_iterator_ends(const void *self);

#ifdef __cplusplus
#define CORO_IS_DYN_(it) __is_same(const __typeof__(it), const struct coro_dyn_iterator)
#else
#define CORO_IS_DYN_(it) _Generic((it), struct coro_dyn_iterator: 1, default: 0)
#endif

/* Passes on `it`, a dyn iterator. A plain iterator does not compile here, because no adapter has decided where its frames live;
 * the message is part 8's error E0277. */
#define CORO_DYN(it) \
    __extension__({ \
        CORO_STATIC_ASSERT(CORO_IS_DYN_(it), \
                       "an iterator cannot become a dyn one without an adapter, which says where its frames live: " \
                       "consider boxing them, with strategies/box.c and, for struct range, range_boxed(&it)"); \
        (it); \
    })

CORO_C_END
#endif
