/* SPDX-License-Identifier: MIT */
/* Owns the CSV form of a result. */
#include "report/csv.h"
#include <math.h>
#include "report/escape.h"
#include "report/notes.h"
#include "report/number.h"

/* The first two fields, with the comma behind them. */
static void add_key(struct coro_text *text, const char *strategy, const char *workload)
{
    coro_escape_csv(text, strategy);
    coro_text_add(text, ",");
    coro_escape_csv(text, workload);
    coro_text_add(text, ",");
}

static void add_series(struct coro_text *text, const struct coro_result *result, const struct coro_series *series)
{
    add_key(text, result->strategies[series->strategy].name, result->workloads[series->workload].name);
    coro_escape_csv(text, series->metric);
    coro_text_add(text, ",");
    coro_escape_csv(text, series->unit);
    coro_text_format(text, ",%s,", coro_number_exact(series->median).text);
    if (series->count > 1)
        coro_text_format(text, "%s,%s,", coro_number_exact(series->interval.low).text,
                         coro_number_exact(series->interval.high).text);
    else
        coro_text_add(text, ",,");
    coro_text_format(text, "%zu,ok\n", series->count);
}

static void add_bytes(struct coro_text *text, const struct coro_strategy *strategy, const char *metric, double bytes)
{
    if (isnan(bytes))
        return;
    add_key(text, strategy->name, "");
    coro_text_format(text, "%s,B,%s,,,1,ok\n", metric, coro_number_exact(bytes).text);
}

void coro_csv_add(struct coro_text *text, const struct coro_result *result)
{
    coro_text_add(text, "strategy,workload,metric,unit,value,lo,hi,n,status\n");
    for (size_t i = 0; i < result->strategy_count; i++) {
        add_bytes(text, &result->strategies[i], "adapter_bytes", result->strategies[i].adapter_bytes);
        add_bytes(text, &result->strategies[i], "call_site_bytes", result->strategies[i].call_site_bytes);
        add_bytes(text, &result->strategies[i], "task_bytes", result->strategies[i].task_bytes);
        add_bytes(text, &result->strategies[i], "code_bytes", result->strategies[i].code_bytes);
    }
    for (size_t i = 0; i < result->series_count; i++)
        add_series(text, result, &result->series[i]);
    for (size_t i = 0; i < result->strategy_count * result->workload_count; i++) {
        if (result->cells[i].note == 0)
            continue;
        add_key(text, result->strategies[i / result->workload_count].name,
                result->workloads[i % result->workload_count].name);
        coro_text_format(text, "time_ns,ns,,,,0,%s\n", coro_cell_word(result->cells[i].status));
    }
}
