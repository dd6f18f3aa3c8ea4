/* SPDX-License-Identifier: MIT */
/* No dyn at all: the caller knows every type, and the callee's frame is a member of its own. The floor that all other rows are
 * held against, and what a generic Rust function compiles to: 10 instructions an item on `ready`, rustc 1.95's 11. */
#define PROTOCOL PROTOCOL_STATIC
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct claim claims[] = {
    { 0, "it only costs you if you use it", "withoutboats, Async Methods II (2018)", PROBE_allocates, ANSWER_NO },
    { 0, "non-dyn Future would not lead to boxing", "discussion of part 8, a reader", PROBE_counted_allocations, ANSWER_NO,
      .of = "peer:rust/static_dispatch" },
    { 0, "If you are writing no-std code, use `impl Trait`, not `dyn Trait`; if you must use `dyn`, it'll require wrapper types",
      "part 9", PROBE_no_heap, ANSWER_YES, .under = "with `impl`",
      .also = { .under = "with `dyn` and a wrapper type", .probe = PROBE_no_heap, .says = ANSWER_YES,
                .of = "inline_slot" } },
    { 0 }
};
static const struct system systems[] = {
    { "embedded-hal-async", "has traits with async fns, so each driver knows the types of its buses",
      "https://docs.rs/embedded-hal-async" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 10,
    .sentence = "no dyn: every type is known to the caller",
    .fidelity = "rustc 1.95 spends 10 instructions more on an item of pending/8 that is there: where waiting and going on meet "
                "it tests twice which it was (4) and makes a tag for that (2), keeps its iterator twice (2), and stores that "
                "the future has finished (4 with the state's address and a jump), which gcc leaves out since the next item's "
                "state follows; gcc spends 2 on adding in a register; at each wait rustc calls the executor through a "
                "table of addresses, which counts as indirect; on result/100 gcc moves the item out of its place (14), where "
                "rustc reads it in place",
    .placing = &no_placing,
    .lives = { .where = LIVES_AT_CALL_SITE },
    .threads = { "nothing: frames lie in the caller's frame" },
    .claims = claims,
    .systems = systems,
};
