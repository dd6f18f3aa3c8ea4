// SPDX-License-Identifier: MIT
/* Records the calls between C++20 coroutines as a trace of bench/traces/README.md. A program runs as before, and records nothing,
 * unless the environment variable DYN_TRACE names a file; the trace is written there when the program exits, and after
 * DYN_TRACE_CALLS calls. That variable and DYN_TRACE_NOTE are those of the recorder for Rust (../rust/lib.rs).
 *
 * Two lines make the calls of a task type recorded calls. Its promise gets a base, and its awaiter says which coroutine awaits:
 *
 *     struct promise_type : dyn_trace::traced_promise { ... };
 *     template <class Caller>
 *     auto await_suspend(std::coroutine_handle<Caller> caller) { callee.promise().called_by(caller); ... }
 *
 * The base takes a coroutine's frame from operator new and notes its size, and looks at each co_await. A promise that has one of
 * the two itself calls note_frame() from its operator new, and passes the result of its await_transform through the base's. A
 * library that resumes its coroutines in one place may call resumed() there instead: asio/record.sh does.
 *
 * A call begins when a traced coroutine awaits it, and ends when that one runs again or a frame is destroyed. A call that was
 * dropped like this, or that lasts until the program exits, is listed with its polls so far; the first line says how many there
 * are. A poll is a resumption from outside, which C++ gives to the innermost coroutine alone: it counts for all calls that await
 * this one, too, as a poll in Rust does. A coroutine that no traced one awaits is a task. So is each coroutine of a when_all,
 * which does not say called_by. Left out are frames that the compiler keeps in the caller's. Tasks may run on any threads. */
#ifndef DYN_TRACE_HPP
#define DYN_TRACE_HPP
#include <cerrno>
#include <charconv>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <new>
#include <string>
#include <sys/stat.h>
#include <type_traits>
#include <unistd.h>
#include <utility>
#include <vector>

namespace dyn_trace {

struct line { std::size_t task, bytes, polls, depth, in_flight; bool is_ready; };
enum : std::size_t { unrecorded = static_cast<std::size_t>(-1) };

/* The calls so far. Never destroyed: other threads may still run while the program exits. */
class log {
public:
    static log &the() { static log *only = new log; return *only; }
    std::size_t new_task() { std::lock_guard guard{lock}; return task_count++; }
    std::size_t begin(std::size_t task, std::size_t bytes, std::size_t depth)
    {
        std::lock_guard guard{lock};
        if (file.empty() || bytes == 0 || lines.size() >= most)
            return unrecorded;
        lines.push_back({task, bytes, 1, depth, in_flight++, false});
        if (lines.size() == most)
            write();
        return lines.size() - 1;
    }
    void polled_again(std::size_t at)
    {
        std::lock_guard guard{lock};
        lines[at].polls++;
    }
    void end(std::size_t at, bool is_ready)
    {
        std::lock_guard guard{lock};
        in_flight--;
        lines[at].is_ready = is_ready;
    }

private:
    log()
    {
        std::string calls = text_of("DYN_TRACE_CALLS", "65536");
        file = text_of("DYN_TRACE", "");
        const char *end = calls.data() + calls.size();
        auto [behind, why] = std::from_chars(calls.data(), end, most);
        if (file.empty())
            return;
        if (why == std::errc() && behind == end && most > 0) {
            if (is_replaceable() && std::atexit([] { the().write_at_exit(); }) == 0)
                return;
        } else {
            std::fprintf(stderr, "dyn_trace: no trace is recorded: DYN_TRACE_CALLS=%s is no number of calls\n", calls.c_str());
        }
        file.clear();
    }
    static std::string text_of(const char *variable, const char *otherwise)
    {
        const char *text = std::getenv(variable);
        return text ? text : otherwise;
    }
    void write_at_exit()
    {
        std::lock_guard guard{lock};
        if (lines.empty())
            std::fprintf(stderr, "dyn_trace: no trace is written to %s: no call was recorded\n", file.c_str());
        else
            write();
    }
    /* A trace takes the place of a file. In the place of a device, a FIFO or a link it would destroy that. */
    bool is_replaceable() const
    {
        struct stat facts;
        if (lstat(file.c_str(), &facts) != 0 || S_ISREG(facts.st_mode))
            return true;
        std::fprintf(stderr, "dyn_trace: no trace is written: DYN_TRACE names %s, which is not a regular file\n", file.c_str());
        return false;
    }
    /* Under another name first, so that no half of a trace is ever there. */
    void write()
    {
        if (!is_replaceable())
            return;
        std::string temporary = file + "." + std::to_string(getpid());
        std::FILE *out = std::fopen(temporary.c_str(), "w");
        bool is_written = out && print(out);
        int why = errno;
        if (out && std::fclose(out) != 0 && is_written)
            is_written = false, why = errno;
        if (is_written && std::rename(temporary.c_str(), file.c_str()) == 0)
            return;
        if (is_written)
            why = errno;
        std::remove(temporary.c_str());
        std::fprintf(stderr, "dyn_trace: cannot write the trace %s: %s\n", file.c_str(), std::strerror(why));
    }
    bool print(std::FILE *out)
    {
        std::string note = text_of("DYN_TRACE_NOTE", "a program with dyn_trace.hpp").substr(0, 300);  // of 400 in the format
        std::size_t unready_count = 0;
        for (char &c : note)
            c = c == '\n' || c == '\r' ? ' ' : c;
        for (const line &each : lines)
            unready_count += !each.is_ready;
        std::fprintf(out, "# corolab trace 2: %s", note.c_str());
        if (unready_count > 0)
            std::fprintf(out, "; %zu never became ready", unready_count);
        std::fprintf(out, "\ntask,callee_bytes,polls_until_ready,depth,in_flight\n");
        std::map<std::size_t, std::size_t> numbers;     // of tasks that called
        for (const line &each : lines)
            std::fprintf(out, "%zu,%zu,%zu,%zu,%zu\n", numbers.emplace(each.task, numbers.size()).first->second, each.bytes,
                         each.polls, each.depth, each.in_flight);
        return !std::ferror(out);
    }

    std::mutex lock;
    std::string file;               // empty: nothing is recorded
    std::size_t most = 0, task_count = 0, in_flight = 0;
    std::vector<line> lines;        // in the order of their first polls
};

/* Reads the variables when the program begins, so that a program without a call says so when it exits. */
inline const log &set_up = log::the();

/* A coroutine: its frame, and its call while that is in flight. */
class call {
public:
    explicit call(std::size_t bytes) : frame_bytes(bytes) {}
    call(const call &) = delete;
    ~call()
    {
        if (callee)
            callee->end(false);
        end(false);
    }
    void begin_under(call &by)
    {
        end(false);
        caller = &by;
        by.callee = this;
        task = by.own_task();
        depth = by.calls_above();
        at = log::the().begin(task, frame_bytes, depth);
    }
    void resumed()
    {
        if (callee)
            callee->end(true);
        else if (has_run)
            for (call *each = this; each; each = each->caller)
                if (each->at != unrecorded)
                    log::the().polled_again(each->at);
        has_run = true;
    }
    void suspends() { has_run = true; }
    bool awaits_call() const { return callee; }

private:
    std::size_t own_task() { return task != unrecorded ? task : task = log::the().new_task(); }
    std::size_t calls_above() const { return depth + (at != unrecorded); }
    void end(bool is_ready)
    {
        if (at != unrecorded)
            log::the().end(at, is_ready);
        at = unrecorded;
        if (caller)
            caller->callee = nullptr;
        caller = nullptr;
    }

    call *caller = nullptr, *callee = nullptr;      // while a call is in flight
    std::size_t frame_bytes;                        // 0: no frame of its own
    std::size_t task = unrecorded, at = unrecorded;
    std::size_t depth = 0;                          // how many recorded calls await this one
    bool has_run = false;
};

/* The base of a promise. Its names are few, since they hide those around the promise. */
class traced_promise {
public:
    static void *operator new(std::size_t bytes)
    {
        void *frame = ::operator new(bytes);
        note_frame(frame, bytes);
        return frame;
    }
    static void operator delete(void *frame) noexcept { ::operator delete(frame); }
    /* Says that the next promise of this thread lies in this frame. */
    static void note_frame(void *frame, std::size_t bytes) noexcept { newest_frame() = {static_cast<char *>(frame), bytes}; }

    /* The coroutine of `caller` awaits this one, which has not finished. Call it before this one is resumed. */
    template <class Caller> void called_by(std::coroutine_handle<Caller> caller)
    {
        static_assert(!std::is_void_v<Caller>, "dyn_trace: make await_suspend a template on the caller's promise");
        if constexpr (std::is_base_of_v<traced_promise, Caller>)
            called_by(caller.promise());
    }
    void called_by(traced_promise &caller) { traced_call.begin_under(caller.traced_call); }
    /* This coroutine runs again: after a call that it awaited, after a wait, or for the first time. */
    void resumed() { traced_call.resumed(); }

    template <class Awaited> struct traced_awaiter;
    template <class Awaitable> auto await_transform(Awaitable &&awaitable)
    {
        using awaited = decltype(traced_awaiter_of(std::forward<Awaitable>(awaitable)));
        return traced_awaiter<awaited>{traced_awaiter_of(std::forward<Awaitable>(awaitable)), &traced_call, false};
    }

protected:
    traced_promise() noexcept : traced_call(newest_frame().bytes_around(this)) { newest_frame() = {}; }

private:
    struct traced_frame {
        const char *at = nullptr;
        std::size_t bytes = 0;
        std::size_t bytes_around(const void *promise) const
        {
            auto offset = reinterpret_cast<std::uintptr_t>(promise) - reinterpret_cast<std::uintptr_t>(at);
            return offset < bytes ? bytes : 0;
        }
    };
    static traced_frame &newest_frame() noexcept { thread_local traced_frame frame; return frame; }

    template <class Awaitable> static decltype(auto) traced_awaiter_of(Awaitable &&awaitable)
    {
        if constexpr (requires { std::forward<Awaitable>(awaitable).operator co_await(); })
            return std::forward<Awaitable>(awaitable).operator co_await();
        else if constexpr (requires { operator co_await(std::forward<Awaitable>(awaitable)); })
            return operator co_await(std::forward<Awaitable>(awaitable));
        else
            return std::forward<Awaitable>(awaitable);
    }

    call traced_call;
};

/* What a traced coroutine awaits. */
template <class Awaited> struct traced_promise::traced_awaiter {
    Awaited inner;      // a reference if the operand of co_await is an awaiter
    call *caller;
    bool is_suspended;

    bool await_ready() { return inner.await_ready(); }
    /* Another thread may resume the coroutine before inner.await_suspend returns, so nothing is touched after that. */
    template <class Promise> auto await_suspend(std::coroutine_handle<Promise> handle)
    {
        is_suspended = true;
        caller->suspends();
        if constexpr (std::is_same_v<decltype(inner.await_suspend(handle)), bool>) {
            bool stays = inner.await_suspend(handle);
            if (!stays)
                is_suspended = false;
            return stays;
        } else {
            return inner.await_suspend(handle);
        }
    }
    decltype(auto) await_resume()
    {
        if (is_suspended || caller->awaits_call())        // a call that ended at once did not suspend its caller
            caller->resumed();
        return inner.await_resume();
    }
};

}
#endif
