/* SPDX-License-Identifier: MIT */
/* Every next() allocates its frame from the heap and frees it at the end: part 8's "box it". The row models part 8's `dyn*`: the
 * caller holds a pointer and a vtable, and calls the vtable's drop. That shim frees, since the callee knows that it boxed.
 * async-trait returns a Pin<Box<dyn Future>> instead: drop ends the future, and the caller frees by the vtable's size and
 * alignment.
 *
 * An item of `ready` takes 43 instructions outside malloc and free, rustc 1.95's 67 (peer:rust_abort/box), which does as
 * async-trait: see .fidelity. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct claim claims[] = {
    { 1, "requires allocation", "part 8, table", PROBE_allocates_per_item, ANSWER_YES },
    { 1, "not especially efficient", "part 8, table", PROBE_time_against, ANSWER_YES,
      .against = "caller_cached_box", .ratio = 1.5 },
    { 0, "boxing itself is not a performance problem", "part 8, tour", PROBE_time_against, ANSWER_NO, .on = "lines",
      .against = "static_dispatch", .ratio = 1.5 },
    { 0, "unless it occurs repeatedly in a tight loop", "part 8, tour", PROBE_time_against, ANSWER_YES,
      .against = "caller_cached_box", .ratio = 1.5 },
    { 0, "It works fine with separate compilation", "part 8, soul of Rust", PROBE_plug_in, ANSWER_YES },
    { 0, "fits great with Rust’s async model", "part 8, soul of Rust", PROBE_state_machine_caller, ANSWER_YES },
    { 0, "matches what people are doing today in practice", "part 8, soul of Rust", PROBE_none, ANSWER_YES,
      "what people do is not for a program to say" },
    { 0, "it would be invoking Box::new each time that next is called", "part 8, soul of Rust", PROBE_allocates_per_item,
      ANSWER_YES },
    { 0, "Transparent: no.", "part 8", PROBE_none, ANSWER_NO,
      "whether a reader sees that code allocates is not for a program to say" },
    { 0, "For boxing, this kind of code doesn’t pose any problem at all", "part 8, appendix A", PROBE_escapes, ANSWER_YES },
    { 0, "we allocate for each little piece of extra state that we need", "part 8, footnote 3", PROBE_recursion, ANSWER_YES },
    { 0, "where you have no allocator at all", "part 7", PROBE_no_heap, ANSWER_NO },
    { 0, "the performance cost of an allocation is too high", "part 7", PROBE_time_against, ANSWER_YES,
      .against = "caller_cached_box", .ratio = 1.5 },
    { 0, "not all systems ship with efficient allocators", "part 7", PROBE_time_against, ANSWER_YES,
      "the C library's allocator has a free list per size and thread, too", .against = "box_slab", .ratio = 1 },
    { 0, "assuming infallible allocation", "discussion of part 8", PROBE_survives_no_memory, ANSWER_NO,
      "a refusal is a future that fails: next() itself has no way to fail, but its first poll has" },
    { 0, "if you hand-rolled it, you couldn’t do better", "object safety", PROBE_time_against, ANSWER_NO,
      "every row that does not ask the heap for each item is hand-rolled, and faster",
      .against = "peer:rust/box", .ratio = 1.1 },
    { 0 }
};
static const struct system systems[] = {
    { "async-trait", "turns an async fn into a method that returns Pin<Box<dyn Future>>",
      "https://docs.rs/async-trait" },
    { "dynosaur", "boxes the future of a call through dyn, and only of such a call",
      "https://docs.rs/dynosaur" },
    { "C++20", "takes the state of a coroutine from an allocation function, unless the compiler elides that",
      "https://eel.is/c++draft/dcl.fct.def.coroutine" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 30,
    .sentence = "one heap allocation per next()",
    .fidelity = "rustc 1.95 spends 24 instructions more: 13 in the functions between Box and malloc and free, which ask "
                "whether the alignment is malloc's and are three more indirect calls, 2 on what next() hands to them, and 9 in "
                "the caller, which tests the vtable's drop for null and the size for 0, loads size and alignment, and frees",
    .placing = &heap_placing,
    .allocations = one_allocation,
    .claims = claims,
    .systems = systems,
};
