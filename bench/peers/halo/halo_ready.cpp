/* SPDX-License-Identifier: MIT */
/* `ready`: one type of iterator, which never waits. */
#include "bench/peers/halo/awaited_program.hpp"

static uint64_t run(uint64_t items)
{
    range numbers(items);
    return block_on_sum(numbers);
}
