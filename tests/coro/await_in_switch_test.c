/* SPDX-License-Identifier: MIT */
/* A state machine that waits inside a switch of its own cannot be resumed there. A unit that checks says so. */
#undef CORO_CHECKS
#define CORO_CHECKS 1
#define ASYNC_MODEL ASYNC_STACKLESS
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "coro/async.h"
#include "tests/support/in_child.h"

ASYNC(switching, unsigned, count, nothing)
{
    switch (count) {
    case 9:             /* no number of a resume point, which would not compile */
        SUSPEND();
        break;
    default:
        break;
    }
    RETURN(coro_some(count));
}
ASYNC_END

static void suspend_and(bool is_resumed)
{
    struct switching_frame frame;
    struct coro_task task = { .executor = NULL };
    switching.start(&frame, (void *)9);
    (void)switching.poll(&frame, &task);
    if (is_resumed)
        (void)switching.poll(&frame, &task);
    switching.drop(&frame, &task);
}
static void suspend_and_resume(void *arg) { (void)arg, suspend_and(true); }
static void suspend_and_drop(void *arg) { (void)arg, suspend_and(false); }

static void an_await_inside_a_switch_is_named(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(suspend_and_resume, NULL, "inside a switch of its own"));
    assert_true(child_aborts_saying(suspend_and_drop, NULL, "inside a switch of its own"));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(an_await_inside_a_switch_is_named) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
