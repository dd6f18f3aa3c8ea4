/* SPDX-License-Identifier: MIT */
/* A lazy task as in C++ libraries: it starts when it is awaited, and resumes its awaiter when it ends, both by symmetric
 * transfer. Its promise inherits operator new from Place (promise_place.hpp), which decides where the frame lives. */
#pragma once
#include <coroutine>
#include <cstdint>
#include <exception>
#include <optional>
#include <utility>
#include "bench/peers/foreign/foreign.h"

namespace CPP20_COMPILER {

using item = std::optional<uint64_t>;

/* The polling task of the project's executor. A waiting coroutine stores its handle here, and the next poll resumes it. */
struct reactor {
    coro_task *task = nullptr;
    std::coroutine_handle<> waiting;
};

/* Pending once; the task wakes itself. */
struct turn {
    reactor &own;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> co) const noexcept
    {
        own.waiting = co;
        coro_waker_wake(coro_task_waker(own.task));
    }
    void await_resume() const noexcept {}
};

/* Transfers to the awaiter of the coroutine that ends here. */
struct hand_back {
    bool await_ready() const noexcept { return false; }
    template <class Promise> std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> co) const noexcept
    {
        return co.promise().awaiter;
    }
    void await_resume() const noexcept {}
};

template <class Place> class task {
public:
    struct promise_type : Place {
        item result;
        std::coroutine_handle<> awaiter;
        task get_return_object() noexcept { return task(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        hand_back final_suspend() const noexcept { return {}; }
        void return_value(item value) noexcept { result = value; }
        void unhandled_exception() noexcept { std::terminate(); }
    };
    task(task &&moved) noexcept : co(std::exchange(moved.co, {})) {}
    task &operator=(task &&) = delete;
    ~task()
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
    item await_resume() const noexcept { return co.promise().result; }

private:
    explicit task(std::coroutine_handle<promise_type> made) noexcept : co(made) {}
    std::coroutine_handle<promise_type> co;
};

}
