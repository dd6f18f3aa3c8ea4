/* SPDX-License-Identifier: MIT */
/* Wakers that cross threads: what they do on one thread, told by the letters that tasks say, and then between several executors on
 * threads of their own. Nothing here depends on who is faster. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdatomic.h>
#include "coro/io/loop.h"
#include "coro/task.h"
#include "coro/thread_waker.h"
#include "coro/timer.h"
#include "tests/failing.h"
#include "tests/waiting_bodies.h"

static char said[256];
static struct coro_executor executor;
static const struct waiting_bodies *bodies;     /* of the model that is tested */

static struct coro_thread_waker *waker_of(struct waiting *w)
{
    struct coro_thread_waker *waker = NULL;
    assert_int_equal(coro_thread_waker_new(&w->task, &waker), CORO_OK);
    return waker;
}

/* Polls all that is awake, without waiting for other threads. */
static void poll_all(void)
{
    coro_executor_hear(&executor);
    while (coro_executor_poll(&executor)) {
    }
}

/* ---- one thread ---- */

static void a_woken_task_is_polled_when_the_executor_hears(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said, .count = 1 };
    waiting_begin(&a, &executor, bodies->patient);
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
    waiting_begin(&a, &executor, bodies->patient);
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
        waiting_begin(&w[i], &executor, bodies->patient);
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
    waiting_begin(&a, &executor, bodies->patient);
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
    waiting_begin(&a, &executor, bodies->patient);
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
    waiting_begin(&a, &executor, bodies->patient);
    waiting_begin(&b, &executor, bodies->patient);
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
    waiting_begin(&a, &short_lived, bodies->patient);
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
    waiting_begin(&a, &executor, bodies->patient);
    coro_executor_run(&executor);
    assert_int_equal(coro_thread_waker_new(&a.task, &waker), CORO_ERR_FINISHED);
    assert_null(waker);
    waiting_end(&a);
}

static void the_executor_does_not_wait_for_wakers_that_were_dropped(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said, .count = 1 };
    waiting_begin(&a, &executor, bodies->patient);
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
    waiting_begin(&a, &executor, bodies->patient);
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
    waiting_begin(&a, &executor, bodies->patient);
    failing = (struct failing){ .allocations_until_failure = 1 };
    assert_int_equal(coro_thread_waker_new(&a.task, &waker), CORO_ERR_NO_MEMORY);
    failing = (struct failing){ .allocations_until_failure = 2 };
    assert_int_equal(coro_thread_waker_new(&a.task, &waker), CORO_ERR_NO_MEMORY);
    failing = (struct failing){ 0 };
    assert_null(waker);
    waiting_end(&a);
    coro_executor_run(&executor);
}

/* ---- several threads ---- */

static void *wake_and_drop(void *waker)
{
    coro_thread_waker_wake(waker);
    coro_thread_waker_drop(waker);
    return NULL;
}

static void another_thread_ends_the_sleep_of_an_executor(void **state)
{
    (void)state;
    for (int i = 0; i < 50; i++) {
        struct waiting a = { .name = "A", .said = said, .count = 1 };
        pthread_t other;
        said[0] = '\0';
        waiting_begin(&a, &executor, bodies->patient);
        struct coro_thread_waker *waker = waker_of(&a);
        poll_all();
        assert_int_equal(pthread_create(&other, NULL, wake_and_drop, waker), 0);
        coro_executor_run(&executor);
        assert_int_equal(pthread_join(other, NULL), 0);
        assert_string_equal(said, "A:A~A");
        waiting_end(&a);
    }
}

static void *only_drop(void *waker)
{
    coro_thread_waker_drop(waker);
    return NULL;
}

static void the_last_drop_in_another_thread_ends_the_sleep_too(void **state)
{
    (void)state;
    for (int i = 0; i < 50; i++) {
        struct waiting a = { .name = "A", .said = said, .count = 1 };
        pthread_t other;
        said[0] = '\0';
        waiting_begin(&a, &executor, bodies->patient);
        assert_int_equal(pthread_create(&other, NULL, only_drop, waker_of(&a)), 0);
        coro_executor_run(&executor);
        assert_int_equal(pthread_join(other, NULL), 0);
        assert_string_equal(said, "A");
        waiting_end(&a);
    }
}

static void a_timer_goes_off_while_a_waker_is_out(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said, .count = 1 }, b = { .name = "B", .said = said, .ns = 1000000, .count = 1 };
    struct waiting c = { .name = "C", .said = said, .other = &b.task };
    waiting_begin(&a, &executor, bodies->patient);
    struct coro_thread_waker *waker = waker_of(&a);
    waiting_begin(&b, &executor, bodies->sleeping);
    waiting_begin(&c, &executor, bodies->joining);
    while (!coro_task_is_finished(&c.task))
        poll_all();
    assert_string_equal(said, "ABC:B~B:C~C");
    waiting_end(&a);
    waiting_end(&b);
    waiting_end(&c);
    coro_thread_waker_drop(waker);
}

enum { WAKING_THREADS = 3, WAKES_EACH = 2000 };
struct hammer { struct coro_thread_waker *waker; atomic_uint *rung; };

static void *hammer(void *arg)
{
    struct hammer *own = arg;
    for (int i = 0; i < WAKES_EACH; i++) {
        atomic_fetch_add(own->rung, 1);
        coro_thread_waker_wake(own->waker);
    }
    coro_thread_waker_drop(own->waker);
    return NULL;
}

/* A body by hand: ready when it has seen all the rings. A wake that got lost would leave the executor asleep. */
static void counter_start(void *frame, void *rung) { *(atomic_uint **)frame = rung; }
static void counter_drop(void *frame, struct coro_task *task) { (void)frame, (void)task; }
static struct coro_polled counter_poll(void *frame, struct coro_task *task)
{
    (void)task;
    return atomic_load(*(atomic_uint **)frame) == WAKING_THREADS * WAKES_EACH ? coro_none() : coro_pending();
}
static const struct coro_async_fn counter = { { sizeof(atomic_uint *), 8 }, counter_start, counter_poll, counter_drop };

static void no_wake_of_several_threads_is_lost(void **state)
{
    (void)state;
    atomic_uint rung = 0, *frame;
    struct coro_task task;
    struct coro_thread_waker *waker = NULL;
    struct hammer hammers[WAKING_THREADS];
    pthread_t threads[WAKING_THREADS];
    coro_task_init(&task, &executor, &counter, &frame, &rung);
    assert_int_equal(coro_thread_waker_new(&task, &waker), CORO_OK);
    for (int i = 0; i < WAKING_THREADS; i++) {
        hammers[i] = (struct hammer){ coro_thread_waker_copy(waker), &rung };
        assert_int_equal(pthread_create(&threads[i], NULL, hammer, &hammers[i]), 0);
    }
    coro_thread_waker_drop(waker);
    coro_executor_run(&executor);
    for (int i = 0; i < WAKING_THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_true(coro_task_is_finished(&task));
    coro_task_fini(&task);
}

/* A ring of executors, each on a thread of its own with one task: a token goes round, and each task passes it on. */
enum { RING = 4, ROUNDS = 500 };
struct place {
    struct coro_thread_waker *next;     /* of the next place's task */
    atomic_uint token_count;            /* tokens that came here */
    unsigned passed_count;
    struct place *next_place;
    pthread_barrier_t *all_are_there;
    struct coro_thread_waker *own;      /* for the place before */
};

static void place_start(void *frame, void *place) { *(struct place **)frame = place; }
static void place_drop(void *frame, struct coro_task *task) { (void)frame, (void)task; }
static struct coro_polled place_poll(void *frame, struct coro_task *task)
{
    struct place *place = *(struct place **)frame;
    (void)task;
    while (place->passed_count < atomic_load(&place->token_count)) {
        place->passed_count++;
        atomic_fetch_add(&place->next_place->token_count, 1);
        coro_thread_waker_wake(place->next);
    }
    return place->passed_count >= ROUNDS ? coro_some(place->passed_count) : coro_pending();
}
static const struct coro_async_fn pass_on = { { sizeof(struct place *), 8 }, place_start, place_poll, place_drop };

static void *run_place(void *arg)
{
    struct place *place = arg, *frame;
    struct coro_executor own;
    struct coro_task task;
    coro_executor_init(&own);
    coro_task_init(&task, &own, &pass_on, &frame, place);
    enum coro_status status = coro_thread_waker_new(&task, &place->own);
    pthread_barrier_wait(place->all_are_there);
    if (status == CORO_OK) {
        place->next = place->next_place->own;
        coro_executor_run(&own);
    }
    coro_task_fini(&task);
    coro_executor_fini(&own);
    coro_thread_waker_drop(place->next);
    return NULL;
}

static void a_token_goes_round_several_executors(void **state)
{
    (void)state;
    struct place places[RING] = { { 0 } };
    pthread_t threads[RING];
    pthread_barrier_t all_are_there;
    pthread_barrier_init(&all_are_there, NULL, RING);
    places[0].token_count = 1;
    for (int i = 0; i < RING; i++) {
        places[i].all_are_there = &all_are_there;
        places[i].next_place = &places[(i + 1) % RING];
        assert_int_equal(pthread_create(&threads[i], NULL, run_place, &places[i]), 0);
    }
    for (int i = 0; i < RING; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    for (int i = 0; i < RING; i++)
        assert_int_equal(places[i].passed_count, ROUNDS);
    pthread_barrier_destroy(&all_are_there);
}

/* ---- the loop of coro/io ---- */

static void another_thread_ends_the_sleep_of_a_libuv_loop(void **state)
{
    (void)state;
    struct coro_io *io = NULL;
    struct waiting a = { .name = "A", .said = said, .count = 1 };
    pthread_t other;
    assert_int_equal(coro_io_new(&io), CORO_OK);
    waiting_begin(&a, coro_io_executor(io), bodies->patient);
    struct coro_thread_waker *waker = waker_of(&a);
    while (coro_executor_poll(coro_io_executor(io))) {
    }
    assert_int_equal(pthread_create(&other, NULL, wake_and_drop, waker), 0);
    assert_int_equal(coro_io_run(io), CORO_OK);
    assert_int_equal(pthread_join(other, NULL), 0);
    assert_string_equal(said, "A:A~A");
    waiting_end(&a);
    coro_io_free(io);
}

static void a_libuv_loop_says_when_the_last_waker_was_dropped(void **state)
{
    (void)state;
    struct coro_io *io = NULL;
    struct waiting a = { .name = "A", .said = said, .count = 1 };
    pthread_t other;
    assert_int_equal(coro_io_new(&io), CORO_OK);
    waiting_begin(&a, coro_io_executor(io), bodies->patient);
    assert_int_equal(pthread_create(&other, NULL, only_drop, waker_of(&a)), 0);
    assert_int_equal(coro_io_run(io), CORO_ERR_INVALID);
    assert_int_equal(pthread_join(other, NULL), 0);
    waiting_end(&a);
    coro_io_free(io);
}

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

#define BOTH(promise) \
    { #promise " (state machine)", promise, begin_executor, end_executor, (void *)(uintptr_t)&waiting_stackless_bodies }, \
    { #promise " (stackful)", promise, begin_executor, end_executor, (void *)(uintptr_t)&waiting_stackful_bodies }
#define BY_HAND(promise) { #promise, promise, begin_executor, end_executor, (void *)(uintptr_t)&waiting_stackless_bodies }

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
        BY_HAND(dropping_no_waker_does_nothing),
        BOTH(a_failing_allocation_is_reported_and_leaves_nothing),
        BOTH(another_thread_ends_the_sleep_of_an_executor),
        BOTH(the_last_drop_in_another_thread_ends_the_sleep_too),
        BOTH(a_timer_goes_off_while_a_waker_is_out),
        BY_HAND(no_wake_of_several_threads_is_lost),
        BY_HAND(a_token_goes_round_several_executors),
        BOTH(another_thread_ends_the_sleep_of_a_libuv_loop),
        BOTH(a_libuv_loop_says_when_the_last_waker_was_dropped),
    };
    return cmocka_run_group_tests_name("wakers for other threads", tests, NULL, NULL);
}
