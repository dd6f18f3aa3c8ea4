/* SPDX-License-Identifier: MIT */
/* SEALED_OTHER_known is next() of the adapter SEALED_OTHER as a caller awaits it that knows it, though it finds it through a handle
 * of two words. An include-template: SEALED_OTHER, undefined after it. */
#define FOUND(x) GLUE(SEALED_OTHER, _known, x)
#define KNOWN(x) GLUE(SEALED_OTHER, _next, x)

struct FOUND(_frame) { struct KNOWN(_frame) known; };
CORO_INLINE void FOUND(_init)(struct FOUND(_frame) *frame) { (void)frame; }
CORO_INLINE void FOUND(_fini)(struct FOUND(_frame) *frame) { (void)frame; }
CORO_INLINE void FOUND(_begin)(struct FOUND(_frame) *frame, struct coro_task *task, ITERATOR it)
{
    KNOWN(_begin)(&frame->known, task, it.self);
}
CORO_INLINE struct coro_polled FOUND(_poll)(struct FOUND(_frame) *frame, struct coro_task *task)
{
    return KNOWN(_poll)(&frame->known, task);
}
CORO_INLINE void FOUND(_end)(struct FOUND(_frame) *frame, struct coro_task *task) { KNOWN(_end)(&frame->known, task); }
CORO_INLINE void FOUND(_cancel)(struct FOUND(_frame) *frame, struct coro_task *task) { KNOWN(_cancel)(&frame->known, task); }
#undef FOUND
#undef KNOWN
#undef SEALED_OTHER
