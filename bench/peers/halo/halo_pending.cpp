/* SPDX-License-Identifier: MIT */
/* `pending/8`: one type of iterator, which waits before every eighth item. */
#include "bench/peers/halo/awaited_program.hpp"

namespace {

struct turn {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> co) const noexcept { waiting = co; }
    void await_resume() const noexcept {}
};

/* (bench/iterators/ticker.h) */
struct ticker final : async_iterator {
    uint64_t i = 0, end, until_wait = 8;
    explicit ticker(uint64_t end) : end(end) {}
    next_task next() override
    {
        if (--until_wait == 0) {
            until_wait = 8;
            co_await turn();
        }
        co_return i == end ? item() : item(i++);
    }
};

}

static uint64_t run(uint64_t items)
{
    ticker numbers(items);
    return block_on_sum(numbers);
}
