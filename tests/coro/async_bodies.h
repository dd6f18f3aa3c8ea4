/* SPDX-License-Identifier: MIT */
/* Async bodies, written once for both models. async_stackless.c and async_stackful.c each compile async_bodies.inc and export a
 * table of them; async_test.c puts both tables through the same tests. */
#ifndef TESTS_CORO_ASYNC_BODIES_H
#define TESTS_CORO_ASYNC_BODIES_H
#include "coro/polled.h"
CORO_C_BEGIN

/* The letters that the bodies appended, one for each step. */
extern char async_said[128];
void async_say(const char *letters);

struct async_bodies {
    const char *model;
    const struct coro_async_fn *countdown;      /* of a count: suspends as often, saying "." each time, then returns it */
    const struct coro_async_fn *twice;          /* of a count: awaits two countdowns in turn, returns their sum */
    const struct coro_async_fn *tidy;           /* of a count: awaits twice, saying "<" first, and ">" on every way out */
    const struct coro_async_fn *nested;         /* of a count: awaits tidy, saying "[" and "]" likewise */
    const struct coro_async_fn *summing;        /* of a count: awaits countdown in a loop, sums 1 .. count */
    const struct coro_async_fn *refusing;       /* of anything: returns CORO_FAILED, CORO_ERR_BUSY, without suspending */
    /* tidy in a frame that is kept for the next call; NULL in the model that has no such frames. */
    struct coro_polled (*tidy_kept)(void *frame, void *count, struct coro_task *);
};
extern const struct async_bodies async_stackless_bodies, async_stackful_bodies;


CORO_C_END
#endif
