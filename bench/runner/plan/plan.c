/* SPDX-License-Identifier: MIT */
/* Selects by regular expression or by name, and finds cells again. The cards belong to the table, the arrays to the plan. */
#include "bench/runner/plan/plan.h"
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/process/message.h"
#include "bench/runner/plan/quick_sweep.h"
#include "report/base/memory.h"

const struct metric runner_metrics[RUNNER_METRIC_COUNT] = {
    { "time_ns", "ns", PASS_TIME },
    { "allocations", "allocations", PASS_ALLOCATIONS },
    { "allocated_bytes", "bytes", PASS_ALLOCATIONS },
    { "peak_live_bytes", "bytes", PASS_ALLOCATIONS },
    { "mapped_stacks", "stacks", PASS_ALLOCATIONS },
    { "mapped_stack_bytes", "bytes", PASS_ALLOCATIONS },
    { "instructions", "instructions", PASS_INSTRUCTIONS },
    { "allocator_instructions", "instructions", PASS_INSTRUCTIONS },
    { "indirect_calls", "calls", PASS_INSTRUCTIONS },
    { "allocator_calls", "calls", PASS_INSTRUCTIONS },
    { "syscalls", "calls", PASS_KERNEL },
    { "minor_faults", "faults", PASS_KERNEL },
    { "major_faults", "faults", PASS_KERNEL },
    { "p50_ns", "ns", PASS_TAILS },
    { "p99_ns", "ns", PASS_TAILS },
    { "p999_ns", "ns", PASS_TAILS },
    { "max_ns", "ns", PASS_TAILS },
    { "clock_ns", "ns", PASS_TAILS },
    { "cycles", "cycles", PASS_COUNTERS },
    { "cpu_instructions", "instructions", PASS_COUNTERS },
    { "branch_misses", "misses", PASS_COUNTERS },
    { "cache_misses", "misses", PASS_COUNTERS },
    { "task_clock_ns", "ns", PASS_COUNTERS },       /* of the set `software` (bench/measure/counters.h), as the next */
    { "page_faults", "faults", PASS_COUNTERS },
    { "bytes_per_waiting_task", "bytes", PASS_MEMORY },
    { "rss_bytes", "bytes", PASS_MEMORY },
    { "page_table_bytes", "bytes", PASS_MEMORY },
    { "frame_bytes", "bytes", PASS_MEMORY },
    { "retained_bytes", "bytes", PASS_MEMORY },
};

static const char *const status_names[] = { "unverified", "ok", "unsupported", "failed", "timeout", "left out" };

const char *runner_plan_status_name(enum cell_status status) { return status_names[status]; }

enum cell_status runner_plan_status(const char *name)
{
    for (int i = CELL_OK; i <= CELL_TIMEOUT; i++)
        if (strcmp(status_names[i], name) == 0)
            return (enum cell_status)i;
    return CELL_UNVERIFIED;
}

enum coro_status runner_plan_match(const char *kind, const char *pattern, const char *const *names, size_t count, char *keep)
{
    regex_t regex;
    char why[128];
    size_t matched = 0;
    int error = regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB);
    if (error == REG_ESPACE)
        report_out_of_memory();
    if (error != 0) {
        regerror(error, &regex, why, sizeof why);
        return runner_refuse(CORO_ERR_INVALID, "\"%s\" is not a regular expression: %s", pattern, why);
    }
    for (size_t i = 0; i < count; i++) {
        error = regexec(&regex, names[i], 0, NULL, 0);
        if (error == REG_ESPACE)
            report_out_of_memory();
        keep[i] = error == 0;
        matched += (size_t)keep[i];
    }
    regfree(&regex);
    if (matched > 0)
        return CORO_OK;
    snprintf(why, sizeof why, "no %s matches", kind);
    runner_suggest(why, pattern, names, count, "list");
    return CORO_ERR_INVALID;
}

static const char *row_name(size_t i) { return row_card(table_row(i))->name; }
static const char *workload_name(size_t i) { return table_workload(i)->name; }

/* Allocates an array with 1 for the names that the pattern selects; without a pattern, for all. NULL when it selects none. */
static char *select_names(const char *kind, const char *pattern, const char *(*name)(size_t), size_t count)
{
    char *keep = report_allocate(count);
    const char **names = report_allocate_zeroed(count, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = name(i);
    memset(keep, 1, count);
    if (pattern != NULL && runner_plan_match(kind, pattern, names, count, keep) != CORO_OK) {
        free(keep);
        keep = NULL;
    }
    free(names);
    return keep;
}

/* Names are chosen for their cells, so beside names there is no sweep. */
static bool is_swept(const struct plan_filter *filter)
{
    return filter->suite == SUITE_QUICK && filter->strategies == NULL && filter->workloads == NULL;
}

static bool selects_row(const struct plan_filter *filter, const struct row_card *card)
{
    return filter->strategies != NULL || filter->suite == SUITE_FULL || !card->is_variant || (is_swept(filter) && card->is_swept);
}

static bool selects_workload(const struct plan_filter *filter, const struct workload_card *card)
{
    return filter->workloads != NULL || filter->suite == SUITE_FULL || card->is_quick || (is_swept(filter) && card->is_swept);
}

static enum coro_status select_rows(const struct plan_filter *filter, struct plan *plan)
{
    size_t count = table_row_count();
    char *keep = select_names("strategy", filter->strategies, row_name, count);
    if (keep == NULL)
        return CORO_ERR_INVALID;
    plan->rows = report_allocate_zeroed(count, sizeof *plan->rows);
    for (size_t i = 0; i < count; i++)
        if (keep[i] && selects_row(filter, row_card(table_row(i))))
            plan->rows[plan->row_count++] = row_card(table_row(i));
    free(keep);
    return CORO_OK;
}

static enum coro_status select_workloads(const struct plan_filter *filter, struct plan *plan)
{
    size_t count = table_workload_count();
    char *keep = select_names("workload", filter->workloads, workload_name, count);
    if (keep == NULL)
        return CORO_ERR_INVALID;
    plan->workloads = report_allocate_zeroed(count, sizeof *plan->workloads);
    for (size_t i = 0; i < count; i++)
        if (keep[i] && selects_workload(filter, table_workload(i)))
            plan->workloads[plan->workload_count++] = table_workload(i);
    free(keep);
    return CORO_OK;
}

static void cross(struct plan *plan)
{
    plan->cell_count = plan->row_count * plan->workload_count;
    plan->cells = report_allocate_zeroed(plan->cell_count, sizeof *plan->cells);
    for (size_t i = 0; i < plan->cell_count; i++) {
        plan->cells[i].row = plan->rows[i / plan->workload_count];
        plan->cells[i].workload = plan->workloads[i % plan->workload_count];
    }
}

enum coro_status runner_plan_init(const struct plan_filter *filter, struct plan *plan)
{
    *plan = (struct plan){ 0 };
    enum coro_status status = select_rows(filter, plan);
    if (status == CORO_OK)
        status = select_workloads(filter, plan);
    if (status == CORO_OK)
        cross(plan);
    else
        runner_plan_fini(plan);
    if (is_swept(filter))
        runner_sweep_leave_out(plan);
    return status;
}

enum coro_status runner_plan_init_named(const char *const *rows, size_t row_count, const char *const *workloads,
                                        size_t workload_count, struct plan *plan)
{
    *plan = (struct plan){ .row_count = row_count, .workload_count = workload_count };
    plan->rows = report_allocate_zeroed(row_count, sizeof *plan->rows);
    plan->workloads = report_allocate_zeroed(workload_count, sizeof *plan->workloads);
    for (size_t i = 0; i < row_count; i++) {
        const struct row *row = table_find_row(rows[i]);
        if (row == NULL)
            goto refuse;
        plan->rows[i] = row_card(row);
    }
    for (size_t i = 0; i < workload_count; i++)
        if ((plan->workloads[i] = table_find_workload(workloads[i])) == NULL)
            goto refuse;
    cross(plan);
    return CORO_OK;

refuse:
    runner_plan_fini(plan);
    return CORO_ERR_INVALID;
}

void runner_plan_fini(struct plan *plan)
{
    free(plan->rows);
    free(plan->workloads);
    free(plan->cells);
    *plan = (struct plan){ 0 };
}

/* Looks up the row first, then the column: a resumed run finds a million samples. */
struct plan_cell *runner_plan_find(const struct plan *plan, const char *strategy, const char *workload)
{
    for (size_t i = 0; i < plan->row_count; i++) {
        if (strcmp(plan->rows[i]->name, strategy) != 0)
            continue;
        for (size_t j = 0; j < plan->workload_count; j++)
            if (strcmp(plan->workloads[j]->name, workload) == 0)
                return &plan->cells[i * plan->workload_count + j];
        return NULL;
    }
    return NULL;
}

/* Has the plan the workload, with or without a parameter? */
static bool has_workload(const struct plan *plan, const char *wanted)
{
    size_t letters = strlen(wanted);
    for (size_t i = 0; i < plan->workload_count; i++) {
        const char *name = plan->workloads[i]->name;
        if (strncmp(name, wanted, letters) == 0 && (name[letters] == '\0' || name[letters] == '/'))
            return true;
    }
    return false;
}

bool runner_plan_reads_text(const struct plan *plan) { return has_workload(plan, "lines"); }
bool runner_plan_replays_trace(const struct plan *plan)
{
    return has_workload(plan, "real") || has_workload(plan, "sized_tasks");
}

size_t runner_plan_count(const struct plan *plan, enum cell_status status)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->cell_count; i++)
        count += plan->cells[i].status == status;
    return count;
}

void runner_plan_copy_reason(char copy[RUNNER_REASON_BYTES], const char *reason)
{
    size_t bytes = strlen(reason);
    if (bytes >= RUNNER_REASON_BYTES) {
        bytes = RUNNER_REASON_BYTES - 1;
        while (bytes > 0 && ((unsigned char)reason[bytes] & 0xc0) == 0x80)
            bytes--;
    }
    memcpy(copy, reason, bytes);
    copy[bytes] = '\0';
}

void runner_plan_settle(struct plan_cell *cell, enum cell_status status, const char *reason)
{
    cell->status = status;
    runner_plan_copy_reason(cell->reason, reason);
}

const struct metric *runner_metric_find(const char *name)
{
    for (size_t i = 0; i < RUNNER_METRIC_COUNT; i++)
        if (strcmp(runner_metrics[i].name, name) == 0)
            return &runner_metrics[i];
    return NULL;
}
