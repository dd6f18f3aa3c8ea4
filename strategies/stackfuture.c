/* SPDX-License-Identifier: MIT */
/* The caller's frame has 128 bytes for a future; a larger one is refused. As in the stackfuture crate, the callee builds the
 * future in the space that it returns. The caller moves all of it into its own frame before the first poll.
 *
 * An item takes 60 instructions on `ready`, rustc 1.95's 72 with as many bytes (peer:rust_abort/stackfuture; 49 were measured
 * with 64): see .fidelity. */
#define FRAME_MOVES 1
#include "strategies/strategy.h"

enum { SPACE_BYTES = 128 };
struct adapter {};
struct call_site { _Alignas(CORO_MAX_ALIGN) char bytes[SPACE_BYTES]; };
struct task_part {};

CORO_INLINE enum coro_status space_place(struct coro_layout layout, struct holders holders, void **frame)
{
    if (layout.bytes > SPACE_BYTES || layout.align > CORO_MAX_ALIGN)
        return CORO_ERR_DOES_NOT_FIT;
    *frame = holders.site->bytes;
    return CORO_OK;
}
static const struct placing placing = { .place = space_place };

static const struct claim claims[] = {
    /* The tour names stackfuture with row 5; but 128 is a guess as in row 6, though with a refusal where that row boxes. */
    { 0, "requires extensive interprocedural analysis or else random guesswork", "part 8, table, said of row 6",
      PROBE_depends_on_size, ANSWER_YES },
    { 0, "the caller has to know the size of all its callees", "part 8, tour", PROBE_large_callee, ANSWER_NO },
    { 0, "in [no_std] will instead pick a different strategy, possibly a Box<T, InlineStorage<N>>",
      "discussion of part 8, a reader",
      PROBE_no_heap, ANSWER_YES },
    { 0, "This would also support futures that escape the stack frame", "part 8", PROBE_returned, ANSWER_YES },
    { 0 }
};
static const struct system systems[] = {
    { "bevy", "returns from Reader::read_to_end a StackFuture with room for ten references",
      "https://github.com/bevyengine/bevy/blob/HEAD/crates/bevy_asset/src/io/mod.rs" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 70,
    .sentence = "128 bytes in the caller's frame, or a refusal",
    .fidelity = "rustc 1.95 spends 20 instructions more, since it calls memcpy, which takes 33, where gcc moves the bytes with "
                "16, and its next() writes two functions where a vtable is written here (3), and 8 fewer: the caller here "
                "keeps a handle to the moved frame and asks whether it was a refusal; with panic=unwind its caller moves the "
                "future once more, within its own stack",
    .placing = &placing,
    .lives = { .where = LIVES_AT_CALL_SITE },
    .threads = { "nothing: frames lie in the caller's frame" },
    .claims = claims,
    .systems = systems,
};
