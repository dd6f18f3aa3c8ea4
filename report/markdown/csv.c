/* SPDX-License-Identifier: MIT */
/* Writes a result as CSV, for spreadsheets and scripts. */
#include "report/markdown/markdown.h"
#include <math.h>
#include <stdlib.h>
#include "report/analysis/axes.h"
#include "report/analysis/row_bytes.h"
#include "report/base/memory.h"
#include "report/result/result.h"

/* The first two fields, with the comma behind them. */
static void add_key(struct report_text *text, const char *strategy, const char *workload)
{
    report_escape_csv(text, strategy);
    report_text_add(text, ",");
    report_escape_csv(text, workload);
    report_text_add(text, ",");
}

static void add_series(struct report_text *text, const struct report_result *result, const struct report_series *series)
{
    add_key(text, result->strategies[series->strategy].name, result->workloads[series->workload].name);
    report_escape_csv(text, series->metric);
    report_text_add(text, ",");
    report_escape_csv(text, series->unit);
    report_text_format(text, ",%s,", report_number_exact(series->median).text);
    if (series->count > 1)
        report_text_format(text, "%s,%s,", report_number_exact(series->interval.low).text,
                           report_number_exact(series->interval.high).text);
    else
        report_text_add(text, ",,");
    report_text_format(text, "%zu,ok\n", series->count);
}

static void add_bytes(struct report_text *text, const struct report_strategy *strategy, const char *metric, double bytes)
{
    if (isnan(bytes))
        return;
    add_key(text, strategy->name, "");
    report_text_format(text, "%s,B,%s,,,1,ok\n", metric, report_number_exact(bytes).text);
}

/* The geometric means of the rows that refuse nothing, with their intervals over the rounds (axes.h). */
static void add_mean_times(struct report_text *text, const struct report_result *result)
{
    static const struct { enum report_axis_name axis; const char *metric; } means[] = {
        {REPORT_AXIS_TIME, "mean_time_multiple"}, {REPORT_AXIS_UNTUNED, "untuned_mean_time_multiple"},
    };
    struct report_axes *axes = report_allocate_zeroed(1, sizeof *axes);

    report_axes_measure(result, axes);
    for (size_t i = 0; i < sizeof means / sizeof means[0]; i++) {
        const struct report_axis *axis = &axes->axes[means[i].axis];
        for (size_t j = 0; j < axes->count && axis->is_there; j++) {
            const struct report_axis_place *place = &axis->places[j];
            add_key(text, result->strategies[axes->strategies[j]].name, "");
            report_text_format(text, "%s,multiple,%s,", means[i].metric, report_number_exact(place->value).text);
            report_text_format(text, "%s,%s,%zu,ok\n", report_number_exact(place->interval.low).text,
                               report_number_exact(place->interval.high).text, axis->sample_count);
        }
    }
    free(axes);
}

void report_csv_add(struct report_text *text, const struct report_result *result)
{
    report_text_add(text, "strategy,workload,metric,unit,value,lo,hi,n,status\n");
    for (size_t i = 0; i < result->strategy_count; i++) {
        struct report_row_bytes bytes = report_row_bytes(result, i);
        add_bytes(text, &result->strategies[i], "adapter_bytes", bytes.adapter);
        add_bytes(text, &result->strategies[i], "call_site_bytes", bytes.call_site);
        add_bytes(text, &result->strategies[i], "task_bytes", bytes.task);
        add_bytes(text, &result->strategies[i], "reserved_bytes", bytes.reserved);
        add_bytes(text, &result->strategies[i], REPORT_METRIC_RETAINED_BYTES, bytes.retained);
        add_bytes(text, &result->strategies[i], "code_bytes", result->strategies[i].code_bytes);
    }
    add_mean_times(text, result);
    for (size_t i = 0; i < result->series_count; i++)
        add_series(text, result, &result->series[i]);
    for (size_t i = 0; i < result->strategy_count * result->workload_count; i++) {
        if (result->cells[i].note == 0)
            continue;
        add_key(text, result->strategies[i / result->workload_count].name, result->workloads[i % result->workload_count].name);
        report_text_format(text, "time_ns,ns,,,,0,%s\n", report_cell_word(result->cells[i].status));
    }
}
