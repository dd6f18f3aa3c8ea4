/* SPDX-License-Identifier: MIT */
/* Each task awaits an iterator of its own that waits before every item; all tasks wait at once, in the executor's queue.
 * bench/workloads/tasks_mixed.h and bench/workloads/tasks_aged.h use the same functions with other iterators.
 *
 * A million tasks may need more memory than the machine has. The run looks at the memory left while it starts tasks, and
 * gives up in time; it gives up, too, when the system refuses a mapping. */
#include <limits.h>
#include <stdio.h>
#include "bench/fixtures/spare_memory.h"

enum { TASKS_PER_LOOK = 1024, NEVER_LOOK = INT_MAX };

/* A refusal by the system at many tasks is no failure of the row: the cell is unsupported, and the reason names the limit. */
static enum coro_status tasks_refusal(struct fixture *fixture, enum coro_status status, unsigned wanted, size_t done)
{
    static char reason[200];
    if (status != CORO_ERR_NO_MEMORY || wanted < TASKS_PER_LOOK)
        return status;
    size_t limit = spare_memory_mappings_limit();
    if (limit == 0)
        snprintf(reason, sizeof reason, "memory is too short for %u tasks: it ended after %zu", wanted, done);
    else
        snprintf(reason, sizeof reason, "the kernel's limit of %zu mappings (vm.max_map_count) is too short for %u tasks, where "
                 "a guard page takes two, before MADV_GUARD_INSTALL: it ended after %zu", limit, wanted, done);
    fixture->head.reason = reason;
    return CORO_ERR_UNSUPPORTED;
}

/* Makes and touches the bookkeeping. A task's own memory comes when it begins, so that the memory pass can read in between. */
static enum coro_status tasks_open(struct fixture *fixture, unsigned count)
{
    enum coro_status status = fixture_reserve(fixture, count);
    for (fixture->param = 0; !status && fixture->param < count; fixture->param++)
        status = chain_init(&fixture->consumers[fixture->consumer_count++].chain, 1);
    return tasks_refusal(fixture, status, count, 0);
}

/* Applies `step` to every consumer, and checks the memory left before every look_every-th. *done counts the successful steps. */
typedef enum coro_status task_step(struct fixture *, struct consumer *, uint64_t items_each);
CORO_INLINE enum coro_status tasks_each(struct fixture *fixture, task_step *step, uint64_t items_each, unsigned look_every,
                                        size_t *done)
{
    enum coro_status status = CORO_OK;
    for (*done = 0; *done < fixture->param; ++*done) {
        if (*done % look_every == look_every - 1 && spare_memory_is_short())
            status = CORO_ERR_NO_MEMORY;
        else
            status = step(fixture, &fixture->consumers[*done], items_each);
        if (status)
            break;
    }
    return tasks_refusal(fixture, status, fixture->param, *done);
}

static enum coro_status task_open(struct fixture *fixture, struct consumer *consumer, uint64_t items_each)
{
    (void)items_each;
    if (consumer->space)
        return CORO_OK;
    enum coro_status status = fixture->add_source ? fixture->add_source(&consumer->chain, (size_t)(consumer - fixture->consumers))
                                                : CHAIN_ADD(&consumer->chain, ticker, .wait_every = 1);
    if (!status)
        status = sum_consumer_open_task(fixture, consumer);
    if (status) {       /* leaves nothing half open, so that a later run can try again */
        consumer_close(fixture, consumer);
        (void)!chain_init(&consumer->chain, 1);
    }
    return status;
}
static enum coro_status task_begin(struct fixture *fixture, struct consumer *consumer, uint64_t items_each)
{
    enum coro_status status = consumer->frame ? CORO_OK : consumer_open_frame(fixture, consumer);
    return status ? status : sum_consumer_begin(fixture, consumer, items_each);
}
/* The executor polls tasks in the order in which they began. */
static enum coro_status task_poll(struct fixture *fixture, struct consumer *consumer, uint64_t items_each)
{
    (void)consumer, (void)items_each;
    coro_executor_poll(fixture->executor);
    return CORO_OK;
}

/* Begins all tasks and polls each until it waits. *begun counts the tasks to end, also after a failure. */
static enum coro_status tasks_begin(struct fixture *fixture, uint64_t items_each, hold_look *look, void *arg, size_t *begun)
{
    size_t polled;
    bool is_first = fixture->consumers[fixture->param - 1].frame == NULL;
    unsigned look_every = is_first ? TASKS_PER_LOOK : NEVER_LOOK;
    enum coro_status status = tasks_each(fixture, task_open, items_each, look_every, begun);
    *begun = 0;
    if (status)
        return status;
    if (look)
        look(arg, HOLD_WITHOUT_FRAMES);
    status = tasks_each(fixture, task_begin, items_each, look_every, begun);
    if (!status)
        status = tasks_each(fixture, task_poll, items_each, look_every, &polled);
    return status;
}
static enum coro_status tasks_end(struct fixture *fixture, uint64_t items_each, size_t begun)
{
    enum coro_status status = CORO_OK;
    size_t right_count = 0;
    for (size_t i = 0; i < begun; i++) {
        if (!status)
            status = sum_check(&fixture->consumers[i], items_each);
        right_count += !status;
        consumer_end(&fixture->consumers[i]);
    }
    return tasks_refusal(fixture, status, fixture->param, right_count);     /* a refusal may be the result of a task */
}

static enum coro_status tasks_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    size_t begun;
    uint64_t each = items / fixture->param ? items / fixture->param : 1;
    enum coro_status status = tasks_begin(fixture, each, NULL, NULL, &begun);
    if (!status)
        coro_executor_run(fixture->executor);
    enum coro_status checked = tasks_end(fixture, each, begun);
    *done_items = each * fixture->param;
    return status ? status : checked;
}

static enum coro_status tasks_hold(struct fixture *fixture, hold_look *look, void *arg)
{
    size_t begun;
    enum coro_status status = tasks_begin(fixture, 1, look, arg, &begun);
    if (!status) {
        look(arg, HOLD_WAITING);
        coro_executor_run(fixture->executor);
    }
    enum coro_status checked = tasks_end(fixture, 1, begun);
    return status ? status : checked;
}
static size_t tasks_count(unsigned count) { return count; }

static const struct workload tasks_workload = {
    .name = "tasks",
    .question = "What do n tasks cost that wait in turn, in time per item and in memory per waiting task?",
    .item = "item",
    .order = 60,
    .params = { 1, 100, 10000, 100000, 1000000 },
    .quick_param = 10000,
    .batch_items = 160000,
    .open = tasks_open,
    .run = tasks_run,
    .hold = tasks_hold,
    .task_count = tasks_count,
};
