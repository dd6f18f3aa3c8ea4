/* SPDX-License-Identifier: MIT */
/* The threads of the workloads `threads`, `shared` and `handed_over`: a crew, and further fixtures, each with an executor, stacks
 * and consumers of its own. A thread opens, uses and closes the fixture of its number; `handed_over` passes fixtures round. Part
 * of bench/unit/row_workloads.h. */
#ifndef BENCH_UNIT_CREWED_H
#define BENCH_UNIT_CREWED_H
#include "bench/fixtures/crew.h"

enum { MOST_CREWED = 8 };
struct crewed {
    const struct fixture_head *head;
    struct crew *crew;
    unsigned count;                         /* of the fixtures */
    struct fixture *fixtures[MOST_CREWED];
    size_t open_count[MOST_CREWED];         /* of the tasks that began and have not ended */
    uint64_t items_each;                    /* for a task of this run, or for all tasks */
    uint64_t totals[MOST_CREWED];           /* of each fixture's tasks */
};

/* The jobs that close one fixture, and all. */
static enum coro_status crewed_close_one(void *crewed, unsigned index)
{
    fixture_close(((struct crewed *)crewed)->fixtures[index]);
    return CORO_OK;
}
static void crewed_close(void *more)
{
    struct crewed *crewed = more;
    if (crewed->crew)
        (void)!crew_do(crewed->crew, crewed_close_one, crewed);
    crew_stop(crewed->crew);
    free(crewed);
}

/* Starts as many threads as fixtures, and has each thread do the job `open`. What is open closes with the fixture. */
static enum coro_status crewed_open(struct fixture *fixture, unsigned count, crew_job *open)
{
    if (fixture->head.options->stamps) {
        fixture->head.reason = "several threads would write into one histogram";
        return CORO_ERR_UNSUPPORTED;
    }
    struct crewed *crewed = fixture_keep(fixture, sizeof *crewed, crewed_close);
    if (crewed == NULL)
        return CORO_ERR_NO_MEMORY;
    *crewed = (struct crewed){ .head = &fixture->head, .count = count };
    enum coro_status status = crew_start(count, &crewed->crew);
    return status ? status : crew_do(crewed->crew, open, crewed);
}

/* Opens a fixture with room for so many consumers, whose chains the caller makes. */
static enum coro_status crewed_open_one(struct crewed *crewed, unsigned index, size_t consumers)
{
    enum coro_status status = fixture_open(crewed->head, &crewed->fixtures[index]);
    return status ? status : fixture_reserve(crewed->fixtures[index], consumers);
}

/* Begins the next task of a fixture. */
static enum coro_status crewed_begin(struct crewed *crewed, unsigned index)
{
    struct fixture *own = crewed->fixtures[index];
    struct consumer *consumer = &own->consumers[crewed->open_count[index]];
    enum coro_status status = consumer_begin(own, consumer, &consumer->sum);
    crewed->open_count[index] += !status;
    return status;
}

/* Ends the tasks of a fixture, and adds up their results. Returns the first failure, also for a task that has not finished. */
static enum coro_status crewed_end(struct crewed *crewed, unsigned index)
{
    enum coro_status status = CORO_OK;
    crewed->totals[index] = 0;
    for (size_t i = 0; i < crewed->open_count[index]; i++) {
        const struct coro_task *task = &crewed->fixtures[index]->consumers[i].space->task;
        struct coro_polled got = task->result;
        if (!coro_task_is_finished(task))
            got = coro_failed(wrong_outcome("one of its tasks waits, and nothing is left that wakes it"));
        if (got.tag == CORO_FAILED && !status)
            status = (enum coro_status)got.value;
        crewed->totals[index] += got.tag == CORO_SOME ? got.value : 0;
        consumer_end(&crewed->fixtures[index]->consumers[i]);
    }
    crewed->open_count[index] = 0;
    return status;
}
static uint64_t crewed_total(const struct crewed *crewed)
{
    uint64_t total = 0;
    for (unsigned i = 0; i < crewed->count; i++)
        total += crewed->totals[i];
    return total;
}

#endif
