/* SPDX-License-Identifier: MIT */
/* Writes a comparison as Markdown. */
#include "report/markdown/markdown.h"
#include <math.h>

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

static void add_cell(struct report_text *text, const char *strategy, const char *workload)
{
    const char *const names[] = {strategy, workload};

    report_text_add(text, "|");
    report_markdown_names(text, names, 2);
}

static void add_differences(struct report_text *text, const struct report_comparison *comparison)
{
    const struct report_result *before = comparison->before;

    if (report_comparison_tally(comparison).shown == 0)
        return;
    report_text_add(text, "\n| strategy | workload | before | after | change | noise floor | adjusted p | verdict "
                    "|\n|---|---|---:|---:|---:|---:|---:|---|\n");
    for (size_t i = 0; i < comparison->count; i++) {
        const struct report_difference *difference = &comparison->differences[i];
        if (!report_difference_is_shown(difference))
            continue;
        add_cell(text, before->strategies[difference->before->strategy].name,
                 before->workloads[difference->before->workload].name);
        report_text_format(text, " %s | %s | %s | %s | %.2g | %s |\n", report_number_time(difference->before_ns).text,
                           report_number_time(difference->after_ns).text, report_comparison_change(difference->ratio).text,
                           report_comparison_floor(difference->floor).text, difference->adjusted,
                           report_call_words[difference->call]);
    }
}

static void add_counted(struct report_text *text, const struct report_comparison *comparison, const char *heading,
                        enum report_count_kind kind)
{
    const struct report_result *before = comparison->before;
    bool has_heading = false;

    for (size_t i = 0; i < comparison->counted_count; i++) {
        const struct report_count_difference *counted = &comparison->counted[i];
        if (counted->kind != kind)
            continue;
        if (!has_heading)
            report_text_format(text, "\n%s:\n\n| strategy | workload | metric | before | after |\n|---|---|---|---:|---:|\n",
                               heading);
        has_heading = true;
        add_cell(text, before->strategies[counted->strategy].name,
                 counted->workload == REPORT_NOT_FOUND ? "" : before->workloads[counted->workload].name);
        report_markdown(text, " %s | %s | %s |\n", counted->metric, report_number_count(counted->before).text,
                        isnan(counted->after) ? "absent" : report_number_count(counted->after).text);
    }
}

static void add_lost(struct report_text *text, const struct report_comparison *comparison)
{
    if (comparison->lost_count == 0)
        return;
    report_text_add(text, "\nLost or failed in the second file:\n\n| strategy | workload | there |\n|---|---|---|\n");
    for (size_t i = 0; i < comparison->lost_count; i++) {
        struct report_text words = {0};
        add_cell(text, comparison->lost[i].strategy, comparison->lost[i].workload);
        report_lost_cell_say(&comparison->lost[i], &words);
        report_markdown(text, " %s |\n", words.bytes);
        report_text_fini(&words);
    }
}

static void add_escaped(struct report_text *text, void say(const struct report_comparison *, struct report_text *),
                        const struct report_comparison *comparison)
{
    struct report_text words = {0};

    say(comparison, &words);
    report_escape_markdown(text, report_text_string(&words));
    report_text_fini(&words);
}

void report_comparison_add_markdown(struct report_text *text, const struct report_comparison *comparison)
{
    report_text_add(text, "### Before and after\n\n");
    add_environments(text, comparison);
    add_escaped(text, report_comparison_say_screening, comparison);
    report_text_add(text, "\n");
    add_differences(text, comparison);
    add_counted(text, comparison, "Counted, so exact", REPORT_COUNT_EXACT);
    add_counted(text, comparison, "Pages and system calls, not exact", REPORT_COUNT_COARSE);
    add_lost(text, comparison);
    report_text_add(text, "\n");
    report_comparison_say_verdict(comparison, text);
}

void report_gate_add_markdown(struct report_text *text, const struct report_gate *gate)
{
    struct report_text words = {0};

    report_gate_say(gate, &words);
    report_text_add(text, "\n");
    report_escape_markdown(text, words.bytes);
    report_text_add(text, "\n");
    report_text_fini(&words);
}
