/* SPDX-License-Identifier: MIT */
/* Detached tasks (coro/task.h), which call an owner when they end. In both models. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "tests/support/in_child.h"
#include "tests/coro/waiting_fixture.h"

static void free_whole(struct coro_watch *owner, struct coro_task *task)
{
    struct waiting *w = (struct waiting *)((char *)owner - offsetof(struct waiting, owner));
    assert_ptr_equal(task, &w->task);
    strcat(said, task->result.tag == CORO_SOME ? "!" : "?");
    free(w->frame);
    free(w);
}

static struct waiting *begin_detached(const char *name, const struct coro_async_fn *body, unsigned count)
{
    struct waiting *w = calloc(1, sizeof *w);
    assert_non_null(w);
    w->name = name;
    w->said = said;
    w->count = count;
    waiting_begin(w, &executor, body);
    assert_int_equal(coro_task_detach(&w->task, &w->owner, free_whole), CORO_OK);
    return w;
}

static void the_owner_of_a_detached_task_may_free_it_when_it_is_told(void **state)
{
    (void)state;
    begin_detached("A", bodies->yielding, 1);
    begin_detached("B", bodies->yielding, 2);
    coro_executor_run(&executor);
    assert_string_equal(said, "AB:A~A!:B:B~B!");
    assert_int_equal(executor.unfinished_count, 0);
}

static void the_owner_is_told_after_those_who_join(void **state)
{
    (void)state;
    struct waiting *a = begin_detached("A", bodies->yielding, 1);
    struct waiting b = { .name = "B", .said = said, .other = &a->task }, c = { .name = "C", .said = said, .other = &a->task };
    a->value = 4;
    waiting_begin(&b, &executor, bodies->joining);
    waiting_begin(&c, &executor, bodies->joining);
    coro_executor_run(&executor);
    assert_string_equal(said, "ABC:A~A!:B~B:C~C");
    expect_result(&b, CORO_SOME, 4);
    expect_result(&c, CORO_SOME, 4);
    waiting_end(&b);
    waiting_end(&c);
}

static void cancelling_a_detached_task_tells_its_owner(void **state)
{
    (void)state;
    struct waiting *a = begin_detached("A", bodies->suspending, 1);
    struct waiting b = { .name = "B", .said = said, .other = &a->task };
    waiting_begin(&b, &executor, bodies->cancelling);
    coro_executor_run(&executor);
    assert_string_equal(said, "AB~A?:B~B");
    waiting_end(&b);
}

static void detaching_a_finished_task_is_refused(void **state)
{
    (void)state;
    struct waiting a = { 0 };
    waiting_begin(&a, &executor, bodies->yielding);
    coro_executor_run(&executor);
    assert_int_equal(coro_task_detach(&a.task, &a.owner, free_whole), CORO_ERR_FINISHED);
    waiting_end(&a);
}

static void detach_twice(void *arg)
{
    (void)arg;
    struct waiting a = { 0 };
    struct coro_watch second;
    waiting_begin(&a, &executor, bodies->suspending);
    (void)!coro_task_detach(&a.task, &a.owner, free_whole);
    (void)!coro_task_detach(&a.task, &second, free_whole);
}

static void a_second_owner_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(detach_twice, NULL, "a task is given to a second owner"));
}

static void end_while_detached(void *arg)
{
    (void)arg;
    begin_detached("A", bodies->suspending, 1);
    coro_executor_run(&executor);
    coro_executor_fini(&executor);
}

static void an_executor_that_ends_before_its_detached_tasks_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(end_while_detached, NULL, "an executor ends before 1 of its tasks"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(the_owner_of_a_detached_task_may_free_it_when_it_is_told),
        BOTH(the_owner_is_told_after_those_who_join),
        BOTH(cancelling_a_detached_task_tells_its_owner),
        BOTH(detaching_a_finished_task_is_refused),
        BOTH(a_second_owner_aborts),
        BOTH(an_executor_that_ends_before_its_detached_tasks_aborts),
    };
    return cmocka_run_group_tests_name("detach", tests, NULL, NULL);
}
