/* SPDX-License-Identifier: MIT */
/* The promises of coro/async.h: each test runs once on state machines and once on coroutines. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "coro/executor.h"
#include "tests/coro/async_bodies.h"
#include "tests/support/in_child.h"

char async_said[128];
static struct coro_task task;

void async_say(const char *letters) { strcat(async_said, letters); }

static const struct async_bodies *bodies_of(void **state) { return *state; }

static void *start(const struct coro_async_fn *body, unsigned arg)
{
    void *frame = aligned_alloc(body->layout.align < 16 ? 16 : body->layout.align, coro_round_up(body->layout.bytes, 16));
    body->start(frame, (void *)(uintptr_t)arg);
    return frame;
}

static void end(const struct coro_async_fn *body, void *frame)
{
    body->drop(frame, &task);
    free(frame);
}

/* Polls at most `polls` times, saying "/" after each that is pending, and drops. Returns the last answer. */
static struct coro_polled run(const struct coro_async_fn *body, unsigned arg, int polls)
{
    void *frame = start(body, arg);
    struct coro_polled got = coro_pending();
    while (got.tag == CORO_PENDING && polls-- > 0) {
        got = body->poll(frame, &task);
        if (got.tag == CORO_PENDING)
            async_say("/");
    }
    end(body, frame);
    return got;
}

static void a_body_that_never_waits_returns_at_its_first_poll(void **state)
{
    struct coro_polled got = run(bodies_of(state)->refusing, 0, 1);
    assert_int_equal(got.tag, CORO_FAILED);
    assert_int_equal(got.value, CORO_ERR_BUSY);
}

static void a_body_goes_on_where_it_suspended(void **state)
{
    struct coro_polled got = run(bodies_of(state)->countdown, 3, 10);
    assert_int_equal(got.tag, CORO_SOME);
    assert_int_equal(got.value, 3);
    assert_string_equal(async_said, "./././");
}

static void nothing_runs_before_the_first_poll(void **state)
{
    void *frame = start(bodies_of(state)->tidy, 3);
    assert_string_equal(async_said, "");
    end(bodies_of(state)->tidy, frame);
    assert_string_equal(async_said, "");
}

static void one_frame_serves_two_awaits_of_the_same_function(void **state)
{
    struct coro_polled got = run(bodies_of(state)->twice, 2, 10);
    assert_int_equal(got.tag, CORO_SOME);
    assert_int_equal(got.value, 4);
    assert_string_equal(async_said, "././|././");
}

static void an_await_in_a_loop_keeps_what_is_declared_in_the_frame(void **state)
{
    struct coro_polled got = run(bodies_of(state)->summing, 5, 100);
    assert_int_equal(got.tag, CORO_SOME);
    assert_int_equal(got.value, 15);
}

static void clean_up_runs_once_on_return(void **state)
{
    assert_int_equal(run(bodies_of(state)->nested, 1, 10).value, 2);
    assert_string_equal(async_said, "[<./|./>]");
}

static void clean_up_runs_from_the_inside_out_when_dropped_in_the_first_await(void **state)
{
    assert_int_equal(run(bodies_of(state)->nested, 1, 1).tag, CORO_PENDING);
    assert_string_equal(async_said, "[<./>]");
}

static void clean_up_runs_from_the_inside_out_when_dropped_in_the_second_await(void **state)
{
    assert_int_equal(run(bodies_of(state)->nested, 1, 2).tag, CORO_PENDING);
    assert_string_equal(async_said, "[<./|./>]");
}

static void a_task_runs_it_and_dropping_the_task_cancels_it(void **state)
{
    const struct coro_async_fn *body = bodies_of(state)->nested;
    struct coro_executor executor;
    struct coro_task own;
    void *frame = aligned_alloc(16, coro_round_up(body->layout.bytes, 16));
    coro_executor_init(&executor);
    coro_task_init(&own, &executor, body, frame, (void *)1);
    coro_executor_run(&executor);
    assert_string_equal(async_said, "[<.");
    coro_task_fini(&own);
    assert_string_equal(async_said, "[<.>]");
    coro_executor_fini(&executor);
    free(frame);
}

static void poll_once_too_often(void *body)
{
    const struct coro_async_fn *refusing = body;
    void *frame = start(refusing, 0);
    (void)refusing->poll(frame, &task);
    (void)refusing->poll(frame, &task);
}

static void polling_a_finished_body_aborts(void **state)
{
    assert_true(child_aborts_saying(poll_once_too_often, (void *)(uintptr_t)bodies_of(state)->refusing,
                                    "a finished async function is polled"));
}

static void a_kept_frame_of_zeros_serves_one_call_after_another(void **state)
{
    const struct async_bodies *bodies = bodies_of(state);
    void *frame = calloc(1, bodies->tidy->layout.bytes);
    for (uintptr_t count = 1; count <= 2; count++) {
        struct coro_polled got;
        while ((got = bodies->tidy_kept(frame, (void *)count, &task)).tag == CORO_PENDING)
            async_say("/");
        assert_int_equal(got.tag, CORO_SOME);
        assert_int_equal(got.value, 2 * count);
    }
    assert_string_equal(async_said, "<./|./>" "<././|././>");
    end(bodies->tidy, frame);
}

static void a_kept_frame_is_dropped_in_mid_await_once_and_idle_not_at_all(void **state)
{
    const struct async_bodies *bodies = bodies_of(state);
    void *busy = calloc(1, bodies->tidy->layout.bytes), *idle = calloc(1, bodies->tidy->layout.bytes);
    assert_int_equal(bodies->tidy_kept(busy, (void *)(uintptr_t)1, &task).tag, CORO_PENDING);
    end(bodies->tidy, busy);
    end(bodies->tidy, idle);
    assert_string_equal(async_said, "<.>");
}

static int start_silent(void **state)
{
    (void)state;
    async_said[0] = '\0';
    task = (struct coro_task){ .running = NULL };
    return 0;
}

#define PROMISE(name, bodies) { #name " (" #bodies ")", name, start_silent, NULL, (void *)(uintptr_t)&(bodies) }
#define BOTH_MODELS(name) PROMISE(name, async_stackless_bodies), PROMISE(name, async_stackful_bodies)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH_MODELS(a_body_that_never_waits_returns_at_its_first_poll),
        BOTH_MODELS(a_body_goes_on_where_it_suspended),
        BOTH_MODELS(nothing_runs_before_the_first_poll),
        BOTH_MODELS(one_frame_serves_two_awaits_of_the_same_function),
        BOTH_MODELS(an_await_in_a_loop_keeps_what_is_declared_in_the_frame),
        BOTH_MODELS(clean_up_runs_once_on_return),
        BOTH_MODELS(clean_up_runs_from_the_inside_out_when_dropped_in_the_first_await),
        BOTH_MODELS(clean_up_runs_from_the_inside_out_when_dropped_in_the_second_await),
        BOTH_MODELS(a_task_runs_it_and_dropping_the_task_cancels_it),
        BOTH_MODELS(polling_a_finished_body_aborts),
        PROMISE(a_kept_frame_of_zeros_serves_one_call_after_another, async_stackless_bodies),
        PROMISE(a_kept_frame_is_dropped_in_mid_await_once_and_idle_not_at_all, async_stackless_bodies),
    };
    return cmocka_run_group_tests_name("async bodies in both models", tests, NULL, NULL);
}
