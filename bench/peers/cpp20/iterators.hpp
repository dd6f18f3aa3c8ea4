/* SPDX-License-Identifier: MIT */
/* The two iterators of the loops, and the dyn boundary. Callers see a virtual next(), and a `site` of their own where the
 * answer needs one. callee.cpp has the implementations, which callers do not see. */
#pragma once
#include <type_traits>
#include "bench/peers/cpp20/promise_place.hpp"
#include "bench/peers/cpp20/lazy_task.hpp"

namespace CPP20_COMPILER {

/* The counters of a range and of a ticker. (bench/iterators/range.h, ticker.h) */
struct counter {
    uint64_t i, end;
    item advance() noexcept { return i == end ? item() : item(i++); }
};
struct ticks {
    uint64_t wait_every, since_wait;
    bool must_wait() noexcept
    {
        if (++since_wait != wait_every)
            return false;
        since_wait = 0;
        return true;
    }
};

/* The dyn boundary. A place without a site crosses as next(). */
template <class Place, bool is_handed = !std::is_empty_v<typename Place::site>> struct dyn_iterator;
template <class Place> struct dyn_iterator<Place, false> {
    virtual task<Place> next() = 0;
    task<Place> next_at(typename Place::site &) { return next(); }

protected:
    ~dyn_iterator() = default;
};
template <class Place> struct dyn_iterator<Place, true> {
    virtual task<Place> next(typename Place::site &) = 0;
    task<Place> next_at(typename Place::site &site) { return next(site); }

protected:
    ~dyn_iterator() = default;
};

/* The items of a generator: next() resumes its one coroutine, which passes each item to the awaiter. */
struct item_awaiter {
    std::coroutine_handle<> generator;
    std::coroutine_handle<> &awaiter;
    const item &yielded;
    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> co) const noexcept
    {
        awaiter = co;
        return generator;
    }
    item await_resume() const noexcept { return yielded; }
};
struct dyn_generator {
    virtual item_awaiter next() = 0;

protected:
    ~dyn_generator() = default;
};

/* Makes an iterator, which lasts while `use` does: a ticker, or a range when it never waits. */
template <class Place>
uint64_t with_iterator(reactor &, uint64_t wait_every, uint64_t end, uint64_t (*use)(reactor &, dyn_iterator<Place> &));
uint64_t with_generator(reactor &, uint64_t wait_every, uint64_t end, uint64_t (*use)(reactor &, dyn_generator &));

}
