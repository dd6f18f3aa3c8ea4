/* SPDX-License-Identifier: MIT */
/* The part that the programs of this folder share. Each halo_*.cpp is a program in
 * one unit: a task per next() behind a virtual function, its frame by the default operator new, which a compiler may leave out
 * when it sees the coroutine's whole life (N4652, "HALO"). The caller's loop runs here, not as a task of the project's executor:
 * across a call into C no compiler could follow the iterator. With PROGRAM_IS_ELIDABLE the task has clang's attribute
 * for calls whose frame may lie in the caller's; a virtual call is none of them, as long as it stays one. */
#pragma once
#include "bench/peers/cpp20/lazy_task.hpp"

#ifdef PROGRAM_IS_ELIDABLE
#define PROGRAM_TASK [[clang::coro_await_elidable]]
#else
#define PROGRAM_TASK
#endif

namespace {

using CPP20_COMPILER::hand_back;
using CPP20_COMPILER::item;

template <class Result> class PROGRAM_TASK task_of {
public:
    struct promise_type {
        Result result;
        std::coroutine_handle<> awaiter = std::noop_coroutine();
        task_of get_return_object() noexcept { return task_of(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        hand_back final_suspend() const noexcept { return {}; }
        void return_value(Result value) noexcept { result = value; }
        void unhandled_exception() noexcept { std::terminate(); }
    };
    task_of(task_of &&moved) noexcept : co(std::exchange(moved.co, {})) {}
    task_of &operator=(task_of &&) = delete;
    ~task_of()
    {
        if (co)
            co.destroy();
    }
    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiter) const noexcept
    {
        co.promise().awaiter = awaiter;
        return co;
    }
    Result await_resume() const noexcept { return co.promise().result; }
    std::coroutine_handle<promise_type> handle() const noexcept { return co; }

private:
    explicit task_of(std::coroutine_handle<promise_type> made) noexcept : co(made) {}
    std::coroutine_handle<promise_type> co;
};
using next_task = task_of<item>;

struct async_iterator {
    virtual next_task next() = 0;

protected:
    ~async_iterator() = default;
};

/* Counts from i up to end; never waits. (bench/iterators/range.h) */
struct range final : async_iterator {
    uint64_t i = 0, end;
    explicit range(uint64_t end) : end(end) {}
    next_task next() override { co_return i == end ? item() : item(i++); }
};

task_of<uint64_t> sum_of(async_iterator &it)
{
    uint64_t total = 0;
    while (item got = co_await it.next()) {
        uint64_t value = *got;
        CORO_OPAQUE(value);
        total += value;
    }
    co_return total;
}

/* The coroutine that waits. The loop below resumes it. */
std::coroutine_handle<> waiting;

uint64_t block_on_sum(async_iterator &it)
{
    task_of<uint64_t> sum = sum_of(it);
    waiting = sum.handle();
    while (!sum.handle().done())
        waiting.resume();
    return sum.handle().promise().result;
}

}
static uint64_t run(uint64_t items);

extern "C" coro_status PROGRAM_ENTRY(fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return foreign_check(fixture, run(items), items, done_items);
}
