/* SPDX-License-Identifier: MIT */
/* Misuse of coroutines is named (coro/coroutine.h), under every context. This unit checks in every build; the tests say which
 * rules all builds check. */
#undef CORO_CHECKS
#ifdef MISUSE_UNCHECKED
#define CORO_CHECKS 0
#else
#define CORO_CHECKS 1
#endif
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "coro/segment.h"
#include "tests/support/in_child.h"

enum { STACK_BYTES = 64 * 1024, SMALL_BYTES = (4096 + CORO_CONTEXT_STACK_BYTES / 16 * 16) * CORO_NOTICE_STACK_FACTOR };

static struct coro_stack_source *stacks;
static struct coro_task task;

static struct coro *make(coro_entry *entry, void *arg, const char *name)
{
    struct coro_stack stack;
    assert_int_equal(coro_pooled_stacks.acquire(stacks, &stack), CORO_OK);
    return coro_init_with(stack, entry, arg, (struct coro_options){ .name = name });
}

static struct coro_polled suspend_for_ever(struct coro *self, void *arg)
{
    (void)arg;
    while (!coro_suspend(self))
        ;
    return coro_none();
}

/* ---- suspending another coroutine than the running one ---- */

static struct coro_polled suspend_other(struct coro *self, void *other)
{
    (void)self;
    coro_suspend(other);
    return coro_none();
}
static struct coro_polled let_a_child_suspend_me(struct coro *self, void *arg)
{
    (void)arg;
    (void)!coro_resume(make(suspend_other, self, "Jerry"));
    return coro_none();
}
static void suspend_the_parent(void *arg)
{
    (void)arg;
    (void)!coro_resume(make(let_a_child_suspend_me, NULL, "Tom"));
}
static void a_child_that_suspends_its_parent_aborts(void **state)
{
    (void)state;
    if (CORO_CHECKS)
        assert_true(child_aborts_saying(suspend_the_parent, NULL,
                                        "coroutine Tom is suspended while it does not run: coroutine Jerry does"));
}

static struct coro_polled do_nothing(struct coro_task *its, void *arg)
{
    (void)its, (void)arg;
    return coro_none();
}
static struct coro_polled call_on_others_stack(struct coro *self, void *other)
{
    (void)self;
    return coro_segment_call(other, 0, do_nothing, &task, NULL);
}
static struct coro_polled let_a_child_call_on_my_stack(struct coro *self, void *arg)
{
    (void)arg;
    (void)!coro_resume(make(call_on_others_stack, self, "Jerry"));
    return coro_none();
}
static void call_on_the_parents_stack(void *arg)
{
    (void)arg;
    (void)!coro_resume(make(let_a_child_call_on_my_stack, NULL, "Tom"));
}
static void a_child_that_calls_on_its_parents_stack_aborts(void **state)
{
    (void)state;
    if (CORO_CHECKS)
        assert_true(child_aborts_saying(call_on_the_parents_stack, NULL,
                                        "coroutine Tom calls on its stack while it does not run: coroutine Jerry does"));
}

static void call_on_one_that_is_suspended(void *is_begun)
{
    struct coro *co = make(suspend_for_ever, NULL, "Tom");
    if (is_begun)
        (void)!coro_resume(co);
    (void)coro_segment_call(co, 0, do_nothing, &task, NULL);
}
static void a_call_on_the_stack_of_a_suspended_coroutine_aborts(void **state)
{
    static const char words[] = "coroutine Tom calls on its stack while it does not run";
    static char yes;
    (void)state;
    if (!CORO_CHECKS)
        skip();
    assert_true(child_aborts_saying(call_on_one_that_is_suspended, NULL, words));
    assert_true(child_aborts_saying(call_on_one_that_is_suspended, &yes, words));
}

static struct coro_polled suspend_again_when_cancelled(struct coro *self, void *arg)
{
    (void)arg;
    if (coro_suspend(self))
        coro_suspend(self);
    return coro_none();
}
static struct coro_polled cancel_other(struct coro *self, void *other)
{
    (void)self;
    coro_cancel(other);
    return coro_none();
}
static void cancel_a_stubborn_one(void *is_nested)
{
    struct coro *stubborn = make(suspend_again_when_cancelled, NULL, "Tom");
    (void)!coro_resume(stubborn);
    if (is_nested)
        (void)!coro_resume(make(cancel_other, stubborn, "Jerry"));
    else
        coro_cancel(stubborn);
}
static void suspending_while_being_cancelled_aborts_nested_or_not(void **state)
{
    static char yes;
    (void)state;
    assert_true(child_aborts_saying(cancel_a_stubborn_one, NULL, "coroutine Tom suspends while it is being cancelled"));
    assert_true(child_aborts_saying(cancel_a_stubborn_one, &yes, "coroutine Tom suspends while it is being cancelled"));
}

/* ---- ending ---- */

static void end_a_suspended_one(void *arg)
{
    struct coro *co = make(suspend_for_ever, arg, "Tom");
    (void)!coro_resume(co);
    coro_fini(co);
}
static void ending_a_suspended_coroutine_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(end_a_suspended_one, NULL, "coroutine Tom is ended while it is suspended: cancel it before"));
}

static struct coro_polled end_myself(struct coro *self, void *arg)
{
    (void)arg;
    coro_fini(self);
    return coro_none();
}
static struct coro_polled drop_myself(struct coro *self, void *arg)
{
    (void)arg;
    coro_drop(self, &task);
    return coro_none();
}
static struct coro_polled cancel_myself(struct coro *self, void *arg) 
{
    (void)arg;
    return cancel_other(self, self);
}
static void resume_one(void *entry) { (void)!coro_resume(make((coro_entry *)(uintptr_t)entry, NULL, "Tom")); }
static void a_coroutine_that_ends_itself_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(resume_one, (void *)(uintptr_t)end_myself, "coroutine Tom is ended while it runs"));
    assert_true(child_aborts_saying(resume_one, (void *)(uintptr_t)drop_myself, "coroutine Tom is cancelled while it runs"));
    assert_true(child_aborts_saying(resume_one, (void *)(uintptr_t)cancel_myself, "coroutine Tom is cancelled while it runs"));
}

static void end_one_twice(void *arg)
{
    struct coro *co = make(end_myself, arg, "Tom");
    coro_fini(co);
    coro_fini(co);
}
static void resume_one_that_has_ended(void *arg)
{
    struct coro *co = make(end_myself, arg, "Tom");
    coro_fini(co);
    (void)!coro_resume(co);
}
static void a_coroutine_that_is_used_after_its_end_aborts(void **state)
{
    (void)state;
    if (!CORO_CHECKS)
        skip();
    assert_true(child_aborts_saying(end_one_twice, NULL, "coroutine Tom is used after its end"));
    assert_true(child_aborts_saying(resume_one_that_has_ended, NULL, "coroutine Tom is used after its end"));
}

/* ---- a unit of another kind ---- */

static void resume_one_of_another_kind(void *kind)
{
    struct coro *co = make(suspend_for_ever, NULL, "Tom");
    co->kind = (uint8_t)((co->kind & ~CORO_KIND_BITS) | (unsigned)(uintptr_t)kind);
    (void)!coro_resume(co);
}
static void a_coroutine_of_another_context_or_of_copied_frames_aborts(void **state)
{
    (void)state;
    if (!CORO_CHECKS)
        skip();
    for (unsigned kind = 1; kind < CORO_KIND_SPLIT; kind++)
        if (kind != CORO_KIND && kind != CORO_KIND_COPIED)
            assert_true(child_aborts_saying(resume_one_of_another_kind, (void *)(uintptr_t)kind,
                                            "coroutine Tom was made by code for "));
}

/* ---- stacks that are too small ---- */

/* Writes to the stack from here down to `end` and a little further. */
static CORO_NOINLINE uint64_t use_stack(const char *end)
{
    volatile char frame[48];
    memset((char *)frame, 1, sizeof frame);
    return (char *)frame < end ? (uint64_t)frame[0] : use_stack(end) + (uint64_t)frame[3];
}
static struct coro_polled use_too_much(struct coro *self, void *small)
{
    uint64_t sum = use_stack(((struct coro_stack *)small)->base);
    coro_suspend(self);
    return coro_some(sum);
}
/* The memory below the stack is the program's, too, so that the tools have nothing to say. */
static char memory[4 * SMALL_BYTES] __attribute__((aligned(16)));
static void outgrow_a_stack(void *arg)
{
    struct coro_stack small = { memory + 2 * SMALL_BYTES, SMALL_BYTES };
    (void)arg;
    struct coro *co = coro_init_with(small, use_too_much, &small, (struct coro_options){ .name = "Tom" });
    (void)!coro_resume(co);
    coro_cancel(co);
    coro_fini(co);
}
static void outgrow_a_stack_with_canaries(void *arg)
{
    coro_lay_canaries();
    outgrow_a_stack(arg);
}
static void an_unguarded_stack_that_is_outgrown_names_its_coroutine(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(CORO_CHECKS ? outgrow_a_stack : outgrow_a_stack_with_canaries, NULL,
                                    "coroutine Tom has outgrown its stack"));
}

static struct coro_polled use_all_of_the_segment(struct coro_task *its, void *arg)
{
    (void)arg;
    return coro_some(use_stack(its->running->limit));
}
static struct coro_polled outgrow_a_further_segment(struct coro *self, void *arg)
{
    return coro_segment_call(self, STACK_BYTES, use_all_of_the_segment, self->task, arg);
}
static void outgrow_a_segment(void *arg)
{
    struct coro *co = make(outgrow_a_further_segment, arg, "Tom");
    (void)coro_poll(co, &task);
    coro_drop(co, &task);
}
static void a_further_segment_that_is_outgrown_names_its_coroutine(void **state)
{
    (void)state;
    if (CORO_NOTICE_STACK_FACTOR > 1)
        skip();             /* the sanitizer's own report comes first */
    assert_true(child_aborts_saying(outgrow_a_segment, NULL, "coroutine Tom has outgrown a further segment of its stack"));
}

static void the_low_end_of_a_stack_may_be_the_makers(void **state)
{
    struct coro_stack small = { memory + 2 * SMALL_BYTES, SMALL_BYTES };
    (void)state;
    struct coro *co = coro_init(small, suspend_for_ever, NULL);
    char *taken = coro_take_low_end(co, 100);
    assert_ptr_equal(taken, small.base);
    assert_ptr_equal(co->limit, small.base + coro_round_up(100, CORO_MAX_ALIGN));
    memset(taken, 7, 100);
    assert_int_equal(coro_resume(co), CORO_OK);
    coro_cancel(co);
    coro_fini(co);
    assert_int_equal(taken[99], 7);
}

static void take_a_low_end(void *bytes) { (void)coro_take_low_end(make(suspend_for_ever, NULL, "Tom"), *(size_t *)bytes); }
static void take_the_low_end_of_a_suspended_one(void *bytes)
{
    struct coro *co = make(suspend_for_ever, NULL, "Tom");
    (void)!coro_resume(co);
    (void)coro_take_low_end(co, *(size_t *)bytes);
}
static void a_low_end_that_leaves_no_stack_aborts(void **state)
{
    size_t too_many[] = { STACK_BYTES - 64, STACK_BYTES + 4464, (size_t)1 << 63, SIZE_MAX - 16, SIZE_MAX - 2, SIZE_MAX };
    size_t most = STACK_BYTES - CORO_MIN_STACK_BYTES;
    (void)state;
    for (size_t i = 0; i < sizeof too_many / sizeof *too_many; i++)
        assert_true(child_aborts_saying(take_a_low_end, &too_many[i], "at the low end of its stack are taken"));
    assert_true(child_succeeds(take_a_low_end, &most));
    most = 16;
    assert_true(child_aborts_saying(take_the_low_end_of_a_suspended_one, &most, "is taken after it has run"));
}

static void stacks_that_are_large_enough_keep_their_canaries(void **state)
{
    struct coro_stack small = { memory + 2 * SMALL_BYTES, SMALL_BYTES };
    (void)state;
    for (int i = 0; i < 3; i++) {
        struct coro *co = coro_init(small, suspend_for_ever, NULL);
        assert_int_equal(coro_resume(co), CORO_OK);
        assert_int_equal(coro_resume(co), CORO_OK);
        coro_cancel(co);
        coro_fini(co);
    }
}

/* ---- threads ---- */

static void *resume_there(void *co)
{
    (void)!coro_resume(co);
    return NULL;
}
static void resume_on_a_thread(struct coro *co)
{
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, resume_there, co), 0);
    pthread_join(thread, NULL);
}
static void move_to_a_thread(void *arg)
{
    struct coro *co = make(suspend_for_ever, arg, "Tom");
    (void)!coro_resume(co);
    resume_on_a_thread(co);
}
static void a_suspended_coroutine_that_moves_to_another_thread_aborts(void **state)
{
    (void)state;
    if (CORO_CHECKS)
        assert_true(child_aborts_saying(move_to_a_thread, NULL, "coroutine Tom is resumed on another thread than before"));
}

static void a_coroutine_may_begin_on_another_thread_and_move_where_it_is_allowed(void **state)
{
    (void)state;
    struct coro *co = make(suspend_for_ever, NULL, "Tom");
    resume_on_a_thread(co);
    coro_allow_moves(co);
    assert_int_equal(coro_resume(co), CORO_OK);
    resume_on_a_thread(co);
    assert_int_equal(co->state, CORO_SUSPENDED);
    coro_cancel(co);
    struct coro_stack stack = { co->limit, STACK_BYTES };
    coro_fini(co);
    coro_pooled_stacks.release(stacks, stack);
}

static void move_where_all_may(void *arg)
{
    coro_allow_moves_of_all();
    move_to_a_thread(arg);
}
static void every_coroutine_may_move_where_the_program_says_so(void **state)
{
    (void)state;
    assert_true(child_succeeds(move_where_all_may, NULL));
}

static int open_stacks(void **state)
{
    (void)state;
    return coro_pooled_stacks.open(STACK_BYTES, &stacks) != CORO_OK;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_that_suspends_its_parent_aborts),
        cmocka_unit_test(a_child_that_calls_on_its_parents_stack_aborts),
        cmocka_unit_test(a_call_on_the_stack_of_a_suspended_coroutine_aborts),
        cmocka_unit_test(suspending_while_being_cancelled_aborts_nested_or_not),
        cmocka_unit_test(ending_a_suspended_coroutine_aborts),
        cmocka_unit_test(a_coroutine_that_ends_itself_aborts),
        cmocka_unit_test(a_coroutine_that_is_used_after_its_end_aborts),
        cmocka_unit_test(a_coroutine_of_another_context_or_of_copied_frames_aborts),
        cmocka_unit_test(an_unguarded_stack_that_is_outgrown_names_its_coroutine),
        cmocka_unit_test(a_further_segment_that_is_outgrown_names_its_coroutine),
        cmocka_unit_test(the_low_end_of_a_stack_may_be_the_makers),
        cmocka_unit_test(a_low_end_that_leaves_no_stack_aborts),
        cmocka_unit_test(stacks_that_are_large_enough_keep_their_canaries),
        cmocka_unit_test(a_suspended_coroutine_that_moves_to_another_thread_aborts),
        cmocka_unit_test(a_coroutine_may_begin_on_another_thread_and_move_where_it_is_allowed),
        cmocka_unit_test(every_coroutine_may_move_where_the_program_says_so),
    };
    return cmocka_run_group_tests_name("misuse under " CORO_CONTEXT_NAME, tests, open_stacks, NULL);
}
