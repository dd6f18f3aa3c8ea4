/* SPDX-License-Identifier: MIT */
/* A body as a task runs it: the task's own part is entered before every poll and every drop. */
enum { MAX_STATIC_DEPTH = 16 };

CORO_INLINE void enter_task(struct coro_task *task)
{
    if (strategy.placing->task_enter)
        strategy.placing->task_enter(task_part(task));
}

/* One-line instances, so that the strategy's task_enter is seen through. */
#define STAMP_ROOT(name) STAMP_ROOT_(name)
#define STAMP_ROOT_(name) \
    static struct coro_polled name##_root_poll(void *frame, struct coro_task *task) { enter_task(task); return name##_poll(frame, task); } \
    static void name##_root_drop(void *frame, struct coro_task *task) { enter_task(task); name##_drop(frame, task); } \
    static const struct coro_async_fn name##_root CORO_UNUSED = { { name##_bytes, name##_align }, name##_start, name##_root_poll, name##_root_drop };
#define ROOT(name) ROOT_(name)
#define ROOT_(name) name##_root
