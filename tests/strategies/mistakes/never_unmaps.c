/* SPDX-License-Identifier: MIT */
/* Each frame has a map of its own, which nobody unmaps. */
#include <sys/mman.h>
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    *frame = mmap(NULL, layout.bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return *frame == MAP_FAILED ? CORO_ERR_NO_MEMORY : CORO_OK;
}
static const struct placing placing = { .place = own_place };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
