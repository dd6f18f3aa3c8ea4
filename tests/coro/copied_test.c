/* SPDX-License-Identifier: MIT */
/* Coroutines whose frames are copied to and from one shared stack (coro/coroutine/frames_copied.h). Compiled once per context
 * that can be copied. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#define CORO_COPIES_FRAMES 1
#include "coro/segment.h"
#include "coro/overflow.h"
#include "tests/support/in_child.h"
#include "tests/support/failing.h"

enum { STACK_BYTES = 768 * CORO_NOTICE_STACK_FACTOR, DEEP_BYTES = 4 * STACK_BYTES };

static char said[64];
static struct coro_stack_source *stacks;
static struct coro_stack stack_of[2];
static struct coro_task task;

static void say(const char *letters) { strcat(said, letters); }

static int open_two(void **state)
{
    (void)state;
    said[0] = '\0';
    task = (struct coro_task){ .running = NULL };
    assert_int_equal(coro_copied_stacks.open(STACK_BYTES, &stacks), CORO_OK);
    for (int i = 0; i < 2; i++)
        assert_int_equal(coro_copied_stacks.acquire(stacks, &stack_of[i]), CORO_OK);
    return 0;
}
static int close_two(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++)
        coro_copied_stacks.release(stacks, stack_of[i]);
    coro_copied_stacks.close(stacks);
    return 0;
}

/* Says its letter before and after each of two waits, through a pointer from one frame into another. */
static CORO_NOINLINE bool say_and_wait(struct coro *self, const char *letter)
{
    say(letter);
    return coro_suspend(self);
}
static struct coro_polled say_three_times(struct coro *self, void *arg)
{
    char letter[2] = { *(const char *)arg, '\0' };
    if (say_and_wait(self, letter) || say_and_wait(self, letter))
        return coro_cancelled();
    say(letter);
    return coro_none();
}
static void two_take_turns_on_one_stack(void **state)
{
    (void)state;
    struct coro *a = coro_init(stack_of[0], say_three_times, "a"), *b = coro_init(stack_of[1], say_three_times, "b");
    for (int i = 0; i < 3; i++) {
        coro_poll(a, &task);
        coro_poll(b, &task);
    }
    assert_true(coro_is_finished(a) && coro_is_finished(b));
    coro_drop(a, &task);
    coro_drop(b, &task);
    assert_string_equal(said, "ababab");
}

/* Waits with more on the stack than its own stack can hold a copy of; says how it went. */
static struct coro_polled wait_deep(struct coro *self, void *arg)
{
    unsigned char bytes[DEEP_BYTES];
    (void)arg;
    memset(bytes, 7, sizeof bytes);
    CORO_OPAQUE(self);
    bool is_cancelled = coro_suspend(self);
    for (size_t i = 0; i < sizeof bytes; i++)
        if (bytes[i] != 7)
            say("?");
    say(is_cancelled ? "cancelled" : "back");
    return is_cancelled ? coro_cancelled() : coro_some(1);
}
static void what_does_not_fit_is_copied_to_the_heap(void **state)
{
    (void)state;
    struct coro *deep = coro_init(stack_of[0], wait_deep, NULL), *other = coro_init(stack_of[1], say_three_times, "x");
    assert_int_equal(coro_poll(deep, &task).tag, CORO_PENDING);
    assert_int_equal(coro_poll(other, &task).tag, CORO_PENDING);
    assert_int_equal(coro_poll(deep, &task).tag, CORO_SOME);
    coro_drop(deep, &task);
    coro_drop(other, &task);
    assert_string_equal(said, "xback");
}

static void one_that_cannot_be_copied_is_cancelled_and_its_poll_fails(void **state)
{
    (void)state;
    struct coro *deep = coro_init(stack_of[0], wait_deep, NULL);
    failing.allocations_until_failure = 1;
    struct coro_polled got = coro_poll(deep, &task);
    failing.allocations_until_failure = 0;
    assert_int_equal(got.tag, CORO_FAILED);
    assert_int_equal(got.value, CORO_ERR_NO_MEMORY);
    assert_true(coro_is_finished(deep));
    assert_string_equal(said, "cancelled");
    coro_drop(deep, &task);
}

static void one_that_is_suspended_unwinds_when_it_is_dropped(void **state)
{
    (void)state;
    struct coro *deep = coro_init(stack_of[0], wait_deep, NULL);
    assert_int_equal(coro_poll(deep, &task).tag, CORO_PENDING);
    coro_drop(deep, &task);
    assert_string_equal(said, "cancelled");
}

static struct coro_polled never_asked(struct coro *self, void *arg)
{
    (void)self, (void)arg;
    say("wrong");
    return coro_none();
}
static struct coro_polled resume_another(struct coro *self, void *arg)
{
    (void)arg;
    struct coro *other = coro_init(stack_of[1], never_asked, NULL);
    struct coro_polled got = coro_poll(other, self->task);
    coro_drop(other, self->task);
    return got;
}
static void resuming_another_from_the_shared_stack_is_refused(void **state)
{
    (void)state;
    struct coro *co = coro_init(stack_of[0], resume_another, NULL);
    struct coro_polled got = coro_poll(co, &task);
    assert_int_equal(got.tag, CORO_FAILED);
    assert_int_equal(got.value, CORO_ERR_UNSUPPORTED);
    assert_string_equal(said, "");
    coro_drop(co, &task);
}

static struct coro_polled wait_deep_again_when_cancelled(struct coro *self, void *arg)
{
    unsigned char bytes[DEEP_BYTES], *held = bytes;
    (void)arg;
    CORO_OPAQUE(held);      /* clang would keep one byte of them */
    memset(held, 7, sizeof bytes);
    if (coro_suspend(self))
        coro_suspend(self);
    return coro_some(held[7]);
}
static void fail_to_copy_a_stubborn_one(void *arg)
{
    (void)arg;
    struct coro *tom = coro_init_with(stack_of[0], wait_deep_again_when_cancelled, NULL, (struct coro_options){ .name = "Tom" });
    failing.allocations_until_failure = 1;
    (void)coro_poll(tom, &task);
}
static void cancel_a_stubborn_one_without_memory(void *arg)
{
    (void)arg;
    struct coro *tom = coro_init_with(stack_of[0], wait_deep_again_when_cancelled, NULL, (struct coro_options){ .name = "Tom" });
    (void)coro_poll(tom, &task);
    failing.allocations_until_failure = 1;
    coro_cancel(tom);
}
static void one_that_suspends_while_being_cancelled_aborts(void **state)
{
    (void)state;
    static const char words[] = "coroutine Tom suspends while it is being cancelled";
    assert_true(child_aborts_saying(fail_to_copy_a_stubborn_one, NULL, words));
    assert_true(child_aborts_saying(cancel_a_stubborn_one_without_memory, NULL, words));
}

static struct coro_polled cancel_another(struct coro *self, void *other)
{
    (void)self;
    coro_cancel(other);
    return coro_none();
}
static void cancel_from_the_shared_stack(void *arg)
{
    (void)arg;
    struct coro *tom = coro_init_with(stack_of[1], say_three_times, "a", (struct coro_options){ .name = "Tom" });
    (void)!coro_resume(tom);
    (void)!coro_resume(coro_init(stack_of[0], cancel_another, tom));
}
static void cancelling_another_from_the_shared_stack_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(cancel_from_the_shared_stack, NULL,
                                    "coroutine Tom is cancelled by a coroutine that shares its stack"));
}

static struct coro_polled never_called(struct coro_task *its, void *self)
{
    (void)its, (void)self;
    say("wrong");
    return coro_none();
}
static struct coro_polled call_on_a_segment(struct coro *self, void *arg)
{
    return coro_segment_call(self, 1000, never_called, self->task, arg);
}
static void a_call_on_a_further_segment_is_refused(void **state)
{
    (void)state;
    struct coro *co = coro_init(stack_of[0], call_on_a_segment, NULL);
    struct coro_polled got = coro_poll(co, &task);
    assert_int_equal(got.tag, CORO_FAILED);
    assert_int_equal(got.value, CORO_ERR_UNSUPPORTED);
    coro_drop(co, &task);
    assert_string_equal(said, "");
}

static void release_a_stack_in_use(void *arg)
{
    (void)arg;
    struct coro *tom = coro_init_with(stack_of[1], say_three_times, "a", (struct coro_options){ .name = "Tom" });
    (void)!coro_resume(tom);
    coro_copied_stacks.release(stacks, stack_of[1]);
}
static void releasing_the_stack_of_a_suspended_coroutine_aborts(void **state)
{
    (void)state;
    if (!CORO_CHECKS)
        skip();
    assert_true(child_aborts_saying(release_a_stack_in_use, NULL,
                                    "the stack of coroutine Tom is released while it is suspended"));
}

static CORO_NOINLINE uint64_t use_frames(uint64_t depth)
{
    volatile uint64_t locals[8];
    locals[0] = depth;
    return depth == 0 ? 0 : use_frames(depth - 1) + locals[0];
}
static struct coro_polled use_up_the_stack(struct coro *self, void *arg)
{
    (void)arg;
    coro_suspend(self);
    return coro_some(use_frames(1000000));
}
static void overflow_by_turns(void *arg)
{
    (void)arg;
    if (coro_overflow_report() != CORO_OK)
        _exit(1);
    struct coro *jerry = coro_init_with(stack_of[0], use_up_the_stack, NULL, (struct coro_options){ .name = "Jerry" });
    struct coro *tom = coro_init_with(stack_of[1], say_three_times, "a", (struct coro_options){ .name = "Tom" });
    (void)!coro_resume(jerry);
    (void)!coro_resume(tom);
    (void)!coro_resume(jerry);
}
static void an_overflow_names_the_one_that_is_on_the_shared_stack(void **state)
{
    (void)state;
    char heard[4096];
    int status = child_run_and_listen(overflow_by_turns, NULL, heard, sizeof heard);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
    assert_non_null(strstr(heard, "coro: stack overflow: coroutine Jerry ran out of its stack at 0x"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(two_take_turns_on_one_stack, open_two, close_two),
        cmocka_unit_test_setup_teardown(what_does_not_fit_is_copied_to_the_heap, open_two, close_two),
        cmocka_unit_test_setup_teardown(one_that_cannot_be_copied_is_cancelled_and_its_poll_fails, open_two, close_two),
        cmocka_unit_test_setup_teardown(one_that_is_suspended_unwinds_when_it_is_dropped, open_two, close_two),
        cmocka_unit_test_setup_teardown(resuming_another_from_the_shared_stack_is_refused, open_two, close_two),
        cmocka_unit_test_setup_teardown(cancelling_another_from_the_shared_stack_aborts, open_two, close_two),
        cmocka_unit_test_setup_teardown(one_that_suspends_while_being_cancelled_aborts, open_two, close_two),
        cmocka_unit_test_setup_teardown(a_call_on_a_further_segment_is_refused, open_two, close_two),
        cmocka_unit_test_setup_teardown(releasing_the_stack_of_a_suspended_coroutine_aborts, open_two, close_two),
        cmocka_unit_test_setup_teardown(an_overflow_names_the_one_that_is_on_the_shared_stack, open_two, close_two),
    };
    return cmocka_run_group_tests_name(CORO_CONTEXT_NAME, tests, NULL, NULL);
}
