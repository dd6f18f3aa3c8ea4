/* SPDX-License-Identifier: MIT */
/* Bodies that wait for a task, for a time or for a wake, written once for both models. waiting_stackless.c and
 * waiting_stackful.c each compile waiting_bodies.inc and export a table; waiting_fixture.h puts both through the same tests. A
 * body appends its name when it begins, ":" and its name when it continues, and "~" and its name on every way out. */
#ifndef TESTS_CORO_WAITING_BODIES_H
#define TESTS_CORO_WAITING_BODIES_H
#include <stdlib.h>
#include <string.h>
#include "coro/executor.h"
#include "coro/thread_waker.h"
CORO_C_BEGIN

/* A task with all that its body needs: what the body is given, and the memory of its frame. */
struct waiting {
    struct coro_task task;
    const char *name;
    struct coro_task *other;            /* to join or to cancel */
    uint64_t ns;                        /* to sleep, or until when */
    unsigned count;                     /* of waits */
    uint64_t value;                     /* to return */
    char *said;                         /* room for what all say; the strings are appended */
    enum coro_status status;            /* of what it did */
    struct coro_thread_waker *waker;    /* of its task, for another thread; the latter drops it */
    struct coro_watch owner;            /* for tests that detach it */
    void *frame;                        /* from the heap; NULL while it does not run */
};

struct waiting_bodies {
    const char *model;
    const struct coro_async_fn *yielding;       /* wakes itself and waits, `count` times, then returns `value` */
    const struct coro_async_fn *giving_way;     /* awaits coro_yield, `count` times, then returns `value` */
    const struct coro_async_fn *suspending;     /* waits `count` times to be woken, then returns `value` */
    const struct coro_async_fn *joining;        /* joins `other`, and returns the result, or the status as its own result */
    const struct coro_async_fn *cancelling;     /* cancels `other`; `status` says how that went */
    const struct coro_async_fn *sleeping;       /* sleeps `ns`, `count` times */
    const struct coro_async_fn *sleeping_until; /* sleeps until `ns` */
};
extern const struct waiting_bodies waiting_stackless_bodies, waiting_stackful_bodies;

__attribute__((unused)) static void waiting_say(struct waiting *w, const char *mark)
{
    if (w->said != NULL && w->name != NULL)
        strcat(strcat(w->said, mark), w->name);
}

__attribute__((unused))
static void waiting_begin(struct waiting *w, struct coro_executor *executor, const struct coro_async_fn *body)
{
    w->frame = aligned_alloc(16, coro_round_up(body->layout.bytes, 16));
    if (w->frame == NULL)
        abort();
    coro_task_init(&w->task, executor, body, w->frame, w);
}

__attribute__((unused)) static void waiting_end(struct waiting *w)
{
    coro_task_fini(&w->task);
    free(w->frame);
    w->frame = NULL;
}


CORO_C_END
#endif
