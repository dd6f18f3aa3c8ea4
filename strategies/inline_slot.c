/* SPDX-License-Identifier: MIT */
/* The adapter around the iterator has room for one frame: part 8's "inline it into the iterator". A second future while one is
 * in flight is refused. Testing, taking and giving back the slot costs four instructions an item. */
#include "strategies/slot.h"

struct call_site {};
struct task_part {};

CORO_INLINE enum coro_status slot_place(struct coro_layout layout, struct holders holders, void **frame)
{
    if (CORO_UNLIKELY(holders.adapter->is_taken))
        return CORO_ERR_BUSY;
    holders.adapter->is_taken = true;
    *frame = slot_of(holders.adapter, layout);
    return CORO_OK;
}
CORO_INLINE void slot_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)frame, (void)layout;
    holders.adapter->is_taken = false;
}
static const struct placing placing = { .place = slot_place, .release = slot_release, .adapter_bytes = slot_bytes };

static const struct claim claims[] = {
    { 3, "adds space to AI", "part 8, table", PROBE_adds_to_iterator, ANSWER_YES },
    { 3, "doesn’t work for &self", "part 8, table", PROBE_several_in_flight, ANSWER_NO },
    { 0 }
};
static const struct strategy strategy = {
    .order = 50,
    .sentence = "the iterator carries room for one frame",
    .placing = &placing,
    .claims = claims,
};
