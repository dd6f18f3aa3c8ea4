/* SPDX-License-Identifier: MIT */
/* The places of a task's frame: one base class of the promise per answer. A coroutine's operator new gets the size and the
 * arguments, the iterator first; operator delete gets the address and the size. No place knows the size at compile time, so
 * places with room for frames have a fixed size. */
#pragma once
#include <cstddef>
#include <cstdlib>
#include <new>
#include <utility>
#include "bench/peers/foreign/foreign.h"

namespace CPP20_COMPILER {

constexpr std::size_t rounded_up(std::size_t bytes)
{
    return (bytes + CORO_MAX_ALIGN - 1) & ~std::size_t(CORO_MAX_ALIGN - 1);
}

/* The default operator new, which the compiler may leave out; no compiler does, for a task. */
struct on_heap {
    struct site {};
};

/* A free list per size class and thread. */
class pool {
public:
    static void *take(std::size_t bytes)
    {
        block *&list = lists[class_of(bytes)];
        if (list == nullptr)
            return ::operator new(rounded_up(bytes));
        return std::exchange(list, list->next);
    }
    static void give(void *taken, std::size_t bytes) noexcept
    {
        block *&list = lists[class_of(bytes)];
        list = new (taken) block{list};
    }
    /* Frees all memory that no task holds. */
    static void drain() noexcept
    {
        for (block *&list : lists)
            while (list)
                ::operator delete(std::exchange(list, list->next));
    }

private:
    struct block { block *next; };
    static constexpr std::size_t classes = 64;
    static std::size_t class_of(std::size_t bytes)
    {
        std::size_t number = (bytes - 1) / CORO_MAX_ALIGN;
        if (number >= classes)
            std::abort();
        return number;
    }
    static inline thread_local block *lists[classes];
};
struct in_pool {
    struct site {};
    static void *operator new(std::size_t bytes) { return pool::take(bytes); }
    static void operator delete(void *frame, std::size_t bytes) noexcept { pool::give(frame, bytes); }
};

/* A cached box and its size; empty at first. */
class kept_box {
public:
    kept_box() = default;
    kept_box(const kept_box &) = delete;
    kept_box &operator=(const kept_box &) = delete;
    ~kept_box() { ::operator delete(data); }
    void *hold(std::size_t bytes)
    {
        if (held_bytes < bytes)
            replace(bytes);
        return data;
    }

private:
    [[gnu::noinline, gnu::cold]] void replace(std::size_t bytes)
    {
        ::operator delete(data);
        data = ::operator new(bytes);
        held_bytes = bytes;
    }
    void *data = nullptr;
    std::size_t held_bytes = 0;
};
struct in_callers_box {
    using site = kept_box;
    template <class Iterator> static void *operator new(std::size_t bytes, Iterator &, kept_box &box) { return box.hold(bytes); }
    static void operator delete(void *) noexcept {}
};

/* The bytes of the iterator for a frame. */
struct in_slot {
    struct site {};
    struct room {
        alignas(CORO_MAX_ALIGN) std::byte bytes[256];
        void *hold(std::size_t needed)
        {
            if (needed > sizeof bytes)
                std::abort();
            return bytes;
        }
    };
    template <class Iterator> static void *operator new(std::size_t bytes, Iterator &self) { return self.kept.hold(bytes); }
    static void operator delete(void *) noexcept {}
};
struct in_iterators_box {
    struct site {};
    using room = kept_box;
    template <class Iterator> static void *operator new(std::size_t bytes, Iterator &self) { return self.kept.hold(bytes); }
    static void operator delete(void *) noexcept {}
};

/* Bytes of the caller; larger frames are boxed, and operator delete tells them by the size. */
struct in_scratch {
    struct site { alignas(CORO_MAX_ALIGN) std::byte bytes[128]; };
    template <class Iterator> static void *operator new(std::size_t bytes, Iterator &, site &scratch)
    {
        return bytes <= sizeof scratch.bytes ? scratch.bytes : ::operator new(bytes);
    }
    static void operator delete(void *frame, std::size_t bytes) noexcept
    {
        if (bytes > sizeof site::bytes)
            ::operator delete(frame);
    }
};

/* A task's second stack. */
class side_stack {
public:
    void *push(std::size_t bytes)
    {
        std::byte *pushed = top;
        if (std::size_t(memory + sizeof memory - pushed) < rounded_up(bytes))
            std::abort();
        top = pushed + rounded_up(bytes);
        return pushed;
    }
    void pop(void *pushed) noexcept { top = static_cast<std::byte *>(pushed); }

private:
    alignas(CORO_MAX_ALIGN) std::byte memory[1024];
    std::byte *top = memory;
};
/* operator delete gets no stack: its address lies behind the frame, as std::generator keeps its allocator. */
struct on_side {
    using site = side_stack;
    template <class Iterator> static void *operator new(std::size_t bytes, Iterator &, side_stack &side)
    {
        auto *frame = static_cast<std::byte *>(side.push(rounded_up(bytes) + sizeof(side_stack *)));
        new (frame + rounded_up(bytes)) side_stack *(&side);
        return frame;
    }
    static void operator delete(void *frame, std::size_t bytes) noexcept
    {
        auto *behind = static_cast<std::byte *>(frame) + rounded_up(bytes);
        (*std::launder(reinterpret_cast<side_stack **>(behind)))->pop(frame);
    }
};

/* The stack of the task that is being polled. */
inline thread_local constinit side_stack *current_side = nullptr;
struct on_current_side {
    struct site {};
    static void *operator new(std::size_t bytes) { return current_side->push(bytes); }
    static void operator delete(void *frame) noexcept { current_side->pop(frame); }
};

}
