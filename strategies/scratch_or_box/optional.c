/* SPDX-License-Identifier: MIT */
/* The 128 bytes are an optional argument: a caller whose future escapes passes NULL, and the callee boxes (part 8,
 * "improving performance with a more complex ABI", and appendix A). So an escaping future is a handle of two words, where one of
 * scratch_or_box/128 takes its call site along. Asking costs an item two instructions in drop, and three in next() for a register
 * that the path to malloc needs. */
#define SITE_IS_OPTIONAL 1
#define SCRATCH_BYTES 128
#include "strategies/scratch_or_box/scratch_or_box.h"

struct adapter {};
struct call_site { _Alignas(CORO_MAX_ALIGN) char scratch[SCRATCH_BYTES]; };
struct task_part {};

CORO_INLINE bool uses_scratch(struct coro_layout layout, struct holders holders) { return holders.site && fits_scratch(layout); }

CORO_INLINE enum coro_status optional_place(struct coro_layout layout, struct holders holders, void **frame)
{
    *frame = uses_scratch(layout, holders) ? holders.site->scratch : heap_alloc(layout);
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
CORO_INLINE void optional_release(void *frame, struct coro_layout layout, struct holders holders)
{
    if (!uses_scratch(layout, holders))
        free(frame);
}
static const struct placing optional_placing = { .place = optional_place, .release = optional_release };

static const struct claim claims[] = {
    { 0, "So long as the scratch space is optional, with a fallback to boxing, this is no problem", "part 8, appendix A",
      PROBE_escapes, ANSWER_YES, .under = "the future outlives the function that began it",
      .also = { .under = "it is returned, and moves", .probe = PROBE_returned, .says = ANSWER_YES } },
    /* Quite a lot: two thirds of the time of a box, or less. */
    { 0, "in exchange for potentially quite a lot of performance", "part 8", PROBE_time_against, ANSWER_NO, .against = "box",
      .ratio = 0.67 },
    { 0 }
};
static const struct strategy strategy = {
    .order = 85,
    .is_variant = true,
    .sentence = "128 bytes if the caller has any to pass, else a box",
    .placing = &optional_placing,
    .lives = { .where = LIVES_AT_CALL_SITE, .fallback = LIVES_ON_HEAP },
    .threads = { "the heap, for larger frames" },
    .claims = claims,
    .allocations = scratch_allocations,
};
