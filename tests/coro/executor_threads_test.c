/* SPDX-License-Identifier: MIT */
/* Threads that wake one another's tasks (coro/thread_waker.h): several executors, each on a thread of its own, asleep in the C
 * library or in libuv's loop. No test depends on the speed of a thread. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>
#include "coro/io/loop.h"
#include "coro/thread_waker.h"
#include "coro/timer.h"
#include "tests/support/in_child.h"
#include "tests/coro/waiting_fixture.h"

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
        waiting_begin(&a, &executor, bodies->suspending);
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
        waiting_begin(&a, &executor, bodies->suspending);
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
    waiting_begin(&a, &executor, bodies->suspending);
    struct coro_thread_waker *waker = waker_of(&a);
    waiting_begin(&b, &executor, bodies->sleeping);
    waiting_begin(&c, &executor, bodies->joining);
    while (!coro_task_is_finished(&c.task))
        poll_all();
    assert_true(coro_task_is_finished(&b.task));        /* the order depends on this machine's timers */
    assert_false(coro_task_is_finished(&a.task));
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

/* Data without atomics: what a thread wrote before its wake, the task reads. */
struct letter { struct coro_thread_waker *waker; unsigned text, poll_count; };

static void *send_letter(void *arg)
{
    struct letter *letter = arg;
    struct coro_thread_waker *waker = letter->waker;
    letter->text = 7;
    coro_thread_waker_wake(waker);
    coro_thread_waker_drop(waker);
    return NULL;
}

static void reader_start(void *frame, void *letter) { *(struct letter **)frame = letter; }
static struct coro_polled reader_poll(void *frame, struct coro_task *task)
{
    struct letter *letter = *(struct letter **)frame;
    (void)task;
    return letter->poll_count++ > 0 ? coro_some(letter->text) : coro_pending();
}
static const struct coro_async_fn reader = { { sizeof(struct letter *), 8 }, reader_start, reader_poll, counter_drop };

static void a_task_sees_what_was_written_before_its_wake(void **state)
{
    (void)state;
    for (int i = 0; i < 20; i++) {
        struct letter letter = { 0 }, *frame;
        struct coro_task task;
        pthread_t thread;
        coro_task_init(&task, &executor, &reader, &frame, &letter);
        poll_all();
        assert_int_equal(coro_thread_waker_new(&task, &letter.waker), CORO_OK);
        assert_int_equal(pthread_create(&thread, NULL, send_letter, &letter), 0);
        coro_executor_run(&executor);
        assert_true(coro_task_is_finished(&task));
        assert_int_equal(task.result.value, 7);
        assert_int_equal(pthread_join(thread, NULL), 0);
    }
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
    while (place->passed_count < ROUNDS && place->passed_count < atomic_load(&place->token_count)) {
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
    waiting_begin(&a, coro_io_executor(io), bodies->suspending);
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
    waiting_begin(&a, coro_io_executor(io), bodies->suspending);
    assert_int_equal(pthread_create(&other, NULL, only_drop, waker_of(&a)), 0);
    assert_int_equal(coro_io_run(io), CORO_ERR_INVALID);
    assert_int_equal(pthread_join(other, NULL), 0);
    waiting_end(&a);
    coro_io_free(io);
}

/* ---- threads that touch tasks without a thread waker ---- */

enum touch { WAKES, STARTS, DROPS, POLLS };
static struct waiting touched, waits_long;
static struct coro_task another;
static enum touch touch;

static void *touch_the_task(void *arg)
{
    struct timespec soon = { 0, 20000000 };
    nanosleep(&soon, NULL);                 /* it most likely sleeps then; if not, the answer is the same, later for a poll */
    switch (touch) {
    case WAKES: coro_waker_wake(coro_task_waker(&touched.task)); break;
    case STARTS: coro_task_init(&another, &executor, bodies->suspending, arg, NULL); break;
    case DROPS: coro_task_fini(&touched.task); break;
    case POLLS: do (void)coro_executor_poll(&executor); while (nanosleep(&soon, NULL) == 0);
    }
    return NULL;
}

/* The executor sleeps for an hour, or for ever with a thread waker that nobody uses. */
static void touch_while_it_sleeps(void *has_waker)
{
    pthread_t other;
    touched = (struct waiting){ .name = "A", .said = said, .count = 1 };
    waits_long = (struct waiting){ .name = "B", .said = said, .count = 1, .ns = 3600000000000 };
    alarm(20);
    waiting_begin(&touched, &executor, bodies->suspending);
    waiting_begin(&waits_long, &executor, bodies->sleeping);
    if (has_waker)
        (void)waker_of(&touched);
    poll_all();             /* the tasks wait, and no race is reported beside the mistake */
    if (pthread_create(&other, NULL, touch_the_task, NULL) == 0)
        coro_executor_run(&executor);
}

static void touching_a_task_of_a_sleeping_executor_aborts_where_the_library_checks(void **state)
{
    static const char *const said_of[] = {
        [WAKES] = "is woken on another thread than its executor's, without a thread waker",
        [STARTS] = "is started on another thread than its executor's",
        [DROPS] = "is dropped on another thread than its executor's", [POLLS] = "is polled on two threads at once",
    };
    (void)state;
    if (!CORO_CHECKS)
        skip();
    for (touch = WAKES; touch <= POLLS; touch++) {
        assert_true(child_aborts_saying(touch_while_it_sleeps, NULL, said_of[touch]));
        assert_true(child_aborts_saying(touch_while_it_sleeps, "with a waker", said_of[touch]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(another_thread_ends_the_sleep_of_an_executor),
        BOTH(the_last_drop_in_another_thread_ends_the_sleep_too),
        BOTH(a_timer_goes_off_while_a_waker_is_out),
        BY_HAND(no_wake_of_several_threads_is_lost),
        BY_HAND(a_task_sees_what_was_written_before_its_wake),
        BY_HAND(a_token_goes_round_several_executors),
        BOTH(another_thread_ends_the_sleep_of_a_libuv_loop),
        BOTH(a_libuv_loop_says_when_the_last_waker_was_dropped),
        BOTH(touching_a_task_of_a_sleeping_executor_aborts_where_the_library_checks),
    };
    return cmocka_run_group_tests_name("executors on threads", tests, NULL, NULL);
}
