/* SPDX-License-Identifier: MIT */
/* The fixture of tests with waiting tasks: one executor, the letters that its tasks append, and a runner of each test in both
 * models. Included after cmocka.h, in one file per program. */
#ifndef TESTS_CORO_WAITING_FIXTURE_H
#define TESTS_CORO_WAITING_FIXTURE_H
#include "coro/task.h"
#include "tests/coro/waiting_bodies.h"

static char said[256];
static struct coro_executor executor;
static const struct waiting_bodies *bodies;     /* of the model that is tested */

static int begin_executor(void **state)
{
    bodies = *state;
    said[0] = '\0';
    coro_executor_init(&executor);
    return 0;
}

/* Aborts, and so fails, if a test left a task behind. */
static int end_executor(void **state)
{
    (void)state;
    coro_executor_fini(&executor);
    return 0;
}

__attribute__((unused)) static void expect_result(const struct waiting *w, uint64_t tag, uint64_t value)
{
    assert_true(coro_task_is_finished(&w->task));
    assert_int_equal(w->task.result.tag, tag);
    assert_int_equal(w->task.result.value, value);
}

__attribute__((unused)) static struct coro_thread_waker *waker_of(struct waiting *w)
{
    struct coro_thread_waker *waker = NULL;
    assert_int_equal(coro_thread_waker_new(&w->task, &waker), CORO_OK);
    return waker;
}

/* Polls all that is awake, without waiting for other threads. */
__attribute__((unused)) static void poll_all(void)
{
    coro_executor_hear(&executor);
    while (coro_executor_poll(&executor)) {
    }
}

#define BOTH(promise) \
    { #promise " (state machine)", promise, begin_executor, end_executor, (void *)(uintptr_t)&waiting_stackless_bodies }, \
    { #promise " (stackful)", promise, begin_executor, end_executor, (void *)(uintptr_t)&waiting_stackful_bodies }
/* For tests that bring a body of their own, or none. */
#define BY_HAND(promise) { #promise, promise, begin_executor, end_executor, (void *)(uintptr_t)&waiting_stackless_bodies }

#endif
