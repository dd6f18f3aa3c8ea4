/* SPDX-License-Identifier: MIT */
/* Timers and sleeping tasks (coro/timer.h), in both models, on a clock that moves only when the executor would sleep. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "coro/io/loop.h"
#include "coro/task.h"
#include "coro/timer.h"
#include "tests/support/in_child.h"
#include "tests/coro/waiting_bodies.h"

static char said[256];
static struct coro_executor executor;
static const struct waiting_bodies *bodies;     /* of the model that is tested */

struct still_clock { struct coro_clock clock; uint64_t now_ns; unsigned skip_count; };
static uint64_t still_now(struct coro_clock *clock) { return ((struct still_clock *)clock)->now_ns; }
static void still_skip(struct coro_clock *clock, uint64_t deadline_ns)
{
    struct still_clock *still = (struct still_clock *)clock;
    still->now_ns = deadline_ns;
    still->skip_count++;
}
static struct still_clock still;

static void sleepers_go_on_in_the_order_of_their_deadlines(void **state)
{
    (void)state;
    static const struct { const char *name; uint64_t ns; } order[] = {
        { "A", 50 }, { "B", 10 }, { "C", 40 }, { "D", 20 }, { "E", 30 },
    };
    struct waiting sleepers[5] = { 0 };
    for (int i = 0; i < 5; i++) {
        sleepers[i] = (struct waiting){ .name = order[i].name, .ns = order[i].ns, .count = 1, .said = said };
        waiting_begin(&sleepers[i], &executor, bodies->sleeping);
    }
    coro_executor_run(&executor);
    assert_string_equal(said, "ABCDE:B~B:D~D:E~E:C~C:A~A");
    assert_int_equal(still.now_ns, 1050);
    assert_int_equal(still.skip_count, 5);
    for (int i = 0; i < 5; i++)
        waiting_end(&sleepers[i]);
}

static void equal_deadlines_go_off_in_the_order_in_which_they_were_set(void **state)
{
    (void)state;
    struct waiting sleepers[4] = { { .name = "A" }, { .name = "B" }, { .name = "C" }, { .name = "D" } };
    for (int i = 0; i < 4; i++) {
        sleepers[i].ns = 5000;
        sleepers[i].said = said;
        waiting_begin(&sleepers[i], &executor, bodies->sleeping_until);
    }
    coro_executor_run(&executor);
    assert_string_equal(said, "ABCD:A~A:B~B:C~C:D~D");
    assert_int_equal(still.skip_count, 1);
    for (int i = 0; i < 4; i++)
        waiting_end(&sleepers[i]);
}

static void a_sleeper_may_sleep_again(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .ns = 20, .count = 3, .said = said };
    struct waiting b = { .name = "B", .ns = 30, .count = 2, .said = said };
    waiting_begin(&a, &executor, bodies->sleeping);
    waiting_begin(&b, &executor, bodies->sleeping);
    coro_executor_run(&executor);
    assert_string_equal(said, "AB:A:B:A:B~B:A~A");      /* at 20, 30, 40; at 60 the timer set at 30 is first */
    waiting_end(&a);
    waiting_end(&b);
}

static void a_time_that_has_passed_is_not_waited_for(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .ns = 999, .said = said }, b = { .name = "B", .ns = 1000, .said = said };
    struct waiting c = { .name = "C", .ns = 0, .count = 2, .said = said };
    waiting_begin(&a, &executor, bodies->sleeping_until);
    waiting_begin(&b, &executor, bodies->sleeping_until);
    waiting_begin(&c, &executor, bodies->sleeping);
    coro_executor_run(&executor);
    assert_string_equal(said, "A:A~AB:B~BC:C:C~C");
    assert_int_equal(still.skip_count, 0);
    waiting_end(&a);
    waiting_end(&b);
    waiting_end(&c);
}

static void a_sleep_of_no_time_lets_those_run_that_were_woken_before(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .count = 2, .said = said }, b = { .name = "B", .count = 1, .said = said };
    struct waiting c = { .name = "C", .said = said };
    waiting_begin(&a, &executor, bodies->sleeping);
    waiting_begin(&b, &executor, bodies->sleeping);
    waiting_begin(&c, &executor, bodies->yielding);
    coro_executor_run(&executor);
    assert_string_equal(said, "ABC~C:A:B~B:A~A");
    assert_int_equal(still.now_ns, 1000);
    assert_int_equal(still.skip_count, 0);
    waiting_end(&a);
    waiting_end(&b);
    waiting_end(&c);
}

static void the_end_of_time_is_a_deadline_and_no_overflow(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .ns = UINT64_MAX, .count = 1, .said = said };
    struct waiting b = { .name = "B", .ns = 10, .count = 1, .said = said };
    waiting_begin(&a, &executor, bodies->sleeping);
    waiting_begin(&b, &executor, bodies->sleeping);
    coro_executor_run(&executor);
    assert_string_equal(said, "AB:B~B:A~A");
    assert_true(still.now_ns == UINT64_MAX);
    waiting_end(&a);
    waiting_end(&b);
}

static void cancelling_a_sleeper_stops_its_timer(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .ns = 10, .count = 1, .said = said };
    struct waiting b = { .name = "B", .ns = 20, .count = 1, .said = said };
    struct waiting c = { .name = "C", .ns = 30, .count = 1, .said = said }, d = { .name = "D", .said = said };
    waiting_begin(&a, &executor, bodies->sleeping);
    waiting_begin(&b, &executor, bodies->sleeping);
    waiting_begin(&c, &executor, bodies->sleeping);
    waiting_begin(&d, &executor, bodies->cancelling);
    d.other = &b.task;
    coro_executor_run(&executor);
    assert_string_equal(said, "ABCD~B:D~D:A~A:C~C");
    assert_int_equal(still.skip_count, 2);
    waiting_end(&a);
    waiting_end(&b);
    waiting_end(&c);
    waiting_end(&d);
}

static void the_only_sleeper_can_be_cancelled(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .ns = 10, .count = 1, .said = said }, b = { .name = "B", .said = said, .other = &a.task };
    waiting_begin(&a, &executor, bodies->sleeping);
    waiting_begin(&b, &executor, bodies->cancelling);
    coro_executor_run(&executor);
    assert_string_equal(said, "AB~A:B~B");
    assert_int_equal(still.skip_count, 0);
    waiting_end(&a);
    waiting_end(&b);
}

/* Time goes by while it is looked at. */
static uint64_t running_now(struct coro_clock *clock) { return ((struct still_clock *)clock)->now_ns++; }

static void tasks_that_wake_themselves_do_not_keep_timers_from_going_off(void **state)
{
    (void)state;
    struct waiting a = { .count = UINT32_MAX }, b = { .name = "B", .ns = 100, .count = 1, .said = said };
    struct waiting c = { .name = "C", .other = &a.task, .said = said };
    still.clock.now_ns = running_now;
    waiting_begin(&a, &executor, bodies->yielding);
    waiting_begin(&b, &executor, bodies->sleeping);
    while (!coro_task_is_finished(&b.task))
        assert_true(coro_executor_poll(&executor));
    waiting_begin(&c, &executor, bodies->cancelling);
    coro_executor_run(&executor);
    assert_string_equal(said, "B:B~BC:C~C");
    assert_int_equal(still.skip_count, 0);
    waiting_end(&a);
    waiting_end(&b);
    waiting_end(&c);
}

static void the_default_clock_is_waited_for(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .ns = 2000000, .count = 1, .said = said };
    executor.clock = NULL;
    uint64_t begun_ns = coro_executor_now_ns(&executor);
    waiting_begin(&a, &executor, bodies->sleeping);
    coro_executor_run(&executor);
    assert_string_equal(said, "A:A~A");
    assert_true(coro_executor_now_ns(&executor) - begun_ns >= 2000000);
    waiting_end(&a);
}

static void a_libuv_loop_waits_for_timers_too(void **state)
{
    (void)state;
    struct coro_io *io = NULL;
    struct waiting a = { .name = "A", .ns = 3000000, .count = 1, .said = said };
    struct waiting b = { .name = "B", .ns = 1000, .count = 2, .said = said };
    assert_int_equal(coro_io_new(&io), CORO_OK);
    waiting_begin(&a, coro_io_executor(io), bodies->sleeping);
    waiting_begin(&b, coro_io_executor(io), bodies->sleeping);
    assert_int_equal(coro_io_run(io), CORO_OK);
    /* How the two interleave is the machine's business. */
    assert_int_equal(strlen(said), strlen("AB:B:B~B:A~A"));
    assert_non_null(strstr(said, "~A"));
    assert_non_null(strstr(said, "~B"));
    waiting_end(&a);
    waiting_end(&b);
    coro_io_free(io);
}

static void end_while_a_timer_runs(void *arg)
{
    struct coro_timer timer = { 0 };
    struct waiting a = { 0 };
    (void)arg;
    waiting_begin(&a, &executor, bodies->suspending);
    coro_timer_start(&timer, &executor, UINT64_MAX, coro_task_waker(&a.task));
    waiting_end(&a);
    coro_executor_fini(&executor);
}

static void an_executor_that_ends_before_its_timers_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(end_while_a_timer_runs, NULL, "an executor ends while a timer runs"));
}

/* Among others, so that it is the root, a child and a sibling in turn. */
static void start_a_running_timer(void *arg)
{
    enum { COUNT = 7 };
    static struct coro_timer timers[COUNT];
    struct waiting a = { 0 };
    waiting_begin(&a, &executor, bodies->suspending);
    for (size_t i = 0; i < COUNT; i++)
        coro_timer_start(&timers[i], &executor, 1000 + i * 5 % COUNT, coro_task_waker(&a.task));
    coro_timer_stop(&timers[0]);
    coro_timer_start(&timers[0], &executor, 500, coro_task_waker(&a.task));
    coro_timer_start(&timers[*(size_t *)arg], &executor, 1, coro_task_waker(&a.task));
}

static void a_running_timer_that_is_started_again_aborts(void **state)
{
    (void)state;
    for (size_t i = 0; i < 7; i++)
        assert_true(child_aborts_saying(start_a_running_timer, &i, "a running timer is started again"));
}

static void start_a_timer_of_another_executor(void *is_other)
{
    struct coro_executor other;
    struct coro_timer timer = { 0 };
    struct waiting a = { 0 };
    coro_executor_init(&other);
    waiting_begin(&a, &other, bodies->suspending);
    coro_timer_start(&timer, &executor, UINT64_MAX, coro_task_waker(&a.task));
    if (is_other)
        coro_timer_start(&timer, &other, 1, coro_task_waker(&a.task));
    struct coro_timer moved = timer;
    coro_timer_stop(&moved);
}

static void a_timer_that_runs_on_another_executor_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(start_a_timer_of_another_executor, "other", "a running timer is started again"));
    assert_true(child_aborts_saying(start_a_timer_of_another_executor, NULL, "or was moved while it ran"));
}

static void timers_of_one_deadline_keep_their_order_when_the_numbers_wrap(void **state)
{
    (void)state;
    struct waiting w[4] = { { .name = "A" }, { .name = "B" }, { .name = "C" }, { .name = "D" } };
    struct coro_timer timers[4] = { { 0 } };
    executor.timer_count = UINT32_MAX - 1;
    for (int i = 0; i < 4; i++) {
        w[i].said = said;
        w[i].count = 1;
        waiting_begin(&w[i], &executor, bodies->suspending);
    }
    while (coro_executor_poll(&executor)) {
    }
    for (int i = 0; i < 4; i++)
        coro_timer_start(&timers[i], &executor, still.now_ns + 5, coro_task_waker(&w[i].task));
    coro_executor_run(&executor);
    assert_string_equal(said, "ABCD:A~A:B~B:C~C:D~D");
    for (int i = 0; i < 4; i++)
        waiting_end(&w[i]);
}

/* Its memory may hold the executor's address from another use. */
static void a_stopped_timer_with_any_bytes_starts(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .count = 1, .said = said };
    struct coro_timer first = { 0 }, timer = { .executor = &executor, .next = &first, .child = &first };
    waiting_begin(&a, &executor, bodies->suspending);
    coro_timer_start(&first, &executor, still.now_ns + 5, coro_task_waker(&a.task));
    coro_timer_start(&timer, &executor, still.now_ns + 9, coro_task_waker(&a.task));
    coro_timer_stop(&first);
    coro_executor_run(&executor);
    assert_false(coro_timer_is_running(&timer));
    waiting_end(&a);
}

/* A linear congruential generator spreads the deadlines; every third is stopped again. The task is woken once per skip at most,
 * so the order is seen from the timers that are left. */
static void a_million_timers_go_off_in_order(void **state)
{
    (void)state;
    enum { COUNT = 1000000 };
    struct coro_timer *timers = calloc(COUNT, sizeof *timers);
    struct waiting a = { .count = UINT32_MAX };
    uint64_t seed = 1, latest_ns = 0;
    size_t gone_count = 0;
    assert_non_null(timers);
    waiting_begin(&a, &executor, bodies->suspending);
    coro_executor_run(&executor);
    for (size_t i = 0; i < COUNT; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        coro_timer_start(&timers[i], &executor, 2000 + (seed >> 44), coro_task_waker(&a.task));
    }
    for (size_t i = 0; i < COUNT; i += 3)
        coro_timer_stop(&timers[i]);
    while (executor.timers != NULL) {
        uint64_t next_ns = coro_timers_next_ns(&executor);
        assert_true(next_ns > latest_ns);
        latest_ns = still.now_ns = next_ns;
        coro_timers_wake(&executor);
    }
    for (size_t i = 0; i < COUNT; i++)
        gone_count += !coro_timer_is_running(&timers[i]);
    assert_int_equal(gone_count, COUNT);
    waiting_end(&a);
    free(timers);
}

static int begin_executor(void **state)
{
    bodies = *state;
    said[0] = '\0';
    still = (struct still_clock){ .clock = { still_now, still_skip }, .now_ns = 1000 };
    coro_executor_init(&executor);
    executor.clock = &still.clock;
    return 0;
}

/* Aborts, and so fails, if a test left a task or a timer behind. */
static int end_executor(void **state)
{
    (void)state;
    coro_executor_fini(&executor);
    return 0;
}

#define STACKLESS(promise) \
    { #promise " (state machine)", promise, begin_executor, end_executor, (void *)(uintptr_t)&waiting_stackless_bodies }
#define BOTH(promise) \
    STACKLESS(promise), \
    { #promise " (stackful)", promise, begin_executor, end_executor, (void *)(uintptr_t)&waiting_stackful_bodies }

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(sleepers_go_on_in_the_order_of_their_deadlines),
        BOTH(equal_deadlines_go_off_in_the_order_in_which_they_were_set),
        BOTH(a_sleeper_may_sleep_again),
        BOTH(a_time_that_has_passed_is_not_waited_for),
        BOTH(a_sleep_of_no_time_lets_those_run_that_were_woken_before),
        BOTH(the_end_of_time_is_a_deadline_and_no_overflow),
        BOTH(cancelling_a_sleeper_stops_its_timer),
        BOTH(the_only_sleeper_can_be_cancelled),
        BOTH(tasks_that_wake_themselves_do_not_keep_timers_from_going_off),
        BOTH(the_default_clock_is_waited_for),
        BOTH(a_libuv_loop_waits_for_timers_too),
        BOTH(an_executor_that_ends_before_its_timers_aborts),
        BOTH(a_running_timer_that_is_started_again_aborts),
        BOTH(a_timer_that_runs_on_another_executor_aborts),
        BOTH(timers_of_one_deadline_keep_their_order_when_the_numbers_wrap),
        BOTH(a_stopped_timer_with_any_bytes_starts),
        STACKLESS(a_million_timers_go_off_in_order),
    };
    return cmocka_run_group_tests_name("timers", tests, NULL, NULL);
}
