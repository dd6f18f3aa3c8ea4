/* SPDX-License-Identifier: MIT */
/* Thread wakers (coro/thread_waker.h) within one thread; tasks append letters, and the tests compare them. Several threads are in
 * executor_threads_test.c. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include "coro/thread_waker.h"
#include "tests/support/failing.h"
#include "tests/support/in_child.h"
#include "tests/coro/waiting_fixture.h"

static void a_woken_task_is_polled_when_the_executor_hears(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said, .count = 1 };
    waiting_begin(&a, &executor, bodies->suspending);
    struct coro_thread_waker *waker = waker_of(&a);
    poll_all();
    assert_string_equal(said, "A");
    assert_int_equal(coro_thread_waker_wake(waker), CORO_OK);
    assert_string_equal(said, "A");
    coro_executor_run(&executor);
    assert_string_equal(said, "A:A~A");
    coro_thread_waker_drop(waker);
    waiting_end(&a);
}

static void two_wakes_before_a_poll_are_one(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said, .count = 2 };
    waiting_begin(&a, &executor, bodies->suspending);
    struct coro_thread_waker *waker = waker_of(&a);
    poll_all();
    assert_int_equal(coro_thread_waker_wake(waker), CORO_OK);
    assert_int_equal(coro_thread_waker_wake(waker), CORO_OK);
    poll_all();
    assert_string_equal(said, "A:A");
    poll_all();
    assert_string_equal(said, "A:A");
    assert_int_equal(coro_thread_waker_wake(waker), CORO_OK);
    poll_all();
    assert_string_equal(said, "A:A:A~A");
    coro_thread_waker_drop(waker);
    waiting_end(&a);
}

static void tasks_go_on_in_the_order_in_which_they_were_woken(void **state)
{
    (void)state;
    struct waiting w[3] = { { .name = "A" }, { .name = "B" }, { .name = "C" } };
    struct coro_thread_waker *wakers[3];
    for (int i = 0; i < 3; i++) {
        w[i].said = said;
        w[i].count = 1;
        waiting_begin(&w[i], &executor, bodies->suspending);
        wakers[i] = waker_of(&w[i]);
    }
    poll_all();
    coro_thread_waker_wake(wakers[2]);
    coro_thread_waker_wake(wakers[0]);
    coro_thread_waker_wake(wakers[1]);
    coro_executor_run(&executor);
    assert_string_equal(said, "ABC:C~C:A~A:B~B");
    for (int i = 0; i < 3; i++) {
        coro_thread_waker_drop(wakers[i]);
        waiting_end(&w[i]);
    }
}

static void a_waker_whose_task_has_finished_says_so(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said };
    waiting_begin(&a, &executor, bodies->suspending);
    struct coro_thread_waker *waker = waker_of(&a);
    coro_executor_run(&executor);
    waiting_end(&a);
    memset(&a.task, 0xee, sizeof a.task);
    assert_int_equal(coro_thread_waker_wake(waker), CORO_ERR_FINISHED);
    assert_string_equal(said, "A~A");
    coro_thread_waker_drop(waker);
}

static void a_waker_whose_task_was_cancelled_says_so(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said, .count = 1 };
    waiting_begin(&a, &executor, bodies->suspending);
    struct coro_thread_waker *waker = waker_of(&a);
    poll_all();
    assert_int_equal(coro_thread_waker_wake(waker), CORO_OK);       /* and cancelled before the executor hears it */
    waiting_end(&a);
    memset(&a.task, 0xee, sizeof a.task);
    poll_all();
    assert_int_equal(coro_thread_waker_wake(waker), CORO_ERR_FINISHED);
    assert_string_equal(said, "A~A");
    coro_thread_waker_drop(waker);
}

static void a_waker_may_outlive_the_executor(void **state)
{
    (void)state;
    struct waiting a = { .count = 1 }, b = { .count = 1 };
    waiting_begin(&a, &executor, bodies->suspending);
    waiting_begin(&b, &executor, bodies->suspending);
    struct coro_thread_waker *idle = waker_of(&a), *woken = waker_of(&b), *copy = coro_thread_waker_copy(woken);
    poll_all();
    assert_int_equal(coro_thread_waker_wake(woken), CORO_OK);
    waiting_end(&a);
    waiting_end(&b);
    coro_executor_fini(&executor);
    coro_executor_init(&executor);
    assert_int_equal(coro_thread_waker_wake(idle), CORO_ERR_FINISHED);
    assert_int_equal(coro_thread_waker_wake(copy), CORO_ERR_FINISHED);
    coro_thread_waker_drop(idle);
    coro_thread_waker_drop(woken);
    coro_thread_waker_drop(copy);
}

enum { LATE_THREADS = 4, LATE_WAKES = 1000 };

/* Wakes and copies, and gives everything back. Returns its argument unless each wake was refused. */
static void *wake_too_late(void *arg)
{
    struct coro_thread_waker *waker = arg;
    size_t refused_count = 0;
    for (int i = 0; i < LATE_WAKES; i++) {
        struct coro_thread_waker *copy = coro_thread_waker_copy(waker);
        refused_count += coro_thread_waker_wake(copy) == CORO_ERR_FINISHED;
        coro_thread_waker_drop(copy);
    }
    coro_thread_waker_drop(waker);
    return refused_count == LATE_WAKES ? NULL : arg;
}

static void several_threads_may_wake_when_the_executor_is_gone(void **state)
{
    (void)state;
    struct waiting a = { .count = 1 };
    pthread_t threads[LATE_THREADS];
    struct coro_executor short_lived;
    coro_executor_init(&short_lived);
    waiting_begin(&a, &short_lived, bodies->suspending);
    struct coro_thread_waker *waker = waker_of(&a);
    waiting_end(&a);
    coro_executor_fini(&short_lived);
    memset(&short_lived, 0xee, sizeof short_lived);
    memset(&a.task, 0xee, sizeof a.task);
    for (int i = 0; i < LATE_THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, wake_too_late, coro_thread_waker_copy(waker)), 0);
    coro_thread_waker_drop(waker);
    for (int i = 0; i < LATE_THREADS; i++) {
        void *failed;
        pthread_join(threads[i], &failed);
        assert_null(failed);
    }
}

static void no_waker_of_a_finished_task_is_made(void **state)
{
    (void)state;
    struct waiting a = { 0 };
    struct coro_thread_waker *waker = NULL;
    waiting_begin(&a, &executor, bodies->suspending);
    coro_executor_run(&executor);
    assert_int_equal(coro_thread_waker_new(&a.task, &waker), CORO_ERR_FINISHED);
    assert_null(waker);
    waiting_end(&a);
}

static void the_executor_does_not_wait_for_wakers_that_were_dropped(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said, .count = 1 };
    waiting_begin(&a, &executor, bodies->suspending);
    struct coro_thread_waker *waker = waker_of(&a), *copy = coro_thread_waker_copy(waker);
    coro_thread_waker_drop(waker);
    coro_thread_waker_drop(copy);
    coro_executor_run(&executor);       /* would wait for ever */
    assert_string_equal(said, "A");
    assert_int_equal(executor.unfinished_count, 1);
    waiting_end(&a);
}

static void a_waker_that_is_dropped_after_its_wake_has_woken(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said, .count = 1 };
    waiting_begin(&a, &executor, bodies->suspending);
    struct coro_thread_waker *waker = waker_of(&a);
    poll_all();
    coro_thread_waker_wake(waker);
    coro_thread_waker_drop(waker);
    coro_executor_run(&executor);
    assert_string_equal(said, "A:A~A");
    waiting_end(&a);
}

static void dropping_no_waker_does_nothing(void **state)
{
    (void)state;
    coro_thread_waker_drop(NULL);
}

static void a_failing_allocation_is_reported_and_leaves_nothing(void **state)
{
    (void)state;
    struct waiting a = { .count = 1 };
    struct coro_thread_waker *waker = NULL;
    waiting_begin(&a, &executor, bodies->suspending);
    failing = (struct failing){ .allocations_until_failure = 1 };
    assert_int_equal(coro_thread_waker_new(&a.task, &waker), CORO_ERR_NO_MEMORY);
    failing = (struct failing){ .allocations_until_failure = 2 };
    assert_int_equal(coro_thread_waker_new(&a.task, &waker), CORO_ERR_NO_MEMORY);
    failing = (struct failing){ 0 };
    assert_null(waker);
    waiting_end(&a);
    coro_executor_run(&executor);
}

/* A watch that uses wakers of the task that has just ended, before or after their own watches were called. */
struct user { struct coro_watch watch; struct coro_thread_waker *kept, *dropped; enum coro_status made; };
static void use_wakers(struct coro_watch *watch, struct coro_task *task)
{
    struct user *user = (struct user *)watch;
    struct coro_thread_waker *waker = NULL;
    (void)coro_thread_waker_wake(user->dropped);
    coro_thread_waker_drop(user->dropped);
    (void)coro_thread_waker_wake(user->kept);
    user->made = coro_thread_waker_new(task, &waker);
}

static void wakers_may_be_used_while_their_task_ends(void **state)
{
    (void)state;
    for (int is_first = 0; is_first < 2; is_first++) {
        struct waiting a = { .name = "A", .said = said, .count = 1 };
        struct user user = { .watch.ended = use_wakers };
        said[0] = '\0';
        waiting_begin(&a, &executor, bodies->suspending);
        if (is_first)
            coro_task_watch(&a.task, &user.watch);
        user.kept = waker_of(&a);
        user.dropped = waker_of(&a);
        if (!is_first)
            coro_task_watch(&a.task, &user.watch);
        poll_all();
        waiting_end(&a);
        memset(&a.task, 0xee, sizeof a.task);
        assert_int_equal(user.made, CORO_ERR_FINISHED);
        coro_executor_run(&executor);       /* would wait for ever for a waker that counts still */
        assert_string_equal(said, "A~A");
        assert_int_equal(coro_thread_waker_wake(user.kept), CORO_ERR_FINISHED);
        coro_thread_waker_drop(user.kept);
    }
}

static void use_a_dropped_waker(void *arg)
{
    struct waiting a = { .name = "A", .said = said, .count = 1 };
    waiting_begin(&a, &executor, bodies->suspending);
    struct coro_thread_waker *waker = waker_of(&a);
    coro_thread_waker_drop(waker);
    switch (*(int *)arg) {
    case 0: coro_thread_waker_drop(waker); break;
    case 1: coro_thread_waker_wake(waker); break;
    default: coro_thread_waker_copy(waker);
    }
}
static void a_waker_without_a_reference_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(use_a_dropped_waker, (int[]){ 0 }, "dropped more often than it has references"));
    for (int i = 1; CORO_CHECKS && i < 3; i++)
        assert_true(child_aborts_saying(use_a_dropped_waker, &i, "a thread waker without a reference is used"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_woken_task_is_polled_when_the_executor_hears),
        BOTH(two_wakes_before_a_poll_are_one),
        BOTH(tasks_go_on_in_the_order_in_which_they_were_woken),
        BOTH(a_waker_whose_task_has_finished_says_so),
        BOTH(a_waker_whose_task_was_cancelled_says_so),
        BOTH(a_waker_may_outlive_the_executor),
        BOTH(several_threads_may_wake_when_the_executor_is_gone),
        BOTH(no_waker_of_a_finished_task_is_made),
        BOTH(the_executor_does_not_wait_for_wakers_that_were_dropped),
        BOTH(a_waker_that_is_dropped_after_its_wake_has_woken),
        BOTH(wakers_may_be_used_while_their_task_ends),
        BY_HAND(dropping_no_waker_does_nothing),
        BOTH(a_waker_without_a_reference_aborts),
        BOTH(a_failing_allocation_is_reported_and_leaves_nothing),
    };
    return cmocka_run_group_tests_name("wakers for other threads", tests, NULL, NULL);
}
