/* SPDX-License-Identifier: MIT */
/* The awaitable FORWARDER of an ITERATOR: its begin, poll, end and cancel call those of FORWARDED, and begin hands on
 * FORWARDED_ARGUMENT. An include-template: FORWARDER, FORWARDED, FORWARDED_ARGUMENT, an expression of the iterator `it` and
 * of `frame`, and FORWARDER_MEMBERS, further members of that frame. Used where a caller awaits a known type through another
 * handle than a pointer. */
#define OUTER(x) GLUE(FORWARDER, x, )
#define INNER(x) GLUE(FORWARDED, x, )

struct OUTER(_frame) { FORWARDER_MEMBERS struct INNER(_frame) inner; };
CORO_INLINE void OUTER(_async_init)(struct OUTER(_frame) *frame) { (void)frame; }
CORO_INLINE void OUTER(_async_fini)(struct OUTER(_frame) *frame) { (void)frame; }
CORO_INLINE void OUTER(_async_begin)(struct OUTER(_frame) *frame, struct coro_task *task, ITERATOR it)
{
    INNER(_async_begin)(&frame->inner, task, FORWARDED_ARGUMENT);
}
CORO_INLINE struct coro_polled OUTER(_async_poll)(struct OUTER(_frame) *frame, struct coro_task *task)
{
    return INNER(_async_poll)(&frame->inner, task);
}
CORO_INLINE void OUTER(_async_end)(struct OUTER(_frame) *frame, struct coro_task *task)
{
    INNER(_async_end)(&frame->inner, task);
}
CORO_INLINE void OUTER(_async_cancel)(struct OUTER(_frame) *frame, struct coro_task *task)
{
    INNER(_async_cancel)(&frame->inner, task);
}
#undef OUTER
#undef INNER
#undef FORWARDER
#undef FORWARDED
#undef FORWARDED_ARGUMENT
#undef FORWARDER_MEMBERS
