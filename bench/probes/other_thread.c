/* SPDX-License-Identifier: MIT */
/* Probes futures that are begun, polled or dropped on another thread than the iterator's. One thread runs at a time: the probe
 * asks what a strategy keeps per thread, not whether it locks. */
#include <pthread.h>
#include "bench/probes/probe.h"
#include "coro/coroutine.h"

struct thread_call {
    void (*run)(struct probe_fixture *, struct thread_call *);
    struct probe_fixture *fixture;
    struct coro_polled got;
};

static void *thread_main(void *arg)
{
    struct thread_call *call = arg;
    call->run(call->fixture, call);
    return NULL;
}

/* Makes the call on a new thread, and waits for its end. */
static enum coro_status call_thread(struct probe_fixture *fixture, struct thread_call *call,
                                    void (*run)(struct probe_fixture *, struct thread_call *))
{
    pthread_t thread;
    *call = (struct thread_call){ run, fixture, { 0 } };
    if (pthread_create(&thread, NULL, thread_main, call) != 0)
        return CORO_ERR_NO_MEMORY;
    pthread_join(thread, NULL);
    return call->got.tag == CORO_FAILED ? (enum coro_status)call->got.value : CORO_OK;
}

static void finish(struct probe_fixture *fixture, struct thread_call *call)
{
    do {
        call->got = fixture->steps->hand_poll(fixture->stage, 0);
    } while (call->got.tag == CORO_PENDING);
    fixture->steps->hand_drop(fixture->stage, 0);
}
static void begin(struct probe_fixture *fixture, struct thread_call *call)
{
    fixture->steps->hand_begin(fixture->stage, 0);
    call->got = fixture->steps->hand_poll(fixture->stage, 0);
}
static void begin_and_finish(struct probe_fixture *fixture, struct thread_call *call)
{
    fixture->steps->hand_begin(fixture->stage, 0);
    finish(fixture, call);
}

/* Some rows refuse a second future of the iterator, which is dropped like the others. */
static void begin_several(struct probe_fixture *fixture, struct thread_call *call)
{
    (void)call;
    for (unsigned held = 0; held < PROBE_HELD; held++) {
        fixture->steps->hand_begin(fixture->stage, held);
        (void)fixture->steps->hand_poll(fixture->stage, held);
    }
}
static void drop_several(struct probe_fixture *fixture, struct thread_call *call)
{
    (void)call;
    for (unsigned held = 0; held < PROBE_HELD; held++)
        fixture->steps->hand_drop(fixture->stage, held);
}

/* The C library keeps blocks for the first thread of a process; this call makes it allocate them early. */
static void idle(struct probe_fixture *fixture, struct thread_call *call) { (void)fixture, (void)call; }

static bool is_item(const struct thread_call *call, uint64_t item)
{
    return call->got.tag == CORO_SOME && call->got.value == item;
}

/* A thread ends with futures in flight, and a thread that never ran the iterator's type drops them. The second time, each thread
 * finds what the last has left. */
static enum coro_status end_in_flight(struct probe_fixture *fixture)
{
    struct thread_call call;
    enum coro_status status = CORO_OK;
    for (int times = 0; times < 2 && !status; times++) {
        status = call_thread(fixture, &call, begin_several);
        if (!status)
            status = call_thread(fixture, &call, drop_several);
    }
    return status;
}

/* Awaits three items: on another thread, begun here and finished there, begun there and finished on a third. */
static enum coro_status play(struct probe_fixture *fixture)
{
    struct thread_call call;
    enum coro_status status = call_thread(fixture, &call, begin_and_finish);
    if (status || !is_item(&call, 0))
        return status ? status : CORO_ERR_WRONG_RESULT;
    begin(fixture, &call);
    status = call_thread(fixture, &call, finish);
    if (status || !is_item(&call, 1))
        return status ? status : CORO_ERR_WRONG_RESULT;
    status = call_thread(fixture, &call, begin);
    if (status)
        return status;
    status = call_thread(fixture, &call, finish);
    if (status || !is_item(&call, 2))
        return status ? status : CORO_ERR_WRONG_RESULT;
    return end_in_flight(fixture);
}

struct finding probe_other_thread(const struct row *row)
{
    struct probe_fixture fixture;
    struct thread_call call;
    coro_allow_moves_of_all();
    enum coro_status status = call_thread(NULL, &call, idle);
    if (!status)
        status = probe_fixture_open_hand(&fixture, row, UINT32_MAX);
    if (status)
        return finding_of_status(status, "a future on another thread than its iterator's");
    status = play(&fixture);
    long long left = probe_fixture_close(&fixture);
    if (status)
        return finding_of_status(status, "a future on another thread than its iterator's");
    struct finding found = finding_of(WORKS, "futures that are begun, polled and dropped on other threads give the right items, "
                                             "also when the first thread has ended with futures in flight");
    if (left > 0) {
        found.behaviour = FALLS_BACK;
        finding_add(&found, "blocks that stay behind with threads that ended: %lld", left);
        found = finding_valued(found, (double)left);
    }
    return finding_answered(found, ANSWER_YES);
}
