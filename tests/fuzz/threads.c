/* SPDX-License-Identifier: MIT */
/* The helper threads of threads.h, and the slots through which they get wakers. A helper makes choices of its own, by a word that
 * is not the program's. */
#include "tests/fuzz/threads.h"
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "coro/thread_waker.h"
#include "tests/fuzz/choice.h"

enum { HELPERS = 2, SLOTS = 16, RINGS = 512 };
static struct { struct coro_thread_waker *waker; struct ring *ring; } slots[SLOTS];
static struct ring rings[RINGS];
static unsigned ring_count;                     /* in use; the program's thread only */
static unsigned waiting_count, held_count;      /* in slots; in the hands of helpers */
static bool is_stopping;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t is_there = PTHREAD_COND_INITIALIZER, is_settled = PTHREAD_COND_INITIALIZER;
static pthread_t helpers[HELPERS];

static void use(struct coro_thread_waker *waker, struct ring *ring, unsigned word)
{
    struct coro_thread_waker *copy = word % 3 == 0 ? coro_thread_waker_copy(waker) : NULL;
    if (word % 5 == 0)
        sched_yield();
    atomic_store_explicit(&ring->is_rung, true, memory_order_relaxed);      /* the wake publishes it */
    coro_thread_waker_wake(waker);
    coro_thread_waker_drop(waker);
    if (copy != NULL && word % 2)
        coro_thread_waker_wake(copy);
    coro_thread_waker_drop(copy);
}

/* Under the lock. */
static bool take_slot(struct coro_thread_waker **waker, struct ring **ring)
{
    for (unsigned i = 0; i < SLOTS; i++)
        if (slots[i].waker != NULL) {
            *waker = slots[i].waker;
            *ring = slots[i].ring;
            slots[i].waker = NULL;
            waiting_count--;
            held_count++;
            return true;
        }
    return false;
}

static void *help(void *number)
{
    unsigned word = 1 + (unsigned)(uintptr_t)number;
    struct coro_thread_waker *waker;
    struct ring *ring;
    pthread_mutex_lock(&lock);
    while (!is_stopping) {
        if (!take_slot(&waker, &ring)) {
            pthread_cond_wait(&is_there, &lock);
            continue;
        }
        pthread_mutex_unlock(&lock);
        use(waker, ring, word = word * 1664525 + 1013904223);
        pthread_mutex_lock(&lock);
        held_count--;
        if (waiting_count + held_count == 0)
            pthread_cond_signal(&is_settled);
    }
    pthread_mutex_unlock(&lock);
    return NULL;
}

void threads_start(void)
{
    for (unsigned i = 0; i < HELPERS; i++)
        REQUIRE(pthread_create(&helpers[i], NULL, help, (void *)(uintptr_t)i) == 0);
}

void threads_stop(void)
{
    pthread_mutex_lock(&lock);
    is_stopping = true;
    pthread_cond_broadcast(&is_there);
    pthread_mutex_unlock(&lock);
    for (unsigned i = 0; i < HELPERS; i++)
        REQUIRE(pthread_join(helpers[i], NULL) == 0);
}

static bool fill_slot(struct coro_thread_waker *waker, struct ring *ring)
{
    for (unsigned i = 0; i < SLOTS; i++)
        if (slots[i].waker == NULL) {
            slots[i].waker = waker;
            slots[i].ring = ring;
            waiting_count++;
            pthread_cond_signal(&is_there);
            return true;
        }
    return false;
}

struct ring *threads_hand_over(struct coro_thread_waker *waker)
{
    if (ring_count == RINGS)
        return NULL;
    struct ring *ring = &rings[ring_count];
    atomic_store_explicit(&ring->is_rung, false, memory_order_relaxed);
    pthread_mutex_lock(&lock);
    bool is_handed = fill_slot(waker, ring);
    pthread_mutex_unlock(&lock);
    ring_count += is_handed;
    return is_handed ? ring : NULL;
}

void threads_settle(void)
{
    pthread_mutex_lock(&lock);
    while (waiting_count + held_count > 0)
        pthread_cond_wait(&is_settled, &lock);
    pthread_mutex_unlock(&lock);
    ring_count = 0;
}
