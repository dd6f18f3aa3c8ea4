/* SPDX-License-Identifier: MIT */
/* Defines the entries of the Ada peers. The first call starts Ada's runtime, which the secondary stack needs. It then restores
 * the signal handlers that the runtime replaced, because the program reports overflowed stacks through them. */
#include <signal.h>
#include "bench/peers/foreign/foreign.h"
#include "bench/peers/ada/ada_peers.h"

void ada_peer_init(void);       /* made by gnatbind; does nothing the second time */
uint64_t ada_total_by_copy(uint64_t count), ada_total_on_side(uint64_t count), ada_total_by_box(uint64_t count);

static void start_runtime(void)
{
    static const int signals[] = { SIGABRT, SIGFPE, SIGILL, SIGBUS, SIGSEGV };
    enum { SIGNALS = sizeof signals / sizeof *signals };
    struct sigaction actions[SIGNALS];
    stack_t signal_stack;
    for (int i = 0; i < SIGNALS; i++)
        sigaction(signals[i], NULL, &actions[i]);
    sigaltstack(NULL, &signal_stack);
    ada_peer_init();
    for (int i = 0; i < SIGNALS; i++)
        sigaction(signals[i], &actions[i], NULL);
    sigaltstack(&signal_stack, NULL);
}

static enum coro_status run(struct fixture *fixture, uint64_t total_of(uint64_t), uint64_t items, uint64_t *done_items)
{
    static bool is_started;
    if (!is_started)
        start_runtime();
    is_started = true;
    return foreign_check(fixture, total_of(items), items, done_items);
}

enum coro_status ada_return_copy(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return run(fixture, ada_total_by_copy, items, done_items);
}
enum coro_status ada_side_stack(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return run(fixture, ada_total_on_side, items, done_items);
}
enum coro_status ada_box(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return run(fixture, ada_total_by_box, items, done_items);
}
const char *ada_peer_absence(void) { return NULL; }
