/* SPDX-License-Identifier: MIT */
/* Probes the memory that stays after frames have come and gone, in the workloads of retention. Counts blocks and stacks, so that
 * the answer is the same on every machine; a run measures the same as retained_bytes, with the allocator's own retention. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/probes/probe.h"
#include "coro/notice.h"

struct held { struct cell *cell; struct count heap[RETAIN_POINTS]; size_t stacks[RETAIN_POINTS]; };

static void look(void *arg, enum retain_point point)
{
    struct held *held = arg;
    held->heap[point] = count_now();
    held->stacks[point] = cell_fresh_stack_count(held->cell);
}

static enum coro_status hold(const struct row *row, const char *workload, struct held *held, size_t *stack_bytes,
                             const char **reason)
{
    enum coro_status status = cell_open(row, table_find_workload(workload), NULL, &held->cell, reason);
    if (status)
        return status;
    *stack_bytes = cell_mapped_stack_bytes(held->cell);
    status = cell_retain(held->cell, look, held, reason);
    cell_close(held->cell);
    return status;
}

/* Fills in "10,000"; the workloads' parameters are below a million. */
static const char *grouped(char text[16], unsigned number)
{
    if (number < 1000)
        snprintf(text, 16, "%u", number);
    else
        snprintf(text, 16, "%u,%03u", number / 1000, number % 1000);
    return text;
}

/* `each` names the parts that the workload's parameter counts. */
static struct finding judge(const struct row *row, const struct held *held, size_t stack_bytes, const char *each, unsigned count)
{
    char text[16];
    int64_t bytes = held->heap[RETAIN_AFTER].live_bytes - held->heap[RETAIN_BEFORE].live_bytes;
    unsigned stacks = stack_bytes ? (unsigned)(held->stacks[RETAIN_AFTER] - held->stacks[RETAIN_BEFORE]) : 0;
    double bytes_each = (double)bytes / count;
    struct finding found = finding_of(WORKS, "%s", "");
    if (bytes > 0)
        finding_add(&found, "%lld bytes stay, %.*f for each of %s %s", (long long)bytes, bytes_each < 100, bytes_each,
                    grouped(text, count), each);
    if (stacks > 0)
        finding_add(&found, "%s mapped stack%s of %zu bytes stay%s with the source; only touched pages of them are resident",
                    grouped(text, stacks), plural(stacks), stack_bytes, stacks == 1 ? "s" : "");
    bool is_kept = bytes > 0 || stacks > 0;
    if (!is_kept)
        finding_add(&found, "nothing stays after %s %s", grouped(text, count), each);
    finding_add(&found, "pages: measured by run, as retained_bytes");
    if (places_uncounted(row))
        finding_add(&found, "the allocator of its frames is not counted here");
    found = finding_valued(found, (double)(bytes > 0 ? bytes : 0) + (double)stacks * (double)stack_bytes);
    return finding_answered(found, is_kept ? ANSWER_YES : ANSWER_NO);
}

static struct finding stays_after(const struct row *row, const char *workload, const char *each)
{
    struct held held = { 0 };
    size_t stack_bytes = 0;
    const char *reason = NULL;
    enum coro_status status = hold(row, workload, &held, &stack_bytes, &reason);
    if (coro_status_is_refusal(status))
        return finding_answered(finding_of(REFUSES, "%s", reason), ANSWER_NO);
    if (status)
        return finding_of_status(status, workload);
    return judge(row, &held, stack_bytes, each, (unsigned)strtoul(strchr(workload, '/') + 1, NULL, 10));
}

static struct finding after_burst(const struct row *row)
{
    return stays_after(row, coro_notice_many() < 10000 ? "burst/100" : "burst/10000", "futures");
}
static struct finding after_types(const struct row *row) { return stays_after(row, "type_bursts/50", "types"); }
static struct finding after_threads(const struct row *row) { return stays_after(row, "short_threads/1000", "threads"); }

/* In a child process, which ends without a search for leaks: what ended threads have left behind is counted here. */
struct finding probe_stays_after_burst(const struct row *row) { return finding_in_child(row, after_burst); }
struct finding probe_stays_after_types(const struct row *row) { return finding_in_child(row, after_types); }
struct finding probe_stays_after_threads(const struct row *row) { return finding_in_child(row, after_threads); }
