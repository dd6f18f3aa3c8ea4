/* SPDX-License-Identifier: MIT */
/* The report of coro/overflow.h, under every context: compiled once per context, with CORO_CONTEXT set. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include "coro/coroutine.h"
#include "coro/overflow.h"
#include "tests/support/in_child.h"
#include "tests/support/pages.h"

enum { STACK_BYTES = 64 * 1024, LARGE_FRAME_BYTES = 20 << 10, SAID_BYTES = 4096 };

static CORO_NOINLINE uint64_t use_small_frames(uint64_t depth)
{
    volatile uint64_t locals[8];
    locals[0] = depth;
    return depth == 0 ? 0 : use_small_frames(depth - 1) + locals[0];
}

static CORO_NOINLINE uint64_t use_large_frames(uint64_t depth)
{
    volatile uint64_t locals[LARGE_FRAME_BYTES / sizeof(uint64_t)];
    locals[0] = depth;
    return depth == 0 ? 0 : use_large_frames(depth - 1) + locals[0];
}

static struct coro_polled overflow_in_small_steps(struct coro *self, void *arg)
{
    (void)self, (void)arg;
    return coro_some(use_small_frames(1000000));
}

static struct coro_polled overflow_in_large_steps(struct coro *self, void *arg)
{
    (void)self, (void)arg;
    return coro_some(use_large_frames(1000000));
}

static struct coro_polled touch(struct coro *self, void *address)
{
    (void)self;
    return coro_some(*(volatile char *)address);
}

/* The overflowing stack has neighbours on both sides. */
static void run_on_the_third_stack(coro_entry *entry, void *arg, const char *name)
{
    struct coro_stack_source *source;
    struct coro_stack stacks[20];
    if (coro_overflow_report() != CORO_OK || coro_pooled_stacks.open(STACK_BYTES, &source) != CORO_OK)
        _exit(1);
    for (int i = 0; i < 20; i++)
        if (coro_pooled_stacks.acquire(source, &stacks[i]) != CORO_OK)
            _exit(1);
    fprintf(stderr, "%p..%p\n", (void *)stacks[2].base, (void *)(stacks[2].base + STACK_BYTES));
    struct coro *co = coro_init_with(stacks[2], entry, arg, (struct coro_options){ .name = name });
    (void)!coro_resume(co);
}

static void overflow_slowly(void *arg) { run_on_the_third_stack(overflow_in_small_steps, arg, "Jerry"); }
static void overflow_fast(void *arg) { run_on_the_third_stack(overflow_in_large_steps, arg, NULL); }

/* The guard begins at most a page below the stack. Begins with the bounds as the child has printed them. */
static void expect_report(const char *said, const char *name)
{
    uintptr_t base, top, fault;
    char expected[256];
    assert_int_equal(sscanf(said, "0x%lx..0x%lx", &base, &top), 2);
    snprintf(expected, sizeof expected,
             "coro: stack overflow: coroutine %s ran out of its stack at 0x%lx..0x%lx (%d bytes): fault at ", name,
             base, top, STACK_BYTES);
    const char *line = strchr(said, '\n') + 1;
    assert_non_null(strstr(line, expected));
    assert_int_equal(sscanf(strstr(line, "fault at "), "fault at 0x%lx", &fault), 1);
    assert_true(fault < base && fault >= base - page_bytes() - CORO_STACK_GUARD_BYTES);
}

static void an_overflow_names_the_coroutine_its_stack_and_the_address(void **state)
{
    (void)state;
    char said[SAID_BYTES];
    int status = child_run_and_listen(overflow_slowly, NULL, said, sizeof said);
    expect_report(said, "Jerry");
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGSEGV);
}

static void frames_of_twenty_kilobytes_are_caught_too(void **state)
{
    (void)state;
    char said[SAID_BYTES];
    int status = child_run_and_listen(overflow_fast, NULL, said, sizeof said);
    expect_report(said, "(no name)");
    assert_true(WIFSIGNALED(status));
}

static void *overflow_slowly_on_a_thread(void *arg)
{
    overflow_slowly(arg);
    return NULL;
}

static void overflow_elsewhere(void *arg)
{
    pthread_t thread;
    (void)!coro_overflow_report();
    pthread_create(&thread, NULL, overflow_slowly_on_a_thread, arg);
    pthread_join(thread, NULL);
}

static void an_overflow_on_another_thread_is_reported(void **state)
{
    (void)state;
    char said[SAID_BYTES];
    int status = child_run_and_listen(overflow_elsewhere, NULL, said, sizeof said);
    expect_report(said, "Jerry");
    assert_true(WIFSIGNALED(status));
}

/* The main thread's stack is limited to 8 MiB in most shells; a small limit keeps the test short. */
static void overflow_the_own_stack(void *arg)
{
    struct rlimit limit = { 1 << 20, 1 << 20 };
    (void)arg;
    (void)setrlimit(RLIMIT_STACK, &limit);
    if (coro_overflow_report() != CORO_OK)
        _exit(1);
    _exit((int)use_small_frames(10000000));
}
static void *overflow_the_own_stack_there(void *arg)
{
    overflow_the_own_stack(arg);
    return NULL;
}
static void overflow_a_threads_own_stack(void *arg)
{
    pthread_t thread;
    pthread_create(&thread, NULL, overflow_the_own_stack_there, arg);
    pthread_join(thread, NULL);
}

static void a_thread_that_overflows_its_own_stack_says_so(void **state)
{
    (void)state;
    if (CORO_NOTICE_STACK_FACTOR > 1)
        skip();                 /* the sanitizer has a handler, which reports it */
    char said[SAID_BYTES];
    int status = child_run_and_listen(overflow_the_own_stack, NULL, said, sizeof said);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
    assert_non_null(strstr(said, "coro: stack overflow: a thread ran out of its own stack"));
    status = child_run_and_listen(overflow_a_threads_own_stack, NULL, said, sizeof said);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
    assert_non_null(strstr(said, "coro: stack overflow: a thread ran out of its own stack"));
}

static void exit_with_seven(int number)
{
    (void)number;
    _exit(7);
}

static void fault_elsewhere_with_a_handler(void *address)
{
    signal(SIGSEGV, exit_with_seven);
    run_on_the_third_stack(touch, address, "Jerry");
}

static void fault_elsewhere_without_a_handler(void *address)
{
    run_on_the_third_stack(touch, address, "Jerry");
}

static void a_fault_elsewhere_goes_to_the_handler_before(void **state)
{
    (void)state;
    char said[SAID_BYTES];
    int status = child_run_and_listen(fault_elsewhere_with_a_handler, (void *)16, said, sizeof said);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 7);
    assert_null(strstr(said, "overflow"));
}

static void a_fault_elsewhere_without_a_handler_ends_the_process(void **state)
{
    (void)state;
    char said[SAID_BYTES];
    int status = child_run_and_listen(fault_elsewhere_without_a_handler, (void *)16, said, sizeof said);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
    assert_null(strstr(said, "overflow"));
}

static void be_killed(void *arg)
{
    (void)arg;
    (void)!coro_overflow_report();
    raise(SIGSEGV);
}

static void a_signal_that_was_sent_still_ends_the_process(void **state)
{
    (void)state;
    int status = child_run(be_killed, NULL);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
}

static void *report_twice_and_end(void *arg)
{
    for (int i = 0; i < 2; i++)
        if (coro_overflow_report() != CORO_OK)
            return arg;
    coro_overflow_end_thread();
    coro_overflow_end_thread();
    return NULL;
}

static void a_thread_may_come_and_go(void **state)
{
    for (int i = 0; i < 100; i++) {
        pthread_t thread;
        void *failed;
        pthread_create(&thread, NULL, report_twice_and_end, state);
        pthread_join(thread, &failed);
        assert_null(failed);
    }
}

static void *report_and_end(void *failed) { return coro_overflow_report() == CORO_OK ? NULL : failed; }

static size_t map_count(void)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    size_t count = 0;
    assert_non_null(maps);
    for (int c; (c = getc(maps)) != EOF;)
        count += c == '\n';
    fclose(maps);
    return count;
}

static void a_thread_that_ends_frees_its_signal_stack(void **state)
{
    enum { COUNT = 200, FEW = 50 };     /* the C library keeps some stacks of threads */
    size_t before = map_count();
    for (int i = 0; i < COUNT; i++) {
        pthread_t thread;
        void *failed;
        assert_int_equal(pthread_create(&thread, NULL, report_and_end, state), 0);
        pthread_join(thread, &failed);
        assert_null(failed);
    }
    assert_true(map_count() < before + FEW);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_overflow_names_the_coroutine_its_stack_and_the_address),
        cmocka_unit_test(frames_of_twenty_kilobytes_are_caught_too),
        cmocka_unit_test(an_overflow_on_another_thread_is_reported),
        cmocka_unit_test(a_fault_elsewhere_goes_to_the_handler_before),
        cmocka_unit_test(a_fault_elsewhere_without_a_handler_ends_the_process),
        cmocka_unit_test(a_signal_that_was_sent_still_ends_the_process),
        cmocka_unit_test(a_thread_that_overflows_its_own_stack_says_so),
        cmocka_unit_test(a_thread_may_come_and_go),         /* from here on, this process and its children have the handlers */
        cmocka_unit_test(a_thread_that_ends_frees_its_signal_stack),
    };
    return cmocka_run_group_tests_name("stack overflows under " CORO_CONTEXT_NAME, tests, NULL, NULL);
}
