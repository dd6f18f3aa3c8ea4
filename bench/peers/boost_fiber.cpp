/* SPDX-License-Identifier: MIT */
/* A peer: boost::context::fiber, the assembly of raw fcontext in an object that owns its stack and unwinds it when it is dropped.
 * Stacks are Boost's; `create` takes them from a pool of plain ones, as its manual recommends. */
extern "C" {
#include "bench/switches/switch_data.h"
#include "bench/table/workload.h"
}

#define PEER_NAME "peer:boost_fiber"
#define PEER_SENTENCE "boost::context::fiber on pooled stacks"
#define PEER_MODEL "stackful"
#if !__has_include(<boost/context/fiber.hpp>) || !__has_include(<boost/context/pooled_fixedsize_stack.hpp>)
#define PEER_ABSENCE "boost/context/fiber.hpp is not there: on Debian, it is in libboost-context-dev"
#include "bench/peers/absent_peer.h"
#else
#include <boost/context/fiber.hpp>
#include <boost/context/pooled_fixedsize_stack.hpp>
#include <new>
#include <utility>

namespace ctx = boost::context;

constexpr std::size_t stack_bytes = 64 << 10;

struct fixture {
    struct fixture_head head;
    ctx::pooled_fixedsize_stack stacks{stack_bytes};
};

/* The state that a coroutine works on. */
struct count { uint64_t pairs = 0; bool is_ending = false; };

CORO_INLINE ctx::fiber switched(ctx::fiber &&to) { return std::move(to).resume(); }
static CORO_NOINLINE ctx::fiber called_switch(ctx::fiber &&to) { return std::move(to).resume(); }

static CORO_NOINLINE void suspend_below(ctx::fiber &resumer, unsigned calls)
{
    if (calls > 1)
        suspend_below(resumer, calls - 1);
    else
        resumer = std::move(resumer).resume();
    CORO_OPAQUE(calls);
}
CORO_INLINE ctx::fiber switched_below(ctx::fiber &&to)
{
    suspend_below(to, SWITCH_DEPTH);
    return std::move(to);
}

/* Resumes, with `resume`, a coroutine that suspends with `suspend` until it has to end. */
template <ctx::fiber (*suspend)(ctx::fiber &&), ctx::fiber (*resume)(ctx::fiber &&)>
static enum coro_status count_pairs(struct fixture *fixture, uint64_t items, uint64_t *done_items)
try {
    count count;
    ctx::fiber there(std::allocator_arg, fixture->stacks, [&count](ctx::fiber &&resumer) {
        for (;;) {
            resumer = suspend(std::move(resumer));
            if (count.is_ending)
                return std::move(resumer);
            ++count.pairs;
        }
    });
    for (uint64_t i = 0; i <= items; i++)
        there = resume(std::move(there));
    count.is_ending = true;
    there = resume(std::move(there));
    *done_items = items;
    return count.pairs == items && !there ? CORO_OK : CORO_ERR_WRONG_RESULT;
} catch (const std::bad_alloc &) {
    return CORO_ERR_NO_MEMORY;
}

static enum coro_status run_create(struct fixture *fixture, uint64_t items, uint64_t *done_items)
try {
    uint64_t count = 0;
    for (uint64_t i = 0; i < items; i++) {
        ctx::fiber there(std::allocator_arg, fixture->stacks, [&count](ctx::fiber &&resumer) {
            ++count;
            return std::move(resumer);
        });
        there = std::move(there).resume();
    }
    *done_items = items;
    return count == items ? CORO_OK : CORO_ERR_WRONG_RESULT;
} catch (const std::bad_alloc &) {
    return CORO_ERR_NO_MEMORY;
}

#define PEER_FLAT count_pairs<switched, switched>
#define PEER_CALLED count_pairs<called_switch, called_switch>
#define PEER_DEPTH8 count_pairs<switched_below, switched>
#define PEER_CREATE run_create
#include "bench/peers/switch_peer.h"
#endif
