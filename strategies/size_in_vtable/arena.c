/* SPDX-License-Identifier: MIT */
/* The caller reads the frame's size in the vtable and takes that much of its task's arena: part 9's `arena.new_with(|| next())`.
 * The vtable's drop is handed the task, so that an adapter dropped in mid-await releases its frames in the arena. */
#define PROTOCOL PROTOCOL_CALLER_PLACES
#include "strategies/task_arena.h"

struct adapter {};
struct call_site {};

static const struct system systems[] = {
    { "Swift async functions", "carry the size of their frame beside the function pointer, and the caller allocates it",
      "https://llvm.org/docs/Coroutines.html#async-lowering" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 72,
    .is_variant = true,
    .sentence = "the caller asks the vtable, takes it of an arena",
    .placing = &placing,
    .systems = systems,
};
