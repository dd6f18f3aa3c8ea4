/* SPDX-License-Identifier: MIT */
/* Events are counted in a group, from 0 each time, exactly, and each reason why they cannot be has its sentence
 * (bench/measure/counters.h). The events are the kernel's, which every machine has; the processor's take the same path. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "bench/measure/counters.h"
#include "coro/notice.h"

#if defined(CORO_NOTICE_ASAN) || defined(CORO_NOTICE_TSAN)
enum { IS_SANITIZED = 1 };
#else
enum { IS_SANITIZED = 0 };
#endif
enum { PAGES = 300 };

static void touch_fresh_pages(void)
{
    size_t page_bytes = (size_t)sysconf(_SC_PAGESIZE);
    char *pages = mmap(NULL, PAGES * page_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(pages != MAP_FAILED);
    madvise(pages, PAGES * page_bytes, MADV_NOHUGEPAGE);
    for (size_t i = 0; i < PAGES; i++)
        *(volatile char *)(pages + i * page_bytes) = 1;
    munmap(pages, PAGES * page_bytes);
}

/* The kernel's events, or skips: a container may forbid even these. */
static struct counters open_software(void)
{
    struct counters counters;
    const char *why = NULL;
    setenv(COUNTERS_VARIABLE, "software", 1);
    if (counters_open(&counters, &why) != CORO_OK) {
        assert_non_null(why);
        print_message("%s\n", why);
        skip();
    }
    return counters;
}

static void count(const struct counters *counters, void work(void), double counts[COUNTERS_MAX])
{
    const char *why = NULL;
    counters_start(counters);
    work();
    assert_int_equal(counters_stop(counters, counts, &why), CORO_OK);
}
static void do_nothing(void) {}

static void the_faults_of_fresh_pages_are_counted_exactly(void **state)
{
    struct counters counters = open_software();
    double counts[COUNTERS_MAX];
    (void)state;
    assert_int_equal(counters.count, 2);
    assert_string_equal(counters.names[0], "task_clock_ns");
    assert_string_equal(counters.names[1], "page_faults");
    count(&counters, do_nothing, counts);
    touch_fresh_pages();                        /* this code has run, and is in memory */
    count(&counters, touch_fresh_pages, counts);
    assert_true(counts[0] > 0);
    if (IS_SANITIZED)
        assert_true(counts[1] >= PAGES);        /* and its shadow's pages */
    else
        assert_float_equal(counts[1], PAGES, 0);
    counters_close(&counters);
}

static void each_start_counts_from_zero(void **state)
{
    struct counters counters = open_software();
    double counts[COUNTERS_MAX], first[COUNTERS_MAX];
    (void)state;
    count(&counters, do_nothing, counts);
    count(&counters, touch_fresh_pages, first);
    touch_fresh_pages();                        /* nobody counts */
    count(&counters, do_nothing, counts);
    assert_true(counts[0] > 0 && counts[0] < first[0]);
    assert_float_equal(counts[1], 0, 0);
    counters_close(&counters);
}

static void closed_events_are_gone(void **state)
{
    (void)state;
    for (int i = 0; i < 2000; i++) {            /* more than a process may have open */
        struct counters counters = open_software();
        counters_close(&counters);
        assert_int_equal(counters.count, 0);
    }
}

static void a_count_of_a_part_of_the_time_is_scaled_to_the_whole(void **state)
{
    (void)state;
    assert_float_equal(counters_scale(1000, 50, 50), 1000, 0);
    assert_float_equal(counters_scale(1000, 50, 25), 2000, 0);
    assert_float_equal(counters_scale(3, 4, 3), 4, 1e-9);
}

static void the_processors_events_are_there_or_a_sentence_says_why_not(void **state)
{
    struct counters counters;
    const char *why = NULL;
    (void)state;
    unsetenv(COUNTERS_VARIABLE);
    if (counters_open(&counters, &why) == CORO_OK) {
        assert_string_equal(counters.names[0], "cycles");
        assert_null(counters_absence());
        counters_close(&counters);
        return;
    }
    assert_int_equal(counters.count, 0);
    assert_non_null(strstr(why, "cannot be counted"));
    assert_string_equal(counters_absence(), why);
}

static void another_set_than_the_two_is_refused(void **state)
{
    struct counters counters;
    const char *why = NULL;
    (void)state;
    setenv(COUNTERS_VARIABLE, "hard", 1);
    assert_int_equal(counters_open(&counters, &why), CORO_ERR_UNSUPPORTED);
    assert_non_null(strstr(why, "names no set"));
    unsetenv(COUNTERS_VARIABLE);
}

/* perf_event_open fails with this error in this process from now on. */
static int fail_opening_with(unsigned error)
{
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_perf_event_open, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = { sizeof filter / sizeof *filter, filter };
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0;
}

static void expect_sentence(unsigned error, const char *part)
{
    int ends[2], status;
    char why[200] = "";
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        const char *absence = fail_opening_with(error) ? "no filter" : counters_absence();
        _exit(absence == NULL || write(ends[1], absence, strlen(absence)) < 0);
    }
    assert_true(read(ends[0], why, sizeof why - 1) > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    close(ends[0]);
    close(ends[1]);
    if (strcmp(why, "no filter") == 0)
        skip();         /* qemu installs none */
    if (strstr(why, part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", why, part);
}

static void each_error_of_opening_has_its_sentence(void **state)
{
    (void)state;
    unsetenv(COUNTERS_VARIABLE);
    expect_sentence(EACCES, "kernel.perf_event_paranoid is ");
    expect_sentence(EPERM, "filter of system calls");
    expect_sentence(ENOENT, "virtual machine");
    expect_sentence(ENOSYS, "this kernel");
    expect_sentence(EOPNOTSUPP, "user mode alone");
    expect_sentence(EBUSY, "another program");
    expect_sentence(ENOSPC, strerror(ENOSPC));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_faults_of_fresh_pages_are_counted_exactly),
        cmocka_unit_test(each_start_counts_from_zero),
        cmocka_unit_test(closed_events_are_gone),
        cmocka_unit_test(a_count_of_a_part_of_the_time_is_scaled_to_the_whole),
        cmocka_unit_test(the_processors_events_are_there_or_a_sentence_says_why_not),
        cmocka_unit_test(another_set_than_the_two_is_refused),
        cmocka_unit_test(each_error_of_opening_has_its_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
