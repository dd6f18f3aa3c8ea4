/* SPDX-License-Identifier: MIT */
/* A body as a task runs it: the task's own part is entered before every poll and every drop. */
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

/* One-line instances, so that the body and the strategy's functions are seen through. */
#define STAMP_ROOT(name) STAMP_ROOT_(name)
#define STAMP_ROOT_(name) \
    static struct coro_polled name##_root_poll(void *frame, struct coro_task *task) \
    { return poll_inside(name##_poll, frame, task); } \
    static void name##_root_drop(void *frame, struct coro_task *task) { drop_inside(name##_drop, frame, task); } \
    static const struct coro_async_fn name##_root CORO_UNUSED = \
        { { name##_bytes, name##_align }, name##_start, name##_root_poll, name##_root_drop };
#define ROOT(name) ROOT_(name)
#define ROOT_(name) name##_root

/* The second body of a sum, and both of them as a chain knows them. */
#define STAMPED(name) STAMPED_(name)
#define STAMPED_(name) name##_stamped
#define BOTH_ROOTS(name) { &ROOT(name), &ROOT(STAMPED(name)) }
