/* SPDX-License-Identifier: MIT */
/* Runs the peers of other compilers (foreign.h): has the fixture, and the executor that polls the tasks of their languages. So
 * peers differ only in the compiled callers and callees. */
#include "bench/peers/foreign/foreign.h"
#include <stdlib.h>

enum coro_status foreign_open_stage(const struct fixture_head *head, struct fixture **out)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    if (fixture == NULL)
        return CORO_ERR_NO_MEMORY;
    fixture->head = *head;
    *out = fixture;
    return CORO_OK;
}
void foreign_close_stage(struct fixture *fixture) { free(fixture); }

enum coro_status foreign_open_every(struct fixture *fixture, unsigned wait_every)
{
    fixture->wait_every = wait_every;
    return CORO_OK;
}
enum coro_status foreign_open_wide(struct fixture *fixture, unsigned item_bytes)
{
    fixture->item_bytes = item_bytes;
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

enum coro_status foreign_check(struct fixture *fixture, uint64_t total, uint64_t items, uint64_t *done_items)
{
    uint64_t words = fixture->item_bytes ? fixture->item_bytes / sizeof(uint32_t) : 1;
    *done_items = items;
    return total == items * (items - 1) / 2 * words ? CORO_OK : CORO_ERR_WRONG_RESULT;
}
