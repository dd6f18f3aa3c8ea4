/* SPDX-License-Identifier: MIT */
/* refused: define struct call_site, what the strategy adds to its caller */
/* `struct callsite` is misspelt on purpose; contract.cmake expects the message above. */
#include "strategies/strategy.h"

struct adapter {};
struct callsite { char scratch[64]; };
struct task_part {};

CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)layout;
    *frame = holders.site->scratch;
    return CORO_OK;
}
static const struct placing placing = { .place = own_place };
static const struct strategy strategy = { .sentence = "scratch", .placing = &placing };
