/* SPDX-License-Identifier: MIT */
/* A pairing heap whose nodes are the timers themselves. Starting a timer takes constant time; expiry and stopping take
 * logarithmic, amortised time. Nothing allocates. Melding is a loop, not a recursion: a million timers started in order form
 * one list of children. */
#include "coro/executor/timer_heap.h"
#include <time.h>
#include "coro/bug.h"
#include "coro/executor/mark.h"

static bool is_earlier(const struct coro_timer *a, const struct coro_timer *b)
{
    return a->deadline_ns != b->deadline_ns ? a->deadline_ns < b->deadline_ns : (int32_t)(a->number - b->number) < 0;
}

/* True for a timer that runs, if it has an executor. */
static bool has_mark(const struct coro_timer *timer) { return timer->mark == coro_mark_of(timer, timer->executor); }

/* Melds two heaps, NULL for an empty one. */
static struct coro_timer *meld(struct coro_timer *a, struct coro_timer *b)
{
    if (a == NULL || b == NULL)
        return a ? a : b;
    struct coro_timer *parent = is_earlier(a, b) ? a : b, *child = parent == a ? b : a;
    child->next = parent->child;
    child->previous = parent;
    if (parent->child)
        parent->child->previous = child;
    parent->child = child;
    parent->next = parent->previous = NULL;
    return parent;
}

/* Melds a list of siblings: neighbours in pairs from the front, then the pairs from the back. */
static struct coro_timer *meld_all(struct coro_timer *siblings)
{
    struct coro_timer *pairs = NULL, *whole = NULL;
    while (siblings) {
        struct coro_timer *first = siblings, *second = first->next;
        siblings = second ? second->next : NULL;
        first = meld(first, second);
        first->previous = NULL;
        first->next = pairs;
        pairs = first;
    }
    while (pairs) {
        struct coro_timer *pair = pairs;
        pairs = pair->next;
        pair->next = NULL;
        whole = meld(whole, pair);
    }
    return whole;
}

static void take_out(struct coro_executor *executor, struct coro_timer *timer)
{
    struct coro_timer *children = meld_all(timer->child), *previous = timer->previous;
    timer->executor = NULL;
    if (previous == NULL) {
        executor->timers = children;
        return;
    }
    if (previous->child == timer)
        previous->child = timer->next;
    else
        previous->next = timer->next;
    if (timer->next)
        timer->next->previous = previous;
    executor->timers = meld(executor->timers, children);
}

uint64_t coro_executor_now_ns(const struct coro_executor *executor)
{
    struct timespec now;
    if (executor->clock != NULL)
        return executor->clock->now_ns(executor->clock);
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

void coro_timer_start(struct coro_timer *timer, struct coro_executor *executor, uint64_t deadline_ns, struct coro_waker waker)
{
    if (CORO_UNLIKELY(timer->executor != NULL) && has_mark(timer))
        coro_bug("a running timer is started again");
    *timer = (struct coro_timer){
        .deadline_ns = deadline_ns, .number = (uint32_t)executor->timer_count++, .mark = coro_mark_of(timer, executor),
        .executor = executor, .waker = waker,
    };
    executor->timers = meld(executor->timers, timer);
    coro_waker_wake(coro_task_waker(&executor->event_task));
}

void coro_timer_stop(struct coro_timer *timer)
{
    if (timer->executor == NULL)
        return;
    if (!has_mark(timer))
        coro_bug("a timer is stopped that was never started, or was moved while it ran");
    take_out(timer->executor, timer);
}

uint64_t coro_timers_next_ns(const struct coro_executor *executor)
{
    return executor->timers ? executor->timers->deadline_ns : UINT64_MAX;
}

void coro_timers_wake(struct coro_executor *executor)
{
    uint64_t now_ns = coro_executor_now_ns(executor);
    while (executor->timers != NULL && executor->timers->deadline_ns <= now_ns) {
        struct coro_timer *timer = executor->timers;
        take_out(executor, timer);
        coro_waker_wake(timer->waker);
    }
}
