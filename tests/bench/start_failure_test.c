/* SPDX-License-Identifier: MIT */
/* Workloads with threads or a process when the system is at its limit of them: the reason names the limit, not memory. The linker
 * puts functions of this file in the place of pthread_create and fork. */
#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/types.h>
#include <cmocka.h>
#include "bench/table/table.h"

int __wrap_pthread_create(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
pid_t __wrap_fork(void);

static int start_error;

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *arg)
{
    (void)thread, (void)attributes, (void)run, (void)arg;
    return start_error;
}

pid_t __wrap_fork(void)
{
    errno = start_error;
    return -1;
}

static void expect_reason(const char *workload, int error, const char *part)
{
    struct cell *cell = NULL;
    const char *reason = "";
    start_error = error;
    enum coro_status status = cell_open(table_find_row("box"), table_find_workload(workload), NULL, &cell, &reason);
    if (!status)
        status = cell_run(cell, 64, NULL, &reason);
    assert_int_equal(status, CORO_ERR_NO_MEMORY);
    if (strstr(reason, part) == NULL)
        fail_msg("%s: \"%s\" does not say \"%s\"", workload, reason, part);
    cell_close(cell);
}

static void at_the_limit_of_threads_the_reason_names_the_limit(void **state)
{
    static const char *const workloads[] = { "threads/2", "shared/2", "handed_over", "wake/other_thread",
                                             "short_threads/1000" };
    (void)state;
    for (size_t i = 0; i < sizeof workloads / sizeof *workloads; i++)
        expect_reason(workloads[i], EAGAIN, "no further thread or process: a limit");
}

static void at_the_limit_of_processes_the_reason_names_the_limit(void **state)
{
    (void)state;
    expect_reason("lines", EAGAIN, "no further thread or process: a limit");
}

static void without_memory_the_reason_is_memory(void **state)
{
    (void)state;
    expect_reason("threads/2", EAGAIN, "a limit");
    expect_reason("threads/2", ENOMEM, "out of memory");
    expect_reason("lines", ENOMEM, "out of memory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_the_limit_of_threads_the_reason_names_the_limit),
        cmocka_unit_test(at_the_limit_of_processes_the_reason_names_the_limit),
        cmocka_unit_test(without_memory_the_reason_is_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
