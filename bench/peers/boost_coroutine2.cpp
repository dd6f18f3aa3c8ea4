/* SPDX-License-Identifier: MIT */
/* A peer: Boost.Coroutine2, which is boost::context::fiber behind a typed channel. A pull_type counts the pushes of a
 * push_type. The channel carries nothing, so a pair is a switch and the library's bookkeeping. Stacks are Boost's pooled ones. */
extern "C" {
#include "bench/switches/switch_data.h"
#include "bench/table/workload.h"
}

#define PEER_NAME "peer:boost_coroutine2"
#define PEER_SENTENCE "Boost.Coroutine2 on pooled stacks"
#define PEER_MODEL "stackful"
#if !__has_include(<boost/coroutine2/all.hpp>)
#define PEER_ABSENCE "boost/coroutine2/all.hpp is not there: on Debian, it is in libboost-dev"
#include "bench/peers/absent_peer.h"
#else
#include <boost/context/pooled_fixedsize_stack.hpp>
#include <boost/coroutine2/all.hpp>
#include <new>
#include <utility>

using pull = boost::coroutines2::coroutine<void>::pull_type;
using push = boost::coroutines2::coroutine<void>::push_type;

constexpr std::size_t stack_bytes = 64 << 10;

struct fixture {
    struct fixture_head head;
    boost::context::pooled_fixedsize_stack stacks{stack_bytes};
};

/* The state that a coroutine works on. */
struct count { uint64_t pairs = 0; bool is_ending = false; };

CORO_INLINE void suspend_here(pull &resumer) { resumer(); }
static CORO_NOINLINE void called_suspend(pull &resumer)
{
    resumer();
    __asm__ volatile("");       /* keeps the call from becoming a jump */
}
static CORO_NOINLINE void suspend_below(pull &resumer, unsigned calls)
{
    if (calls > 1)
        suspend_below(resumer, calls - 1);
    else
        resumer();
    CORO_OPAQUE(calls);
}
CORO_INLINE void suspend_at_depth(pull &resumer) { suspend_below(resumer, SWITCH_DEPTH); }

CORO_INLINE void resume_here(push &co) { co(); }
static CORO_NOINLINE void called_resume(push &co)
{
    co();
    __asm__ volatile("");
}

/* Resumes, with `resume`, a coroutine that suspends with `suspend` until it has to end. */
template <void (*suspend)(pull &), void (*resume)(push &)>
static enum coro_status count_pairs(struct fixture *fixture, uint64_t items, uint64_t *done_items)
try {
    count count;
    push co(fixture->stacks, [&count](pull &resumer) {
        for (;;) {
            suspend(resumer);
            if (count.is_ending)
                return;
            ++count.pairs;
        }
    });
    for (uint64_t i = 0; i <= items; i++)
        resume(co);
    count.is_ending = true;
    resume(co);
    *done_items = items;
    return count.pairs == items && !co ? CORO_OK : CORO_ERR_WRONG_RESULT;
} catch (const std::bad_alloc &) {
    return CORO_ERR_NO_MEMORY;
}

static enum coro_status run_create(struct fixture *fixture, uint64_t items, uint64_t *done_items)
try {
    uint64_t count = 0;
    for (uint64_t i = 0; i < items; i++) {
        push co(fixture->stacks, [&count](pull &) { ++count; });
        co();
    }
    *done_items = items;
    return count == items ? CORO_OK : CORO_ERR_WRONG_RESULT;
} catch (const std::bad_alloc &) {
    return CORO_ERR_NO_MEMORY;
}

#define PEER_FLAT count_pairs<suspend_here, resume_here>
#define PEER_CALLED count_pairs<called_suspend, called_resume>
#define PEER_DEPTH8 count_pairs<suspend_at_depth, resume_here>
#define PEER_CREATE run_create
#include "bench/peers/switch_peer.h"
#endif
