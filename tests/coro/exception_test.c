/* SPDX-License-Identifier: MIT */
/* Exceptions of C++ in coroutines. Within a body they work. An exception that leaves the body, or a further segment of its stack,
 * ends the program with a sentence, although there is a handler. So does a thread that ends inside a body. Compiled once per
 * context, with CORO_CONTEXT set. */
#undef CORO_CHECKS
#define CORO_CHECKS 1
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include "coro/segment.h"
#include "tests/support/in_child.h"

enum { STACK_BYTES = 256 * 1024 };

/* exception_thrown.cpp */
void throw_one(void);
int throw_and_catch(void);
void call_and_catch(void (*fn)(void *), void *arg);
void call_in_a_handler(void (*fn)(void *), void *arg);
void call_while_unwinding(void (*fn)(void *), void *arg);

static struct coro_polled throw_out(struct coro *self, void *arg)
{
    (void)self, (void)arg;
    throw_one();
    return coro_none();
}
static struct coro_polled end_the_thread(struct coro *self, void *arg)
{
    (void)self;
    pthread_exit(arg);
    return coro_none();
}
static struct coro_polled catch_within(struct coro *self, void *arg)
{
    (void)arg;
    int caught = throw_and_catch();
    coro_suspend(self);
    return coro_some((uint64_t)(caught + throw_and_catch()));
}

/* A task whose body is a state machine, without a coroutine. */
static void start_nothing(void *frame, void *arg) { (void)frame, (void)arg; }
static void drop_nothing(void *frame, struct coro_task *task) { (void)frame, (void)task; }
static struct coro_polled throw_out_of_a_poll(void *frame, struct coro_task *task)
{
    (void)frame, (void)task;
    throw_one();
    return coro_none();
}
static struct coro_polled end_the_thread_in_a_poll(void *frame, struct coro_task *task)
{
    (void)task;
    pthread_exit(frame);
    return coro_none();
}
static void run_a_task(void *poll)
{
    struct coro_async_fn body = { { 0, 1 }, start_nothing, NULL, drop_nothing };
    body.poll = (struct coro_polled (*)(void *, struct coro_task *))(uintptr_t)poll;
    struct coro_executor executor;
    struct coro_task task;
    coro_executor_init(&executor);
    coro_task_init(&task, &executor, &body, NULL, NULL);
    coro_executor_run(&executor);
}
static void run_a_task_with_a_handler(void *poll) { call_and_catch(run_a_task, poll); }
static void *run_a_task_that_ends_its_thread(void *arg)
{
    run_a_task((void *)(uintptr_t)end_the_thread_in_a_poll);
    return arg ? arg : "ran on";
}

static void suspend(void *self) { coro_suspend(self); }
static struct coro_polled suspend_in_a_handler(struct coro *self, void *arg)
{
    (void)arg;
    call_in_a_handler(suspend, self);
    return coro_none();
}

static struct coro_polled suspend_while_unwinding(struct coro *self, void *arg)
{
    (void)arg;
    call_while_unwinding(suspend, self);
    return coro_none();
}

static struct coro_polled throw_there(struct coro_task *task, void *self)
{
    (void)task, (void)self;
    throw_one();
    return coro_none();
}
static struct coro_polled catch_there(struct coro_task *task, void *self)
{
    (void)task, (void)self;
    return coro_some((uint64_t)throw_and_catch());
}
static void throw_on_a_segment(void *self)
{
    struct coro_task task = { .running = self };
    coro_segment_call(self, 2 * STACK_BYTES, throw_there, &task, NULL);
}
static struct coro_polled let_one_leave_a_segment(struct coro *self, void *arg)
{
    (void)arg;
    call_and_catch(throw_on_a_segment, self);
    return coro_none();
}
static struct coro_polled catch_on_a_segment(struct coro *self, void *arg)
{
    (void)arg;
    struct coro_task task = { .running = self };
    return coro_segment_call(self, 2 * STACK_BYTES, catch_there, &task, NULL);
}

static struct coro *make(coro_entry *entry)
{
    static struct coro_stack_source *stacks;
    struct coro_stack stack;
    if ((stacks == NULL && coro_pooled_stacks.open(STACK_BYTES, &stacks)) || coro_pooled_stacks.acquire(stacks, &stack))
        _exit(2);
    return coro_init_with(stack, entry, NULL, (struct coro_options){ .name = "Tom" });
}
static void resume(void *entry) { (void)!coro_resume(make((coro_entry *)(uintptr_t)entry)); }
static void resume_with_a_handler(void *entry) { call_and_catch(resume, entry); }

static void an_exception_that_leaves_a_body_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(resume_with_a_handler, (void *)(uintptr_t)throw_out,
                                    "coroutine Tom: an exception leaves its body"));
}

static void an_exception_that_leaves_a_task_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(run_a_task_with_a_handler, (void *)(uintptr_t)throw_out_of_a_poll,
                                    "an exception leaves the body of a task"));
    assert_true(child_aborts_saying(run_a_task, (void *)(uintptr_t)throw_out_of_a_poll,
                                    "an exception leaves the body of a task"));
}

static void a_thread_may_end_inside_a_task_that_is_no_coroutine(void **state)
{
    (void)state;
    pthread_t thread;
    void *result = &thread;
    assert_int_equal(pthread_create(&thread, NULL, run_a_task_that_ends_its_thread, NULL), 0);
    assert_int_equal(pthread_join(thread, &result), 0);
    assert_null(result);
}

static void a_thread_that_ends_inside_a_body_aborts(void **state)
{
    (void)state;
#ifdef CORO_NOTICE_TSAN
    skip();         /* the sanitizer's own pthread_exit does not unwind the body */
#endif
    assert_true(child_aborts_saying(resume, (void *)(uintptr_t)end_the_thread, "coroutine Tom: the thread ends inside its body"));
}

static void suspending_within_a_handler_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(resume, (void *)(uintptr_t)suspend_in_a_handler,
                                    "coroutine Tom suspends within a handler of an exception"));
}

static void suspending_while_an_exception_unwinds_the_stack_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(resume, (void *)(uintptr_t)suspend_while_unwinding,
                                    "coroutine Tom suspends while an exception unwinds its stack"));
}

static void resume_one_that_catches(void *co)
{
    if (coro_resume(co))
        _exit(3);
}
static void a_coroutine_may_be_resumed_while_an_exception_unwinds(void **state)
{
    (void)state;
    struct coro *co = make(catch_within);
    call_while_unwinding(resume_one_that_catches, co);
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_int_equal(co->result.value, 2);
    coro_fini(co);
}

static void an_exception_that_leaves_a_further_segment_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(resume, (void *)(uintptr_t)let_one_leave_a_segment,
                                    "coroutine Tom: an exception leaves a function on a further segment of its stack"));
}

static void an_exception_that_is_caught_on_its_segment_harms_nothing(void **state)
{
    (void)state;
    struct coro *co = make(catch_on_a_segment);
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_int_equal(co->result.value, 1);
    coro_fini(co);
}

static void resume_in_a_handler(void *co) { assert_int_equal(coro_resume(co), CORO_OK); }
static void a_coroutine_may_be_resumed_within_a_handler(void **state)
{
    (void)state;
    struct coro *co = make(catch_within);
    call_in_a_handler(resume_in_a_handler, co);
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_int_equal(co->result.value, 2);
    coro_fini(co);
}

static void an_exception_that_is_caught_within_a_body_harms_nothing(void **state)
{
    (void)state;
    struct coro *co = make(catch_within);
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_int_equal(co->result.value, 2);
    coro_fini(co);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_exception_that_leaves_a_body_aborts),
        cmocka_unit_test(an_exception_that_leaves_a_task_aborts),
        cmocka_unit_test(a_thread_that_ends_inside_a_body_aborts),
        cmocka_unit_test(a_thread_may_end_inside_a_task_that_is_no_coroutine),
        cmocka_unit_test(suspending_within_a_handler_aborts),
        cmocka_unit_test(suspending_while_an_exception_unwinds_the_stack_aborts),
        cmocka_unit_test(a_coroutine_may_be_resumed_while_an_exception_unwinds),
        cmocka_unit_test(an_exception_that_leaves_a_further_segment_aborts),
        cmocka_unit_test(an_exception_that_is_caught_on_its_segment_harms_nothing),
        cmocka_unit_test(a_coroutine_may_be_resumed_within_a_handler),
        cmocka_unit_test(an_exception_that_is_caught_within_a_body_harms_nothing),
    };
    return cmocka_run_group_tests_name("exceptions in coroutines over " CORO_CONTEXT_NAME, tests, NULL, NULL);
}
