/* SPDX-License-Identifier: MIT */
/* Several threads, each with an executor and a task per ring. The tasks of a ring lie on different threads, and pass a baton: a
 * task gets its item when the baton arrives, hands the baton on, and wakes its neighbour's task, which another thread polls. Each
 * thread has a task of every ring, and batons start spread, so all threads have work, and a thread sleeps only when no baton is
 * there. */
#include "coro/thread_waker.h"
#include "bench/unit/compile_as_callee.h"

struct baton {
    uint64_t i, end;
    uint64_t arrived;                       /* how many times the baton came so far; the neighbour before it counts, atomically */
    enum coro_status broken;                /* why the neighbour before it ended early; atomic */
    struct baton *neighbour;
    struct coro_thread_waker *waker;        /* of the task that awaits this one */
    struct coro_watch ended;                /* of this task */
};

CORO_INLINE bool baton_must_wait(const struct baton *self)
{
    return self->i < self->end && __atomic_load_n(&self->arrived, __ATOMIC_ACQUIRE) == self->i
           && !__atomic_load_n(&self->broken, __ATOMIC_ACQUIRE);
}
CORO_INLINE void baton_hand_on(struct baton *self)
{
    __atomic_fetch_add(&self->neighbour->arrived, 1, __ATOMIC_RELEASE);
    (void)coro_thread_waker_wake(self->neighbour->waker);
}

ASYNC_NEXT(baton, little(nothing))
{
    while (baton_must_wait(self))
        SUSPEND();
    if (self->i == self->end)
        RETURN(coro_none());
    if (self->broken)
        RETURN(coro_failed(self->broken));
    baton_hand_on(self);
    RETURN(coro_some(self->i++));
}
ASYNC_END
#define SOURCE baton
#include "bench/unit/add_source.h"
#include "bench/unit/compile_as_caller.h"
#include "bench/unit/crewed.h"

enum { RINGS = 32 };

static struct baton *baton_of(const struct crewed *crewed, unsigned thread, unsigned ring)
{
    return crewed->fixtures[thread]->consumers[ring].chain.iterators[0].self;
}

/* A task that fails hands no baton on. So that its ring does not wait for ever, the failure goes round in its place. */
static void baton_ended(struct coro_watch *watch, struct coro_task *task)
{
    struct baton *self = (struct baton *)((char *)watch - offsetof(struct baton, ended));
    if (task->result.tag != CORO_FAILED)
        return;
    __atomic_store_n(&self->neighbour->broken, (enum coro_status)task->result.value, __ATOMIC_RELEASE);
    (void)coro_thread_waker_wake(self->neighbour->waker);
}

/* The jobs of a thread. */
static enum coro_status ring_open_one(void *arg, unsigned index)
{
    struct crewed *crewed = arg;
    enum coro_status status = crewed_open_one(crewed, index, RINGS);
    for (unsigned i = 0; i < RINGS && !status; i++) {
        struct consumer *consumer = &crewed->fixtures[index]->consumers[crewed->fixtures[index]->consumer_count++];
        status = chain_init(&consumer->chain, 1);
        if (!status)
            status = CHAIN_ADD(&consumer->chain, baton, 0);
        if (!status)
            status = sum_consumer_open(crewed->fixtures[index], consumer);
    }
    return status;
}
static enum coro_status ring_begin(void *arg, unsigned index)
{
    struct crewed *crewed = arg;
    enum coro_status status = CORO_OK;
    for (unsigned i = 0; i < RINGS && !status; i++) {
        struct baton *baton = baton_of(crewed, index, i);
        *baton = (struct baton){ .end = crewed->items_each, .arrived = i % crewed->count == index,
                                 .neighbour = baton_of(crewed, (index + 1) % crewed->count, i),
                                 .ended = { .ended = baton_ended } };
        status = crewed_begin(crewed, index);
        if (status)
            break;
        struct coro_task *task = &crewed->fixtures[index]->consumers[i].space->task;
        status = coro_thread_waker_new(task, &baton->waker);
        coro_task_watch(task, &baton->ended);
    }
    return status;
}
static enum coro_status ring_poll(void *arg, unsigned index)
{
    coro_executor_run(((struct crewed *)arg)->fixtures[index]->executor);
    return CORO_OK;
}
static enum coro_status ring_end(void *arg, unsigned index)
{
    struct crewed *crewed = arg;
    size_t count = crewed->open_count[index];
    for (unsigned i = 0; i < count; i++)
        coro_task_unwatch(&crewed->fixtures[index]->consumers[i].space->task, &baton_of(crewed, index, i)->ended);
    enum coro_status status = crewed_end(crewed, index);
    for (unsigned i = 0; i < count; i++)
        coro_thread_waker_drop(baton_of(crewed, index, i)->waker);
    return status;
}

static enum coro_status threads_open(struct fixture *fixture, unsigned threads)
{
    return crewed_open(fixture, threads, ring_open_one);
}
static enum coro_status threads_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    struct crewed *crewed = fixture->more;
    uint64_t tasks = (uint64_t)crewed->count * RINGS;
    crewed->items_each = items / tasks ? items / tasks : 1;
    *done_items = crewed->items_each * tasks;
    enum coro_status status = crew_do(crewed->crew, ring_begin, crewed);
    if (!status)
        status = crew_do(crewed->crew, ring_poll, crewed);
    enum coro_status ended = crew_do(crewed->crew, ring_end, crewed);
    if (status || ended)
        return status ? status : ended;
    uint64_t right = tasks * expected_sum(&crewed->fixtures[0]->consumers[0].chain, crewed->items_each);
    return check_result(right, crewed_total(crewed));
}
static const struct workload threads_workload = {
    .name = "threads",
    .question = "n threads have an executor each: what does an item cost for which a task of another "
                "thread has to wake its task?",
    .item = "item",
    .order = 67,
    .params = { 2, 4, 8 },
    .quick_param = 2,
    .waits_for_others = true,
    .has_threads = true,
    .is_parallel = true,
    .batch_items = 1 << 15,
    .open = threads_open,
    .run = threads_run,
};
