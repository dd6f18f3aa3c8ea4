/* SPDX-License-Identifier: MIT */
#include "report/terminal/terminal_comparison.h"
#include "report/analysis/environment_differences.h"
#include "report/text/escape.h"
#include "report/text/number.h"

static void add_environments(struct report_text *text, const struct report_comparison *comparison)
{
    struct report_environment_difference differences[REPORT_ENVIRONMENT_DIFFERENCES];
    size_t count = report_environment_differences(comparison->before, comparison->after, differences);

    if (count == 0) {
        report_text_add(text, "Machine, build and plan are the same.\n\n");
        return;
    }
    report_text_add(text, "| | ");
    report_escape_markdown(text, comparison->before->path);
    report_text_add(text, " | ");
    report_escape_markdown(text, comparison->after->path);
    report_text_add(text, " |\n|---|---|---|\n");
    for (size_t i = 0; i < count; i++) {
        report_text_format(text, "| %s | ", differences[i].what);
        report_escape_markdown(text, differences[i].before);
        report_text_add(text, " | ");
        report_escape_markdown(text, differences[i].after);
        report_text_add(text, " |\n");
    }
    report_text_add(text, "\n");
}

static void add_cell(struct report_text *text, const struct report_result *result, const struct report_series *series)
{
    report_text_add(text, "| ");
    report_escape_markdown_name(text, result->strategies[series->strategy].name);
    report_text_add(text, " | ");
    report_escape_markdown_name(text, result->workloads[series->workload].name);
}

static void add_differences(struct report_text *text, const struct report_comparison *comparison)
{
    if (report_comparison_shown(comparison) == 0)
        return;
    report_text_add(text, "\n| strategy | workload | before | change | noise floor | adjusted p | verdict |\n"
                  "|---|---|---:|---:|---:|---:|---|\n");
    for (size_t i = 0; i < comparison->count; i++) {
        const struct report_difference *difference = &comparison->differences[i];
        if (!report_difference_is_shown(difference))
            continue;
        add_cell(text, comparison->before, difference->before);
        report_text_format(text, " | %s | %s |", report_number_time(difference->before_ns).text,
                         report_comparison_change(difference->ratio).text);
        if (difference->is_measured_again)
            report_text_format(text, " %.1f %%", difference->floor * 100);
        report_text_format(text, " | %.2g | %s |\n", difference->adjusted, report_call_words(difference->call));
    }
}

static void add_counted(struct report_text *text, const struct report_comparison *comparison)
{
    if (comparison->counted_count == 0)
        return;
    report_text_add(text, "\nCounted, so exact:\n\n| strategy | workload | metric | before | after |\n|---|---|---|---:|---:|\n");
    for (size_t i = 0; i < comparison->counted_count; i++) {
        const struct report_counted_difference *counted = &comparison->counted[i];
        add_cell(text, comparison->before, counted->before);
        report_text_add(text, " | ");
        report_escape_markdown(text, counted->before->metric);
        report_text_format(text, " | %s | %s |\n", report_number_count(counted->before->median).text,
                         report_number_count(counted->after->median).text);
    }
}

void report_comparison_add_markdown(struct report_text *text, const struct report_comparison *comparison)
{
    report_text_add(text, "### Before and after\n\n");
    add_environments(text, comparison);
    report_comparison_say_screening(comparison, text);
    report_text_add(text, "\n");
    add_differences(text, comparison);
    add_counted(text, comparison);
    report_text_add(text, "\n");
    report_comparison_say_verdict(comparison, text);
}
