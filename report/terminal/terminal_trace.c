/* SPDX-License-Identifier: MIT */
/* Owns the words, the bars and the table of a trace's summary. */
#include "report/terminal/terminal_trace.h"
#include <math.h>
#include <string.h>
#include "report/analysis/trace_workloads.h"

enum { CLASSES = 10, BAR_COLUMNS = 24, LABEL_COLUMNS = 20, NUMBER_COLUMNS = 9 };

/* The greatest size of each class. */
static const uint32_t class_ends[CLASSES] = {64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, UINT32_MAX};

static void add_paragraph(struct report_text *text, struct report_text *words)
{
    report_paragraph_add(text, 0, 2, report_text_string(words));
    report_text_fini(words);
}

static const char *plural(uint64_t count) { return count == 1 ? "" : "s"; }

/* "2834 calls of 257 tasks. 39 % of the calls waited. Frames have 14 sizes, 1.64 MiB in all; ..." */
void report_terminal_add_trace_head(struct report_text *text, const struct trace_summary *summary)
{
    struct report_text words = {0};
    const struct trace_counts *bytes = &summary->bytes;

    report_text_format(&words, "%s: %ju call%s of %zu task%s; ", summary->path, (uintmax_t)summary->call_count,
                       plural(summary->call_count), summary->task_count, plural(summary->task_count));
    report_text_format(&words, "%s waited. The frames have %s%zu size%s, ",
                       report_number_percent(trace_summary_waited_share(summary)).text, bytes->is_rounded ? "more than " : "",
                       bytes->is_rounded ? (size_t)TRACE_EXACT_VALUES : bytes->count, plural(bytes->count));
    report_text_format(&words, "%s in all.", report_number_bytes(bytes->sum).text);
    if (bytes->values[0].value == 0)
        report_text_format(&words, " %ju frame%s no bytes.", (uintmax_t)bytes->values[0].count,
                           bytes->values[0].count == 1 ? " has" : "s have");
    add_paragraph(text, &words);
}

static void add_recorder(struct report_text *text, const struct trace_summary *summary)
{
    struct report_text words = {0};

    report_text_format(&words, "Recorded: %s (format %u).", summary->head.how, summary->head.format);
    add_paragraph(text, &words);
}

/* ---- sizes ---- */

static void add_class_label(struct report_text *text, size_t at)
{
    struct report_text label = {0};

    if (at == 0)
        report_text_format(&label, "up to %s", report_number_trimmed(report_number_bytes(class_ends[0])).text);
    else if (at + 1 == CLASSES)
        report_text_format(&label, "above %s", report_number_trimmed(report_number_bytes(class_ends[at - 1])).text);
    else
        report_text_format(&label, "to %s", report_number_trimmed(report_number_bytes(class_ends[at])).text);
    report_field_left(text, report_text_string(&label), LABEL_COLUMNS);
    report_text_fini(&label);
}

/* A class of which there is anything has a column at least. */
static void add_bar(struct report_text *text, double share)
{
    size_t columns = (size_t)ceil(share * BAR_COLUMNS);

    report_text_repeat(text, "█", columns);
    report_text_repeat(text, " ", BAR_COLUMNS - columns);
}

static void add_number(struct report_text *text, const char *number)
{
    report_text_add(text, " ");
    report_field_right(text, number, NUMBER_COLUMNS - 1);
}

/* `calls` and `bytes` are those of this class and of the smaller ones; `share` is this class's own. */
static void add_class(struct report_text *text, const struct trace_counts *sizes, size_t at, double share, double calls,
                      double bytes)
{
    add_class_label(text, at);
    add_bar(text, share);
    add_number(text, report_number_percent(share).text);
    add_number(text, report_number_percent(calls / (double)sizes->total).text);
    add_number(text, sizes->sum > 0 ? report_number_percent(bytes / sizes->sum).text : "-");
    report_text_add(text, "\n");
}

/* From the first class that has a frame to the last. */
static void add_sizes(struct report_text *text, const struct trace_counts *sizes)
{
    uint32_t from = 0, least = trace_counts_quantile(sizes, 0), most = trace_counts_quantile(sizes, 1);
    double calls = 0, bytes = 0;

    report_field_left(text, "frame", LABEL_COLUMNS);
    report_field_left(text, "", BAR_COLUMNS);
    add_number(text, "calls");
    add_number(text, "Σ calls");
    add_number(text, "Σ bytes");
    report_text_add(text, "\n");
    for (size_t i = 0; i < CLASSES && (i == 0 || class_ends[i - 1] < most); i++) {
        double sum;
        double count = (double)trace_counts_between(sizes, from, class_ends[i], &sum);
        calls += count;
        bytes += sum;
        if (class_ends[i] >= least)
            add_class(text, sizes, i, count / (double)sizes->total, calls, bytes);
        from = class_ends[i] + 1;
    }
}

/* ---- quantiles ---- */

static void add_column(struct report_text *text, const char *name, const struct trace_counts *counts)
{
    static const double shares[] = {0, 0.5, 0.9, 0.99, 1};

    report_field_left(text, name, LABEL_COLUMNS);
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++)
        add_number(text, report_number_count(trace_counts_quantile(counts, shares[i])).text);
    add_number(text, report_number_count(trace_counts_mean(counts)).text);
    report_text_add(text, "\n");
}

static void add_quantiles(struct report_text *text, const struct trace_summary *summary)
{
    static const char *const headings[] = {"least", "half", "90 %", "99 %", "most", "mean"};

    report_field_left(text, "", LABEL_COLUMNS);
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++)
        add_number(text, headings[i]);
    report_text_add(text, "\n");
    add_column(text, "frame bytes", &summary->bytes);
    add_column(text, "polls until ready", &summary->polls);
    add_column(text, "depth", &summary->depths);
    if (summary->in_flight.total > 0)
        add_column(text, "others in flight", &summary->in_flight);
    else
        report_text_add(text, "others in flight    unknown: a trace of format 1 does not say\n");
}

/* ---- nearest workloads ---- */

static bool is_not_named(const struct report_trace_workload *workload, const void *arg)
{
    const struct report_trace_workload *const *named = arg;

    for (; *named != NULL; named++)
        if (*named == workload)
            return false;
    return true;
}

/* "Nearest workloads: real (the default trace: 608 B, 39 % wait, depth 1.81), ..." */
static void add_nearest(struct report_text *text, const struct trace_summary *summary)
{
    enum { NAMED = 3 };
    const struct report_trace_workload *named[NAMED + 1] = {NULL};
    struct report_text words = {0};

    report_text_add(&words, "Nearest workloads, by mean size, waits and depth:");
    for (size_t i = 0; i < NAMED; i++) {
        const struct report_trace_workload *nearest = report_trace_nearest(summary, is_not_named, named);
        report_text_format(&words, "%s %s (%s%s, %s wait, depth %s)", i == 0 ? "" : ",", nearest->name,
                           strcmp(nearest->name, "real") == 0 ? "the default trace: " : "",
                           report_number_bytes(nearest->bytes).text,
                           report_number_trimmed(report_number_percent(nearest->waited)).text,
                           report_number_trimmed(report_number_count(nearest->depth)).text);
        named[i] = nearest;
    }
    report_text_add(&words, ".");
    add_paragraph(text, &words);
}

void report_terminal_add_trace(struct report_text *text, const struct trace_summary *summary)
{
    report_terminal_add_trace_head(text, summary);
    add_recorder(text, summary);
    add_sizes(text, &summary->bytes);
    add_quantiles(text, summary);
    add_nearest(text, summary);
}
