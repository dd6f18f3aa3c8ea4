/* SPDX-License-Identifier: MIT */
/* Every call site has room for the largest frame in the program: part 8's "have caller allocate maximal space". The build finds
 * that size by compiling all iterators (bench/unit/frame_table.c). It needs no allocation and no guess, but one large callee
 * makes every caller large. A callee that itself awaits a dyn next() has no finite size: it would hold room for the largest
 * frame, its own included. Such a callee is refused, and so is a callee outside the table. */
#include "frame_table.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site { _Alignas(CORO_MAX_ALIGN) char bytes[LARGEST_FRAME_BYTES]; };
struct task_part {};

CORO_INLINE enum coro_status space_place(struct coro_layout layout, struct holders holders, void **frame)
{
    if (layout.bytes > LARGEST_FRAME_BYTES || layout.align > CORO_MAX_ALIGN)
        return CORO_ERR_NO_FINITE_SIZE;
    *frame = holders.site->bytes;
    return CORO_OK;
}
static const struct placing placing = { .place = space_place };

static const struct claim claims[] = {
    { 5, "can’t necessarily use that across crates", "part 8, table", PROBE_large_callee, ANSWER_NO,
      "the build compiles all iterators, then their callers with the largest size; a crate is compiled before those that use it",
      .under = "for callees compiled before the caller",
      .otherwise = { .under = "for a larger one in a crate compiled after it", .probe = PROBE_later_object, .says = ANSWER_NO } },
    { 5, "requires extensive interprocedural analysis", "part 8, table", PROBE_whole_program, ANSWER_YES },
    { 0, "That seems like it mightn't require much analysis", "discussion of part 9, a reader", PROBE_none, ANSWER_YES,
      "how much is much is a judgement: here the build takes the largest of the sizes that all iterators add to one table" },
    { 0, "crates provide a table of maximal space required per trait method", "discussion of part 9, a reader",
      PROBE_table_per_method,
      ANSWER_YES },
    { 0, "the futures for those callees are close enough in size, this strategy works well", "part 8, tour", PROBE_none,
      ANSWER_YES,
      "well has no number; the bytes of a call site stand beside those of each frame" },
    { 0, "There is one pattern that we can’t express: “have caller allocate maximal space”", "part 8", PROBE_one_caller,
      ANSWER_NO },
    { 0, "This pattern guarantees that heap allocation is not needed", "part 8", PROBE_no_heap, ANSWER_YES },
    { 0, "it wouldn't really work in the (currently uncommon) case of dynamically loaded Rust libraries",
      "discussion of part 9, a reader", PROBE_small_plug_in, ANSWER_NO,
      "the caller has the largest size of its own build, and serves whatever fits", .under = "for a small callee",
      .otherwise = { .under = "for one larger than all of the build", .probe = PROBE_plug_in, .says = ANSWER_NO } },
    { 0 }
};
static const struct strategy strategy = {
    .order = 68,
    .sentence = "room for the program's largest frame, or a refusal",
    .placing = &placing,
    .lives = { .where = LIVES_AT_CALL_SITE },
    .threads = { "nothing: frames lie in the caller's frame" },
    .claims = claims,
};
