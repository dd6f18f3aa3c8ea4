/* SPDX-License-Identifier: MIT */
/* The adapter around the iterator has room for one frame: part 8's "inline it into the iterator". A second future while one is
 * in flight is refused. Testing, taking and releasing the slot costs five of the 42 instructions that an item takes on `ready`.
 * peer:rust_abort/inline_slot (39) saves them: its next() borrows the iterator for the life of the future. Its caller spends
 * two on testing the vtable's drop for null. */
#include "strategies/slot.h"

struct adapter { bool is_taken; _Alignas(CORO_MAX_ALIGN) char slot[]; };
struct call_site {};
struct task_part {};

static size_t slot_bytes(struct coro_layout frame) { return sizeof(struct adapter) + slot_room(frame); }
CORO_INLINE enum coro_status slot_place(struct coro_layout layout, struct holders holders, void **frame)
{
    if (CORO_UNLIKELY(holders.adapter->is_taken))
        return CORO_ERR_BUSY;
    holders.adapter->is_taken = true;
    *frame = slot_frame(holders.adapter->slot, layout);
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
    { 0, "the caller only has to poll that pointer", "part 8, tour", PROBE_adds_to_call_site, ANSWER_NO },
    { 0, "would add the extra space to store the future", "part 8", PROBE_retained, ANSWER_YES },
    { 0, "it could opt to use inline allocation (and thus be no-std compatible)", "part 9", PROBE_no_heap, ANSWER_YES },
    { 0, "the callee can customize this to use other strategies", "part 7", PROBE_one_caller, ANSWER_YES },
    { 0, "C++ coroutines can be implemented without heap allocation", "discussion of part 8, a reader",
      PROBE_counted_allocations, ANSWER_NO,
      .under = "by g++", .of = "peer:cpp20/gcc/inline_slot",
      .otherwise = { .under = "by clang++", .probe = PROBE_counted_allocations, .says = ANSWER_NO,
                     .of = "peer:cpp20/clang/inline_slot" } },
    { 0 }
};
static const struct system systems[] = {
    { "dyner (experiment)", "its wrapper has a field for the next future beside the iterator",
      "https://github.com/nikomatsakis/dyner/blob/HEAD/src/inline_async_iter.rs" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 50,
    .sentence = "the iterator carries room for one frame",
    .placing = &placing,
    .lives = { .where = LIVES_IN_ITERATOR },
    .threads = { "the iterator's slot",
                 "the slot holds one frame, so a second future in flight is refused" },
    .claims = claims,
    .systems = systems,
};
