/* SPDX-License-Identifier: MIT */
/* The project's side of the peers of other compilers (foreign.h): the fixture, and the executor that polls the tasks of their
 * languages. So peers differ only in the compiled callers and callees. */
#include "bench/peers/foreign/foreign.h"
#include <stdlib.h>

enum coro_status foreign_open_stage(const struct stage_head *head, struct stage **out)
{
    struct stage *stage = calloc(1, sizeof *stage);
    if (stage == NULL)
        return CORO_ERR_NO_MEMORY;
    stage->head = *head;
    *out = stage;
    return CORO_OK;
}
void foreign_close_stage(struct stage *stage) { free(stage); }

enum coro_status foreign_open_every(struct stage *stage, unsigned wait_every)
{
    stage->wait_every = wait_every;
    return CORO_OK;
}

static void start_nothing(void *frame, void *arg) { (void)frame, (void)arg; }
static void drop_nothing(void *frame, struct coro_task *task) { (void)frame, (void)task; }

uint64_t foreign_drive(void *future, struct coro_polled (*poll)(void *future, struct coro_task *))
{
    const struct coro_async_fn body = { { 0, 1 }, start_nothing, poll, drop_nothing };
    struct coro_executor executor;
    struct coro_task task;
    coro_executor_init(&executor);
    coro_task_init(&task, &executor, &body, future, NULL);
    coro_executor_run(&executor);
    uint64_t total = task.state == CORO_TASK_FINISHED ? task.result.value : UINT64_MAX;
    coro_task_fini(&task);
    coro_executor_fini(&executor);
    return total;
}

enum coro_status foreign_check(struct stage *stage, uint64_t total, uint64_t items, uint64_t *done_items)
{
    (void)stage;
    *done_items = items;
    return total == items * (items - 1) / 2 ? CORO_OK : CORO_ERR_WRONG_RESULT;
}
