/* SPDX-License-Identifier: MIT */
/* The promises of coro/coroutine.h. Compiled once per context, with CORO_CONTEXT set. Longer than 400 lines, because each
 * promise has a coroutine and a test, which are easier to read side by side. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fenv.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "coro/coroutine.h"
#include "tests/support/in_child.h"

enum { STACK_BYTES = 64 * 1024 };

static char said[64];
static struct coro_stack_source *stacks;

static void say(const char *letter) { strcat(said, letter); }

static int start_silent(void **state)
{
    (void)state;
    said[0] = '\0';
    return 0;
}

static struct coro *make_with(coro_entry *entry, void *arg, struct coro_options options)
{
    struct coro_stack stack;
    assert_int_equal(coro_pooled_stacks.acquire(stacks, &stack), CORO_OK);
    return coro_init_with(stack, entry, arg, options);
}

static struct coro *make(coro_entry *entry, void *arg)
{
    return make_with(entry, arg, (struct coro_options){ .name = "Tom" });
}

/* Only for a coroutine that make() made: its limit is the base of its stack. */
static void unmake(struct coro *co)
{
    struct coro_stack stack = { co->limit, STACK_BYTES };
    assert_ptr_equal(coro_at(stack), co);
    coro_fini(co);
    coro_pooled_stacks.release(stacks, stack);
}

static struct coro_polled say_a_and_c(struct coro *self, void *arg)
{
    (void)arg;
    say("A");
    coro_suspend(self);
    say("C");
    return coro_some(42);
}

static void resumer_and_coroutine_take_turns(void **state)
{
    (void)state;
    struct coro *co = make(say_a_and_c, NULL);
    assert_int_equal(coro_resume(co), CORO_OK);
    say("B");
    assert_int_equal(coro_resume(co), CORO_OK);
    say("D");
    assert_string_equal(said, "ABCD");
    unmake(co);
}

static void a_coroutine_keeps_what_its_body_returned(void **state)
{
    (void)state;
    struct coro *co = make(say_a_and_c, NULL);
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_false(coro_is_finished(co));
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_true(coro_is_finished(co));
    assert_int_equal(co->result.tag, CORO_SOME);
    assert_int_equal(co->result.value, 42);
    unmake(co);
}

static void resuming_a_finished_coroutine_is_refused(void **state)
{
    (void)state;
    struct coro *co = make(say_a_and_c, NULL);
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_int_equal(coro_resume(co), CORO_ERR_FINISHED);
    assert_string_equal(said, "AC");
    unmake(co);
}

static struct coro_polled resume_itself(struct coro *self, void *arg)
{
    (void)arg;
    (void)!coro_resume(self);
    return coro_none();
}

static void let_one_resume_itself(void *arg)
{
    (void)arg;
    (void)!coro_resume(make(resume_itself, NULL));
}

static void a_coroutine_that_resumes_itself_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(let_one_resume_itself, NULL, "coroutine Tom is resumed while it runs"));
}

static void suspend_one_from_outside(void *arg)
{
    struct coro *co = make(arg ? say_a_and_c : resume_itself, NULL);
    if (arg)
        (void)!coro_resume(co);
    coro_suspend(co);
}

static void suspending_a_coroutine_from_outside_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(suspend_one_from_outside, NULL, "coroutine Tom is suspended while it does not run"));
    assert_true(child_aborts_saying(suspend_one_from_outside, said, "coroutine Tom is suspended while it does not run"));
}

static void make_one_without_room(void *arg)
{
    static char memory[CORO_MIN_STACK_BYTES] __attribute__((aligned(16)));
    coro_init((struct coro_stack){ arg ? memory : NULL, arg ? CORO_MIN_STACK_BYTES - 1 : STACK_BYTES }, resume_itself, NULL);
}

static void make_one_on_half_the_address_space(void *arg)
{
    coro_init((struct coro_stack){ (char *)arg, (size_t)1 << 63 }, resume_itself, NULL);
}

static void a_stack_without_room_for_a_coroutine_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(make_one_on_half_the_address_space, said, "a coroutine is made on a stack of"));
    assert_true(child_aborts_saying(make_one_without_room, NULL, "a coroutine is made on a stack of"));
    assert_true(child_aborts_saying(make_one_without_room, said, "a coroutine is made on a stack of"));
}

static struct coro_polled return_argument(struct coro *self, void *arg)
{
    (void)self;
    return coro_some((uintptr_t)arg);
}

static void a_coroutine_need_not_be_resumed_at_all(void **state)
{
    (void)state;
    unmake(make(return_argument, NULL));
}

static void any_memory_will_do_as_a_stack(void **state)
{
    (void)state;
    char *memory = malloc(STACK_BYTES);
    struct coro_stack unround = { memory + 16, STACK_BYTES - 48 };
    struct coro *co = coro_init(unround, return_argument, memory);
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_int_equal(co->result.value, (uintptr_t)memory);
    coro_fini(co);
    memset(memory, 0, STACK_BYTES);
    free(memory);
}

static void say_from_depth(struct coro *self, int depth)
{
    if (depth > 0) {
        say("(");
        say_from_depth(self, depth - 1);
        say(")");
    } else {
        coro_suspend(self);
        say("x");
    }
}

static struct coro_polled go_deep(struct coro *self, void *arg)
{
    say_from_depth(self, (int)(uintptr_t)arg);
    return coro_none();
}

static void a_coroutine_suspends_from_any_depth_of_calls(void **state)
{
    (void)state;
    struct coro *co = make(go_deep, (void *)8);
    assert_int_equal(coro_resume(co), CORO_OK);
    say("|");
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_string_equal(said, "((((((((|x))))))))");
    unmake(co);
}

static struct coro_polled resume_another(struct coro *self, void *inner)
{
    say("B");
    assert_int_equal(coro_resume(inner), CORO_OK);
    say("D");
    coro_suspend(self);
    say("F");
    assert_int_equal(coro_resume(inner), CORO_OK);
    say("H");
    return coro_none();
}

static struct coro_polled say_c_and_g(struct coro *self, void *arg)
{
    (void)arg;
    say("C");
    coro_suspend(self);
    say("G");
    return coro_none();
}

static void a_coroutine_may_resume_another(void **state)
{
    (void)state;
    struct coro *inner = make(say_c_and_g, NULL), *outer = make(resume_another, inner);
    say("A");
    assert_int_equal(coro_resume(outer), CORO_OK);
    say("E");
    assert_int_equal(coro_resume(outer), CORO_OK);
    say("I");
    assert_string_equal(said, "ABCDEFGHI");
    unmake(outer);
    unmake(inner);
}

static struct coro_polled hold_memory(struct coro *self, void *arg)
{
    (void)arg;
    struct coro_polled result = coro_none();
    char *held = malloc(100);
    say("A");
    if (coro_suspend(self))
        goto release;
    say("B");
    result = coro_some(1);

release:
    say("~");
    free(held);
    return result;
}

static void cancelling_a_suspended_coroutine_runs_its_clean_up(void **state)
{
    (void)state;
    struct coro *co = make(hold_memory, NULL);
    assert_int_equal(coro_resume(co), CORO_OK);
    coro_cancel(co);
    assert_true(coro_is_finished(co));
    assert_string_equal(said, "A~");
    unmake(co);
}

static void cancelling_one_that_never_ran_runs_nothing(void **state)
{
    (void)state;
    struct coro *co = make(hold_memory, NULL);
    coro_cancel(co);
    assert_string_equal(said, "");
    unmake(co);
}

static void cancelling_one_that_has_finished_runs_nothing(void **state)
{
    (void)state;
    struct coro *co = make(hold_memory, NULL);
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_int_equal(coro_resume(co), CORO_OK);
    coro_cancel(co);
    assert_string_equal(said, "AB~");
    assert_int_equal(co->result.tag, CORO_SOME);
    unmake(co);
}

static struct coro_polled never_give_up(struct coro *self, void *arg)
{
    (void)arg;
    coro_suspend(self);
    coro_suspend(self);
    return coro_none();
}

static void cancel_a_stubborn_one(void *arg)
{
    (void)arg;
    struct coro *co = make(never_give_up, NULL);
    (void)!coro_resume(co);
    coro_cancel(co);
}

static void suspending_while_being_cancelled_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(cancel_a_stubborn_one, NULL, "coroutine Tom suspends while it is being cancelled"));
}

/* The x87 unit answers fegetround, the SSE unit lrint. */
static void expect_rounding(int mode, long two_and_a_half)
{
    volatile double value = 2.5;
    assert_int_equal(fegetround(), mode);
    assert_int_equal(lrint(value), two_and_a_half);
}

static struct coro_polled round_upward(struct coro *self, void *arg)
{
    (void)arg;
    fesetround(FE_UPWARD);
    coro_suspend(self);
    expect_rounding(FE_UPWARD, 3);
    return coro_none();
}

static void each_side_keeps_its_floating_point_control_words(void **state)
{
    (void)state;
    struct coro *co = make_with(round_upward, NULL, (struct coro_options){ .keeps_control_words = true });
    assert_int_equal(coro_resume(co), CORO_OK);
    expect_rounding(FE_TONEAREST, 2);
    assert_int_equal(coro_resume(co), CORO_OK);
    expect_rounding(FE_TONEAREST, 2);
    unmake(co);
}

static struct coro_polled expect_upward(struct coro *self, void *arg)
{
    (void)arg;
    expect_rounding(FE_UPWARD, 3);
    coro_suspend(self);
    expect_rounding(FE_UPWARD, 3);
    return coro_none();
}

static void a_coroutine_that_keeps_its_control_words_begins_with_its_makers(void **state)
{
    (void)state;
    fesetround(FE_UPWARD);
    struct coro *co = make_with(expect_upward, NULL, (struct coro_options){ .keeps_control_words = true });
    for (int i = 0; i < 2; i++) {
        fesetround(FE_TONEAREST);
        assert_int_equal(coro_resume(co), CORO_OK);
        expect_rounding(FE_TONEAREST, 2);
    }
    unmake(co);
}

static struct coro_polled keep_many_locals(struct coro *self, void *arg)
{
    uint64_t a = (uintptr_t)arg, b = a * 3, c = a * 5, d = a * 7, e = a * 11, f = a * 13, g = a * 17, h = a * 19;
    for (int i = 0; i < 10; i++) {
        CORO_OPAQUE(a);
        CORO_OPAQUE(b);
        CORO_OPAQUE(c);
        CORO_OPAQUE(d);
        coro_suspend(self);
        a += b, b += c, c += d, d += e, e += f, f += g, g += h, h += a;
    }
    return coro_some(a ^ b ^ c ^ d ^ e ^ f ^ g ^ h);
}

static void locals_survive_when_many_coroutines_interleave(void **state)
{
    (void)state;
    enum { COUNT = 100 };
    struct coro *all[COUNT], *alone = make(keep_many_locals, (void *)7);
    while (!coro_is_finished(alone))
        assert_int_equal(coro_resume(alone), CORO_OK);
    for (int i = 0; i < COUNT; i++)
        all[i] = make(keep_many_locals, (void *)7);
    for (int round = 0; round <= 10; round++)
        for (int i = 0; i < COUNT; i++)
            assert_int_equal(coro_resume(all[i]), CORO_OK);
    for (int i = 0; i < COUNT; i++) {
        assert_true(coro_is_finished(all[i]));
        assert_int_equal(all[i]->result.value, alone->result.value);
        unmake(all[i]);
    }
    unmake(alone);
}

/* Its frame has an over-aligned local and one of variable size, so that the compiler needs a further register to find things. */
static CORO_NOINLINE uint64_t resume_from_a_realigned_frame(struct coro *co, size_t length)
{
    _Alignas(64) volatile char aligned[64] = { 17 };
    volatile char varying[length];
    varying[length - 1] = 4;
    for (int i = 0; i < 3; i++)
        assert_int_equal(coro_resume(co), CORO_OK);
    return (uint64_t)aligned[0] + (uint64_t)varying[length - 1] + (uintptr_t)aligned % 64;
}

static struct coro_polled resume_another_from_a_realigned_frame(struct coro *self, void *inner)
{
    uint64_t sum = resume_from_a_realigned_frame(inner, 100);
    coro_suspend(self);
    return coro_some(sum + resume_from_a_realigned_frame(inner, 10));
}

static void locals_survive_in_a_realigned_frame(void **state)
{
    (void)state;
    struct coro *inner = make(keep_many_locals, (void *)7), *outer = make(resume_another_from_a_realigned_frame, inner);
    assert_int_equal(coro_resume(outer), CORO_OK);
    assert_int_equal(resume_from_a_realigned_frame(inner, 1000), 21);
    assert_int_equal(coro_resume(outer), CORO_OK);
    assert_int_equal(outer->result.value, 42);
    while (!coro_is_finished(inner))
        assert_int_equal(coro_resume(inner), CORO_OK);
    unmake(outer);
    unmake(inner);
}

static struct coro_polled expect_to_run_in(struct coro *self, void *task)
{
    do {
        assert_ptr_equal(self->task, task);
        assert_ptr_equal(self->task->running, self);
        say("x");
    } while (!coro_suspend(self));
    assert_ptr_equal(self->task->running, self);
    say("~");
    return coro_cancelled();
}

static void polling_tells_the_task_which_coroutine_runs(void **state)
{
    (void)state;
    struct coro_task task = { .running = NULL };
    struct coro *co = make(expect_to_run_in, &task);
    assert_int_equal(coro_poll(co, &task).tag, CORO_PENDING);
    assert_null(task.running);
    assert_int_equal(coro_poll(co, &task).tag, CORO_PENDING);
    struct coro_stack stack = { co->limit, STACK_BYTES };
    coro_drop(co, &task);
    assert_null(task.running);
    assert_string_equal(said, "xx~");
    coro_pooled_stacks.release(stacks, stack);
}

static void polling_answers_what_the_body_returned(void **state)
{
    (void)state;
    struct coro_task task = { .running = NULL };
    struct coro *co = make(return_argument, (void *)5);
    struct coro_polled got = coro_poll(co, &task);
    assert_int_equal(got.tag, CORO_SOME);
    assert_int_equal(got.value, 5);
    struct coro_stack stack = { co->limit, STACK_BYTES };
    coro_drop(co, &task);
    coro_pooled_stacks.release(stacks, stack);
}

static void poll_a_finished_one(void *arg)
{
    (void)arg;
    struct coro_task task = { .running = NULL };
    struct coro *co = make(return_argument, NULL);
    (void)coro_poll(co, &task);
    (void)coro_poll(co, &task);
}

static void polling_a_finished_coroutine_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(poll_a_finished_one, NULL, "a finished async function is polled"));
}

static int open_stacks(void **state)
{
    (void)state;
    return coro_pooled_stacks.open(STACK_BYTES, &stacks) != CORO_OK;
}

static int close_stacks(void **state)
{
    (void)state;
    coro_pooled_stacks.close(stacks);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(resumer_and_coroutine_take_turns, start_silent),
        cmocka_unit_test_setup(a_coroutine_keeps_what_its_body_returned, start_silent),
        cmocka_unit_test_setup(resuming_a_finished_coroutine_is_refused, start_silent),
        cmocka_unit_test_setup(a_coroutine_that_resumes_itself_aborts, start_silent),
        cmocka_unit_test_setup(suspending_a_coroutine_from_outside_aborts, start_silent),
        cmocka_unit_test_setup(a_stack_without_room_for_a_coroutine_aborts, start_silent),
        cmocka_unit_test_setup(a_coroutine_need_not_be_resumed_at_all, start_silent),
        cmocka_unit_test_setup(any_memory_will_do_as_a_stack, start_silent),
        cmocka_unit_test_setup(a_coroutine_suspends_from_any_depth_of_calls, start_silent),
        cmocka_unit_test_setup(a_coroutine_may_resume_another, start_silent),
        cmocka_unit_test_setup(cancelling_a_suspended_coroutine_runs_its_clean_up, start_silent),
        cmocka_unit_test_setup(cancelling_one_that_never_ran_runs_nothing, start_silent),
        cmocka_unit_test_setup(cancelling_one_that_has_finished_runs_nothing, start_silent),
        cmocka_unit_test_setup(suspending_while_being_cancelled_aborts, start_silent),
        cmocka_unit_test_setup(each_side_keeps_its_floating_point_control_words, start_silent),
        cmocka_unit_test_setup(a_coroutine_that_keeps_its_control_words_begins_with_its_makers, start_silent),
        cmocka_unit_test_setup(locals_survive_when_many_coroutines_interleave, start_silent),
        cmocka_unit_test_setup(locals_survive_in_a_realigned_frame, start_silent),
        cmocka_unit_test_setup(polling_tells_the_task_which_coroutine_runs, start_silent),
        cmocka_unit_test_setup(polling_answers_what_the_body_returned, start_silent),
        cmocka_unit_test_setup(polling_a_finished_coroutine_aborts, start_silent),
    };
    return cmocka_run_group_tests_name("coroutines over " CORO_CONTEXT_NAME, tests, open_stacks, close_stacks);
}
