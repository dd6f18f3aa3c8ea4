/* SPDX-License-Identifier: MIT */
/* Adds the calls of a trace up while they are read. */
#include "report/trace/trace_summary.h"
#include <stdlib.h>
#include "report/base/memory.h"

static void add_task(struct trace_summary *summary, uint32_t task)
{
    unsigned char *byte = &summary->tasks[task / 8], bit = (unsigned char)(1u << task % 8);

    summary->task_count += (*byte & bit) == 0;
    *byte |= bit;
}

static bool take_head(void *self, const struct trace_head *head)
{
    ((struct trace_summary *)self)->head = *head;
    return true;
}

static bool take_record(void *self, const struct trace_record *record)
{
    struct trace_summary *summary = self;
    bool is_nested = record->depth > 0;

    summary->call_count++;
    summary->waited_count += record->polls_until_ready > 1;
    summary->nested_count += is_nested;
    add_task(summary, record->task);
    trace_counts_add(&summary->bytes, record->callee_bytes, is_nested);
    trace_counts_add(&summary->polls, record->polls_until_ready, is_nested);
    trace_counts_add(&summary->depths, record->depth, is_nested);
    if (summary->head.says_in_flight)
        trace_counts_add(&summary->in_flight, record->in_flight, is_nested);
    return true;
}

enum report_status trace_summary_read(const char *path, struct trace_summary *summary, struct report_complaint *complaint)
{
    const struct trace_visitor visitor = {summary, take_head, take_record};
    struct trace_fault fault;

    *summary = (struct trace_summary){.path = path, .tasks = report_allocate_zeroed(TRACE_MAX_TASK / 8 + 1, 1)};
    struct trace_counts *const columns[] = {&summary->bytes, &summary->polls, &summary->depths, &summary->in_flight};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        trace_counts_init(columns[i]);
    if (!trace_read_file(path, &visitor, &fault))
        return report_complain(complaint, REPORT_BAD_INPUT, "%s", fault.sentence);
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        trace_counts_sort(columns[i]);
    if (!trace_hash_file(path, summary->hash))
        return report_complain(complaint, REPORT_BAD_INPUT, "the trace %s cannot be read a second time", path);
    return REPORT_OK;
}

void trace_summary_fini(struct trace_summary *summary)
{
    trace_counts_fini(&summary->bytes);
    trace_counts_fini(&summary->polls);
    trace_counts_fini(&summary->depths);
    trace_counts_fini(&summary->in_flight);
    free(summary->tasks);
}

double trace_summary_waited_share(const struct trace_summary *summary)
{
    return (double)summary->waited_count / (double)summary->call_count;
}
