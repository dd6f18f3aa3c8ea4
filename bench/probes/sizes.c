/* SPDX-License-Identifier: MIT */
/* Probes how many bytes a strategy adds to iterator, caller frame and task. The row's card has the sizes; starting a task shows
 * its allocations. */
#include "bench/probes/probe.h"

struct finding probe_adds_to_iterator(const struct row *row)
{
    size_t from = row->probes->sizes().iterator_bytes, by = row->card.adapter_bytes;
    struct finding found = by == 0 ? finding_of(WORKS, "the iterator stays at %zu bytes", from)
                                   : finding_of(WORKS, "the iterator grows by %zu bytes, from %zu to %zu", by, from, from + by);
    return finding_valued(finding_answered(found, by ? ANSWER_YES : ANSWER_NO), (double)by);
}

struct finding probe_adds_to_call_site(const struct row *row)
{
    struct row_sizes sizes = row->probes->sizes();
    size_t by = row->card.call_site_bytes;
    struct finding found = by == 0 ? finding_of(WORKS, "nothing is added to a body that awaits next()")
                                   : finding_of(WORKS, "a body that awaits next() grows by %zu bytes", by);
    if (sizes.caller_frame_bytes)
        finding_add(&found, "the frame of a body that awaits it in a loop has %zu bytes", sizes.caller_frame_bytes);
    else
        finding_add(&found, "it keeps what it needs on its own stack");
    if (sizes.handle_bytes == 0)
        finding_add(&found, "the callee's frame of %zu bytes is part of the caller's", sizes.held_bytes);
    return finding_valued(finding_answered(found, by ? ANSWER_YES : ANSWER_NO), (double)by);
}

/* The row's unit reports whether it was compiled with the program's table of frame sizes. */
struct finding probe_whole_program(const struct row *row)
{
    struct row_sizes sizes = row->probes->sizes();
    if (sizes.handle_bytes == 0)
        return finding_answered(finding_of(WORKS, "the caller is compiled with the types of all its callees"), ANSWER_YES);
    if (sizes.table_types == 0)
        return finding_answered(finding_of(WORKS, "it is compiled without knowing any callee"), ANSWER_NO);
    struct finding found = finding_of(WORKS, "it is compiled with the frame sizes of all %zu types of iterators in the program, "
                                             "which the build finds first", sizes.table_types);
    return finding_valued(finding_answered(found, ANSWER_YES), (double)sizes.table_types);
}

/* Adds up the bytes behind the task, the memory that they point to, and a stack. */
struct finding probe_adds_to_task(const struct row *row)
{
    struct probe_fixture fixture;
    struct taken begun, ran;
    struct row_sizes sizes = row->probes->sizes();
    size_t stack_bytes = sizes.caller_stack_bytes, by = row->card.task_bytes;
    enum coro_status status = probe_fixture_open(&fixture, row, PROBE_FILTERS, 0);
    if (status)
        return finding_of_status(status, "setting a task up");
    status = probe_fixture_take(&fixture, 1, &begun, &ran);
    probe_fixture_close(&fixture);
    if (status)
        return finding_of_status(status, "running a task");
    size_t bytes = by + begun.bytes + begun.stacks * sizes.source_stack_bytes + stack_bytes;
    if (bytes == 0 && ran.stacks > 0)
        return finding_answered(finding_of(WORKS, "the task itself does not grow; it needs a source of stacks from its runtime"),
                                ANSWER_YES);
    if (bytes == 0)
        return finding_valued(finding_answered(finding_of(WORKS, "a task needs nothing beyond its body's frame"), ANSWER_NO), 0);
    struct finding found = by ? finding_of(WORKS, "a task grows by %zu bytes", by)
                              : finding_of(WORKS, "the task itself does not grow");
    if (begun.stacks)
        finding_add(&found, "starting it takes a stack of %zu bytes from its runtime's source", sizes.source_stack_bytes);
    else if (begun.bytes)
        finding_add(&found, "starting it takes %zu bytes from the heap", (size_t)begun.bytes);
    if (stack_bytes)
        finding_add(&found, "it needs a stack of its own, here of %zu bytes", stack_bytes);
    return finding_valued(finding_answered(found, ANSWER_YES), (double)bytes);
}
