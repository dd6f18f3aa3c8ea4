/* SPDX-License-Identifier: MIT */
/* Notes that a strategy has given a frame, or takes it back, for units that check (coro/checks.h). There the frame joins the list
 * of live frames (coro/live_frame.h), which names a mistake by the strategy's function. A fresh frame is full of known bytes, and
 * so is a released one. AddressSanitizer reports whoever touches the place of an ended frame in a call site or task before the
 * strategy is called again.
 *
 * Elsewhere all of these functions do nothing. The two sides of the boundary call them; code that begins, moves or ends a holder
 * opens it. A unit may define CHECKED_FRAMES to choose otherwise. The probe `frames` checks more, with frames that no iterator
 * has (bench/frames). */
#ifndef STRATEGIES_CHECKED_FRAME_H
#define STRATEGIES_CHECKED_FRAME_H
#include <string.h>
#include "coro/live_frame.h"
#include "coro/notice.h"
#include "strategies/strategy.h"

#ifndef CHECKED_FRAMES
#define CHECKED_FRAMES CORO_CHECKS
#endif
enum { FRESH_FRAME_FILL = 0xa5, RELEASED_FRAME_FILL = 0xdb };

/* Stacks are not filled, since that would touch all their pages; nor are frames that outlive their futures. */
CORO_INLINE bool fills_frames(void) { return CALLEE == ASYNC_STACKLESS && !strategy.placing->poll && !strategy.placing->drop; }

CORO_INLINE void open_site(struct call_site *site)
{
    if (CHECKED_FRAMES && site && sizeof *site > 0)
        coro_notice_open(site, sizeof *site);
}
CORO_INLINE void open_task_part(struct coro_task *task)
{
    if (CHECKED_FRAMES && task && sizeof(struct task_part) > 0)
        coro_notice_open(task_part(task), sizeof(struct task_part));
}
/* The strategy is about to be called, and may read and write its holders. */
CORO_INLINE void open_holders(struct holders holders)
{
    open_site(holders.site);
    open_task_part(holders.task);
}

CORO_INLINE bool frame_lies_in(const void *frame, size_t bytes, const void *holder, size_t holder_bytes)
{
    uintptr_t offset = (uintptr_t)frame - (uintptr_t)holder;
    return holder && offset < holder_bytes && bytes <= holder_bytes - offset;
}
/* A call site has one frame at a time, and lies in the frame of its caller. So a frame in it is not listed beside that. */
CORO_INLINE bool frame_lies_in_site(const void *frame, struct coro_layout layout, struct holders holders)
{
    return frame_lies_in(frame, layout.bytes, holders.site, sizeof(struct call_site));
}

CORO_INLINE void frame_begins(const char *giver, void *frame, struct coro_layout layout, struct holders holders)
{
    if (!CHECKED_FRAMES)
        return;
    CORO_OPAQUE(frame);     /* or the compiler takes the calls below for reads of memory that nothing has written */
    if (frame_lies_in_site(frame, layout, holders))
        coro_live_frame_check(giver, frame, layout);
    else
        coro_live_frame_begins(giver, frame, layout);
    coro_notice_open(frame, layout.bytes);
    if (fills_frames())
        memset(frame, FRESH_FRAME_FILL, layout.bytes);
}

/* The frame if it lies in the call site or task, and else NULL. Adapters stay open: they may move with their iterators, and other
 * threads may use them. */
CORO_INLINE void *frame_to_forbid(void *frame, struct coro_layout layout, struct holders holders)
{
    bool lies_in_task = holders.task && frame_lies_in(frame, layout.bytes, task_part(holders.task), sizeof(struct task_part));
    bool is_held = lies_in_task || frame_lies_in_site(frame, layout, holders);
    void *forbidden = is_held && fills_frames() ? frame : NULL;
    CORO_OPAQUE(forbidden);     /* or the compiler warns of the use of a pointer that release may have freed */
    return forbidden;
}

/* Has the strategy take back a frame that was dropped. */
CORO_INLINE void frame_is_released(void *frame, struct coro_layout layout, struct holders holders)
{
    void *forbidden = CHECKED_FRAMES ? frame_to_forbid(frame, layout, holders) : NULL;
    if (CHECKED_FRAMES) {
        if (!frame_lies_in_site(frame, layout, holders))
            coro_live_frame_ends(frame, layout);
        open_holders(holders);
        if (fills_frames())
            memset(frame, RELEASED_FRAME_FILL, layout.bytes);
    }
    if (strategy.placing->release)
        strategy.placing->release(frame, layout, holders);
    if (CHECKED_FRAMES && forbidden)
        coro_notice_forbid(forbidden, layout.bytes);
}

#endif
