/* SPDX-License-Identifier: MIT */
/* The caller reads the frame's size in the vtable and uses 128 bytes of its own frame when they do, else a box: part 9's
 * `maybe_box(&mut big_buf, || next())`. */
#define PROTOCOL PROTOCOL_CALLER_PLACES
#include "strategies/strategy.h"

enum { BUFFER_BYTES = 128 };
struct adapter {};
struct call_site { _Alignas(CORO_MAX_ALIGN) char buffer[BUFFER_BYTES]; };
struct task_part {};

CORO_INLINE bool fits_buffer(struct coro_layout layout) { return layout.bytes <= BUFFER_BYTES && layout.align <= CORO_MAX_ALIGN; }

CORO_INLINE enum coro_status buffer_place(struct coro_layout layout, struct holders holders, void **frame)
{
    *frame = fits_buffer(layout) ? holders.site->buffer : heap_alloc(layout);
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
CORO_INLINE void buffer_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)layout;
    if (frame != holders.site->buffer)
        free(frame);
}
static unsigned buffer_allocations(struct coro_layout layout, enum awaiter awaiter)
{
    (void)awaiter;
    return !fits_buffer(layout);
}
static const struct placing placing = { .place = buffer_place, .release = buffer_release };

static const struct claim claims[] = {
    { 0, "it still relies on a box fallback, so it doesn't really work for no-std", "part 9", PROBE_no_heap, ANSWER_NO },
    { 0 }
};
static const struct system systems[] = {
    { "dynify", "init2(&mut stack, &mut heap) starts a future in the caller's buffer, or else in its heap vector",
      "https://docs.rs/dynify" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 73,
    .sentence = "the caller asks the vtable: 128 bytes, else a box",
    .placing = &placing,
    .lives = { .where = LIVES_AT_CALL_SITE, .fallback = LIVES_ON_HEAP },
    .threads = { "the heap, for larger frames" },
    .claims = claims,
    .systems = systems,
    .allocations = buffer_allocations,
};
