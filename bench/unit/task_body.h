/* SPDX-License-Identifier: MIT */
/* Runs the body of a task inside the strategy's part of the task: task_enter and task_leave stand around every poll and drop.
 * Also the names that templates make of their parameters.
 *
 * An include-template: TASK_BODY, a body. It makes ROOT(TASK_BODY), the async function that a task runs. One instance per
 * body lets the compiler see through body and strategy. An include without TASK_BODY gives the names alone. */
#ifndef BENCH_UNIT_TASK_BODY_H
#define BENCH_UNIT_TASK_BODY_H
enum { MAX_STATIC_DEPTH = 16 };

CORO_INLINE void *enter_task(struct coro_task *task)
{
    return strategy.placing->task_enter ? strategy.placing->task_enter(task_part(task)) : NULL;
}
CORO_INLINE void leave_task(void *outer)
{
    if (strategy.placing->task_leave)
        strategy.placing->task_leave(outer);
}

typedef struct coro_polled body_poll(void *frame, struct coro_task *);
CORO_INLINE struct coro_polled poll_inside(body_poll *poll, void *frame, struct coro_task *task)
{
    void *outer = enter_task(task);
    struct coro_polled got = poll(frame, task);
    leave_task(outer);
    return got;
}
typedef void body_drop(void *frame, struct coro_task *);
CORO_INLINE void drop_inside(body_drop *drop, void *frame, struct coro_task *task)
{
    void *outer = enter_task(task);
    drop(frame, task);
    leave_task(outer);
}

/* Names that a template makes of its parameters. */
#define GLUE_(a, b, c) a##b##c
#define GLUE(a, b, c) GLUE_(a, b, c)

/* The function that a task runs of a body; the second body of a sum, which stamps; both, as struct sum_bodies. */
#define ROOT(body) GLUE(body, _root, )
#define STAMPED(body) GLUE(body, _stamped, )
#define BOTH_ROOTS(body) { &ROOT(body), &ROOT(STAMPED(body)) }
#endif

#ifdef TASK_BODY
static struct coro_polled GLUE(TASK_BODY, _root_poll, )(void *frame, struct coro_task *task)
{
    return poll_inside(GLUE(TASK_BODY, _async_poll, ), frame, task);
}
static void GLUE(TASK_BODY, _root_drop, )(void *frame, struct coro_task *task)
{
    drop_inside(GLUE(TASK_BODY, _async_drop, ), frame, task);
}
static const struct coro_async_fn ROOT(TASK_BODY) CORO_UNUSED = {
    { GLUE(TASK_BODY, _async_bytes, ), GLUE(TASK_BODY, _async_align, ) },
    GLUE(TASK_BODY, _async_start, ), GLUE(TASK_BODY, _root_poll, ), GLUE(TASK_BODY, _root_drop, )
};
#undef TASK_BODY
#endif
