/* SPDX-License-Identifier: MIT */
/* Tasks, wakers and the queue of coro/executor.h. The bodies are written by hand, so that every poll and drop is recorded.
 * Longer than 400 lines, because each rule has a misuse beside it, and both use the same recorded bodies. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <string.h>
#include "coro/checks.h"
#include "coro/executor.h"
#include "tests/support/in_child.h"

static char said[64];
static struct coro_executor executor;

/* Says its name in upper case at each poll, and "~" and its name when it is dropped. */
struct recorder {
    const char *name;
    int pending_count;                  /* polls that are pending before it finishes */
    bool wakes_itself, wakes_when_dropped;
    int drop_count;
    struct recorder *frame;              /* the task's frame points back: the frame is this field */
};

static void speaker_start(void *frame, void *recorder) { *(struct recorder **)frame = recorder; }

static struct coro_polled speaker_poll(void *frame, struct coro_task *task)
{
    struct recorder *recorder = *(struct recorder **)frame;
    strcat(said, recorder->name);
    if (recorder->wakes_itself)
        coro_waker_wake(coro_task_waker(task));
    if (recorder->pending_count-- > 0)
        return coro_pending();
    return coro_some(7);
}

static void speaker_drop(void *frame, struct coro_task *task)
{
    struct recorder *recorder = *(struct recorder **)frame;
    strcat(strcat(said, "~"), recorder->name);
    recorder->drop_count++;
    if (recorder->wakes_when_dropped)
        coro_waker_wake(coro_task_waker(task));
}

static const struct coro_async_fn speak = {
    { sizeof(struct recorder *), _Alignof(struct recorder *) }, speaker_start, speaker_poll, speaker_drop
};

static void begin(struct coro_task *task, struct recorder *recorder)
{
    coro_task_init(task, &executor, &speak, &recorder->frame, recorder);
}

static void an_empty_queue_has_nothing_to_poll(void **state)
{
    (void)state;
    assert_false(coro_executor_poll(&executor));
}

static void a_new_task_is_polled_until_it_finishes(void **state)
{
    (void)state;
    struct recorder a = { .name = "A" };
    struct coro_task task;
    begin(&task, &a);
    assert_string_equal(said, "");
    assert_true(coro_executor_poll(&executor));
    assert_true(coro_task_is_finished(&task));
    assert_int_equal(task.result.tag, CORO_SOME);
    assert_int_equal(task.result.value, 7);
    assert_false(coro_executor_poll(&executor));
    coro_task_fini(&task);
    assert_string_equal(said, "A~A");
}

static void a_pending_task_is_polled_again_only_after_it_was_woken(void **state)
{
    (void)state;
    struct recorder a = { .name = "A", .pending_count = 1 };
    struct coro_task task;
    begin(&task, &a);
    coro_executor_run(&executor);
    coro_executor_run(&executor);
    assert_string_equal(said, "A");
    assert_int_equal(executor.unfinished_count, 1);
    coro_waker_wake(coro_task_waker(&task));
    coro_executor_run(&executor);
    assert_string_equal(said, "AA~A");
    assert_int_equal(executor.unfinished_count, 0);
    coro_task_fini(&task);
}

static void tasks_are_polled_in_the_order_in_which_they_were_woken(void **state)
{
    (void)state;
    struct recorder recorders[3] = { { .name = "A", .pending_count = 1 }, { .name = "B", .pending_count = 1 },
                                   { .name = "C", .pending_count = 1 } };
    struct coro_task tasks[3];
    for (int i = 0; i < 3; i++)
        begin(&tasks[i], &recorders[i]);
    coro_executor_run(&executor);
    assert_string_equal(said, "ABC");
    coro_waker_wake(coro_task_waker(&tasks[2]));
    coro_waker_wake(coro_task_waker(&tasks[0]));
    coro_waker_wake(coro_task_waker(&tasks[1]));
    coro_executor_run(&executor);
    assert_string_equal(said, "ABCC~CA~AB~B");
}

static void waking_a_queued_task_changes_nothing(void **state)
{
    (void)state;
    struct recorder a = { .name = "A", .pending_count = 2 };
    struct coro_task task;
    begin(&task, &a);
    coro_waker_wake(coro_task_waker(&task));
    coro_executor_run(&executor);
    assert_string_equal(said, "A");
    coro_waker_wake(coro_task_waker(&task));
    coro_waker_wake(coro_task_waker(&task));
    coro_executor_run(&executor);
    assert_string_equal(said, "AA");
    coro_task_fini(&task);
}

static void a_task_that_is_woken_while_it_is_polled_goes_to_the_end_of_the_queue(void **state)
{
    (void)state;
    struct recorder a = { .name = "A", .pending_count = 2, .wakes_itself = true }, b = { .name = "B" };
    struct coro_task first, second;
    begin(&first, &a);
    begin(&second, &b);
    coro_executor_run(&executor);
    assert_string_equal(said, "AB~BAA~A");
}

static void waking_a_finished_task_does_nothing(void **state)
{
    (void)state;
    struct recorder a = { .name = "A", .wakes_itself = true, .wakes_when_dropped = true };
    struct coro_task task;
    begin(&task, &a);
    coro_executor_run(&executor);
    coro_waker_wake(coro_task_waker(&task));
    assert_false(coro_executor_poll(&executor));
    assert_string_equal(said, "A~A");
}

static void dropping_a_queued_task_leaves_the_others_in_order(void **state)
{
    (void)state;
    for (int dropped = 0; dropped < 3; dropped++) {
        static const char *const expected[] = { "~AB~BC~C", "~BA~AC~C", "~CA~AB~B" };
        struct recorder recorders[3] = { { .name = "A" }, { .name = "B" }, { .name = "C" } };
        struct coro_task tasks[3];
        said[0] = '\0';
        for (int i = 0; i < 3; i++)
            begin(&tasks[i], &recorders[i]);
        coro_task_fini(&tasks[dropped]);
        coro_executor_run(&executor);
        assert_string_equal(said, expected[dropped]);
    }
}

static void dropping_the_only_queued_task_empties_the_queue(void **state)
{
    (void)state;
    struct recorder a = { .name = "A" }, b = { .name = "B" };
    struct coro_task task;
    begin(&task, &a);
    coro_task_fini(&task);
    assert_false(coro_executor_poll(&executor));
    begin(&task, &b);
    coro_executor_run(&executor);
    assert_string_equal(said, "~AB~B");
}

static void dropping_a_waiting_task_drops_its_body_once(void **state)
{
    (void)state;
    struct recorder a = { .name = "A", .pending_count = 1 };
    struct coro_task task;
    begin(&task, &a);
    coro_executor_run(&executor);
    coro_task_fini(&task);
    coro_task_fini(&task);
    assert_int_equal(a.drop_count, 1);
    assert_int_equal(executor.unfinished_count, 0);
}

static void a_body_that_wakes_its_task_while_it_is_dropped_is_not_polled_again(void **state)
{
    (void)state;
    struct recorder a = { .name = "A", .pending_count = 1, .wakes_when_dropped = true };
    struct coro_task task;
    begin(&task, &a);
    coro_executor_run(&executor);
    coro_task_fini(&task);
    assert_false(coro_executor_poll(&executor));
    assert_string_equal(said, "A~A");
}

static void waking_a_cancelled_task_does_nothing(void **state)
{
    (void)state;
    struct recorder a = { .name = "A", .pending_count = 1 };
    struct coro_task task;
    begin(&task, &a);
    coro_executor_run(&executor);
    coro_task_fini(&task);
    coro_waker_wake(coro_task_waker(&task));
    assert_int_equal(task.state, CORO_TASK_FINISHED);
    assert_false(coro_executor_poll(&executor));
    assert_string_equal(said, "A~A");
}

static void a_task_may_be_dropped_twice(void **state)
{
    (void)state;
    struct recorder a = { .name = "A", .pending_count = 1 };
    struct coro_task task;
    begin(&task, &a);
    coro_task_fini(&task);
    coro_task_fini(&task);
    assert_string_equal(said, "~A");
}

static void end_executor_early(void *arg)
{
    (void)arg;
    struct recorder a = { .name = "A", .pending_count = 1 };
    struct coro_task task;
    begin(&task, &a);
    coro_executor_run(&executor);
    coro_executor_fini(&executor);
}

static void an_executor_that_ends_before_its_tasks_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(end_executor_early, NULL, "an executor ends before 1 of its tasks"));
}

static struct coro_polled drop_own_task(void *frame, struct coro_task *task)
{
    (void)frame;
    coro_task_fini(task);
    return coro_none();
}

static void drop_a_task_from_inside(void *arg)
{
    (void)arg;
    static const struct coro_async_fn suicide = { { 8, 8 }, speaker_start, drop_own_task, speaker_drop };
    struct recorder a = { .name = "A" };
    struct coro_task task;
    coro_task_init(&task, &executor, &suicide, &a.frame, &a);
    coro_executor_run(&executor);
}

static void dropping_a_task_from_its_own_poll_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(drop_a_task_from_inside, NULL, "a task is dropped from inside its own poll"));
}

/* ---- watches ---- */

/* A watch that says its name when it is called, and then removes others or cancels a task. */
struct teller {
    struct coro_watch watch;
    const char *name;
    struct coro_watch *removed[4];
    struct coro_task *cancelled, *watched;      /* `watched` gets the watch `added` */
    struct coro_watch *added;
};
static void tell(struct coro_watch *watch, struct coro_task *task)
{
    struct teller *teller = (struct teller *)watch;
    strcat(said, teller->name);
    for (int i = 0; i < 4; i++)
        if (teller->removed[i] != NULL)
            coro_task_unwatch(task, teller->removed[i]);
    if (teller->cancelled != NULL)
        coro_task_fini(teller->cancelled);
    if (teller->added != NULL)
        coro_task_watch(teller->watched, teller->added);
}

/* A task with the watches 1, 2 and 3, and the owner O. */
static struct teller tellers[4];
static void begin_watched(struct coro_task *task, struct recorder *recorder)
{
    static const char *const names[] = { "1", "2", "3", "O" };
    begin(task, recorder);
    for (int i = 0; i < 4; i++)
        tellers[i] = (struct teller){ { .ended = tell, .is_owner = i == 3 }, names[i], { 0 }, NULL, NULL, NULL };
    for (int i = 3; i >= 0; i--)
        coro_task_watch(task, &tellers[(i + 3) % 4].watch);
}

/* In turn, each watch removes each set of watches, itself and watches that were called included. */
static void a_watch_that_is_called_may_remove_any_other(void **state)
{
    static const int order[] = { 2, 1, 0, 3 };      /* in which begin_watched registers them, the owner last */
    (void)state;
    for (int remover = 0; remover < 4; remover++)
        for (int set = 0; set < 16; set++) {
            struct recorder a = { .name = "A" };
            struct coro_task task;
            char expected[16] = "A~A";
            bool has_removed = false;
            said[0] = '\0';
            begin_watched(&task, &a);
            for (int i = 0; i < 4; i++)
                tellers[remover].removed[i] = set >> i & 1 ? &tellers[i].watch : NULL;
            for (int i = 0; i < 4; i++) {
                bool is_removed = has_removed && set >> order[i] & 1;
                if (!is_removed)
                    strcat(expected, tellers[order[i]].name);
                has_removed |= order[i] == remover;
            }
            coro_executor_run(&executor);
            assert_string_equal(said, expected);
            assert_null(task.watches);
        }
}

static void a_watch_that_is_called_may_cancel_a_task_that_watches(void **state)
{
    (void)state;
    struct recorder a = { .name = "A" }, b = { .name = "B", .pending_count = 1 };
    struct coro_task task, other;
    begin_watched(&task, &a);
    begin(&other, &b);
    struct teller on_other = { .watch.ended = tell, .name = "4", .cancelled = &task };
    coro_task_watch(&other, &on_other.watch);
    tellers[2].cancelled = &other;
    coro_executor_run(&executor);
    assert_string_equal(said, "A~A3~B421O");
}

static void a_watch_that_is_called_may_watch_another_task(void **state)
{
    (void)state;
    struct recorder a = { .name = "A" }, b = { .name = "B" };
    struct coro_task task, other;
    begin_watched(&task, &a);
    begin(&other, &b);
    tellers[1].watched = &other;
    tellers[1].added = &tellers[2].watch;       /* called before, so it is free again */
    coro_executor_run(&executor);
    assert_string_equal(said, "A~A321OB~B3");
}

static void watch_a_finished_task(void *arg)
{
    struct recorder a = { .name = "A" };
    struct coro_task task;
    (void)arg;
    begin_watched(&task, &a);
    tellers[2].watched = &task;
    tellers[2].added = &tellers[2].watch;
    coro_executor_run(&executor);
}
static void watching_a_task_again_while_its_watches_are_called_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(watch_a_finished_task, NULL, "a finished task is watched"));
}

static struct coro_task watched_tasks[2];
static void do_nothing(struct coro_watch *watch, struct coro_task *task) { (void)watch, (void)task; }
static void watch_with(struct coro_watch *watch, int task) { coro_task_watch(&watched_tasks[task], watch); }

/* Two tasks with a watch each, whose memory holds any bytes before. */
static void misuse_a_watch(void *arg)
{
    static struct recorder recorders[2] = { { .name = "A" }, { .name = "B" } };
    struct coro_watch watches[2];
    memset(watches, 0x5a, sizeof watches);
    for (int i = 0; i < 2; i++) {
        begin(&watched_tasks[i], &recorders[i]);
        watches[i].ended = do_nothing;
        watches[i].is_owner = false;
        watch_with(&watches[i], 0);
    }
    switch (*(int *)arg) {
    case 0: watch_with(&watches[0], 0); break;
    case 1: watch_with(&watches[1], 0); break;
    case 2: watch_with(&watches[0], 1); break;
    case 3: coro_task_unwatch(&watched_tasks[1], &watches[0]); break;
    case 4: coro_task_unwatch(&watched_tasks[1], &watches[1]); break;
    default:
        coro_task_unwatch(&watched_tasks[0], &watches[0]);
        watch_with(&watches[0], 1);
        coro_task_fini(&watched_tasks[0]);
        coro_task_unwatch(&watched_tasks[0], &watches[1]);
        watch_with(&watches[1], 1);
        coro_task_fini(&watched_tasks[1]);
    }
}
static void a_watch_of_two_tasks_or_registered_twice_aborts(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++)
        assert_true(child_aborts_saying(misuse_a_watch, &i, "a watch is registered that watches a task already"));
    for (int i = 3; i < 5; i++)
        assert_true(child_aborts_saying(misuse_a_watch, &i, "a watch is removed from a task that it does not watch"));
    assert_true(child_succeeds(misuse_a_watch, (int[]){ 5 }));
}

static void begin_a_task_twice(void *is_polled)
{
    struct recorder a = { .name = "A", .pending_count = 1 };
    struct coro_task task;
    begin(&task, &a);
    if (is_polled)
        coro_executor_run(&executor);
    begin(&task, &a);
}
static void an_unfinished_task_that_is_started_again_aborts_where_the_library_checks(void **state)
{
    (void)state;
    if (!CORO_CHECKS)
        skip();
    assert_true(child_aborts_saying(begin_a_task_twice, NULL, "an unfinished task is started again"));
    assert_true(child_aborts_saying(begin_a_task_twice, "polled", "an unfinished task is started again"));
}

/* ---- misuse of the executor ---- */

static void run_in_a_task(struct coro_executor *outer) { coro_executor_run(outer); }
static void poll_in_a_task(struct coro_executor *outer) { (void)coro_executor_poll(outer); }

/* Its frame points to the function that it calls. */
static struct coro_polled call_in_task(void *frame, struct coro_task *task)
{
    (*(void (**)(struct coro_executor *))frame)(task->executor);
    return coro_none();
}
static void caller_start(void *frame, void *called) { *(void **)frame = called; }
static void caller_drop(void *frame, struct coro_task *task) { (void)frame, (void)task; }
static const struct coro_async_fn call = { { sizeof(void *), _Alignof(void *) }, caller_start, call_in_task, caller_drop };

static void run_a_task_that_runs_its_executor(void *arg)
{
    struct coro_task task;
    void *frame;
    (void)arg;
    coro_task_init(&task, &executor, &call, &frame, (void *)(uintptr_t)&run_in_a_task);
    coro_executor_run(&executor);
}
static void running_an_executor_from_inside_its_task_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(run_a_task_that_runs_its_executor, NULL, "run from inside one of its own tasks"));
}

static void poll_a_task_that_polls_its_executor(void *arg)
{
    struct coro_task task;
    void *frame;
    (void)arg;
    coro_task_init(&task, &executor, &call, &frame, (void *)(uintptr_t)&poll_in_a_task);
    (void)coro_executor_poll(&executor);
}
static void polling_an_executor_from_inside_its_task_aborts_where_the_library_checks(void **state)
{
    (void)state;
    if (!CORO_CHECKS)
        skip();
    assert_true(child_aborts_saying(poll_a_task_that_polls_its_executor, NULL, "an executor is polled from inside"));
}

static void *run_the_executor(void *arg)
{
    (void)arg;
    coro_executor_run(&executor);
    return NULL;
}
static void run_on_another_thread(struct coro_executor *outer)
{
    pthread_t thread;
    (void)outer;
    if (pthread_create(&thread, NULL, run_the_executor, NULL) == 0)
        pthread_join(thread, NULL);
}
static void run_a_task_that_runs_its_executor_elsewhere(void *arg)
{
    struct coro_task task;
    void *frame;
    (void)arg;
    coro_task_init(&task, &executor, &call, &frame, (void *)(uintptr_t)&run_on_another_thread);
    coro_executor_run(&executor);
}
static void running_an_executor_on_two_threads_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(run_a_task_that_runs_its_executor_elsewhere, NULL, "or on two threads at once"));
}

static void end_in_a_task(struct coro_executor *outer)
{
    coro_executor_fini(outer);
}
static void run_a_task_that_ends_its_executor(void *arg)
{
    struct coro_task task;
    void *frame;
    (void)arg;
    coro_task_init(&task, &executor, &call, &frame, (void *)(uintptr_t)&end_in_a_task);
    coro_executor_run(&executor);
}
static void ending_an_executor_from_inside_its_task_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(run_a_task_that_ends_its_executor, NULL, "an executor ends while it runs"));
}

static void end_the_executor(struct coro_watch *watch, struct coro_task *task)
{
    (void)watch, (void)task;
    coro_executor_fini(&executor);
}
static void poll_a_task_whose_end_ends_the_executor(void *arg)
{
    struct coro_watch owner = { .ended = end_the_executor, .is_owner = true };
    struct recorder a = { .name = "A" };
    struct coro_task task;
    (void)arg;
    begin(&task, &a);
    coro_task_watch(&task, &owner);
    (void)coro_executor_poll(&executor);
}
static void ending_a_polled_executor_aborts_where_the_library_checks(void **state)
{
    (void)state;
    if (!CORO_CHECKS)
        skip();
    assert_true(child_aborts_saying(poll_a_task_whose_end_ends_the_executor, NULL, "an executor ends while it runs"));
}

static struct coro_task woken_task;
static void *wake_the_task(void *arg)
{
    coro_waker_wake(coro_task_waker(&woken_task));
    return arg;
}
static void wake_on_another_thread(struct coro_executor *outer)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, wake_the_task, outer) == 0)
        pthread_join(thread, NULL);
}
static void run_a_task_that_is_woken_elsewhere(void *arg)
{
    void *frame;
    (void)arg;
    coro_task_init(&woken_task, &executor, &call, &frame, (void *)(uintptr_t)&wake_on_another_thread);
    coro_executor_run(&executor);
}
static void a_local_wake_on_another_thread_aborts_where_the_library_checks(void **state)
{
    (void)state;
    if (!CORO_CHECKS)
        skip();
    assert_true(child_aborts_saying(run_a_task_that_is_woken_elsewhere, NULL, "is woken on another thread"));
}

static struct coro_executor inner;
static void run_inner(struct coro_executor *outer)
{
    (void)outer;
    coro_executor_run(&inner);
}
static void a_task_may_run_another_executor(void **state)
{
    struct recorder a = { .name = "A" };
    struct coro_task task, inside;
    void *frame;
    (void)state;
    coro_executor_init(&inner);
    coro_task_init(&inside, &inner, &speak, &a.frame, &a);
    coro_task_init(&task, &executor, &call, &frame, (void *)(uintptr_t)&run_inner);
    coro_executor_run(&executor);
    assert_string_equal(said, "A~A");
    coro_executor_fini(&inner);
}

static int begin_executor(void **state)
{
    (void)state;
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

#define TEST(promise) cmocka_unit_test_setup_teardown(promise, begin_executor, end_executor)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_empty_queue_has_nothing_to_poll),
        TEST(a_new_task_is_polled_until_it_finishes),
        TEST(a_pending_task_is_polled_again_only_after_it_was_woken),
        TEST(tasks_are_polled_in_the_order_in_which_they_were_woken),
        TEST(waking_a_queued_task_changes_nothing),
        TEST(a_task_that_is_woken_while_it_is_polled_goes_to_the_end_of_the_queue),
        TEST(waking_a_finished_task_does_nothing),
        TEST(dropping_a_queued_task_leaves_the_others_in_order),
        TEST(dropping_the_only_queued_task_empties_the_queue),
        TEST(dropping_a_waiting_task_drops_its_body_once),
        TEST(a_body_that_wakes_its_task_while_it_is_dropped_is_not_polled_again),
        TEST(waking_a_cancelled_task_does_nothing),
        TEST(a_task_may_be_dropped_twice),
        TEST(an_executor_that_ends_before_its_tasks_aborts),
        TEST(dropping_a_task_from_its_own_poll_aborts),
        TEST(a_watch_that_is_called_may_remove_any_other),
        TEST(a_watch_that_is_called_may_cancel_a_task_that_watches),
        TEST(a_watch_that_is_called_may_watch_another_task),
        TEST(watching_a_task_again_while_its_watches_are_called_aborts),
        TEST(a_watch_of_two_tasks_or_registered_twice_aborts),
        TEST(an_unfinished_task_that_is_started_again_aborts_where_the_library_checks),
        TEST(running_an_executor_from_inside_its_task_aborts),
        TEST(polling_an_executor_from_inside_its_task_aborts_where_the_library_checks),
        TEST(running_an_executor_on_two_threads_aborts),
        TEST(ending_an_executor_from_inside_its_task_aborts),
        TEST(ending_a_polled_executor_aborts_where_the_library_checks),
        TEST(a_local_wake_on_another_thread_aborts_where_the_library_checks),
        TEST(a_task_may_run_another_executor),
    };
    return cmocka_run_group_tests_name("tasks and their executor", tests, NULL, NULL);
}
