/* SPDX-License-Identifier: MIT */
/* Part 7's "sealed trait: you derive a wrapper enum for just the types that you need". The caller knows a list of three types,
 * and its frame holds a union of their frames. Every step is a switch instead of an indirect call. A type that is not on the
 * list cannot be called. A chain of adapters is an enum of its own at each depth, since an enum that held itself would have no
 * finite size.
 *
 * An item takes 16 instructions on `ready`, rustc 1.95's enum 27 (peer:rust_abort/sealed_enum): see .fidelity. */
#define PROTOCOL PROTOCOL_STATIC
#define SEALED 1
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct claim claims[] = {
    { 0, "you derive a wrapper enum for just the types that you need", "part 7", PROBE_plug_in, ANSWER_NO },
    { 0 }
};
static const struct strategy strategy = {
    .order = 15,
    .sentence = "an enum of three types: a union and a switch",
    .fidelity = "rustc 1.95 spends 11 instructions more: where its three arms meet it tests twice whether an item is there (4) "
                "and makes a tag for that (2), where gcc has jumped on from each arm; its enum and the member are futures with "
                "a state each, which are stored three times more often (3), and it computes the addresses of a state and of "
                "the member (2); on pending/8 it spends 7 more, on a third such test (2), a test for another type first (2) and "
                "keeping and rereading pointers (3), and each wait has 2 more indirect calls, a jump through a table to the "
                "member's state and a call of the executor through another",
    .placing = &no_placing,
    .lives = { .where = LIVES_AT_CALL_SITE },
    .threads = { "nothing: frames lie in the caller's frame" },
    .claims = claims,
};
