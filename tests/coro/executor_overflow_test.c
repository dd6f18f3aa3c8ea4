/* SPDX-License-Identifier: MIT */
/* Stack overflows on threads that run an executor: each is reported in a sentence, although nobody has called
 * coro_overflow_report(). */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdlib.h>
#include "coro/coroutine.h"
#include "coro/executor.h"
#include "coro/io/loop.h"
#include "tests/support/in_child.h"

enum { STACK_BYTES = 64 * 1024, SAID_BYTES = 4096, LEVELS = 2000000 };

/* ---- a coroutine ---- */

static CORO_NOINLINE uint64_t recurse(uint64_t depth)
{
    volatile uint64_t locals[8];
    locals[0] = depth;
    return depth == 0 ? 0 : recurse(depth - 1) + locals[0];
}
static struct coro_polled overflow(struct coro *self, void *arg)
{
    (void)self, (void)arg;
    return coro_some(recurse(1000000));
}

/* A task whose frame is a pointer to a coroutine. */
static void owner_start(void *frame, void *co) { *(struct coro **)frame = co; }
static struct coro_polled owner_poll(void *frame, struct coro_task *task) { return coro_poll(*(struct coro **)frame, task); }
static void owner_drop(void *frame, struct coro_task *task) { (void)frame, (void)task; }
static const struct coro_async_fn owner = { { sizeof(void *), _Alignof(void *) }, owner_start, owner_poll, owner_drop };

static void begin_overflowing(struct coro_task *task, struct coro_executor *executor, void **frame)
{
    struct coro_stack_source *source;
    struct coro_stack stack;
    if (coro_pooled_stacks.open(STACK_BYTES, &source) || coro_pooled_stacks.acquire(source, &stack))
        _exit(1);
    coro_task_init(task, executor, &owner, frame, coro_init_with(stack, overflow, NULL, (struct coro_options){ .name = "Tom" }));
}

static void *run_overflowing(void *arg)
{
    struct coro_executor executor;
    struct coro_task task;
    void *frame;
    coro_executor_init(&executor);
    begin_overflowing(&task, &executor, &frame);
    coro_executor_run(&executor);
    return arg;
}

static void overflow_on_a_thread(void *arg)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, run_overflowing, arg) == 0)
        pthread_join(thread, NULL);
}
static void overflow_here(void *arg) { (void)run_overflowing(arg); }
static void overflow_in_a_loop(void *arg)
{
    struct coro_io *io;
    struct coro_task task;
    void *frame;
    (void)arg;
    if (coro_io_new(&io) != CORO_OK)
        _exit(1);
    begin_overflowing(&task, coro_io_executor(io), &frame);
    (void)!coro_io_run(io);
}

/* Sanitizers have a report of their own. */
static void expect_report(void (*fn)(void *), void *arg, const char *what)
{
    char said[SAID_BYTES];
    int status = child_run_and_listen(fn, arg, said, sizeof said);
    assert_false(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    if (strstr(said, "Sanitizer") == NULL && strstr(said, what) == NULL)
        fail_msg("said: %s", said);
}

static void an_overflow_is_reported_by_name_on_every_thread_that_runs_an_executor(void **state)
{
    (void)state;
    expect_report(overflow_here, NULL, "stack overflow: coroutine Tom");
    expect_report(overflow_on_a_thread, NULL, "stack overflow: coroutine Tom");
    expect_report(overflow_in_a_loop, NULL, "stack overflow: coroutine Tom");
}

/* ---- futures in futures, each in a frame of its own ---- */

/* Polls the one inside only if `polls` is set; drops it always, as a state machine that awaits does. */
struct level { struct level *inside; bool polls; };

static struct coro_polled level_poll(void *frame, struct coro_task *task);
static void level_drop(void *frame, struct coro_task *task);
static const struct coro_async_fn level = {
    { sizeof(struct level *), _Alignof(struct level *) }, owner_start, level_poll, level_drop,
};
/* The table is opaque, and the call is not the last step, as with a dyn future. */
static const struct coro_async_fn *table(void)
{
    const struct coro_async_fn *fn = &level;
    CORO_OPAQUE(fn);
    return fn;
}
static struct coro_polled level_poll(void *frame, struct coro_task *task)
{
    struct level *own = *(struct level **)frame;
    struct coro_polled got = coro_pending();
    if (own->polls && own->inside != NULL)
        got = table()->poll(&own->inside, task);
    CORO_OPAQUE(own);
    return own->polls ? got : coro_pending();
}
static void level_drop(void *frame, struct coro_task *task)
{
    struct level *own = *(struct level **)frame;
    if (own->inside != NULL)
        table()->drop(&own->inside, task);
    free(own);
}

struct deep { bool is_run, polls; };

static void begin_deep_and_cancel(void *arg)
{
    const struct deep *deep = arg;
    struct coro_executor executor;
    struct coro_task task;
    struct level *top = NULL;
    void *frame;
    for (size_t i = 0; i < LEVELS; i++) {
        struct level *made = malloc(sizeof *made);
        if (made == NULL)
            _exit(1);
        *made = (struct level){ top, deep->polls };
        top = made;
    }
    coro_executor_init(&executor);
    coro_task_init(&task, &executor, &level, &frame, top);
    if (deep->is_run)
        coro_executor_run(&executor);
    coro_task_fini(&task);
    coro_executor_fini(&executor);
}

static void a_task_too_deep_to_be_cancelled_or_polled_ends_in_a_sentence(void **state)
{
    struct deep dropped = { false, false }, run_and_dropped = { true, false }, polled = { true, true };
    (void)state;
#ifdef CORO_NOTICE_TSAN
    skip();         /* the tool keeps a stack of calls of its own, which ends earlier */
#endif
    expect_report(begin_deep_and_cancel, &dropped, "stack overflow: a thread ran out of its own stack");
    expect_report(begin_deep_and_cancel, &run_and_dropped, "stack overflow: a thread ran out of its own stack");
    expect_report(begin_deep_and_cancel, &polled, "stack overflow: a thread ran out of its own stack");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_overflow_is_reported_by_name_on_every_thread_that_runs_an_executor),
        cmocka_unit_test(a_task_too_deep_to_be_cancelled_or_polled_ends_in_a_sentence),
    };
    return cmocka_run_group_tests_name("overflows under an executor", tests, NULL, NULL);
}
