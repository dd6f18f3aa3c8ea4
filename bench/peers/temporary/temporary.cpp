/* SPDX-License-Identifier: MIT */
/* The C++ of temporary.rs: the array is the argument of std::make_unique, or made in its place, which the language grants to
 * `new array(make())`. */
#include <array>
#include <memory>
#include "bench/peers/foreign/foreign.h"
#include "bench/peers/temporary/temporary_peers.h"

namespace {

using array = std::array<unsigned char, 1016>;

/* Not inlined: else the compiler would know the array's bytes, as it does those of zeros. */
[[gnu::noinline]] array make(unsigned char value)
{
    array made;
    made.fill(value);
    made[1] = static_cast<unsigned char>(~value);
    return made;
}

std::unique_ptr<array> zeros(unsigned char) { return std::make_unique<array>(array{}); }
std::unique_ptr<array> zeros_in_place(unsigned char) { return std::unique_ptr<array>(new array{}); }
std::unique_ptr<array> made(unsigned char value) { return std::make_unique<array>(make(value)); }
std::unique_ptr<array> made_in_place(unsigned char value) { return std::unique_ptr<array>(new array(make(value))); }

/* Adds up the numbers of the arrays whose bytes are right. Any code may read the array, so the box must be there and filled. */
template <std::unique_ptr<array> make_box(unsigned char), bool is_zeros>
coro_status run(fixture *fixture, uint64_t items, uint64_t *done_items)
{
    uint64_t total = 0;
    for (uint64_t i = 0; i < items; i++) {
        std::unique_ptr<array> box = make_box(static_cast<unsigned char>(i));
        __asm__ volatile("" : : "r"(box.get()) : "memory");
        if (box->back() == (is_zeros ? 0 : static_cast<unsigned char>(i)))
            total += i;
    }
    return foreign_check(fixture, total, items, done_items);
}

}

#define X(entry, model, protocol, sentence) extern "C" coro_status FOREIGN_ENTRY(entry)(fixture *, uint64_t, uint64_t *);
FOREIGN_PEERS(X)
#undef X
coro_status FOREIGN_ENTRY(zeros)(fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return run<zeros, true>(fixture, items, done_items);
}
coro_status FOREIGN_ENTRY(zeros_in_place)(fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return run<zeros_in_place, true>(fixture, items, done_items);
}
coro_status FOREIGN_ENTRY(made)(fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return run<made, false>(fixture, items, done_items);
}
coro_status FOREIGN_ENTRY(made_in_place)(fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return run<made_in_place, false>(fixture, items, done_items);
}
