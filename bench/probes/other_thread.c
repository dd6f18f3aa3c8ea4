/* SPDX-License-Identifier: MIT */
/* Futures that are begun, polled or dropped on another thread than the one that made the iterator. One thread at a time: the
 * question is what belongs to a thread, not whether anything is locked. */
#include <pthread.h>
#include "bench/probes/probe.h"
#include "bench/probes/probe_fixture.h"

struct thread_call { void (*run)(struct probe_fixture *, struct thread_call *); struct probe_fixture *fixture; struct coro_polled got; };

static void *thread_main(void *arg)
{
    struct thread_call *call = arg;
    call->run(call->fixture, call);
    return NULL;
}

/* Runs the call on a thread of its own, and waits for that to end. */
static enum coro_status call_thread(struct probe_fixture *fixture, struct thread_call *call, void (*run)(struct probe_fixture *, struct thread_call *))
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

/* The first thread of a process leaves blocks behind, which are the C library's. */
static void idle(struct probe_fixture *fixture, struct thread_call *call) { (void)fixture, (void)call; }

static bool is_item(const struct thread_call *call, uint64_t item) { return call->got.tag == CORO_SOME && call->got.value == item; }

/* All of it there; begun here and finished there; begun there and finished on a third. */
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
    return status || is_item(&call, 2) ? status : CORO_ERR_WRONG_RESULT;
}

struct finding probe_other_thread(const struct row *row)
{
    struct probe_fixture fixture;
    struct thread_call call;
    enum coro_status status = call_thread(NULL, &call, idle);
    if (!status)
        status = probe_fixture_open_hand(&fixture, row, 3);
    if (status)
        return finding_of_status(status, "a future on another thread than its iterator's");
    status = play(&fixture);
    long long left = probe_fixture_close(&fixture);
    if (status)
        return finding_of_status(status, "a future on another thread than its iterator's");
    struct finding found = finding_of(WORKS, "futures that are begun, polled and dropped on other threads give the right items");
    if (left > 0) {
        found.behaviour = FALLS_BACK;
        finding_add(&found, "blocks that stay behind with threads that ended: %lld", left);
        found = finding_valued(found, (double)left);
    }
    return finding_answered(found, ANSWER_YES);
}
