/* SPDX-License-Identifier: MIT */
/* `sized_tasks`: tasks that wait as those of `tasks` do, for frames of the sizes that a trace recorded (bench/traces/README.md).
 * The memory pass makes of it the memory of a waiting task of a real program. Stands on tasks.h, after which it is included.
 *
 * Each task gets the size of one call that waited, rounded up to a type of the family, so a size occurs as often among the tasks
 * as among those calls. The dyn calls that awaited a call in the trace are left out, and so are calls that never waited: no
 * task waits in them. The frame is touched as a compiler's state machine touches it: bench/fixtures/frame_tail.h. */
#include "bench/fixtures/call_trace.h"
#include "bench/unit/sized_iterators.h"
#if PROTOCOL == PROTOCOL_STATIC
#define tasks_sized_open NULL
#define tasks_sized_run NULL
#define tasks_sized_hold NULL
#else
#define tasks_sized_run tasks_run
#define tasks_sized_hold tasks_hold

/* The fractions of multiples of the golden ratio lie evenly between 0 and 1, however many there are. So few tasks have the sizes
 * of the whole trace, too, and neighbours have different ones. */
static enum coro_status add_sized(const struct fixture *fixture, struct chain *chain, size_t task_index)
{
    const struct trace *trace = fixture->more;
    uint64_t fraction = (uint32_t)(task_index * 0x9e3779b9u);       /* of 1 << 32 */
    const struct trace_record *record = &trace->records[fraction * trace->count >> 32];
    return sized_add(chain, sized_index(record->callee_bytes), 2);
}
/* Drops the calls that never waited, unless none waited. */
static void keep_waiting(struct trace *trace)
{
    size_t kept = 0;
    for (size_t i = 0; i < trace->count; i++)
        if (trace->records[i].polls_until_ready > 1)
            trace->records[kept++] = trace->records[i];
    trace->count = kept ? kept : trace->count;
}
static enum coro_status tasks_sized_open(struct fixture *fixture, unsigned count)
{
    struct trace *trace;
    enum coro_status status = trace_open(fixture->head.options->trace_path, &trace, &fixture->head.reason);
    if (status)
        return status;
    fixture->more = trace;
    fixture->close_more = free;
    keep_waiting(trace);
    fixture->add_source = add_sized;
    return tasks_open(fixture, count);
}
#endif

static const struct workload tasks_sized_workload = {
    .name = "sized_tasks",
    .question = "What do n waiting tasks cost whose frames have the sizes of a real program, as a trace recorded them?",
    .item = "item",
    .order = 61,
    .params = { 100, 10000 },
    .quick_param = 10000,
    .batch_items = 80000,
    .absence = "a task for each size of a trace: where every type is known, every task would be compiled for every size",
    .open = tasks_sized_open,
    .run = tasks_sized_run,
    .hold = tasks_sized_hold,
    .task_count = tasks_count,
};
