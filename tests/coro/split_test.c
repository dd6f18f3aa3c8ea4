/* SPDX-License-Identifier: MIT */
/* Stacks that the compiler splits (coro/split.h), under every context. Built with corolab_split; the linker's --wrap counts
 * libgcc's system calls. Where stacks cannot be split, the program prints the reason and is skipped. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include "coro/split.h"
#include "tests/support/in_child.h"
#include "tests/coro/split_unsplit.h"

enum { EXIT_SKIPPED = 77 };
#ifndef CORO_SPLITS_STACKS

int main(void)
{
    puts(CORO_SPLIT_ABSENCE);
    return EXIT_SKIPPED;
}

#else

/* ucontext needs 2 KiB for its two contexts alone. */
enum { FIRST_BYTES = CORO_SPLIT_FIRST_BYTES + 2048, FRAME_BYTES = 200, DEEP = 2000, A_MILLION = 1000000 };

/* libgcc calls these from inside a prologue, so they must not ask for a further segment themselves. It may map by syscall(), past
 * an interposed mmap. */
static _Thread_local size_t map_count, mapped_count, mask_count;     /* calls of mmap; mappings there are; calls for a mask */
static bool is_memory_short;
void *__real_mmap(void *, size_t, int, int, int, off_t);
int __real_munmap(void *, size_t);
int __real_pthread_sigmask(int, const sigset_t *, sigset_t *);
long __real_syscall(long, long, long, long, long, long, long);
void *__wrap_mmap(void *, size_t, int, int, int, off_t);
int __wrap_munmap(void *, size_t);
long __wrap_syscall(long, long, long, long, long, long, long);
int __wrap_pthread_sigmask(int, const sigset_t *, sigset_t *);

__attribute__((no_split_stack)) void *__wrap_mmap(void *at, size_t bytes, int protection, int flags, int file, off_t offset)
{
    void *mapped = is_memory_short ? MAP_FAILED : __real_mmap(at, bytes, protection, flags, file, offset);
    map_count++;
    mapped_count += mapped != MAP_FAILED;
    return mapped;
}
__attribute__((no_split_stack)) long __wrap_syscall(long number, long a, long b, long c, long d, long e, long f)
{
    if (number == SYS_mmap && is_memory_short) {
        errno = ENOMEM;
        return -1;
    }
    long result = __real_syscall(number, a, b, c, d, e, f);
    map_count += number == SYS_mmap;
    mapped_count += number == SYS_mmap && result != -1;
    mapped_count -= number == SYS_munmap;
    return result;
}
__attribute__((no_split_stack)) int __wrap_munmap(void *at, size_t bytes)
{
    mapped_count--;
    return __real_munmap(at, bytes);
}
__attribute__((no_split_stack)) int __wrap_pthread_sigmask(int how, const sigset_t *set, sigset_t *old)
{
    mask_count++;
    return __real_pthread_sigmask(how, set, old);
}

static struct coro_stack_source *stacks;
static size_t mapped_before, out_count;      /* what was mapped before the test; coroutines begun and not ended */

static struct coro *begin(coro_entry *body, void *arg, struct coro_stack *stack)
{
    assert_int_equal(coro_split_stacks.acquire(stacks, stack), CORO_OK);
    out_count++;
    return coro_init(*stack, body, arg);
}
static void end(struct coro *co, struct coro_stack stack)
{
    coro_cancel(co);
    coro_fini(co);
    coro_split_stacks.release(stacks, stack);
    out_count--;
}

/* The orders of a recursion and its observations. */
struct dive {
    long depth;
    int suspends;               /* how often at the bottom */
    bool is_further_below, is_back_above;
    long left_count;            /* levels that came back up, by return or by cancellation */
};

/* True if the frame of the caller is on the coroutine's first segment. */
static CORO_NOINLINE bool is_on_first(const struct coro *co)
{
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    return here < (uintptr_t)co && here >= (uintptr_t)co - FIRST_BYTES;
}

/* Every level checks what it left in its frame. */
static CORO_NOINLINE long go_down(struct coro *co, struct dive *dive, long left)
{
    volatile unsigned char frame[FRAME_BYTES];
    long sum = 0;
    for (size_t i = 0; i < sizeof frame; i++)
        frame[i] = (unsigned char)(left + (long)i);
    if (left > 0)
        sum = go_down(co, dive, left - 1);
    else
        dive->is_further_below = !is_on_first(co);
    for (int i = 0; left == 0 && i < dive->suspends; i++)
        if (coro_suspend(co))
            break;
    for (size_t i = 0; i < sizeof frame; i++)
        assert_int_equal(frame[i], (unsigned char)(left + (long)i));
    dive->left_count++;
    return sum + left;
}

static struct coro_polled dive_once(struct coro *self, void *arg)
{
    struct dive *dive = arg;
    bool was_on_first = is_on_first(self);      /* not with every linker, see coro/coroutine/frames_split.h */
    long sum = go_down(self, dive, dive->depth);
    dive->is_back_above = is_on_first(self) == was_on_first;
    return coro_some((uint64_t)sum);
}

static void a_deep_recursion_goes_on_to_further_segments_and_comes_back(void **state)
{
    struct dive dive = { .depth = DEEP };
    struct coro_stack stack;
    struct coro *co = begin(dive_once, &dive, &stack);
    (void)state;
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_int_equal(co->result.value, (uint64_t)DEEP * (DEEP + 1) / 2);
    assert_true(dive.is_further_below);
    assert_true(dive.is_back_above);
    assert_true(mapped_count > mapped_before + 2);
    end(co, stack);
}

static void finishing_gives_every_segment_back(void **state)
{
    struct dive dive = { .depth = DEEP };
    struct coro_stack stack;
    struct coro *co = begin(dive_once, &dive, &stack);
    size_t mapped = mapped_count;
    (void)state;
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_true(mapped_count > mapped);
    end(co, stack);
    assert_int_equal(mapped_count, mapped);
}

static void cancelling_unwinds_and_gives_every_segment_back(void **state)
{
    struct dive dive = { .depth = DEEP, .suspends = 2 };
    struct coro_stack stack;
    struct coro *co = begin(dive_once, &dive, &stack);
    size_t mapped = mapped_count;
    (void)state;
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_false(coro_is_finished(co));
    assert_int_equal(dive.left_count, 0);
    end(co, stack);
    assert_int_equal(dive.left_count, DEEP + 1);
    assert_int_equal(mapped_count, mapped);
}

static void several_suspend_far_below_and_go_on_in_turn(void **state)
{
    enum { COUNT = 3 };
    struct dive dives[COUNT];
    struct coro_stack own[COUNT];
    struct coro *cos[COUNT];
    (void)state;
    for (long i = 0; i < COUNT; i++) {
        dives[i] = (struct dive){ .depth = DEEP + i, .suspends = 3 };
        cos[i] = begin(dive_once, &dives[i], &own[i]);
    }
    for (int turn = 0; turn <= dives[0].suspends; turn++)
        for (long i = 0; i < COUNT; i++)
            assert_int_equal(coro_resume(cos[i]), CORO_OK);
    for (long i = 0; i < COUNT; i++) {
        assert_true(dives[i].is_further_below);
        assert_int_equal(cos[i]->result.value, (uint64_t)(DEEP + i) * (uint64_t)(DEEP + i + 1) / 2);
        end(cos[i], own[i]);
    }
}

/* The bottom of one resumes the other, which goes down as well. */
struct nest { struct dive *dive; struct coro *inner; };
static struct coro_polled resume_from_below(struct coro *self, void *arg)
{
    struct nest *nest = arg;
    long sum = go_down(self, nest->dive, nest->dive->depth);
    assert_int_equal(coro_resume(nest->inner), CORO_OK);
    return coro_some((uint64_t)(sum + go_down(self, nest->dive, nest->dive->depth)));
}

static void a_coroutine_that_resumes_another_keeps_its_own_segments(void **state)
{
    struct dive inner_dive = { .depth = DEEP, .suspends = 1 }, outer_dive = { .depth = DEEP / 2 };
    struct coro_stack inner_stack, outer_stack;
    struct nest nest = { &outer_dive, begin(dive_once, &inner_dive, &inner_stack) };
    struct coro *outer = begin(resume_from_below, &nest, &outer_stack);
    (void)state;
    assert_int_equal(coro_resume(outer), CORO_OK);
    assert_int_equal(outer->result.value, (uint64_t)(DEEP / 2) * (DEEP / 2 + 1));
    assert_int_equal(coro_resume(nest.inner), CORO_OK);
    assert_int_equal(nest.inner->result.value, (uint64_t)DEEP * (DEEP + 1) / 2);
    end(outer, outer_stack);
    end(nest.inner, inner_stack);
}

static void the_resumer_has_its_own_limit_and_segments_back(void **state)
{
    void *before[CORO_SPLIT_WORDS], *after[CORO_SPLIT_WORDS];
    struct dive dive = { .depth = DEEP, .suspends = 1 };
    struct coro_stack stack;
    struct coro *co = begin(dive_once, &dive, &stack);
    (void)state;
    __splitstack_getcontext(before);
    assert_int_equal(coro_resume(co), CORO_OK);
    __splitstack_getcontext(after);
    before[CORO_SPLIT_UNUSED] = after[CORO_SPLIT_UNUSED];
    assert_memory_equal(before, after, sizeof before);
    end(co, stack);
    __splitstack_getcontext(after);
    before[CORO_SPLIT_UNUSED] = after[CORO_SPLIT_UNUSED];
    assert_memory_equal(before, after, sizeof before);
}

static void *resume_it(void *co) { return coro_resume(co) == CORO_OK ? co : NULL; }

static void another_thread_can_go_on_with_it(void **state)
{
    struct dive dive = { .depth = DEEP, .suspends = 1 };
    struct coro_stack stack;
    struct coro *co = begin(dive_once, &dive, &stack);
    pthread_t other;
    void *resumed = NULL;
    (void)state;
    assert_int_equal(coro_resume(co), CORO_OK);
    coro_allow_moves(co);
    assert_int_equal(pthread_create(&other, NULL, resume_it, co), 0);
    assert_int_equal(pthread_join(other, &resumed), 0);
    assert_ptr_equal(resumed, co);
    assert_int_equal(co->result.value, (uint64_t)DEEP * (DEEP + 1) / 2);
    end(co, stack);
}

static CORO_NOINLINE size_t need_a_whole_segment(size_t count)
{
    char frame[FIRST_BYTES], *at = frame;
    CORO_OPAQUE(at);
    return count + 1;
}

struct hot { size_t count, maps_after_first, masks_after_first; };
static struct coro_polled cross_the_edge_often(struct coro *self, void *arg)
{
    struct hot *hot = arg;
    size_t (*callee)(size_t) = need_a_whole_segment;
    (void)self;
    CORO_OPAQUE(callee);
    hot->count = callee(0);
    size_t maps = map_count, masks = mask_count;
    while (hot->count < A_MILLION)
        hot->count = callee(hot->count);
    hot->maps_after_first = map_count - maps;
    hot->masks_after_first = mask_count - masks;
    return coro_none();
}

static void a_hot_split_maps_one_segment_and_no_more(void **state)
{
    struct hot hot = { 0 };
    struct coro_stack stack;
    struct coro *co = begin(cross_the_edge_often, &hot, &stack);
    size_t mapped = mapped_count;
    (void)state;
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_int_equal(hot.count, A_MILLION);
    assert_int_equal(mapped_count, mapped + 1);
    assert_int_equal(hot.maps_after_first, 0);
    end(co, stack);
    assert_int_equal(mapped_count, mapped);
}

static void no_step_to_another_segment_blocks_signals(void **state)
{
    struct hot hot = { 0 };
    struct coro_stack stack;
    struct coro *co = begin(cross_the_edge_often, &hot, &stack);
    (void)state;
    assert_int_equal(coro_resume(co), CORO_OK);
    assert_int_equal(hot.masks_after_first, 0);
    end(co, stack);
}

static void go_down_without_memory(void *ignored)
{
    struct dive dive = { .depth = DEEP };
    struct coro_stack stack;
    struct coro *co = begin(dive_once, &dive, &stack);
    (void)ignored;
    is_memory_short = true;
    (void)coro_resume(co);
}

static void a_segment_that_cannot_be_had_ends_the_process(void **state)
{
    (void)state;
    int status = child_run(go_down_without_memory, NULL);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
}

static void this_program_is_split(void **state)
{
    (void)state;
    assert_null(coro_split_refusal());
    assert_null(coro_split_refusal());
}

static void a_unit_that_was_not_split_is_found_out_and_does_not_overflow(void **state)
{
    (void)state;
    assert_non_null(unsplit_refusal());
    assert_non_null(strstr(unsplit_refusal(), "stayed on its first segment"));
}

static void first_segments_that_are_too_small_or_absurd_are_refused(void **state)
{
    static const size_t refused[] = { 0, 16, 4096, FIRST_BYTES + 8, (size_t)1 << 40, SIZE_MAX };
    struct coro_stack_source *none;
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_int_equal(coro_split_stacks.open(refused[i], &none), CORO_ERR_INVALID);
}

static int open_stacks(void **state)
{
    (void)state;
    mapped_before = mapped_count;
    out_count = 0;
    return coro_split_stacks.open(FIRST_BYTES, &stacks) != CORO_OK;
}
static int close_stacks(void **state)
{
    (void)state;
    if (out_count > 0)      /* the test has failed */
        return 1;
    coro_split_stacks.close(stacks);
    return mapped_count != mapped_before;
}

#define TEST(promise) cmocka_unit_test_setup_teardown(promise, open_stacks, close_stacks)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(this_program_is_split),
        TEST(a_deep_recursion_goes_on_to_further_segments_and_comes_back),
        TEST(finishing_gives_every_segment_back),
        TEST(cancelling_unwinds_and_gives_every_segment_back),
        TEST(several_suspend_far_below_and_go_on_in_turn),
        TEST(a_coroutine_that_resumes_another_keeps_its_own_segments),
        TEST(the_resumer_has_its_own_limit_and_segments_back),
        TEST(another_thread_can_go_on_with_it),
        TEST(a_hot_split_maps_one_segment_and_no_more),
        TEST(no_step_to_another_segment_blocks_signals),
        TEST(a_segment_that_cannot_be_had_ends_the_process),
        TEST(a_unit_that_was_not_split_is_found_out_and_does_not_overflow),
        TEST(first_segments_that_are_too_small_or_absurd_are_refused),
    };
    if (coro_notice_is_memcheck) {
        puts(coro_split_refusal());
        return EXIT_SKIPPED;
    }
    return cmocka_run_group_tests_name("split stacks under " CORO_CONTEXT_NAME, tests, NULL, NULL);
}

#endif
