/* SPDX-License-Identifier: MIT */
/* Frames of a coroutine that stay below its control block. This is the default; coro/coroutine.h includes this file, or its
 * siblings frames_copied.h or frames_split.h, which define the same functions. */
#ifndef CORO_COROUTINE_FRAMES_OWN_H
#define CORO_COROUTINE_FRAMES_OWN_H

/* CORO_FRAMES_STAY: other code may keep pointers to a frame of a suspended coroutine. CORO_FRAMES_SPLIT: calls look for room by
 * themselves. */
enum { CORO_FRAMES_STAY = 1, CORO_FRAMES_SPLIT = 0 };

CORO_INLINE struct coro_stack coro_frames(const struct coro *co)
{
    return (struct coro_stack){ co->limit, (size_t)((const char *)co - co->limit) };
}
CORO_INLINE struct coro_stack coro_frames_at_end(const struct coro *co) { return coro_frames(co); }
CORO_INLINE void coro_frames_make(struct coro *co) { coro_context_make(&co->context, coro_frames(co)); }
CORO_INLINE enum coro_status coro_frames_restore(struct coro *co)
{
    (void)co;
    return CORO_OK;
}
CORO_INLINE bool coro_frames_save(struct coro *co)
{
    (void)co;
    return true;
}
CORO_INLINE void coro_frames_release(struct coro *co) { (void)co; }

#endif
