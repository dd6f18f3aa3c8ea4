/* SPDX-License-Identifier: MIT */
/* The callees of the C++20 peers: a range and a ticker for every place, and as generators. A unit of its own, without LTO, so
 * that its callers (caller.cpp) see only vtables. */
#include "bench/peers/cpp20/iterators.hpp"

namespace CPP20_COMPILER {

/* The bytes that the iterator adds for its place. */
struct no_room {};
template <class Place> struct room_of { using type = no_room; };
template <class Place> requires requires { typename Place::room; } struct room_of<Place> { using type = typename Place::room; };

template <class Place, bool is_handed = !std::is_empty_v<typename Place::site>>
struct range : dyn_iterator<Place> {
    counter count;
    [[no_unique_address]] typename room_of<Place>::type kept;
    explicit range(uint64_t end) : count{0, end} {}
    task<Place> next() override { co_return count.advance(); }
};
template <class Place> struct range<Place, true> : dyn_iterator<Place> {
    counter count;
    explicit range(uint64_t end) : count{0, end} {}
    task<Place> next(typename Place::site &) override { co_return count.advance(); }
};

template <class Place, bool is_handed = !std::is_empty_v<typename Place::site>>
struct ticker : dyn_iterator<Place> {
    counter count;
    ticks wait;
    reactor &own;
    [[no_unique_address]] typename room_of<Place>::type kept;
    ticker(reactor &whose, uint64_t wait_every, uint64_t end) : count{0, end}, wait{wait_every, 0}, own(whose) {}
    task<Place> next() override
    {
        if (wait.must_wait())
            co_await turn{own};
        co_return count.advance();
    }
};
template <class Place> struct ticker<Place, true> : dyn_iterator<Place> {
    counter count;
    ticks wait;
    reactor &own;
    ticker(reactor &whose, uint64_t wait_every, uint64_t end) : count{0, end}, wait{wait_every, 0}, own(whose) {}
    task<Place> next(typename Place::site &) override
    {
        if (wait.must_wait())
            co_await turn{own};
        co_return count.advance();
    }
};

template <class Place>
uint64_t with_iterator(reactor &own, uint64_t wait_every, uint64_t end, uint64_t (*use)(reactor &, dyn_iterator<Place> &))
{
    if (wait_every == 0) {
        range<Place> numbers(end);
        return use(own, numbers);
    }
    ticker<Place> numbers(own, wait_every, end);
    return use(own, numbers);
}
#define X(Place) \
    template uint64_t with_iterator<Place>(reactor &, uint64_t, uint64_t, uint64_t (*)(reactor &, dyn_iterator<Place> &));
X(on_heap) X(in_pool) X(in_callers_box) X(in_slot) X(in_iterators_box) X(in_scratch) X(on_side) X(on_current_side)
#undef X

class generator final : public dyn_generator {
public:
    struct promise_type {
        item yielded;
        std::coroutine_handle<> awaiter;
        generator get_return_object() noexcept { return generator(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        hand_back final_suspend() const noexcept { return {}; }
        hand_back yield_value(item value) noexcept
        {
            yielded = value;
            return {};
        }
        void return_void() noexcept { yielded.reset(); }
        void unhandled_exception() noexcept { std::terminate(); }
    };
    generator(generator &&moved) noexcept : co(std::exchange(moved.co, {})) {}
    generator &operator=(generator &&) = delete;
    ~generator()
    {
        if (co)
            co.destroy();
    }
    item_awaiter next() override { return {co, co.promise().awaiter, co.promise().yielded}; }

private:
    explicit generator(std::coroutine_handle<promise_type> made) noexcept : co(made) {}
    std::coroutine_handle<promise_type> co;
};
static generator every_number(counter count)
{
    while (item got = count.advance())
        co_yield got;
}
static generator every_tick(reactor &own, ticks wait, counter count)
{
    for (;;) {
        if (wait.must_wait())
            co_await turn{own};
        item got = count.advance();
        if (!got)
            co_return;
        co_yield got;
    }
}

uint64_t with_generator(reactor &own, uint64_t wait_every, uint64_t end, uint64_t (*use)(reactor &, dyn_generator &))
{
    generator numbers = wait_every ? every_tick(own, {wait_every, 0}, {0, end}) : every_number({0, end});
    return use(own, numbers);
}

}
