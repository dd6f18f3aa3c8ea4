/* SPDX-License-Identifier: MIT */
/* Tests calls on further segments (coro/segment.h). CMake builds it once per context; malloc and mmap are wrapped so that tests
 * can make them fail. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <unwind.h>
#include "coro/segment.h"
#include "tests/support/failing.h"

/* ucontext needs some KiB for its two contexts alone. */
enum { FIRST_BYTES = CORO_SEGMENT_FIRST_BYTES + 2048 + CORO_CONTEXT_STACK_BYTES / 16 * 16, TOO_MUCH_FOR_FIRST = FIRST_BYTES };

static char said[64];
static struct coro_stack_source *stacks;
static struct coro_task task;

static void say(const char *letter) { strcat(said, letter); }

/* Runs body(arg) on a small first segment; polls until it has finished or, if `polls` is fewer, drops it then. */
static struct coro_polled run(coro_entry *body, void *arg, int polls)
{
    struct coro_stack stack;
    assert_int_equal(coro_segment_stacks.acquire(stacks, &stack), CORO_OK);
    struct coro *co = coro_init(stack, body, arg);
    struct coro_polled got = coro_pending();
    while (got.tag == CORO_PENDING && polls-- > 0) {
        got = coro_poll(co, &task);
        say("|");
    }
    coro_drop(co, &task);
    coro_segment_stacks.release(stacks, stack);
    return got;
}

/* True if the frame of the caller is on the coroutine's first segment. */
static CORO_NOINLINE bool is_on_first(const struct coro *co)
{
    uintptr_t here = (uintptr_t)coro_stack_pointer();
    return here < (uintptr_t)co && here >= (uintptr_t)co - FIRST_BYTES;
}

static struct coro_polled say_where(struct coro_task *its, void *self)
{
    assert_ptr_equal(its, &task);
    assert_ptr_equal(self, said);
    say(is_on_first(its->running) ? "1" : "2");
    return coro_some(17);
}

static struct coro_polled call_nothing_much(struct coro *self, void *arg)
{
    return coro_segment_call(self, 16, say_where, self->task, arg);
}

static void a_call_that_fits_stays_where_it_is(void **state)
{
    (void)state;
    struct coro_polled got = run(call_nothing_much, said, 1);
    assert_int_equal(got.tag, CORO_SOME);
    assert_int_equal(got.value, 17);
    assert_string_equal(said, "1|");
    assert_int_equal(failing.allocation_count, 1);
}

static struct coro_polled call_too_much(struct coro *self, void *arg)
{
    char *limit = self->limit;
    struct coro_polled got = coro_segment_call(self, TOO_MUCH_FOR_FIRST, say_where, self->task, arg);
    assert_ptr_equal(self->limit, limit);
    say(is_on_first(self) ? "1" : "2");
    return got;
}

static void a_call_that_does_not_fit_runs_on_a_further_segment(void **state)
{
    (void)state;
    struct coro_polled got = run(call_too_much, said, 1);
    assert_int_equal(got.tag, CORO_SOME);
    assert_int_equal(got.value, 17);
    assert_string_equal(said, "21|");
}

static struct coro_polled fill_what_was_asked_for(struct coro_task *its, void *self)
{
    (void)its;
    volatile char bytes[100000];
    _Alignas(16) volatile char aligned[16];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)i;
    aligned[0] = bytes[77];
    assert_int_equal((uintptr_t)aligned % 16, 0);
    assert_int_equal(aligned[0], 77);
    assert_ptr_equal(self, said);
    return coro_none();
}

static struct coro_polled call_a_large_one(struct coro *self, void *arg)
{
    size_t need_bytes = CORO_NOTICE_STACK_FACTOR > 1 ? 200000 : 100064;
    return coro_segment_call(self, need_bytes, fill_what_was_asked_for, self->task, arg);
}

static void a_callee_gets_as_much_stack_as_it_asks_for(void **state)
{
    (void)state;
    assert_int_equal(run(call_a_large_one, said, 1).tag, CORO_NONE);
}

/* Calls itself on a new segment until *levels segments are used, then suspends twice. */
static struct coro_polled go_down(struct coro_task *its, void *levels)
{
    int left = *(int *)levels - 1;
    struct coro_polled got = coro_cancelled();
    say("(");
    if (left > 0) {
        got = coro_segment_call(its->running, CORO_SEGMENT_BYTES, go_down, its, &left);
        goto leave;
    }
    if (coro_suspend(its->running))
        goto leave;
    say("x");
    if (coro_suspend(its->running))
        goto leave;
    say("y");
    got = coro_some(5);

leave:
    say(")");
    return got;
}

static struct coro_polled descend(struct coro *self, void *levels)
{
    return coro_segment_call(self, CORO_SEGMENT_BYTES, go_down, self->task, levels);
}

static void suspending_on_the_fifth_segment_and_resuming_works(void **state)
{
    (void)state;
    int levels = 5;
    struct coro_polled got = run(descend, &levels, 3);
    assert_int_equal(got.tag, CORO_SOME);
    assert_int_equal(got.value, 5);
    assert_string_equal(said, "(((((|x|y)))))|");
    assert_true(failing.allocation_count >= 6);
}

static void cancelling_on_the_fifth_segment_runs_every_clean_up(void **state)
{
    (void)state;
    int levels = 5;
    struct coro_polled got = run(descend, &levels, 2);
    assert_int_equal(got.tag, CORO_PENDING);
    assert_string_equal(said, "(((((|x|)))))");
}

static struct coro_polled nothing_at_all(struct coro_task *its, void *self)
{
    (void)its, (void)self;
    return coro_none();
}

static struct coro_polled cross_the_edge_often(struct coro *self, void *arg)
{
    for (int i = 0; i < 1000; i++)
        (void)coro_segment_call(self, TOO_MUCH_FOR_FIRST, nothing_at_all, self->task, arg);
    return coro_none();
}

static void a_hot_split_asks_malloc_once(void **state)
{
    (void)state;
    (void)run(cross_the_edge_often, NULL, 1);
    assert_int_equal(failing.allocation_count, 2);      /* the first segment and the further one */
}

static struct coro_polled come_back_up(struct coro *self, void *levels)
{
    while (coro_segment_call(self, CORO_SEGMENT_BYTES, go_down, self->task, levels).tag == CORO_SOME) {
        assert_int_equal(failing.allocation_count - failing.free_count, 2);
        if (coro_suspend(self))
            break;
    }
    return coro_none();
}

static void one_free_segment_is_kept_and_no_more(void **state)
{
    (void)state;
    int levels = 5;
    (void)run(come_back_up, &levels, 8);
    assert_string_equal(said, "(((((|x|y)))))|(((((|x|y)))))|(((((|x|)))))");
}

static struct coro_polled call_small_then_large(struct coro *self, void *arg)
{
    (void)coro_segment_call(self, TOO_MUCH_FOR_FIRST, nothing_at_all, self->task, arg);
    for (int i = 0; i < 10; i++)
        (void)coro_segment_call(self, 10 * TOO_MUCH_FOR_FIRST, nothing_at_all, self->task, arg);
    return coro_none();
}

static void of_two_free_segments_the_larger_is_kept(void **state)
{
    (void)state;
    (void)run(call_small_then_large, NULL, 1);
    assert_int_equal(failing.allocation_count, 3);
}

static struct coro_polled run_out_of_memory(struct coro *self, void *arg)
{
    failing.allocations_until_failure = 1;
    struct coro_polled got = coro_segment_call(self, TOO_MUCH_FOR_FIRST, say_where, self->task, arg);
    assert_int_equal(got.tag, CORO_FAILED);
    assert_int_equal(got.value, CORO_ERR_NO_MEMORY);
    failing.allocations_until_failure = 0;
    return coro_segment_call(self, TOO_MUCH_FOR_FIRST, say_where, self->task, arg);
}

static void a_segment_that_cannot_be_had_is_a_failed_call(void **state)
{
    (void)state;
    assert_int_equal(run(run_out_of_memory, said, 1).tag, CORO_SOME);
    assert_string_equal(said, "2|");
}

static struct coro_polled fail_inside(struct coro *self, void *levels)
{
    failing.allocations_until_failure = 3;
    return coro_segment_call(self, CORO_SEGMENT_BYTES, go_down, self->task, levels);
}

static void a_failure_further_down_comes_back_through_the_callers(void **state)
{
    (void)state;
    int levels = 5;
    struct coro_polled got = run(fail_inside, &levels, 1);
    assert_int_equal(got.tag, CORO_FAILED);
    assert_int_equal(got.value, CORO_ERR_NO_MEMORY);
    assert_string_equal(said, "(())|");
}

static struct coro_polled ask_for_the_impossible(struct coro *self, void *arg)
{
    size_t need = (size_t)CORO_SEGMENT_MAX_NEED_BYTES + 1;
    return coro_segment_call(self, need, say_where, self->task, arg);
}

static void an_absurd_need_is_refused(void **state)
{
    (void)state;
    struct coro_polled got = run(ask_for_the_impossible, said, 1);
    assert_int_equal(got.tag, CORO_FAILED);
    assert_int_equal(got.value, CORO_ERR_NO_MEMORY);
    assert_string_equal(said, "|");
}

static struct coro_polled look_back(struct coro *self, void *levels);

static _Unwind_Reason_Code look_at_frame(struct _Unwind_Context *frame, void *is_found)
{
    uintptr_t function = _Unwind_GetRegionStart(frame);
    if (function == (uintptr_t)look_back)
        *(bool *)is_found = true;
    return _URC_NO_REASON;
}

static struct coro_polled look_back_from_below(struct coro_task *its, void *levels)
{
    int left = *(int *)levels - 1;
    bool is_found = false;
    if (left > 0)
        return coro_segment_call(its->running, CORO_SEGMENT_BYTES + 8192, look_back_from_below, its, &left);
    _Unwind_Backtrace(look_at_frame, &is_found);
    return coro_some(is_found);
}

static struct coro_polled look_back(struct coro *self, void *levels)
{
    struct coro_polled got = coro_segment_call(self, CORO_SEGMENT_BYTES + 8192, look_back_from_below, self->task, levels);
    say("x");       /* not a tail call, so that this frame is there to be found */
    return got;
}

static void a_backtrace_leads_through_the_segments_to_the_body(void **state)
{
    (void)state;
    int levels = 3;
    assert_int_equal(run(look_back, &levels, 1).value, true);
}

static void first_segments_too_small_misaligned_or_too_large_are_refused(void **state)
{
    (void)state;
    static const size_t refused[] = { 0, 16, CORO_SEGMENT_SLACK_BYTES, FIRST_BYTES + 8, (size_t)1 << 40, SIZE_MAX };
    struct coro_stack_source *none;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_int_equal(coro_segment_stacks.open(refused[i], &none), CORO_ERR_INVALID);
}

static int open_stacks(void **state)
{
    (void)state;
    said[0] = '\0';
    task.running = NULL;
    if (coro_segment_stacks.open(FIRST_BYTES, &stacks) != CORO_OK)
        return 1;
    failing = (struct failing){ .allocation_count = 0 };
    return 0;
}

/* A test frees everything that it allocates. */
static int close_stacks(void **state)
{
    (void)state;
    bool is_balanced = failing.allocation_count == failing.free_count;
    failing = (struct failing){ .allocation_count = 0 };
    coro_segment_stacks.close(stacks);
    return !is_balanced;
}

#define TEST(promise) cmocka_unit_test_setup_teardown(promise, open_stacks, close_stacks)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_call_that_fits_stays_where_it_is),
        TEST(a_call_that_does_not_fit_runs_on_a_further_segment),
        TEST(a_callee_gets_as_much_stack_as_it_asks_for),
        TEST(suspending_on_the_fifth_segment_and_resuming_works),
        TEST(cancelling_on_the_fifth_segment_runs_every_clean_up),
        TEST(a_hot_split_asks_malloc_once),
        TEST(one_free_segment_is_kept_and_no_more),
        TEST(of_two_free_segments_the_larger_is_kept),
        TEST(a_segment_that_cannot_be_had_is_a_failed_call),
        TEST(a_failure_further_down_comes_back_through_the_callers),
        TEST(an_absurd_need_is_refused),
        TEST(a_backtrace_leads_through_the_segments_to_the_body),
        TEST(first_segments_too_small_misaligned_or_too_large_are_refused),
    };
    return cmocka_run_group_tests_name("segmented stacks under " CORO_CONTEXT_NAME, tests, NULL, NULL);
}
