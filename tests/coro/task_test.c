/* SPDX-License-Identifier: MIT */
/* Tasks that join, cancel and make way for one another (coro/task.h), in both models. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "tests/support/in_child.h"
#include "tests/coro/waiting_fixture.h"

/* ---- join ---- */

static void joining_waits_for_the_result_of_the_other_task(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said, .count = 2, .value = 7 }, b = { .name = "B", .said = said, .other = &a.task };
    waiting_begin(&b, &executor, bodies->joining);
    waiting_begin(&a, &executor, bodies->yielding);
    coro_executor_run(&executor);
    assert_string_equal(said, "BA:A:A~A:B~B");
    expect_result(&b, CORO_SOME, 7);
    waiting_end(&b);
    waiting_end(&a);
}

static void joining_a_finished_task_does_not_wait(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said, .value = 7 }, b = { .name = "B", .said = said, .other = &a.task };
    waiting_begin(&a, &executor, bodies->yielding);
    waiting_begin(&b, &executor, bodies->joining);
    coro_executor_run(&executor);
    assert_string_equal(said, "A~AB:B~B");
    expect_result(&b, CORO_SOME, 7);
    waiting_end(&b);
    waiting_end(&a);
}

static void several_may_join_one_task_and_go_on_in_order(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said, .count = 1, .value = 9 };
    struct waiting joiners[3] = { { .name = "B" }, { .name = "C" }, { .name = "D" } };
    waiting_begin(&a, &executor, bodies->suspending);
    for (int i = 0; i < 3; i++) {
        joiners[i].said = said;
        joiners[i].other = &a.task;
        waiting_begin(&joiners[i], &executor, bodies->joining);
    }
    coro_executor_run(&executor);
    assert_string_equal(said, "ABCD");
    coro_waker_wake(coro_task_waker(&a.task));
    coro_executor_run(&executor);
    assert_string_equal(said, "ABCD:A~A:B~B:C~C:D~D");
    for (int i = 0; i < 3; i++) {
        expect_result(&joiners[i], CORO_SOME, 9);
        waiting_end(&joiners[i]);
    }
    waiting_end(&a);
}

static void joining_the_same_task_twice_in_turn_gives_the_result_twice(void **state)
{
    (void)state;
    struct waiting a = { .value = 5 }, b = { .other = &a.task };
    waiting_begin(&a, &executor, bodies->yielding);
    for (int i = 0; i < 2; i++) {
        waiting_begin(&b, &executor, bodies->joining);
        coro_executor_run(&executor);
        expect_result(&b, CORO_SOME, 5);
        waiting_end(&b);
    }
    waiting_end(&a);
}

static void a_task_that_joins_itself_is_refused(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said, .other = &a.task };
    waiting_begin(&a, &executor, bodies->joining);
    coro_executor_run(&executor);
    expect_result(&a, CORO_FAILED, CORO_ERR_INVALID);
    waiting_end(&a);
}

static void joining_a_task_of_another_executor_is_refused(void **state)
{
    (void)state;
    struct coro_executor other;
    coro_executor_init(&other);
    struct waiting a = { .name = "A", .said = said, .count = 1 }, b = { .name = "B", .said = said, .other = &a.task };
    waiting_begin(&a, &other, bodies->suspending);
    waiting_begin(&b, &executor, bodies->joining);
    coro_executor_run(&executor);
    expect_result(&b, CORO_FAILED, CORO_ERR_INVALID);
    assert_null(a.task.watches);
    waiting_end(&b);
    waiting_end(&a);
    coro_executor_fini(&other);
}

static void joining_a_cancelled_task_fails_and_says_so(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said, .count = 1 }, b = { .name = "B", .said = said, .other = &a.task };
    waiting_begin(&a, &executor, bodies->suspending);
    waiting_begin(&b, &executor, bodies->joining);
    coro_executor_run(&executor);
    assert_int_equal(coro_task_cancel(&a.task), CORO_OK);
    waiting_end(&a);
    memset(&a.task, 0xee, sizeof a.task);       /* the joined task may be gone before the joiner is polled */
    coro_executor_run(&executor);
    assert_string_equal(said, "AB~A:B~B");
    expect_result(&b, CORO_FAILED, CORO_ERR_CANCELLED);
    waiting_end(&b);
}

static void a_joiner_that_is_cancelled_joins_no_more(void **state)
{
    (void)state;
    for (int cancelled = 0; cancelled < 3; cancelled++) {
        static const char *const expected[] = { "ABCD~B:A~A:C~C:D~D", "ABCD~C:A~A:B~B:D~D", "ABCD~D:A~A:B~B:C~C" };
        struct waiting a = { .name = "A", .said = said, .count = 1 };
        struct waiting joiners[3] = { { .name = "B" }, { .name = "C" }, { .name = "D" } };
        said[0] = '\0';
        waiting_begin(&a, &executor, bodies->suspending);
        for (int i = 0; i < 3; i++) {
            joiners[i].said = said;
            joiners[i].other = &a.task;
            waiting_begin(&joiners[i], &executor, bodies->joining);
        }
        coro_executor_run(&executor);
        assert_int_equal(coro_task_cancel(&joiners[cancelled].task), CORO_OK);
        coro_waker_wake(coro_task_waker(&a.task));
        coro_executor_run(&executor);
        assert_string_equal(said, expected[cancelled]);
        for (int i = 0; i < 3; i++)
            waiting_end(&joiners[i]);
        waiting_end(&a);
    }
}

static void tasks_that_join_in_a_circle_wait_and_can_be_cancelled(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said }, b = { .name = "B", .said = said, .other = &a.task };
    a.other = &b.task;
    waiting_begin(&a, &executor, bodies->joining);
    waiting_begin(&b, &executor, bodies->joining);
    coro_executor_run(&executor);
    assert_int_equal(executor.unfinished_count, 2);
    waiting_end(&a);
    coro_executor_run(&executor);
    assert_string_equal(said, "AB~A:B~B");
    expect_result(&b, CORO_FAILED, CORO_ERR_CANCELLED);
    waiting_end(&b);
}

/* ---- cancel ---- */

static void cancelling_from_outside_drops_the_body_at_once(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said, .count = 1 };
    waiting_begin(&a, &executor, bodies->suspending);
    coro_executor_run(&executor);
    assert_int_equal(coro_task_cancel(&a.task), CORO_OK);
    assert_string_equal(said, "A~A");
    expect_result(&a, CORO_FAILED, CORO_ERR_CANCELLED);
    assert_int_equal(executor.unfinished_count, 0);
    waiting_end(&a);
}

static void a_task_that_never_ran_is_cancelled_without_running(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said };
    waiting_begin(&a, &executor, bodies->suspending);
    assert_int_equal(coro_task_cancel(&a.task), CORO_OK);
    coro_executor_run(&executor);
    assert_string_equal(said, "");
    waiting_end(&a);
}

static void cancelling_a_finished_task_is_refused(void **state)
{
    (void)state;
    struct waiting a = { .value = 3 };
    waiting_begin(&a, &executor, bodies->yielding);
    coro_executor_run(&executor);
    assert_int_equal(coro_task_cancel(&a.task), CORO_ERR_FINISHED);
    expect_result(&a, CORO_SOME, 3);
    waiting_end(&a);
}

static void a_task_can_cancel_another_one_that_waits(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said, .count = 1 }, b = { .name = "B", .said = said, .other = &a.task };
    waiting_begin(&a, &executor, bodies->suspending);
    waiting_begin(&b, &executor, bodies->cancelling);
    coro_executor_run(&executor);
    assert_string_equal(said, "AB~A:B~B");
    assert_int_equal(b.status, CORO_OK);
    waiting_end(&b);
    waiting_end(&a);
}

static void a_task_can_cancel_another_one_that_is_queued(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said }, b = { .name = "B", .said = said, .other = &a.task };
    waiting_begin(&b, &executor, bodies->cancelling);
    waiting_begin(&a, &executor, bodies->suspending);
    coro_executor_run(&executor);
    assert_string_equal(said, "B:B~B");
    waiting_end(&b);
    waiting_end(&a);
}

static void cancelling_a_joiner_leaves_the_joined_task_alone(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said, .count = 1 }, b = { .name = "B", .said = said, .other = &a.task };
    struct waiting c = { .name = "C", .said = said, .other = &b.task };
    waiting_begin(&a, &executor, bodies->suspending);
    waiting_begin(&b, &executor, bodies->joining);
    waiting_begin(&c, &executor, bodies->cancelling);
    coro_executor_run(&executor);
    coro_waker_wake(coro_task_waker(&a.task));
    coro_executor_run(&executor);
    assert_string_equal(said, "ABC~B:C~C:A~A");
    waiting_end(&a);
    waiting_end(&b);
    waiting_end(&c);
}

static void cancel_oneself(void *arg)
{
    (void)arg;
    struct waiting a = { .other = &a.task };
    waiting_begin(&a, &executor, bodies->cancelling);
    coro_executor_run(&executor);
}

static void a_task_that_cancels_itself_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(cancel_oneself, NULL, "a task is dropped from inside its own poll"));
}

/* ---- yield ---- */

static void a_task_that_yields_lets_those_run_that_were_woken_before(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said, .count = 2, .value = 4 }, b = { .name = "B", .said = said, .count = 1 };
    struct waiting c = { .name = "C", .said = said };
    waiting_begin(&a, &executor, bodies->giving_way);
    waiting_begin(&b, &executor, bodies->giving_way);
    waiting_begin(&c, &executor, bodies->yielding);
    coro_executor_run(&executor);
    assert_string_equal(said, "ABC~C:A:B~B:A~A");
    expect_result(&a, CORO_SOME, 4);
    waiting_end(&a);
    waiting_end(&b);
    waiting_end(&c);
}

static void a_task_cancelled_while_it_yields_cleans_up_and_leaves_the_queue(void **state)
{
    (void)state;
    struct waiting a = { .name = "A", .said = said, .count = 2 };
    waiting_begin(&a, &executor, bodies->giving_way);
    assert_true(coro_executor_poll(&executor));
    assert_int_equal(coro_task_cancel(&a.task), CORO_OK);
    assert_false(coro_executor_poll(&executor));
    assert_string_equal(said, "A~A");
    waiting_end(&a);
}

/* ---- many ---- */

/* Each joins the one before it: the result comes up through all of them. The memory of stacks bounds the stackful ones. */
static void a_long_chain_of_joins_hands_the_result_up(void **state)
{
    (void)state;
    size_t count = bodies == &waiting_stackless_bodies ? 1000000 : 500;
    struct waiting *tasks = calloc(count, sizeof *tasks);
    assert_non_null(tasks);
    tasks[0].value = 11;
    tasks[0].count = 1;
    waiting_begin(&tasks[0], &executor, bodies->yielding);
    for (size_t i = 1; i < count; i++) {
        tasks[i].other = &tasks[i - 1].task;
        waiting_begin(&tasks[i], &executor, bodies->joining);
    }
    coro_executor_run(&executor);
    expect_result(&tasks[count - 1], CORO_SOME, 11);
    for (size_t i = 0; i < count; i++)
        waiting_end(&tasks[i]);
    free(tasks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(joining_waits_for_the_result_of_the_other_task),
        BOTH(joining_a_finished_task_does_not_wait),
        BOTH(several_may_join_one_task_and_go_on_in_order),
        BOTH(joining_the_same_task_twice_in_turn_gives_the_result_twice),
        BOTH(a_task_that_joins_itself_is_refused),
        BOTH(joining_a_task_of_another_executor_is_refused),
        BOTH(joining_a_cancelled_task_fails_and_says_so),
        BOTH(a_joiner_that_is_cancelled_joins_no_more),
        BOTH(tasks_that_join_in_a_circle_wait_and_can_be_cancelled),
        BOTH(cancelling_from_outside_drops_the_body_at_once),
        BOTH(a_task_that_never_ran_is_cancelled_without_running),
        BOTH(cancelling_a_finished_task_is_refused),
        BOTH(a_task_can_cancel_another_one_that_waits),
        BOTH(a_task_can_cancel_another_one_that_is_queued),
        BOTH(cancelling_a_joiner_leaves_the_joined_task_alone),
        BOTH(a_task_that_cancels_itself_aborts),
        BOTH(a_task_that_yields_lets_those_run_that_were_woken_before),
        BOTH(a_task_cancelled_while_it_yields_cleans_up_and_leaves_the_queue),
        BOTH(a_long_chain_of_joins_hands_the_result_up),
    };
    return cmocka_run_group_tests_name("join, cancel and yield", tests, NULL, NULL);
}
