/* SPDX-License-Identifier: MIT */
/* Probes how many bytes a strategy adds to iterator, caller frame and task. The row's card has the sizes; starting a task shows
 * its allocations. */
#include "bench/probes/probe.h"

struct finding probe_adds_to_iterator(const struct row *row)
{
    size_t from = row->probes->sizes().iterator_bytes, by = row->card.adapter_bytes;
    struct finding found = by == 0 ? finding_of(WORKS, "in structs: nothing; the iterator stays at %zu bytes", from)
                                   : finding_of(WORKS, "in structs: %zu bytes; the iterator grows from %zu to %zu", by, from,
                                                from + by);
    return finding_declared(finding_valued(finding_answered(found, by ? ANSWER_YES : ANSWER_NO), (double)by));
}

struct finding probe_adds_to_call_site(const struct row *row)
{
    struct row_sizes sizes = row->probes->sizes();
    size_t by = row->card.call_site_bytes;
    struct finding found = by == 0 ? finding_of(WORKS, "in structs: nothing is added to a body that awaits next()")
                                   : finding_of(WORKS, "in structs: %zu bytes for each body that awaits next()", by);
    if (sizes.caller_frame_bytes)
        finding_add(&found, "the frame of a body that awaits it in a loop has %zu bytes", sizes.caller_frame_bytes);
    else
        finding_add(&found, "it keeps what it needs on its own stack");
    if (sizes.handle_bytes == 0)
        finding_add(&found, "the callee's frame of %zu bytes is part of the caller's", sizes.held_bytes);
    return finding_declared(finding_valued(finding_answered(found, by ? ANSWER_YES : ANSWER_NO), (double)by));
}

static struct finding whole_program(const struct row_sizes *sizes)
{
    if (sizes->handle_bytes == 0)
        return finding_answered(finding_of(WORKS, "the caller is compiled with the types of all its callees"), ANSWER_YES);
    if (sizes->table_types == 0)
        return finding_answered(finding_of(WORKS, "it is compiled without knowing any callee"), ANSWER_NO);
    struct finding found = finding_of(WORKS, "it is compiled with the frame sizes of all %zu types of iterators in the program, "
                                             "which the build finds first", sizes->table_types);
    return finding_valued(finding_answered(found, ANSWER_YES), (double)sizes->table_types);
}

/* The row's unit reports whether it was compiled with the program's table of frame sizes. */
struct finding probe_whole_program(const struct row *row)
{
    struct row_sizes sizes = row->probes->sizes();
    return finding_declared(whole_program(&sizes));
}

/* Says in whose stead the bytes are reserved. */
static void add_reserved(struct finding *found, size_t bytes, const struct row_sizes *sizes, const struct taken *begun,
                         const struct taken *ran)
{
    if (bytes == 0)
        finding_add(found, "reserved: nothing");
    else if (sizes->has_static_stacks)
        finding_add(found, "reserved: %zu bytes of static memory", bytes);
    else if (begun->stacks)
        finding_add(found, "reserved: %zu bytes; starting a task takes a stack from its runtime's source", bytes);
    else if (ran->stacks && begun->bytes == 0)
        finding_add(found, "reserved: %zu bytes for each call or iterator that waits, a stack from its runtime's source", bytes);
    else if (sizes->caller_stack_bytes)
        finding_add(found, "reserved: %zu bytes, a stack of its own", bytes);
    else
        finding_add(found, "reserved: %zu bytes; starting a task takes them from the heap", bytes);
}

/* Counts the bytes in the task's struct, and those it reserves: the memory that they point to, and stacks. The value is
 * their sum. report/analysis/row_bytes.h defines the words. */
struct finding probe_adds_to_task(const struct row *row)
{
    struct probe_fixture fixture;
    struct taken begun, ran;
    struct row_sizes sizes = row->probes->sizes();
    size_t by = row->card.task_bytes;
    enum coro_status status = probe_fixture_open(&fixture, row, PROBE_FILTERS, 0);
    if (status)
        return finding_of_status(status, "setting a task up");
    status = probe_fixture_take(&fixture, 1, &begun, &ran);
    probe_fixture_close(&fixture);
    if (status)
        return finding_of_status(status, "running a task");
    size_t stacks = sizes.has_static_stacks ? 1 : begun.stacks > 0 ? begun.stacks : ran.stacks > 0;
    size_t reserved = begun.bytes + stacks * sizes.source_stack_bytes + sizes.caller_stack_bytes;
    struct finding found = by ? finding_of(WORKS, "in structs: the task grows by %zu bytes", by)
                              : finding_of(WORKS, "in structs: the task does not grow");
    add_reserved(&found, reserved, &sizes, &begun, &ran);
    if (by + reserved > 0)
        finding_add(&found, "resident: measured by run, as bytes_per_waiting_task");
    found = finding_valued(finding_answered(found, by + reserved ? ANSWER_YES : ANSWER_NO), (double)(by + reserved));
    return by + sizes.caller_stack_bytes > 0 ? finding_declared(found) : found;
}
