/* SPDX-License-Identifier: MIT */
/* An iterator, its caller, and the dyn next() between them, in C and in C++: cxx_shared.inc compiles them in either language, and
 * each side exports a table. cxx_test.cpp runs the bodies of each side on the iterators of the other one. */
#ifndef TESTS_CORO_CXX_SHARED_H
#define TESTS_CORO_CXX_SHARED_H
#include "coro/executor.h"
#include "coro/iterator.h"
CORO_C_BEGIN

struct coro_site_arg { void *none; };
struct coro_task_arg { struct coro_task *task; };

struct countdown { unsigned left; };

struct shared_side {
    const char *name;
    const struct coro_iterator_vtable *countdown;   /* waits before each item: left, left - 1, ... 1 */
    const struct coro_async_fn *sum;                /* of a struct coro_dyn_iterator *: adds up its items */
    const struct coro_async_fn *next;               /* the body behind `countdown` */
};
extern const struct shared_side shared_c_stackless, shared_c_stackful;

/* The frames of dyn next() that are not dropped yet, of both sides. */
extern int shared_alive_count;

CORO_C_END
#endif
