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
    /* inline_slot makes the same three virtual calls and asks no allocator. Half again as much exceeds any noise floor. */
    { 1, "not especially efficient", "part 8, table", PROBE_time_against, ANSWER_YES, .against = "inline_slot", .ratio = 1.5 },
    /* A quarter, since nothing in `reads` takes time but the cheapest system call: a read that never waits. inline_slot makes the
     * same calls. */
    { 0, "For most applications, boxing itself is not a performance problem, unless it occurs repeatedly in a tight loop",
      "part 8, tour", PROBE_time_against, ANSWER_NO, .under = "where an item is read from a pipe",
      .against = "inline_slot", .ratio = 1.25, .on = "reads",
      .also = { .under = "but not in a tight loop", .probe = PROBE_time_against, .says = ANSWER_YES,
                .against = "inline_slot", .ratio = 1.5 } },
    { 0, "It works fine with separate compilation", "part 8, soul of Rust", PROBE_plug_in, ANSWER_YES,
      .under = "the callee is compiled later, and loaded",
      .also = { .under = "the caller is compiled first, for all callees", .probe = PROBE_one_caller, .says = ANSWER_YES } },
    { 0, "fits great with Rust’s async model", "part 8, soul of Rust", PROBE_state_machine_caller, ANSWER_YES },
    /* The goal is "that the cleanest code also runs the fastest". inline_slot keeps the trait and makes the same three calls. */
    { 0, "Boxing on every dynamic call doesn’t meet this goal", "part 8, ratings", PROBE_time_against, ANSWER_YES,
      .against = "inline_slot", .ratio = 1.5 },
    { 0, "For boxing, this kind of code doesn’t pose any problem at all", "part 8, appendix A", PROBE_escapes, ANSWER_YES,
      .under = "the future outlives the function that began it",
      .also = { .under = "it is returned, and moves", .probe = PROBE_returned, .says = ANSWER_YES } },
    { 0, "we allocate for each little piece of extra state that we need", "part 8, footnote 3", PROBE_counted_allocations,
      ANSWER_YES, .on = "recursion/6" },
    { 0, "C++ itself inserts implicit heap allocations to help with coroutines", "part 8, footnote 4",
      PROBE_counted_allocations, ANSWER_YES, .under = "by g++", .of = "peer:cpp20/gcc/box",
      .otherwise = { .under = "by clang++", .probe = PROBE_counted_allocations, .says = ANSWER_YES,
                     .of = "peer:cpp20/clang/box" } },
    { 0, "Extreme embedded cases, where you have no allocator at all", "part 7", PROBE_no_heap, ANSWER_NO },
    { 0, "all the suggestions for boxing implicitly seem to be assuming infallible allocation", "discussion of part 9, a reader",
      PROBE_survives_no_memory, ANSWER_NO,
      "a first poll can say that next() found no memory, if its result has room for a failure; Box::new ends the process",
      .under = "where a poll can carry a failure",
      .otherwise = { .under = "where Box::new allocates, as in rustc's box", .probe = PROBE_survives_no_memory,
                     .says = ANSWER_NO, .of = "peer:rust/box" } },
    /* By hand and by the same compiler: the caller reads the size and boxes. */
    { 0, "if you hand-rolled it, you couldn’t do better", "withoutboats, Async Methods II (2018)", PROBE_time_against,
      ANSWER_NO,
      "by hand, the caller reads the size in the vtable and boxes", .against = "size_in_vtable/box", .ratio = 1.1 },
    /* The first of the three camps of C++: who uses coroutines for I/O. An item is one system call. */
    { 0, "a few memory allocations here and there already, which is fast compared to the I/O they are doing",
      "discussion of part 8, a reader", PROBE_time_against, ANSWER_NO, .against = "inline_slot", .ratio = 1.25, .on = "reads" },
    /* The second camp: inner loops, where the compiler may or may not remove the frame. */
    { 0, "Performance is great when the compiler inlines the coroutine, but if it fails to at a critical juncture (inner loop)",
      "discussion of part 8, a reader", PROBE_counted_allocations, ANSWER_YES,
      .under = "by g++", .of = "peer:cpp20/gcc/one_unit",
      .otherwise = { .under = "by clang++", .probe = PROBE_counted_allocations, .says = ANSWER_YES,
                     .of = "peer:cpp20/clang/one_unit" } },
    /* The caller of one_caller has not a word of allocation. */
    { 0, "“innocent looking” Rust code that nonetheless is invoking Box::new", "part 8, soul of Rust", PROBE_one_caller,
      ANSWER_YES, .under = "by a caller that names no strategy",
      .also = { .under = "at each of its calls", .probe = PROBE_allocates_per_item, .says = ANSWER_YES } },
    { 0, "With &self methods, you could have any number of active futures", "part 8, tour", PROBE_several_in_flight, ANSWER_YES },
    { 0 }
};
static const struct system systems[] = {
    { "async-trait", "turns an async fn into a method that returns Pin<Box<dyn Future>>",
      "https://docs.rs/async-trait" },
    { "dynosaur", "boxes the future of a call through dyn, and only of such a call",
      "https://docs.rs/dynosaur" },
    { "C++20", "takes the state of a coroutine from an allocation function, unless the compiler elides that",
      "https://eel.is/c++draft/dcl.fct.def.coroutine" },
    { "Kotlin", "on the JVM makes a continuation object for each call of a suspend function, unless that needs no state machine",
      "https://github.com/JetBrains/kotlin/blob/HEAD/compiler/backend/src/org/jetbrains/kotlin/codegen/coroutines/"
      "coroutines-codegen.md" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 30,
    .is_swept = true,
    .sentence = "one heap allocation per next()",
    .fidelity = "rustc 1.95 spends 24 instructions more: 13 in the functions between Box and malloc and free, which ask "
                "whether the alignment is malloc's and are three more indirect calls, 2 on what next() hands to them, and 9 in "
                "the caller, which tests the vtable's drop for null and the size for 0, loads size and alignment, and frees",
    .placing = &heap_placing,
    .lives = { .where = LIVES_ON_HEAP },
    .threads = { "the heap" },
    .allocations = one_allocation,
    .claims = claims,
    .systems = systems,
};
