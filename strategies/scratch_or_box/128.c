/* SPDX-License-Identifier: MIT */
/* The size that part 8 names. */
#define SCRATCH_BYTES 128
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
    { 6, "uses allocator", "part 8, table", PROBE_allocates, ANSWER_YES },
    { 6, "requires extensive interprocedural analysis or else random guesswork", "part 8, table", PROBE_depends_on_size,
      ANSWER_YES },
    { 0, "have the callee invoke Box if that space is not enough", "part 8, tour", PROBE_plug_in, ANSWER_YES },
    /* The goal again: "that the cleanest code also runs the fastest". One workload is enough for a "might". */
    { 0, "“have caller allocate space and fall back to boxing” very well might", "part 8, ratings", PROBE_time_against,
      ANSWER_NO, .against = "inline_slot", .ratio = 1.5 },
    { 0, "a heuristic that tries to avoid heap allocation", "part 8", PROBE_no_heap, ANSWER_NO },
    { 0, "if we had allocated space on the stack to store the future, examples like this would be a problem",
      "part 8, appendix A", PROBE_escapes, ANSWER_NO,
      "with the call site off the stack, beside the future, it works; a future that is returned leaves its space behind",
      .under = "off the stack, with the call site beside the future",
      .otherwise = { .under = "when the future is returned, and moves", .probe = PROBE_returned, .says = ANSWER_NO } },
    { 0 }
};
static const struct system systems[] = {
    { "LLVM", "its returned-continuation coroutines keep the frame in the caller's buffer, or allocate when it does not fit",
      "https://llvm.org/docs/Coroutines.html#returned-continuation-lowering" },
    { "Swift's _read and _modify", "keep their frame in four words of the caller, or allocate",
      "https://github.com/swiftlang/swift/blob/HEAD/include/swift/ABI/MetadataValues.h" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 80,
    .sentence = "128 bytes of the caller's frame, else a box",
    .placing = &placing,
    .lives = { .where = LIVES_AT_CALL_SITE, .fallback = LIVES_ON_HEAP },
    .threads = { "the heap, for larger frames" },
    .claims = claims,
    .systems = systems,
    .allocations = scratch_allocations,
};
