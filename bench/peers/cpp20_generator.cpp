/* SPDX-License-Identifier: MIT */
/* A peer: the generator of C++20, a stackless coroutine whose frame comes from operator new. It can suspend only at the top, so
 * depth 8 takes eight nested generators. Each is created for every pair and yields the value of the next. The class has only
 * what the language requires. */
extern "C" {
#include "bench/switches/switch_data.h"
#include "bench/table/workload.h"
}

#define PEER_NAME "peer:cpp20_generator"
#define PEER_SENTENCE "a generator of the C++20 compiler, frames by operator new"
#define PEER_MODEL "state machine"
#if !defined(__cpp_impl_coroutine) || !__has_include(<coroutine>)
#define PEER_ABSENCE "the C++ compiler has no C++20 coroutines: g++ has them from version 10 on"
#include "bench/peers/absent_peer.h"
#else
#include <coroutine>
#include <exception>
#include <new>
#include <utility>

/* Owns a coroutine that yields no value, only control. */
class generator {
public:
    struct promise_type {
        generator get_return_object() noexcept { return generator(handle::from_promise(*this)); }
        static generator get_return_object_on_allocation_failure() noexcept { return generator(nullptr); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        std::suspend_always yield_value(bool) noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() noexcept { std::terminate(); }
    };
    generator(const generator &) = delete;
    generator(generator &&other) noexcept : co(std::exchange(other.co, nullptr)) {}     /* clang 14 moves a promise's object */
    generator &operator=(const generator &) = delete;
    ~generator()
    {
        if (co)
            co.destroy();
    }
    bool has_frame() const { return bool(co); }
    bool is_done() const { return co.done(); }
    void resume() const { co.resume(); }

private:
    using handle = std::coroutine_handle<promise_type>;
    explicit generator(handle made) noexcept : co(made) {}
    handle co;
};

struct fixture { struct fixture_head head; };

static generator count_for_ever(uint64_t &count)
{
    for (;;) {
        co_yield true;
        ++count;
    }
}

static generator yield_below(unsigned calls)
{
    if (calls == 1) {
        co_yield true;
        co_return;
    }
    generator below = yield_below(calls - 1);
    if (!below.has_frame())
        co_return;
    for (below.resume(); !below.is_done(); below.resume())
        co_yield true;
}
/* Its own frame is the first call. */
static generator count_at_depth(uint64_t &count)
{
    for (;;) {
        generator below = yield_below(SWITCH_DEPTH);
        if (!below.has_frame())
            co_return;
        for (below.resume(); !below.is_done(); below.resume())
            co_yield true;
        ++count;
    }
}

static generator count_one(uint64_t &count)
{
    ++count;
    co_return;
}

CORO_INLINE void resume_here(const generator &co) { co.resume(); }
static CORO_NOINLINE void called_resume(const generator &co)
{
    co.resume();
    __asm__ volatile("");       /* keeps the call from becoming a jump */
}

template <generator (*make)(uint64_t &), void (*resume)(const generator &)>
static enum coro_status count_pairs(struct fixture *, uint64_t items, uint64_t *done_items)
{
    uint64_t count = 0;
    generator co = make(count);
    if (!co.has_frame())
        return CORO_ERR_NO_MEMORY;
    for (uint64_t i = 0; i <= items && !co.is_done(); i++)
        resume(co);
    *done_items = items;
    return count == items ? CORO_OK : CORO_ERR_WRONG_RESULT;
}

/* A generator suspends without a call, so in `called` only resuming is a call. */
static enum coro_status run_create(struct fixture *, uint64_t items, uint64_t *done_items)
{
    uint64_t count = 0;
    for (uint64_t i = 0; i < items; i++) {
        generator co = count_one(count);
        if (!co.has_frame())
            return CORO_ERR_NO_MEMORY;
        co.resume();
    }
    *done_items = items;
    return count == items ? CORO_OK : CORO_ERR_WRONG_RESULT;
}

#define PEER_FLAT count_pairs<count_for_ever, resume_here>
#define PEER_CALLED count_pairs<count_for_ever, called_resume>
#define PEER_DEPTH8 count_pairs<count_at_depth, resume_here>
#define PEER_CREATE run_create
#include "bench/peers/switch_peer.h"
#endif
