/* SPDX-License-Identifier: MIT */
/* The callers of the C++20 peers: for each answer a coroutine that adds up an iterator's items, and the registered entry. The
 * project's executor polls the coroutine as a task. Items are opaque to the optimiser, so that no sum becomes a formula. */
#include "bench/peers/cpp20/iterators.hpp"
#include "bench/peers/cpp20/cpp20_peers.h"

namespace CPP20_COMPILER {

/* The coroutine that a poll resumes first. */
class summing {
public:
    struct promise_type {
        uint64_t total;
        summing get_return_object() noexcept { return summing(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        std::suspend_always final_suspend() const noexcept { return {}; }
        void return_value(uint64_t value) noexcept { total = value; }
        void unhandled_exception() noexcept { std::terminate(); }
    };
    summing(summing &&moved) noexcept : co(std::exchange(moved.co, {})) {}
    summing &operator=(summing &&) = delete;
    ~summing()
    {
        if (co)
            co.destroy();
    }
    std::coroutine_handle<> start() const noexcept { return co; }
    bool is_done() const noexcept { return co.done(); }
    uint64_t total() const noexcept { return co.promise().total; }

private:
    explicit summing(std::coroutine_handle<promise_type> made) noexcept : co(made) {}
    std::coroutine_handle<promise_type> co;
};

/* The polled task; side is null where the answer needs no side stack. */
struct polled_task {
    reactor &own;
    const summing &sum;
    side_stack *side;
};
static coro_polled poll(void *future, coro_task *task)
{
    auto *polled = static_cast<polled_task *>(future);
    polled->own.task = task;
    side_stack *outer = std::exchange(current_side, polled->side);
    polled->own.waiting.resume();
    current_side = outer;
    return polled->sum.is_done() ? coro_some(polled->sum.total()) : coro_pending();
}
static uint64_t drive(reactor &own, const summing &sum, side_stack *side)
{
    polled_task polled{own, sum, side};
    own.waiting = sum.start();
    return foreign_drive(&polled, poll);
}

template <class Iterator> static summing sum_of(Iterator &it, auto &site)
{
    uint64_t total = 0;
    while (item got = co_await it.next_at(site)) {
        uint64_t value = *got;
        CORO_OPAQUE(value);
        total += value;
    }
    co_return total;
}

static summing sum_of_generator(dyn_generator &it)
{
    uint64_t total = 0;
    while (item got = co_await it.next()) {
        uint64_t value = *got;
        CORO_OPAQUE(value);
        total += value;
    }
    co_return total;
}

template <class Place> static uint64_t total_by(reactor &own, dyn_iterator<Place> &it)
{
    typename Place::site site;
    return drive(own, sum_of(it, site), nullptr);
}
static uint64_t total_on_current_side(reactor &own, dyn_iterator<on_current_side> &it)
{
    on_current_side::site site;
    side_stack side;
    return drive(own, sum_of(it, site), &side);
}
static uint64_t total_of_generator(reactor &own, dyn_generator &it)
{
    return drive(own, sum_of_generator(it), nullptr);
}

/* Iterators that the caller sees. */
struct known_range {
    counter count;
    task<on_heap> next_at(on_heap::site &) { co_return count.advance(); }
};
struct known_ticker {
    counter count;
    ticks wait;
    reactor &own;
    task<on_heap> next_at(on_heap::site &)
    {
        if (wait.must_wait())
            co_await turn{own};
        co_return count.advance();
    }
};
static uint64_t total_static(reactor &own, uint64_t wait_every, uint64_t items)
{
    on_heap::site site;
    if (wait_every == 0) {
        known_range it{{0, items}};
        return drive(own, sum_of(it, site), nullptr);
    }
    known_ticker it{{0, items}, {wait_every, 0}, own};
    return drive(own, sum_of(it, site), nullptr);
}

template <class Place>
static coro_status run(fixture *fixture, uint64_t items, uint64_t *done_items,
                       uint64_t (*use)(reactor &, dyn_iterator<Place> &) = total_by<Place>)
{
    reactor own;
    return foreign_check(fixture, with_iterator<Place>(own, fixture->wait_every, items, use), items, done_items);
}

}

using namespace CPP20_COMPILER;
#define X(entry, model, protocol, sentence) extern "C" coro_status FOREIGN_ENTRY(entry)(fixture *, uint64_t, uint64_t *);
FOREIGN_PEERS(X)
#undef X

coro_status FOREIGN_ENTRY(box)(fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return run<on_heap>(fixture, items, done_items);
}
coro_status FOREIGN_ENTRY(caller_cached_box)(fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return run<in_callers_box>(fixture, items, done_items);
}
coro_status FOREIGN_ENTRY(inline_slot)(fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return run<in_slot>(fixture, items, done_items);
}
coro_status FOREIGN_ENTRY(callee_cached_box)(fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return run<in_iterators_box>(fixture, items, done_items);
}
coro_status FOREIGN_ENTRY(scratch_or_box_128)(fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return run<in_scratch>(fixture, items, done_items);
}
coro_status FOREIGN_ENTRY(side_stack_param)(fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return run<on_side>(fixture, items, done_items);
}
coro_status FOREIGN_ENTRY(side_stack_tls)(fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return run<on_current_side>(fixture, items, done_items, total_on_current_side);
}
/* Its free lists are empty again after each run. */
coro_status FOREIGN_ENTRY(box_slab)(fixture *fixture, uint64_t items, uint64_t *done_items)
{
    coro_status status = run<in_pool>(fixture, items, done_items);
    pool::drain();
    return status;
}
coro_status FOREIGN_ENTRY(static_dispatch)(fixture *fixture, uint64_t items, uint64_t *done_items)
{
    reactor own;
    return foreign_check(fixture, total_static(own, fixture->wait_every, items), items, done_items);
}
coro_status FOREIGN_ENTRY(coroutine_per_iterator)(fixture *fixture, uint64_t items, uint64_t *done_items)
{
    reactor own;
    return foreign_check(fixture, with_generator(own, fixture->wait_every, items, total_of_generator), items, done_items);
}

extern "C" const char *FOREIGN_ABSENCE(void);
const char *FOREIGN_ABSENCE(void) { return nullptr; }
