/* SPDX-License-Identifier: MIT */
/* A future that is not awaited where it begins, because its owner outlives that place. It takes its call site along; where
 * call sites are optional, it has none. For the workload `concurrent` and the probes that hold futures. Rows of known types
 * have bench/unit/static_iterators.h's instead. */
struct escaping_frame { struct next_frame kept[!SITE_IS_OPTIONAL]; struct coro_dyn_future alone[SITE_IS_OPTIONAL]; };

CORO_INLINE void escaping_async_init(struct escaping_frame *frame)
{
    if (!SITE_IS_OPTIONAL)
        next_async_init(frame->kept);
}
CORO_INLINE void escaping_async_fini(struct escaping_frame *frame)
{
    if (!SITE_IS_OPTIONAL)
        next_async_fini(frame->kept);
}
CORO_INLINE void escaping_async_begin(struct escaping_frame *frame, struct coro_task *task, ITERATOR it)
{
    if (SITE_IS_OPTIONAL)
        *frame->alone = it.vtable->next(it.self, pass_site(NULL), pass_task(task));
    else
        next_async_begin(frame->kept, task, it);
}
CORO_INLINE struct coro_polled escaping_async_poll(struct escaping_frame *frame, struct coro_task *task)
{
    if (SITE_IS_OPTIONAL)
        return frame->alone->vtable->poll(frame->alone->data, task);
    return next_async_poll(frame->kept, task);
}
CORO_INLINE void escaping_async_cancel(struct escaping_frame *frame, struct coro_task *task)
{
    if (SITE_IS_OPTIONAL)
        future_drop(*frame->alone, NULL, task);
    else
        next_async_cancel(frame->kept, task);
}
