/* SPDX-License-Identifier: MIT */
/* The caller keeps the box of `next().box.await`. It reads the next frame's size in the vtable and reuses the box if it fits. A
 * compiler may substitute this, because the box never leaves the caller (part 9, "how much room is there for the compiler to
 * get clever?"). The box ends with the body, so an adapter, whose body is new for every item, never reuses one. */
#define PROTOCOL PROTOCOL_CALLER_PLACES
#include "strategies/strategy.h"

struct adapter {};
struct call_site { void *box; size_t capacity; };
struct task_part {};

static void reuse_init(struct call_site *site)
{
    site->box = NULL;
    site->capacity = 0;
}
static void reuse_fini(struct call_site *site) { free(site->box); }

CORO_INLINE enum coro_status reuse_place(struct coro_layout layout, struct holders holders, void **frame)
{
    struct call_site *site = holders.site;
    if (CORO_UNLIKELY(site->capacity < layout.bytes || (uintptr_t)site->box % layout.align != 0)) {
        free(site->box);
        site->box = heap_alloc(layout);
        site->capacity = site->box ? layout.bytes : 0;
        if (site->box == NULL)
            return CORO_ERR_NO_MEMORY;
    }
    *frame = site->box;
    return CORO_OK;
}
static const struct placing placing = { .place = reuse_place, .site_init = reuse_init, .site_fini = reuse_fini };

static unsigned reuse_allocations(struct coro_layout frame, enum awaiter awaiter)
{
    (void)frame;
    return awaiter == AWAITED_BY_NEXT;
}
static const struct claim claims[] = {
    /* The same crate and compiler: one wait more, and the boxes are back. */
    { 0, "The optimizer is notoriously unreliable for hard performance requirements", "discussion of part 9, a reader",
      PROBE_counted_allocations, ANSWER_NO, .under = "it removes the boxes where nothing waits",
      .of = "peer:rust/one_crate/abort",
      .also = { .under = "it keeps them where every eighth item waits", .probe = PROBE_counted_allocations,
                .says = ANSWER_YES, .of = "peer:rust/one_crate/abort", .on = "pending/8" } },
    { 0, "those optimizations are still possible, so long as the `Box` which would be allocated doesn't escape the function",
      "part 9", PROBE_counted_allocations, ANSWER_NO,
      "one source, one compiler: only the kind of panic differs",
      .under = "by rustc with panic=abort", .of = "peer:rust/one_crate/abort",
      .otherwise = { .under = "by rustc as it comes, which unwinds", .probe = PROBE_counted_allocations, .says = ANSWER_NO,
                     .of = "peer:rust/one_crate/unwind" } },
    { 0 }
};
static const struct strategy strategy = {
    .order = 74,
    .is_variant = true,
    .sentence = "the caller asks the vtable, and keeps its box",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP, .pointer = LIVES_AT_CALL_SITE },
    .threads = { "the heap, behind a box per call site" },
    .claims = claims,
    .allocations = reuse_allocations,
};
