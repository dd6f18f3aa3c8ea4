/* SPDX-License-Identifier: MIT */
/* Wakes from other threads in a random program: helper threads hold wakers of actors, and wake and drop them when they come
 * round. The order is the machine's; so a seed repeats the program, not its interleaving. */
#ifndef TESTS_FUZZ_THREADS_H
#define TESTS_FUZZ_THREADS_H
#include <stdatomic.h>

struct coro_thread_waker;

/* A request to be woken by another thread. Valid until threads_settle(). */
struct ring { atomic_bool is_rung; };

void threads_start(void);       /* once per process */
void threads_stop(void);
/* Gives the helpers the caller's reference of the waker. They set is_rung, and then wake. NULL when all slots are taken; the
 * reference stays the caller's then. */
struct ring *threads_hand_over(struct coro_thread_waker *);
/* Waits until the helpers hold nothing. */
void threads_settle(void);

#endif
