/* SPDX-License-Identifier: MIT */
#include "report/comparison_words.h"
#include "report/environment_differences.h"
#include "report/escape.h"
#include "report/number.h"

static void add_environments(struct coro_text *text, const struct coro_comparison *comparison)
{
    struct coro_environment_difference differences[CORO_ENVIRONMENT_DIFFERENCES];
    size_t count = coro_environment_differences(comparison->before, comparison->after, differences);

    if (count == 0) {
        coro_text_add(text, "Machine, build and plan are the same.\n\n");
        return;
    }
    coro_text_add(text, "| | ");
    coro_escape_markdown(text, comparison->before->path);
    coro_text_add(text, " | ");
    coro_escape_markdown(text, comparison->after->path);
    coro_text_add(text, " |\n|---|---|---|\n");
    for (size_t i = 0; i < count; i++) {
        coro_text_format(text, "| %s | ", differences[i].what);
        coro_escape_markdown(text, differences[i].before);
        coro_text_add(text, " | ");
        coro_escape_markdown(text, differences[i].after);
        coro_text_add(text, " |\n");
    }
    coro_text_add(text, "\n");
}

static void add_cell(struct coro_text *text, const struct coro_result *result, const struct coro_series *series)
{
    coro_text_add(text, "| ");
    coro_escape_markdown_name(text, result->strategies[series->strategy].name);
    coro_text_add(text, " | ");
    coro_escape_markdown_name(text, result->workloads[series->workload].name);
}

static void add_differences(struct coro_text *text, const struct coro_comparison *comparison)
{
    if (coro_comparison_shown(comparison) == 0)
        return;
    coro_text_add(text, "\n| strategy | workload | before | change | noise floor | adjusted p | verdict |\n"
                  "|---|---|---:|---:|---:|---:|---|\n");
    for (size_t i = 0; i < comparison->count; i++) {
        const struct coro_difference *difference = &comparison->differences[i];
        if (!coro_difference_is_shown(difference))
            continue;
        add_cell(text, comparison->before, difference->before);
        coro_text_format(text, " | %s | %s |", coro_number_time(difference->before_ns).text,
                         coro_comparison_change(difference->ratio).text);
        if (difference->is_measured_again)
            coro_text_format(text, " %.1f %%", difference->floor * 100);
        coro_text_format(text, " | %.2g | %s |\n", difference->adjusted, coro_call_words(difference->call));
    }
}

static void add_counted(struct coro_text *text, const struct coro_comparison *comparison)
{
    if (comparison->counted_count == 0)
        return;
    coro_text_add(text, "\nCounted, so exact:\n\n| strategy | workload | metric | before | after |\n|---|---|---|---:|---:|\n");
    for (size_t i = 0; i < comparison->counted_count; i++) {
        const struct coro_counted_difference *counted = &comparison->counted[i];
        add_cell(text, comparison->before, counted->before);
        coro_text_add(text, " | ");
        coro_escape_markdown(text, counted->before->metric);
        coro_text_format(text, " | %s | %s |\n", coro_number_count(counted->before->median).text,
                         coro_number_count(counted->after->median).text);
    }
}

void coro_comparison_add_markdown(struct coro_text *text, const struct coro_comparison *comparison)
{
    coro_text_add(text, "### Before and after\n\n");
    add_environments(text, comparison);
    coro_comparison_say_screening(comparison, text);
    coro_text_add(text, "\n");
    add_differences(text, comparison);
    add_counted(text, comparison);
    coro_text_add(text, "\n");
    coro_comparison_say_verdict(comparison, text);
}
