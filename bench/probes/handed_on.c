/* SPDX-License-Identifier: MIT */
/* Probes futures that one thread begins and another drops, as a producer and a consumer do, or a runtime that moves tasks between
 * its threads. Both threads live on, so nothing is given back by a thread's end. One of them runs at a time. */
#include "bench/probes/probe.h"
#include "bench/probes/second_thread.h"
#include "coro/coroutine.h"

enum { ROUNDS = 400, FUTURES = ROUNDS * PROBE_HELD, BOUND_BYTES = 8 };

static void drop_all(void *arg)
{
    const struct probe_fixture *fixture = arg;
    for (unsigned held = 0; held < PROBE_HELD; held++)
        fixture->steps->hand_drop(fixture->stage, held);
}

/* Returns the futures that were refused. */
static size_t hand_on(struct probe_fixture *fixture, struct second_thread *thread)
{
    size_t refused_count = 0;
    for (int round = 0; round < ROUNDS; round++) {
        for (unsigned held = 0; held < PROBE_HELD; held++) {
            fixture->steps->hand_begin(fixture->stage, held);
            refused_count += fixture->steps->hand_poll(fixture->stage, held).tag == CORO_FAILED;
        }
        second_thread_do(thread, drop_all, fixture);
    }
    return refused_count;
}

static struct finding judge(double bytes, size_t refused_count)
{
    struct finding found;
    if (bytes < BOUND_BYTES)
        found = finding_answered(finding_of(WORKS, "after %d futures that one thread begins and another drops, %d more take no "
                                                   "further memory", FUTURES, FUTURES), ANSWER_YES);
    else
        found = finding_answered(finding_of(WORKS, "of %d futures that one thread begins and another drops, each takes %.0f "
                                                   "bytes more, which stay with the other thread", FUTURES, bytes), ANSWER_NO);
    if (refused_count > 0)
        finding_add(&found, "%zu of them were refused", refused_count);
    return finding_valued(found, bytes);
}

static struct finding hand_futures_on(const struct row *row)
{
    struct probe_fixture fixture;
    static struct second_thread thread;
    coro_allow_moves_of_all();
    if (!second_thread_begin(&thread))
        return finding_of(FAILS, "no second thread could be made");
    enum coro_status status = probe_fixture_open_hand(&fixture, row, UINT32_MAX);
    if (status) {
        second_thread_end(&thread);
        return finding_of_status(status, "a future that another thread drops");
    }
    hand_on(&fixture, &thread);
    struct count then = count_now();
    struct taken taken = taken_now(&fixture);
    size_t refused_count = hand_on(&fixture, &thread);
    double bytes = (double)count_since(then).live_bytes / FUTURES;
    size_t stacks = taken_since(&fixture, taken).stacks, stack_bytes = row->probes->sizes().source_stack_bytes;
    bytes += row->probes->sizes().maps_stacks ? (double)(stacks * stack_bytes) / FUTURES : 0;
    probe_fixture_close(&fixture);
    second_thread_end(&thread);
    struct finding found = judge(bytes, refused_count);
    if (places_uncounted(row))
        finding_add(&found, "the allocator of its frames is not counted here");
    return found;
}

/* In a child process, which ends without a search for leaks: what a thread keeps in a list of its own is lost with it. */
struct finding probe_handed_on(const struct row *row) { return finding_in_child(row, hand_futures_on); }
