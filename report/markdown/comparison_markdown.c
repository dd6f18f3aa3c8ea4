/* SPDX-License-Identifier: MIT */
/* Writes a comparison as Markdown, for a comment of a pull request. */
#include "report/markdown/markdown.h"
#include <math.h>
#include <stdlib.h>
#include "report/base/memory.h"

/* GitHub takes no comment beyond 65,536 characters. */
enum { ROWS_SHOWN = 100 };

static void add_environment(struct report_text *text, const struct report_environment_difference *difference)
{
    report_markdown(text, "| %s | %s | %s |\n", difference->what, difference->before, difference->after);
}

static void add_environments(struct report_text *text, const struct report_comparison *comparison)
{
    struct report_environment_difference differences[REPORT_ENVIRONMENT_DIFFERENCES], load;
    size_t count = report_environment_differences(comparison->before, comparison->after, differences);
    bool has_load = report_environment_load(comparison->before, comparison->after, &load);

    if (count == 0)
        report_markdown(text, "%s\n\n", report_environment_same(comparison->before, comparison->after));
    if (count == 0 && !has_load)
        return;
    report_markdown(text, "| | %s | %s |\n|---|---|---|\n", comparison->before->path, comparison->after->path);
    for (size_t i = 0; i < count; i++)
        add_environment(text, &differences[i]);
    if (has_load)
        add_environment(text, &load);
    report_text_add(text, "\n");
}

static void add_cell(struct report_text *text, const char *strategy, const char *workload)
{
    const char *const names[] = {strategy, workload};

    report_text_add(text, "|");
    report_markdown_names(text, names, 2);
}

static void add_difference(struct report_text *text, const struct report_comparison *comparison,
                           const struct report_difference *difference)
{
    struct report_text change = {0};

    report_difference_say_change(difference, &change);
    add_cell(text, comparison->before->strategies[difference->before->strategy].name,
             comparison->before->workloads[difference->before->workload].name);
    report_text_format(text, " %s | %s | %s | %s | %.2g | %s |\n", report_number_time(difference->before_ns).text,
                       report_number_time(difference->after_ns).text, change.bytes,
                       report_comparison_floor(difference->floor).text, difference->adjusted,
                       report_call_words[difference->call]);
    report_text_fini(&change);
}

/* Adds a table of the cells; of too many, the first. */
static void add_differences(struct report_text *text, const struct report_comparison *comparison, const size_t *order,
                            size_t count)
{
    if (count == 0)
        return;
    report_text_add(text, "| strategy | workload | before | after | change | noise floor | adjusted p | verdict "
                    "|\n|---|---|---:|---:|---:|---:|---:|---|\n");
    for (size_t i = 0; i < count && i < ROWS_SHOWN; i++)
        add_difference(text, comparison, &comparison->differences[order[i]]);
    if (count > ROWS_SHOWN)
        report_text_format(text, "\nAnd %zu more: `--html` has them all.\n", count - ROWS_SHOWN);
    report_text_add(text, "\n");
}

static void add_counted(struct report_text *text, const struct report_comparison *comparison, const char *heading,
                        enum report_count_kind kind)
{
    const struct report_result *before = comparison->before;
    size_t count = 0;

    for (size_t i = 0; i < comparison->counted_count; i++) {
        const struct report_count_difference *counted = &comparison->counted[i];
        if (counted->kind != kind)
            continue;
        if (++count == 1)
            report_text_format(text, "%s:\n\n| strategy | workload | metric | before | after |\n|---|---|---|---:|---:|\n",
                               heading);
        if (count > ROWS_SHOWN)
            continue;
        add_cell(text, before->strategies[counted->strategy].name,
                 counted->workload == REPORT_NOT_FOUND ? "" : before->workloads[counted->workload].name);
        report_markdown(text, " %s | %s | %s |\n", counted->metric, report_number_count(counted->before).text,
                        isnan(counted->after) ? "absent" : report_number_count(counted->after).text);
    }
    if (count > ROWS_SHOWN)
        report_text_format(text, "\nAnd %zu more.\n", count - ROWS_SHOWN);
    report_text_add(text, count > 0 ? "\n" : "");
}

static void add_lost(struct report_text *text, const struct report_comparison *comparison)
{
    if (comparison->lost_count == 0)
        return;
    report_text_add(text, "Lost or failed in the second file:\n\n| strategy | workload | there |\n|---|---|---|\n");
    for (size_t i = 0; i < comparison->lost_count && i < ROWS_SHOWN; i++) {
        struct report_text words = {0};
        add_cell(text, comparison->lost[i].strategy, comparison->lost[i].workload);
        report_lost_cell_say(&comparison->lost[i], &words);
        report_markdown(text, " %s |\n", words.bytes);
        report_text_fini(&words);
    }
    if (comparison->lost_count > ROWS_SHOWN)
        report_text_format(text, "\nAnd %zu more.\n", comparison->lost_count - ROWS_SHOWN);
    report_text_add(text, "\n");
}

static void add_escaped(struct report_text *text, void say(const struct report_comparison *, struct report_text *),
                        const struct report_comparison *comparison)
{
    struct report_text words = {0};

    say(comparison, &words);
    report_escape_markdown(text, report_text_string(&words));
    report_text_fini(&words);
}

static void add_verdict(struct report_text *text, const struct report_comparison *comparison, const struct report_gate *gate)
{
    struct report_text words = {0};

    report_comparison_say_verdict(comparison, &words);
    while (words.length > 0 && words.bytes[words.length - 1] == '\n')
        report_text_cut(&words, words.length - 1);
    report_markdown(text, "**%s**\n\n", report_text_string(&words));
    report_text_cut(&words, 0);
    if (gate != NULL) {
        report_gate_say(gate, &words);
        report_markdown(text, "%s\n\n", report_text_string(&words));
    }
    report_text_fini(&words);
}

static void add_rest(struct report_text *text, const struct report_comparison *comparison, const size_t *order, size_t count)
{
    bool is_judged = report_comparison_judges_times(comparison);

    report_text_format(text, "<details><summary>%s: %zu cells; and how they were compared</summary>\n\n",
                       is_judged ? "Without a difference" : "Without a verdict", count);
    add_escaped(text, report_comparison_say_screening, comparison);
    report_text_add(text, "\n\n");
    add_counted(text, comparison, "Pages and system calls, not exact", REPORT_COUNT_COARSE);
    add_differences(text, comparison, order, is_judged ? count : 0);
    report_text_add(text, "</details>\n");
}

void report_comparison_add_markdown(struct report_text *text, const struct report_comparison *comparison,
                                    const struct report_gate *gate)
{
    size_t *order = report_allocate_zeroed(comparison->count, sizeof *order);
    size_t changed = report_comparison_order(comparison, order);

    report_text_add(text, "### Before and after\n\n");
    add_verdict(text, comparison, gate);
    add_environments(text, comparison);
    add_differences(text, comparison, order, changed);
    add_counted(text, comparison, "Counted, so exact", REPORT_COUNT_EXACT);
    add_lost(text, comparison);
    add_rest(text, comparison, order + changed, comparison->count - changed);
    free(order);
}
