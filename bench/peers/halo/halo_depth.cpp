/* SPDX-License-Identifier: MIT */
/* `depth/4`: four adapters of two types, each a dyn iterator over a dyn iterator. */
#include "bench/peers/halo/awaited_program.hpp"

namespace {

/* (bench/iterators/filter.h) */
struct filter final : async_iterator {
    async_iterator &source;
    uint64_t rejected = UINT64_MAX;
    explicit filter(async_iterator &source) : source(source) {}
    next_task next() override
    {
        for (;;) {
            item got = co_await source.next();
            if (!got || *got != rejected)
                co_return got;
        }
    }
};

/* (bench/iterators/map.h) */
struct map final : async_iterator {
    async_iterator &source;
    uint64_t plus = 1;
    explicit map(async_iterator &source) : source(source) {}
    next_task next() override
    {
        item got = co_await source.next();
        co_return got ? item(*got + plus) : got;
    }
};

}

static uint64_t run(uint64_t items)
{
    range numbers(items);
    filter first(numbers);
    map second(first);
    filter third(second);
    map fourth(third);
    return block_on_sum(fourth) - 2 * items;
}
