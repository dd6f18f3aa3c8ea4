/* SPDX-License-Identifier: MIT */
/* The floating-point control words of coroutines (coro/coroutine/control_words.h): each side has its own, except that a native
 * coroutine may share its resumer's. The check for changed words is compiled in here in every build. Compiled once per context,
 * with CORO_CONTEXT set. */
#undef CORO_CHECKS
#define CORO_CHECKS 1
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fenv.h>
#include "coro/coroutine.h"
#include "coro/coroutine/control_words.h"
#include "tests/support/in_child.h"

static char memory[64 * 1024] __attribute__((aligned(CORO_MAX_ALIGN)));

static void run_to_its_end(coro_entry *entry, struct coro_options options)
{
    struct coro *co = coro_init_with((struct coro_stack){ memory, sizeof memory }, entry, NULL, options);
    while (!coro_is_finished(co))
        (void)!coro_resume(co);
    coro_fini(co);
}

static struct coro_polled change_and_suspend(struct coro *self, void *arg)
{
    (void)arg;
    fesetround(FE_UPWARD);
    coro_suspend(self);
    fesetround(FE_TONEAREST);
    return coro_none();
}

static struct coro_polled change_and_return(struct coro *self, void *arg)
{
    (void)arg;
    coro_suspend(self);
    fesetround(FE_UPWARD);
    return coro_none();
}

static struct coro_polled change_and_undo(struct coro *self, void *arg)
{
    (void)arg;
    for (int i = 0; i < 2; i++) {
        fesetround(FE_UPWARD);
        fesetround(FE_TONEAREST);
        coro_suspend(self);
    }
    return coro_none();
}

/* Exceptions that are only recorded control nothing. */
static struct coro_polled divide_by_zero(struct coro *self, void *arg)
{
    (void)arg;
    volatile double zero = 0, inexact = 1.0 / 3;
    zero = inexact / zero;
    coro_suspend(self);
    return coro_none();
}

#if CORO_CONTEXT == CORO_CONTEXT_NATIVE
static void run_sharing(void *entry) { run_to_its_end(*(coro_entry **)entry, (struct coro_options){ .name = "Tom" }); }

static bool aborts_when_shared(coro_entry *entry)
{
    return child_aborts_saying(run_sharing, &entry, "coroutine Tom changed the floating-point control words");
}

static void suspending_with_changed_words_aborts(void **state)
{
    (void)state;
    assert_true(aborts_when_shared(change_and_suspend));
}

static void returning_with_changed_words_aborts(void **state)
{
    (void)state;
    assert_true(aborts_when_shared(change_and_return));
}

#endif

static void words_that_are_changed_back_in_time_are_no_matter(void **state)
{
    (void)state;
    run_to_its_end(change_and_undo, (struct coro_options){ .name = "Tom" });
    run_to_its_end(divide_by_zero, (struct coro_options){ .name = "Tom" });
}

static void a_coroutine_that_keeps_its_words_may_change_them(void **state)
{
    (void)state;
    run_to_its_end(change_and_suspend, (struct coro_options){ .keeps_control_words = true });
    run_to_its_end(change_and_return, (struct coro_options){ .keeps_control_words = true });
    assert_int_equal(fegetround(), FE_TONEAREST);
}

#ifdef __aarch64__
static void change(struct coro_control_words *words)
{
    enum { ROUNDS_UP = 1 << 22, FLUSHES_TO_ZERO = 1 << 24 };
    words->fpcr |= ROUNDS_UP | FLUSHES_TO_ZERO;
}
static void load_words(struct coro_control_words words) { coro_control_words_restore(words); }
#else
/* Rounding, which valgrind knows as well, to the one side in the SSE unit and to the other in the x87 unit. */
static void change(struct coro_control_words *words)
{
    enum { SSE_ROUNDS_DOWN = 0x2000, X87_ROUNDS_UP = 0x800 };
    words->mxcsr |= SSE_ROUNDS_DOWN;
    words->x87 |= X87_ROUNDS_UP;
}
static void load_words(struct coro_control_words words)
{
    __asm__ volatile("ldmxcsr %0\n\tfldcw %1" : : "m"(words.mxcsr), "m"(words.x87));
}
#endif

static struct coro_polled change_all_words(struct coro *self, void *arg)
{
    struct coro_control_words own;
    coro_control_words_save(&own);
    change(&own);
    load_words(own);
    for (int i = 0; i < 2; i++) {
        coro_suspend(self);
        *(bool *)arg = *(bool *)arg && coro_control_words_are(&own);
    }
    return coro_none();
}

static void both_sides_find_all_of_their_words_again(void **state)
{
    (void)state;
    bool are_the_coroutines_kept = true;
    struct coro_control_words outside;
    coro_control_words_save(&outside);
    struct coro *co = coro_init_with((struct coro_stack){ memory, sizeof memory }, change_all_words, &are_the_coroutines_kept,
                                     (struct coro_options){ .keeps_control_words = true });
    while (!coro_is_finished(co)) {
        assert_int_equal(coro_resume(co), CORO_OK);
        assert_true(coro_control_words_are(&outside));
    }
    assert_true(are_the_coroutines_kept);
    coro_fini(co);
}

static struct coro_polled tell_rounding(struct coro *self, void *arg)
{
    (void)arg;
    coro_suspend(self);
    return coro_some((uint64_t)fegetround());
}

/* A coroutine with words of its own begins with those that its maker had when it made it. */
static void only_a_coroutine_that_shares_the_words_sees_its_resumer_change_them(void **state)
{
    (void)state;
    struct coro *co = coro_init((struct coro_stack){ memory, sizeof memory }, tell_rounding, NULL);
    assert_int_equal(coro_resume(co), CORO_OK);
    fesetround(FE_DOWNWARD);
    assert_int_equal(coro_resume(co), CORO_OK);
    fesetround(FE_TONEAREST);
    assert_int_equal(co->result.value, CORO_CONTEXT == CORO_CONTEXT_NATIVE ? FE_DOWNWARD : FE_TONEAREST);
    coro_fini(co);
}

static struct coro_polled tell_rounding_at_once(struct coro *self, void *arg)
{
    (void)self, (void)arg;
    return coro_some((uint64_t)fegetround());
}

static void a_coroutine_begins_with_the_words_of_its_maker(void **state)
{
    (void)state;
    fesetround(FE_DOWNWARD);
    struct coro *co = coro_init_with((struct coro_stack){ memory, sizeof memory }, tell_rounding_at_once, NULL,
                                     (struct coro_options){ .keeps_control_words = true });
    fesetround(FE_UPWARD);
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_int_equal(fegetround(), FE_UPWARD);
    fesetround(FE_TONEAREST);
    assert_int_equal(co->result.value, FE_DOWNWARD);
    coro_fini(co);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#if CORO_CONTEXT == CORO_CONTEXT_NATIVE
        cmocka_unit_test(suspending_with_changed_words_aborts),
        cmocka_unit_test(returning_with_changed_words_aborts),
#endif
        cmocka_unit_test(words_that_are_changed_back_in_time_are_no_matter),
        cmocka_unit_test(a_coroutine_that_keeps_its_words_may_change_them),
        cmocka_unit_test(both_sides_find_all_of_their_words_again),
        cmocka_unit_test(only_a_coroutine_that_shares_the_words_sees_its_resumer_change_them),
        cmocka_unit_test(a_coroutine_begins_with_the_words_of_its_maker),
    };
    return cmocka_run_group_tests_name("floating-point control words under " CORO_CONTEXT_NAME, tests, NULL, NULL);
}
