/* SPDX-License-Identifier: MIT */
/* Runs one row without a heap: tasks await the items of a small and of a large callee, all in static memory. The build compiles
 * this file once per row, and bench/no_heap/link.cmake links it so that symbols of the allocator stay undefined. A row that
 * needs the heap, or memory from the system, for either callee does not link. A row that links and exits with 0 has run without
 * it; it may refuse the large callee. bench/probes/no_heap.c reads the outcome. */
#include <string.h>
#include "coro/overflow.h"
#include "bench/table/workload.h"
#include "bench/unit/row_iterators.h"

#define PADDED large
#define PADDED_BYTES 6000
#define PADDED_FILE "bench/iterators/padded_ticker.h"
#include "bench/unit/padded_source.h"

enum { ITEMS = 8, SELF_BYTES = 1 << 16, FRAME_BYTES = 1 << 20 };
enum { EXIT_RIGHT, EXIT_TOO_LARGE, EXIT_REFUSED, EXIT_WRONG };      /* as bench/probes/no_heap.c reads them */

static _Alignas(64) char self[SELF_BYTES], frame[FRAME_BYTES];
static struct { struct coro_task task; struct task_part part; } space;
static struct coro_executor executor;

/* In place of the library's report of overflows, which takes memory for a signal stack. A board has no signals. */
enum coro_status coro_overflow_report(void) { return CORO_ERR_UNSUPPORTED; }

/* A loop of its own: the executor's waits for time and threads, which takes more than tasks need. */
static void run(const struct coro_async_fn *body, struct sum *sum)
{
    coro_executor_init(&executor);
    coro_task_init(&space.task, &executor, body, frame, sum);
    while (executor.first)
        coro_executor_poll(&executor);
}

static int outcome(void)
{
    if (space.task.state != CORO_TASK_FINISHED || space.task.result.tag == CORO_PENDING)
        return EXIT_WRONG;
    if (space.task.result.tag == CORO_FAILED)
        return EXIT_REFUSED;
    return space.task.result.value == ITEMS * (ITEMS - 1) / 2 ? EXIT_RIGHT : EXIT_WRONG;
}

/* Runs one task that adds up the items of the iterator in `self`. */
static int try(const struct iterator_type *type)
{
    const struct coro_async_fn *body = type->sums[0].plain;
    if (iterator_bytes(type) > sizeof self || body->layout.bytes > sizeof frame)
        return EXIT_TOO_LARGE;
    struct sum sum = { .source = iterator_handle(self, type) };
    struct coro_stack_source *stacks = NULL;
    if (CALLER == ASYNC_STACKLESS && strategy.stacks && strategy.stacks->open(SOURCE_STACK_BYTES, &stacks))
        return EXIT_REFUSED;
    if (strategy.placing->task_init && strategy.placing->task_init(&space.part, stacks))
        return EXIT_REFUSED;
    run(body, &sum);
    if (type->fini)
        type->fini(self, &space.task);
    if (strategy.placing->task_fini)
        strategy.placing->task_fini(&space.part, stacks);
    return outcome();
}

int main(void)
{
    if (strategy.refusal && strategy.refusal())
        return EXIT_REFUSED;
    memcpy(self, &(struct ticker){ .end = ITEMS, .wait_every = 2 }, sizeof(struct ticker));
    int tried = try(&ticker_type);
    if (tried != EXIT_RIGHT)
        return tried;
    memset(self, 0, sizeof self);
    memcpy(self, &(struct large){ 0, ITEMS }, sizeof(struct large));
    tried = try(&large_type);
    return tried == EXIT_REFUSED ? EXIT_RIGHT : tried;
}
