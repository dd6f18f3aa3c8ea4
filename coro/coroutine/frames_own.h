/* SPDX-License-Identifier: MIT */
/* Where the frames of a coroutine lie: below its control block, for good. The usual answer; the others are frames_copied.h
 * and frames_split.h. Included by coroutine.h. */
#ifndef CORO_COROUTINE_FRAMES_OWN_H
#define CORO_COROUTINE_FRAMES_OWN_H

/* Whether others may keep a pointer to a frame while the coroutine is suspended; whether calls look for room by themselves. */
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
