/* SPDX-License-Identifier: MIT */
/* No guess: half of the program's iterators fit, which the build finds by looking at all of them (bench/unit/frame_table.c). */
#include "frame_table.h"
#define SCRATCH_BYTES HALF_OF_FRAMES_BYTES
#include "strategies/scratch_or_box/scratch_or_box.h"

struct adapter {};
struct call_site { _Alignas(CORO_MAX_ALIGN) char scratch[SCRATCH_BYTES]; };
struct task_part {};

CORO_INLINE enum coro_status scratch_place(struct coro_layout layout, struct holders holders, void **frame)
{
    return scratch_or_box(holders.site->scratch, layout, frame);
}
static const struct placing placing = { .place = scratch_place, .release = scratch_release };

static const struct claim claims[] = {
    { 0, "analyze the binary to get a good guess as to how much stack space is needed", "part 8", PROBE_whole_program,
      ANSWER_YES },
    { 0, "it could make use of the space in the common case", "part 8", PROBE_counted_allocations, ANSWER_NO,
      "half of the types fit, which is not half of the calls: an adapter's frame holds a call site, and never fits one",
      .under = "in a loop over a leaf",
      .otherwise = { .under = "with a real program's calls", .probe = PROBE_counted_allocations, .says = ANSWER_NO,
                     .on = "real" } },
    { 0 }
};
static const struct strategy strategy = {
    .order = 84,
    .is_variant = true,
    .sentence = "room for half of the program's frames, else a box",
    .placing = &placing,
    .lives = { .where = LIVES_AT_CALL_SITE, .fallback = LIVES_ON_HEAP },
    .threads = { "the heap, for larger frames" },
    .claims = claims,
    .allocations = scratch_allocations,
};
