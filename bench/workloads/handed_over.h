/* SPDX-License-Identifier: MIT */
/* Futures that begin on one thread and end on another, as under a scheduler that steals tasks: a thread polls new work first, and
 * a thief polls it next. Here a task moves after every poll. The first thread polls it until its next() waits, so the frame is
 * placed there. The second thread polls it until it has its item, so the frame is dropped and released there. Frames never come
 * back by themselves.
 *
 * Tasks move by the batch, an executor with its tasks and stacks, so the threads wake each other once for many frames, and each
 * has a batch to poll while the other has another. `static_dispatch`, whose frames lie in the task, shows the cost of moving. */
#include "bench/unit/compile_as_caller.h"
#include <semaphore.h>
#include "bench/unit/crewed.h"
#include "coro/coroutine.h"

enum { BATCHES = 4, BATCH_TASKS = 64, HANDED_TASKS = BATCHES * BATCH_TASKS };

/* As the sum of bench/bodies/sum.h, but it waits behind each item, so that the next future begins on the first thread. */
ASYNC(handed_sum, struct sum *, self, little(TICKER_NEXT), uint64_t total;)
{
    struct coro_polled got;
    my->total = 0;
    for (;;) {
        AWAIT(got, TICKER_NEXT, self->source);
        if (got.tag != CORO_SOME)
            break;
        my->total += got.value;
        coro_waker_wake(coro_task_waker(task));
        SUSPEND();
    }
    RETURN(got.tag == CORO_NONE ? coro_some(my->total) : got);
}
ASYNC_END
#define TASK_BODY handed_sum
#include "bench/unit/task_body.h"

struct handed_batch {
    struct fixture *fixture;
    sem_t home, away;                       /* posted when the first, or the second, thread may poll it */
};
struct handed {
    struct crew *crew;
    uint64_t items_each;                    /* for each task of this run */
    struct handed_batch batches[BATCHES];
};

static void handed_close(void *more)
{
    struct handed *handed = more;
    for (int i = 0; i < BATCHES; i++)
        fixture_close(handed->batches[i].fixture);
    crew_stop(handed->crew);
    free(handed);
}

static enum coro_status handed_open_batch(const struct fixture *fixture, struct handed_batch *batch)
{
    sem_init(&batch->home, 0, 1);
    sem_init(&batch->away, 0, 0);
    enum coro_status status = fixture_open(&fixture->head, &batch->fixture);
    if (!status)
        status = fixture_reserve(batch->fixture, BATCH_TASKS);
    for (int i = 0; i < BATCH_TASKS && !status; i++) {
        struct consumer *consumer = &batch->fixture->consumers[batch->fixture->consumer_count++];
        status = chain_init(&consumer->chain, 1);
        if (!status)
            status = CHAIN_ADD(&consumer->chain, ticker, .wait_every = 1);
        consumer->sum.source = consumer->chain.top;
        if (!status)
            status = consumer_open(batch->fixture, consumer, &ROOT(handed_sum));
    }
    return status;
}
static enum coro_status handed_open(struct fixture *fixture, unsigned param)
{
    (void)param;
    struct handed *handed = fixture_keep(fixture, sizeof *handed, handed_close);
    if (handed == NULL)
        return CORO_ERR_NO_MEMORY;
    coro_allow_moves_of_all();
    enum coro_status status = crew_start(2, &handed->crew);
    for (int i = 0; i < BATCHES && !status; i++)
        status = handed_open_batch(fixture, &handed->batches[i]);
    return status;
}

static enum coro_status handed_begin(struct fixture *own, uint64_t items_each)
{
    enum coro_status status = CORO_OK;
    for (own->param = 0; own->param < BATCH_TASKS && !status; own->param += !status)
        status = sum_consumer_begin(own, &own->consumers[own->param], items_each);
    return status;
}
static enum coro_status handed_end(struct fixture *own, uint64_t items_each)
{
    enum coro_status status = CORO_OK;
    for (unsigned i = 0; i < own->param; i++) {
        if (!status)
            status = sum_check(&own->consumers[i], items_each);
        consumer_end(&own->consumers[i]);
    }
    return status;
}

/* Polls each task once, and passes the batch. */
static void handed_poll(struct fixture *own, sem_t *mine, sem_t *other)
{
    while (sem_wait(mine) != 0) {           /* interrupted by a signal */
    }
    for (size_t left = own->executor->unfinished_count; left > 0; left--)
        coro_executor_poll(own->executor);
    sem_post(other);
}
/* The last round is for the end of the items. */
static enum coro_status handed_job(void *arg, unsigned index)
{
    struct handed *handed = arg;
    for (uint64_t round = 0; round <= handed->items_each; round++)
        for (struct handed_batch *batch = handed->batches; batch < handed->batches + BATCHES; batch++)
            handed_poll(batch->fixture, index ? &batch->away : &batch->home, index ? &batch->home : &batch->away);
    return CORO_OK;
}

static enum coro_status handed_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    struct handed *handed = fixture->more;
    enum coro_status status = CORO_OK;
    handed->items_each = items / HANDED_TASKS ? items / HANDED_TASKS : 1;
    *done_items = handed->items_each * HANDED_TASKS;
    for (int i = 0; i < BATCHES && !status; i++)
        status = handed_begin(handed->batches[i].fixture, handed->items_each);
    if (!status)
        status = crew_do(handed->crew, handed_job, handed);
    for (int i = 0; i < BATCHES; i++) {
        enum coro_status ended = handed_end(handed->batches[i].fixture, handed->items_each);
        handed->batches[i].fixture->param = 0;
        status = status ? status : ended;
    }
    return status;
}
/* Touches the frame of the body, which has the call site's space in it: it is there before the run, so it is resident. */
static void handed_touch(struct fixture *own)
{
    for (size_t i = 0; i < own->consumer_count && CALLER != ASYNC_STACKFUL; i++)
        memset(own->consumers[i].frame, 0, own->consumers[i].body->layout.bytes);
}
/* The C library makes an arena for each thread that allocates. */
static enum coro_status handed_warm_arena(void *arg, unsigned index)
{
    (void)arg, (void)index;
    void *volatile block = malloc(1);
    free(block);
    return CORO_OK;
}
/* Many more futures than are ever in flight at once: memory that grows with their number stays with the second thread. */
static enum coro_status handed_retain(struct fixture *fixture, retain_look *look, void *arg)
{
    enum { FUTURES = 400000 };
    uint64_t done_items;
    struct handed *handed = fixture->more;
    for (int i = 0; i < BATCHES; i++)
        handed_touch(handed->batches[i].fixture);
    enum coro_status status = crew_do(handed->crew, handed_warm_arena, NULL);
    if (status)
        return status;
    look(arg, RETAIN_BEFORE);
    status = handed_run(fixture, FUTURES, &done_items);
    look(arg, RETAIN_AFTER);
    return status;
}
static const struct workload handed_over_workload = {
    .name = "handed_over",
    .question = "What does a future cost that begins on one thread and ends on another, as when a scheduler steals its task? How "
                "much memory stays after 400,000 of them?",
    .item = "future",
    .order = 68,
    .quick_param = 1,
    .waits_for_others = true,
    .has_threads = true,
    .is_parallel = true,
    .mixes_sizes = true,
    .batch_items = 1 << 14,
    .open = handed_open,
    .run = handed_run,
    .retain = handed_retain,
};
