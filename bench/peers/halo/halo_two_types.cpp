/* SPDX-License-Identifier: MIT */
/* `two_types`: the program chooses one of two types at run time. */
#include "bench/peers/halo/awaited_program.hpp"

namespace {

/* The same items from the last to the first. (bench/iterators/countdown.h) */
struct countdown final : async_iterator {
    uint64_t left;
    explicit countdown(uint64_t left) : left(left) {}
    next_task next() override { co_return left == 0 ? item() : item(--left); }
};

}

static uint64_t run(uint64_t items)
{
    range up(items);
    countdown down(items);
    return block_on_sum(items % 2 == 0 ? static_cast<async_iterator &>(up) : down);
}
