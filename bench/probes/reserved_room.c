/* SPDX-License-Identifier: MIT */
/* Probes room that is set aside for the largest callee. Many tasks wait at once, for a small callee and then for a large one: the
 * discussion of part 8 holds 2A against A + B. And the sizes that a program's table gives per method are held against the one
 * that it gives for all. */
#include "bench/probes/probe.h"

enum { TASKS = 32, ITEMS = 2 };

/* Per waiting task: the bytes that it and its iterator take from the heap and of mapped stacks, and the bytes in which a frame
 * could lie. */
struct room { double taken, usable; };
struct tasks { struct probe_fixture at[TASKS]; size_t open_count, begun_count; };

static enum coro_status open_tasks(struct tasks *tasks, const struct row *row, enum probe_chain chain)
{
    enum coro_status status = CORO_OK;
    while (tasks->open_count < TASKS && !status) {
        status = probe_fixture_open(&tasks->at[tasks->open_count], row, chain, 0);
        tasks->open_count += !status;
    }
    return status;
}

/* Begins every task, and polls it until it waits for its first item. */
static enum coro_status begin_tasks(struct tasks *tasks)
{
    for (; tasks->begun_count < TASKS; tasks->begun_count++) {
        const struct probe_fixture *fixture = &tasks->at[tasks->begun_count];
        enum coro_status status = fixture->steps->begin(fixture->stage, ITEMS);
        if (status)
            return status;
        (void)fixture->steps->poll(fixture->stage);
    }
    return CORO_OK;
}

/* Drops all; a task that failed says why. */
static enum coro_status end_tasks(struct tasks *tasks)
{
    enum coro_status status = CORO_OK;
    while (tasks->begun_count > 0) {
        const struct probe_fixture *fixture = &tasks->at[--tasks->begun_count];
        struct coro_polled got = fixture->steps->end(fixture->stage);
        if (got.tag != CORO_PENDING)
            status = got.tag == CORO_FAILED ? (enum coro_status)got.value : CORO_ERR_WRONG_RESULT;
    }
    while (tasks->open_count > 0)
        probe_fixture_close(&tasks->at[--tasks->open_count]);
    return status;
}

static enum coro_status measure_tasks(const struct row *row, enum probe_chain chain, struct room *room)
{
    static struct tasks tasks;
    struct row_sizes sizes = row->probes->sizes();
    struct count before = count_now();
    size_t stack_count = 0;
    enum coro_status status = open_tasks(&tasks, row, chain);
    struct count opened = count_now();
    if (!status)
        status = begin_tasks(&tasks);
    for (size_t i = 0; i < tasks.begun_count; i++)
        stack_count += sizes.has_static_stacks ? 1 : tasks.at[i].steps->fresh_stack_count(tasks.at[i].stage);
    double stack_bytes = (double)(stack_count * sizes.source_stack_bytes) / TASKS;
    room->taken = (double)count_since(before).live_bytes / TASKS + (sizes.maps_stacks ? stack_bytes : 0);
    room->usable = (double)count_since(opened).live_bytes / TASKS + stack_bytes
                   + (double)(row->card.adapter_bytes + row->card.call_site_bytes + row->card.task_bytes);
    enum coro_status ended = end_tasks(&tasks);
    return status ? status : ended;
}

/* `more` are the bytes that a task takes more when its callee is large. If there are none, the large frame lay in the room that a
 * small one has, or came from memory that is not counted here. */
static struct finding judge_room(struct room small, double more)
{
    struct finding found;
    if (more >= PROBE_LARGE_BYTES / 2)
        found = finding_of(WORKS, "of %d waiting tasks, those whose callee has a frame of %d bytes take %.0f bytes more each "
                                  "than those with a small one", TASKS, PROBE_LARGE_BYTES, more);
    else if (small.usable < PROBE_LARGE_BYTES)
        found = finding_of(WORKS, "a waiting task with a small callee has no room for a frame of %d bytes; that comes from an "
                                  "allocator whose memory is not counted here", PROBE_LARGE_BYTES);
    else
        return finding_answered(finding_of(WORKS, "each of %d waiting tasks has the same room, whether its callee's frame has %d "
                                                  "bytes or is small", TASKS, PROBE_LARGE_BYTES), ANSWER_YES);
    return finding_answered(found, ANSWER_NO);
}

struct finding probe_room_for_largest(const struct row *row)
{
    struct room small, large;
    enum coro_status status = measure_tasks(row, PROBE_FILTERS, &small);
    if (!status)
        status = measure_tasks(row, PROBE_FILTERS, &small);     /* warm */
    if (status)
        return finding_of_status(status, "tasks that wait for a small callee");
    status = measure_tasks(row, PROBE_LARGE, &large);
    if (coro_status_is_refusal(status))
        return finding_answered(finding_of(REFUSES, "no task has room for a frame of %d bytes: %s", PROBE_LARGE_BYTES,
                                           coro_status_message(status)), ANSWER_NO);
    if (status)
        return finding_of_status(status, "tasks that wait for a large callee");
    return judge_room(small, large.taken - small.taken);
}

struct finding probe_table_per_method(const struct row *row)
{
    const struct method_size *methods = row->probes->sizes().table_methods, *method;
    size_t largest = 0, smaller_count = 0;
    if (methods == NULL)
        return finding_declared(finding_answered(finding_of(WORKS, "it is compiled without a table of sizes"), ANSWER_NO));
    for (method = methods; method->method; method++)
        largest = method->bytes > largest ? method->bytes : largest;
    struct finding found = finding_of(WORKS, "the program's table gives every call site %zu bytes", largest);
    for (method = methods; method->method; method++) {
        smaller_count += method->bytes < largest;
        finding_add(&found, "%s alone needs %zu%s", method->method, method->bytes,
                    method->has_endless_type ? ", and more for types that hold a call site" : "");
    }
    return finding_answered(found, smaller_count > 0 ? ANSWER_YES : ANSWER_NO);
}
