// SPDX-License-Identifier: MIT
/* A program whose calls between coroutines are known. It prints the lines that its trace must have, with the sizes that operator
 * new was asked for; tests/bench/record_test.sh compares the two. Its tasks hand over by symmetric transfer, on two threads. */
#include "bench/traces/cpp20/dyn_trace.hpp"
#include <csignal>
#include <thread>

static thread_local std::size_t asked_bytes;        // by the newest coroutine
[[gnu::noinline]] void *operator new(std::size_t bytes)
{
    asked_bytes = bytes;
    return std::malloc(bytes);
}
[[gnu::noinline]] void operator delete(void *block) noexcept { std::free(block); }
[[gnu::noinline]] void operator delete(void *block, std::size_t) noexcept { std::free(block); }

static thread_local std::coroutine_handle<> waiting;
struct outside {
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<> handle) { waiting = handle; }
    void await_resume() {}
};

struct task {
    struct promise_type : dyn_trace::traced_promise {
        std::coroutine_handle<> awaiter = std::noop_coroutine();
        struct hand_back {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> ended) noexcept
            {
                return ended.promise().awaiter;
            }
            void await_resume() noexcept {}
        };
        task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this), asked_bytes}; }
        std::suspend_always initial_suspend() { return {}; }
        hand_back final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() { std::terminate(); }
    };
    struct awaiter {
        std::coroutine_handle<promise_type> callee;
        bool await_ready() { return false; }
        template <class Caller> std::coroutine_handle<> await_suspend(std::coroutine_handle<Caller> caller)
        {
#ifdef HANDLE_OF_ANY
            callee.promise().called_by(std::coroutine_handle<>(caller));    // must not compile
#endif
            callee.promise().called_by(caller);
            callee.promise().awaiter = caller;
            return callee;
        }
        void await_resume() {}
    };
    awaiter operator co_await() { return {made}; }

    task(std::coroutine_handle<promise_type> made, std::size_t bytes) : made(made), bytes(bytes) {}
    task(task &&moved) : made(std::exchange(moved.made, {})), bytes(moved.bytes) {}
    ~task() { if (made) made.destroy(); }
    std::coroutine_handle<promise_type> made;
    std::size_t bytes;
};

static std::size_t outer_bytes, inner_bytes;
[[gnu::noinline]] static task inner(int waits)
{
    while (waits-- > 0)
        co_await outside{};
}
[[gnu::noinline]] static task outer(int waits)
{
    char room[100];
    std::memset(room, waits, sizeof room);
    task call = inner(waits);
    inner_bytes = call.bytes;
    co_await call;
    co_await outside{};
    if (room[waits] != waits)
        std::abort();
}
[[gnu::noinline]] static task root(int waits)
{
    task call = outer(waits);
    outer_bytes = call.bytes;
    co_await call;
    co_await std::suspend_never{};
    co_await inner(0);
}

static void run(int waits)
{
    task whole = root(waits);
    whole.made.resume();
    while (!whole.made.done())
        waiting.resume();
}

int main(int argc, char **argv)
{
    if (argc > 1 && std::strcmp(argv[1], "uncalled") == 0)
        return 0;
    run(2);                                                             // a task of three calls
    std::printf("0,%zu,4,0,0\n0,%zu,3,1,1\n0,%zu,1,0,0\n", outer_bytes, inner_bytes, inner_bytes);
    task first = root(1);
    first.made.resume();
    std::thread([] { run(0); }).join();                                 // on another thread, beside two calls
    std::printf("1,%zu,2,0,0\n1,%zu,2,1,1\n", outer_bytes, inner_bytes);
    std::printf("2,%zu,2,0,2\n2,%zu,1,1,3\n2,%zu,1,0,2\n", outer_bytes, inner_bytes, inner_bytes);
    waiting.resume();                                                   // ends the inner call; then the outer one is dropped
    if (argc > 1)
        std::raise(SIGKILL);
    return 0;
}
