/* SPDX-License-Identifier: MIT */
/* Owns the keys of the summary. */
#include "report/json/trace_json.h"
#include <jansson.h>
#include <stdlib.h>
#include "report/analysis/trace_workloads.h"
#include "report/base/memory.h"

static json_t *describe_column(const struct trace_counts *counts)
{
    if (counts->total == 0)
        return json_null();
    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:f}", "least", (json_int_t)trace_counts_quantile(counts, 0),
                     "p50", (json_int_t)trace_counts_quantile(counts, 0.5), "p90", (json_int_t)trace_counts_quantile(counts, 0.9),
                     "p99", (json_int_t)trace_counts_quantile(counts, 0.99), "most", (json_int_t)trace_counts_quantile(counts, 1),
                     "mean", trace_counts_mean(counts));
}

static json_t *list_sizes(const struct trace_counts *bytes)
{
    json_t *list = json_array();

    for (size_t i = 0; i < bytes->count; i++)
        json_array_append_new(list, json_pack("[I, I]", (json_int_t)bytes->values[i].value, (json_int_t)bytes->values[i].count));
    return list;
}

static bool any(const struct report_trace_workload *workload, const void *arg)
{
    (void)workload, (void)arg;
    return true;
}

/* JSON is UTF-8; the recorder's words, and a path, are any bytes. */
static json_t *printable(const char *words)
{
    struct report_text text = {0};

    report_escape_terminal(&text, words);
    json_t *string = json_string(report_text_string(&text));
    report_text_fini(&text);
    return string;
}

void report_trace_add_json(struct report_text *text, const struct trace_summary *summary)
{
    json_t *object = json_pack("{s:o, s:s, s:I, s:o, s:I, s:I, s:f, s:o, s:o, s:o, s:o, s:b, s:o, s:s}",
                               "trace", printable(summary->path), "sha256", summary->hash,
                               "format", (json_int_t)summary->head.format,
                               "recorded", printable(summary->head.how), "calls", (json_int_t)summary->call_count,
                               "tasks", (json_int_t)summary->task_count, "waited_share", trace_summary_waited_share(summary),
                               "callee_bytes", describe_column(&summary->bytes),
                               "polls_until_ready", describe_column(&summary->polls), "depth", describe_column(&summary->depths),
                               "in_flight", describe_column(&summary->in_flight), "sizes_are_rounded", summary->bytes.is_rounded,
                               "sizes", list_sizes(&summary->bytes), "nearest_workload",
                               report_trace_nearest(summary, any, NULL)->name);
    char *line = object == NULL ? NULL : json_dumps(object, JSON_COMPACT);

    if (line == NULL)
        report_out_of_memory();
    report_text_format(text, "%s\n", line);
    free(line);
    json_decref(object);
}
