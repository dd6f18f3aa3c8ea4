/* SPDX-License-Identifier: MIT */
/* Probes one precompiled caller for all rows. plain_caller.c awaits iterators of this row, mixed in one array with those of
 * every other row with the plain next(self). This file is the runtime that offers each row its service before a poll. */
#define _GNU_SOURCE 1 /* memfd_create */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bench/probes/plain_caller.h"
#include "bench/probes/probe.h"

enum { MOST_ROWS = 256 /* as in the table */, ITEMS = 5 };

struct mixed {
    struct probe_fixture fixtures[MOST_ROWS];
    struct coro_dyn_iterator iterators[MOST_ROWS];
    size_t count;
};

static struct mixed mixed;      /* static, because the body's functions get no other pointer to it */

/* The body of the task: offers every service, then calls the precompiled caller. */
static void enter_all(void)
{
    for (size_t i = 0; i < mixed.count; i++)
        mixed.fixtures[i].steps->enter(mixed.fixtures[i].stage);
}
static void start_mixed(void *frame, void *arg) { plain_caller->start(frame, arg); }
static struct coro_polled poll_mixed(void *frame, struct coro_task *task)
{
    enter_all();
    return plain_caller->poll(frame, task);
}
static void drop_mixed(void *frame, struct coro_task *task)
{
    enter_all();
    plain_caller->drop(frame, task);
}

static enum coro_status add(const struct row *row)
{
    struct probe_fixture *fixture = &mixed.fixtures[mixed.count];
    enum coro_status status = probe_fixture_open_hand(fixture, row, ITEMS);
    if (!status)
        mixed.iterators[mixed.count++] = fixture->steps->iterator(fixture->stage);
    return status;
}

static bool is_plain(const struct row *row) { return row->probes && row->probes->plain_refusal() == NULL; }

static void close_all(void)
{
    while (mixed.count > 0)
        probe_fixture_close(&mixed.fixtures[--mixed.count]);
}

/* Runs the precompiled caller over the first `count` iterators. */
static struct coro_polled run_plain(size_t count)
{
    struct plain_sum sum = { mixed.iterators, count };
    const struct coro_async_fn body = { plain_caller->layout, start_mixed, poll_mixed, drop_mixed };
    struct coro_executor executor;
    struct coro_task task;
    void *frame = malloc(body.layout.bytes);
    if (frame == NULL)
        return coro_failed(CORO_ERR_NO_MEMORY);
    coro_executor_init(&executor);
    coro_task_init(&task, &executor, &body, frame, &sum);
    coro_executor_run(&executor);
    struct coro_polled got = coro_task_is_finished(&task) ? task.result : coro_pending();
    coro_task_fini(&task);
    coro_executor_fini(&executor);
    free(frame);
    return got;
}

static bool is_right(struct coro_polled got, size_t count)
{
    return got.tag == CORO_SOME && got.value == count * (ITEMS * (ITEMS - 1) / 2);
}

/* Runs in a child, so that a broken row, which crashes, hangs, exits or prints, does not affect this one. */
static bool works_alone(const struct row *row)
{
    enum { GOOD = 42 /* an unlikely exit status of a row */, TIMEOUT_SECONDS = 2 };
    int end = 0;
    pid_t child = fork();
    if (child == 0) {
        int printed = memfd_create("printed", 0);
        alarm(TIMEOUT_SECONDS);
        dup2(printed, STDOUT_FILENO);
        bool is_good = add(row) == CORO_OK && is_right(run_plain(1), 1);
        close_all();
        fflush(stdout);
        _exit(is_good && lseek(printed, 0, SEEK_END) == 0 ? GOOD : EXIT_FAILURE);
    }
    return child > 0 && waitpid(child, &end, 0) == child && WIFEXITED(end) && WEXITSTATUS(end) == GOOD;
}

/* Adds this row, then all others that are plain and work. */
static enum coro_status add_all(const struct row *row)
{
    bool is_wanted[MOST_ROWS];
    for (size_t i = 0; i < table_row_count(); i++)
        is_wanted[i] = table_row(i) != row && is_plain(table_row(i)) && works_alone(table_row(i));
    enum coro_status status = add(row);
    for (size_t i = 0; i < table_row_count() && !status; i++)
        if (is_wanted[i])
            status = add(table_row(i));
    return status;
}

struct finding probe_one_caller(const struct row *row)
{
    const char *why_not = row->probes->plain_refusal();
    if (why_not)
        return finding_declared(finding_answered(finding_of(REFUSES, "%s", why_not), ANSWER_NO));
    enum coro_status status = add_all(row);
    size_t count = mixed.count;
    struct coro_polled got = status ? coro_failed(status) : run_plain(count);
    close_all();
    if (got.tag == CORO_FAILED)
        return finding_of_status((enum coro_status)got.value, "a caller compiled without knowing the strategy");
    if (!is_right(got, count))
        return finding_answered(finding_of(FAILS, "a caller compiled without knowing the strategy gets a wrong sum"), ANSWER_NO);
    struct finding found = finding_of(WORKS, "one caller, compiled once for next(self), sums an array that mixes iterators of "
                                             "%zu strategies, this one among them", count);
    return finding_valued(finding_answered(found, ANSWER_YES), (double)count);
}
