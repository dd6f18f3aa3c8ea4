/* SPDX-License-Identifier: MIT */
/* Gathers the bytes of a row from where a result file has them: its table of strategies, a probe, the memory pass. */
#include "report/analysis/row_bytes.h"
#include <math.h>
#include <string.h>
#include "report/analysis/columns.h"

enum { BURST };
const char *const report_situations[REPORT_SITUATIONS] = {"burst", "type_bursts", "short_threads", "handed_over"};

/* The probe's value counts the bytes in the task's struct, too. */
static double reserved_by(const struct report_result *result, size_t strategy)
{
    double task = result->strategies[strategy].task_bytes;

    for (size_t i = 0; i < result->probe_count; i++) {
        const struct report_probe *probe = &result->probes[i];
        if (probe->strategy == strategy && strcmp(result->questions[probe->question].name, "adds_to_task") == 0)
            return isnan(probe->value) ? NAN : fmax(0, probe->value - (isnan(task) ? 0 : task));
    }
    return NAN;
}

size_t report_resident_workload(const struct report_result *result)
{
    size_t found = report_result_workload(result, "tasks/10000");

    if (found != REPORT_NOT_FOUND && report_workload_has(result, found, REPORT_METRIC_TASK_BYTES))
        return found;
    for (size_t i = result->workload_count; i-- > 0;)
        if (report_workload_has(result, i, REPORT_METRIC_TASK_BYTES))
            return i;
    return REPORT_NOT_FOUND;
}

size_t report_family_workload(const struct report_result *result, const char *family, const char *metric)
{
    size_t length = strlen(family);

    for (size_t i = result->workload_count; i-- > 0;) {
        const char *name = result->workloads[i].name;
        bool is_member = report_family_length(name) == length && strncmp(name, family, length) == 0;
        if (is_member && report_workload_has(result, i, metric))
            return i;
    }
    return REPORT_NOT_FOUND;
}

/* Nobody asks a real compiler for the sizes of its types: a peer's 0 is no size. */
static double in_struct(const struct report_strategy *row, double bytes)
{
    return report_strategy_is_peer(row) && bytes == 0 ? NAN : bytes;
}

static double of_family(const struct report_result *result, size_t strategy, const char *family, const char *metric)
{
    return report_result_median(result, strategy, report_family_workload(result, family, metric), metric);
}

/* Fills in what stays after each situation, and returns the most. The others than a burst would make little of a row that keeps
 * one. */
static double retained_after(const struct report_result *result, size_t strategy, double after[REPORT_SITUATIONS])
{
    double most = 0;

    for (size_t i = 0; i < REPORT_SITUATIONS; i++) {
        after[i] = of_family(result, strategy, report_situations[i], REPORT_METRIC_RETAINED_BYTES);
        most = fmax(most, after[i]);    /* pages that the system took away meanwhile make it less than nothing */
    }
    return isnan(after[BURST]) ? NAN : most;
}

double report_row_retained(const struct report_result *result, size_t strategy)
{
    double after[REPORT_SITUATIONS];

    return retained_after(result, strategy, after);
}

struct report_row_bytes report_row_bytes(const struct report_result *result, size_t strategy)
{
    const struct report_strategy *row = &result->strategies[strategy];
    struct report_row_bytes bytes = {
        .adapter = in_struct(row, row->adapter_bytes), .call_site = in_struct(row, row->call_site_bytes),
        .task = in_struct(row, row->task_bytes),
        .reserved = reserved_by(result, strategy),
        .resident = report_result_median(result, strategy, report_resident_workload(result), REPORT_METRIC_TASK_BYTES),
        .resident_sized = of_family(result, strategy, "sized_tasks", REPORT_METRIC_TASK_BYTES)};

    bytes.retained = retained_after(result, strategy, bytes.retained_after);
    return bytes;
}

struct report_number report_row_bytes_number(double bytes)
{
    return isnan(bytes) ? (struct report_number){"not measured"} : report_number_bytes(bytes);
}
