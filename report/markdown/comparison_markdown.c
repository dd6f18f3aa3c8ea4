/* SPDX-License-Identifier: MIT */
/* Writes a comparison as Markdown. */
#include "report/markdown/markdown.h"

static void add_environments(struct report_text *text, const struct report_comparison *comparison)
{
    struct report_environment_difference differences[REPORT_ENVIRONMENT_DIFFERENCES];
    size_t count = report_environment_differences(comparison->before, comparison->after, differences);

    if (count == 0) {
        report_text_add(text, "Machine, build and plan are the same.\n\n");
        return;
    }
    report_markdown(text, "| | %s | %s |\n|---|---|---|\n", comparison->before->path, comparison->after->path);
    for (size_t i = 0; i < count; i++)
        report_markdown(text, "| %s | %s | %s |\n", differences[i].what, differences[i].before, differences[i].after);
    report_text_add(text, "\n");
}

static void add_cell(struct report_text *text, const struct report_result *result, const struct report_series *series)
{
    const char *const names[] = {result->strategies[series->strategy].name, result->workloads[series->workload].name};

    report_text_add(text, "|");
    report_markdown_names(text, names, 2);
}

static void add_differences(struct report_text *text, const struct report_comparison *comparison)
{
    if (report_comparison_tally(comparison).shown == 0)
        return;
    report_text_add(text, "\n| strategy | workload | before | change | noise floor | adjusted p | verdict "
                    "|\n|---|---|---:|---:|---:|---:|---|\n");
    for (size_t i = 0; i < comparison->count; i++) {
        const struct report_difference *difference = &comparison->differences[i];
        if (!report_difference_is_shown(difference))
            continue;
        add_cell(text, comparison->before, difference->before);
        report_text_format(text, " %s | %s |", report_number_time(difference->before_ns).text,
                           report_comparison_change(difference->ratio).text);
        if (difference->is_measured_again)
            report_text_format(text, " %.1f %%", difference->floor * 100);
        report_text_format(text, " | %.2g | %s |\n", difference->adjusted, report_call_words[difference->call]);
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
        report_markdown(text, " %s | %s | %s |\n", counted->before->metric, report_number_count(counted->before->median).text,
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
