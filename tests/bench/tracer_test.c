/* SPDX-License-Identifier: MIT */
/* The tracer (bench/measure/syscalls.h) counts the system calls of the traced function exactly, and survives every end of it. */
#define _GNU_SOURCE
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <cmocka.h>
#include "bench/measure/syscalls.h"

enum { CALLS = 100 };

/* Shared with the traced process. */
struct piece {
    struct tracer tracer;
    uint64_t counted;
    int signals_seen;
};

static struct piece *share_piece(void)
{
    struct piece *piece = mmap(NULL, sizeof *piece, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(piece != MAP_FAILED);
    return piece;
}

static void *ask_for_parent(void *arg)
{
    for (int i = 0; i < CALLS; i++)
        syscall(SYS_getppid);
    return arg;
}

static void count_calls(void *arg)
{
    struct piece *piece = arg;
    if (tracer_attach(&piece->tracer))
        return;
    uint64_t before = piece->tracer.system_calls;
    ask_for_parent(NULL);
    piece->counted = piece->tracer.system_calls - before;
}

static void count_calls_of_a_thread(void *arg)
{
    struct piece *piece = arg;
    pthread_t thread;
    if (tracer_attach(&piece->tracer))
        return;
    uint64_t before = piece->tracer.system_calls;
    if (pthread_create(&thread, NULL, ask_for_parent, NULL) == 0)
        pthread_join(thread, NULL);
    piece->counted = piece->tracer.system_calls - before;
}

static void crash(void *arg)
{
    struct piece *piece = arg;
    if (tracer_attach(&piece->tracer) == CORO_OK)
        raise(SIGKILL);
}

static volatile sig_atomic_t signals_seen;
static void see_signal(int number)
{
    (void)number;
    signals_seen++;
}

static void signal_itself(void *arg)
{
    struct piece *piece = arg;
    signal(SIGUSR1, see_signal);
    if (tracer_attach(&piece->tracer) == CORO_OK)
        raise(SIGUSR1);
    piece->signals_seen = signals_seen;
}

/* Skips where the system traces no process, as under qemu. */
static enum coro_status run_traced(struct piece *piece, void (*fn)(void *), const char **reason)
{
    enum coro_status status = tracer_run(&piece->tracer, fn, piece, reason);
    if (status != CORO_ERR_UNSUPPORTED)
        return status;
    munmap(piece, sizeof *piece);
    skip();
    return status;
}

static void a_loop_of_system_calls_is_counted_exactly(void **state)
{
    struct piece *piece = share_piece();
    const char *reason;
    (void)state;
    assert_int_equal(run_traced(piece, count_calls, &reason), CORO_OK);
    assert_int_equal(piece->counted, CALLS);
    munmap(piece, sizeof *piece);
}

static void a_threads_calls_count_besides(void **state)
{
    struct piece *piece = share_piece();
    const char *reason;
    (void)state;
    assert_int_equal(run_traced(piece, count_calls_of_a_thread, &reason), CORO_OK);
    assert_true(piece->counted > CALLS);       /* and those that make it and wait for it */
    munmap(piece, sizeof *piece);
}

static void a_traced_process_that_is_killed_is_reported(void **state)
{
    struct piece *piece = share_piece();
    const char *reason;
    (void)state;
    assert_int_equal(run_traced(piece, crash, &reason), CORO_ERR_IO);
    assert_non_null(strstr(reason, "Killed"));
    munmap(piece, sizeof *piece);
}

static void signals_reach_the_traced_process(void **state)
{
    struct piece *piece = share_piece();
    const char *reason;
    (void)state;
    assert_int_equal(run_traced(piece, signal_itself, &reason), CORO_OK);
    assert_int_equal(piece->signals_seen, 1);
    munmap(piece, sizeof *piece);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_loop_of_system_calls_is_counted_exactly),
        cmocka_unit_test(a_threads_calls_count_besides),
        cmocka_unit_test(a_traced_process_that_is_killed_is_reported),
        cmocka_unit_test(signals_reach_the_traced_process),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
