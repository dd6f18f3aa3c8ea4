/* SPDX-License-Identifier: MIT */
/* Probes memory that a row retains after the last await, and its reuse by a second caller. */
#include <stdlib.h>
#include "bench/probes/probe.h"

enum { ITEMS = 8 };

struct kept { int64_t blocks, bytes; uint64_t stacks; int64_t blocks_after; };

/* Runs one caller, and returns what stays allocated. Bytes are as the allocator rounds them. */
static enum coro_status keep(const struct row *row, struct kept *kept)
{
    struct probe_fixture fixture;
    uint64_t sum;
    enum coro_status status = probe_fixture_open(&fixture, row, PROBE_FILTERS, 0);
    if (status)
        return status;
    struct count before = count_now();
    struct taken stacks = taken_now(&fixture);
    status = probe_fixture_run(&fixture, ITEMS, &sum);
    struct count since = count_since(before);
    *kept = (struct kept){ since.live, since.live_bytes, taken_since(&fixture, stacks).stacks, 0 };
    probe_fixture_close(&fixture);
    kept->blocks_after = count_since(fixture.before.count).live;
    return status;
}

struct finding probe_retained(const struct row *row)
{
    struct kept kept;
    size_t adapter_bytes = row->card.adapter_bytes;
    enum coro_status status = keep(row, &kept);
    if (status)
        return finding_of_status(status, "a caller that finishes");
    struct finding found = finding_of(WORKS, "%s", "");
    if (adapter_bytes)
        finding_add(&found, "the %zu bytes behind the iterator stay as long as that", adapter_bytes);
    if (kept.blocks > 0)
        finding_add(&found, "%lld block%s of %lld bytes in all stay%s in the heap", (long long)kept.blocks,
                    plural((uint64_t)kept.blocks), (long long)kept.bytes, kept.blocks == 1 ? "s" : "");
    else if (kept.bytes > 0)
        finding_add(&found, "pages of %lld bytes stay with the thread's free lists", (long long)kept.bytes);
    if (kept.stacks > 0)
        finding_add(&found, "%llu stack%s stay%s with their source", (unsigned long long)kept.stacks, plural(kept.stacks),
                    kept.stacks == 1 ? "s" : "");
    bool is_kept = kept.blocks > 0 || kept.bytes > 0 || kept.stacks > 0 || adapter_bytes > 0;
    if (kept.blocks_after > 0)
        finding_add(&found, "blocks that stay when the iterator is gone, too: %lld", (long long)kept.blocks_after);
    else if (kept.blocks > 0)
        finding_add(&found, "none when the iterator is gone");
    if (!is_kept)
        finding_add(&found, "nothing stays");
    double bytes = (double)adapter_bytes + (double)(kept.bytes > 0 ? kept.bytes : 0);
    found = finding_valued(finding_answered(found, is_kept ? ANSWER_YES : ANSWER_NO), bytes);
    bool is_declared = adapter_bytes > 0 && kept.bytes <= 0 && kept.stacks == 0;
    return is_declared ? finding_declared(found) : found;
}

/* Returns the allocations of a whole task, from its beginning to its end. */
static enum coro_status task_takes(struct probe_fixture *fixture, struct taken *taken)
{
    uint64_t sum;
    struct taken then = taken_now(fixture);
    enum coro_status status = probe_fixture_run(fixture, ITEMS, &sum);
    *taken = taken_since(fixture, then);
    return status;
}

static enum coro_status two_callers(struct probe_fixture *fixture, struct taken *first, struct taken *second)
{
    void *old_place = NULL;
    size_t old_bytes;
    enum coro_status status = task_takes(fixture, first);
    if (!status)
        status = fixture->steps->move(fixture->stage, &old_place, &old_bytes);
    if (status)
        return status;
    free(old_place);
    return task_takes(fixture, second);
}

struct finding probe_reused(const struct row *row)
{
    struct probe_fixture fixture;
    struct taken first, second;
    enum coro_status status = probe_fixture_open(&fixture, row, PROBE_FILTERS, 0);
    if (!status) {
        status = two_callers(&fixture, &first, &second);
        probe_fixture_close(&fixture);
    }
    if (status)
        return finding_of_status(status, "a second caller of a moved iterator");
    struct finding found =
        finding_of(WORKS, "%d items take %llu allocation%s and %llu stack%s of a first caller, and %llu and %llu "
                          "of a second one, after the iterator has moved", ITEMS,
                   (unsigned long long)first.allocations, plural(first.allocations),
                   (unsigned long long)first.stacks, plural(first.stacks),
                   (unsigned long long)second.allocations, (unsigned long long)second.stacks);
    bool is_less = second.allocations < first.allocations || second.stacks < first.stacks;
    return finding_answered(found, is_less ? ANSWER_YES : ANSWER_NO);
}
