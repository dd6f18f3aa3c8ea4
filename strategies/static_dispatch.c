/* SPDX-License-Identifier: MIT */
/* No dyn at all: the caller knows every type, and the callee's frame is a member of its own. The floor that all other rows are
 * held against, and what a generic Rust function compiles to. */
#define PROTOCOL PROTOCOL_STATIC
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = {
    .order = 10,
    .sentence = "no dyn: every type is known to the caller",
    .placing = &no_placing,
};
