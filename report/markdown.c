/* SPDX-License-Identifier: MIT */
/* Owns the Markdown form of a result: short, because a README holds it. */
#include "report/markdown.h"
#include <math.h>
#include <string.h>
#include "report/baseline.h"
#include "report/blog_table.h"
#include "report/decision.h"
#include "report/environment.h"
#include "report/escape.h"
#include "report/markdown_method.h"
#include "report/markdown_switches.h"
#include "report/notes.h"
#include "report/number.h"
#include "report/switch_table.h"

enum { MOST_COLUMNS = 7 };

/* The workloads that a README shows, as far as the file has them; when it has too few of these, its first ones. */
static size_t choose_workloads(const struct coro_result *result, size_t chosen[MOST_COLUMNS])
{
    static const char *const favourites[MOST_COLUMNS] = {"ready", "pending/1", "pending/8", "suspend_depth/4",
                                                         "frame/1040", "depth/4", "lines"};
    size_t count = 0;

    for (size_t i = 0; i < MOST_COLUMNS; i++) {
        size_t workload = coro_result_workload(result, favourites[i]);
        if (workload != CORO_NOT_FOUND && coro_workload_has(result, workload, CORO_METRIC_TIME))
            chosen[count++] = workload;
    }
    if (count >= 2)
        return count;
    count = 0;
    for (size_t i = 0; i < result->workload_count && count < MOST_COLUMNS; i++)
        if (coro_workload_has(result, i, CORO_METRIC_TIME))
            chosen[count++] = i;
    return count;
}

static void add_cell(struct coro_text *text, const struct coro_result *result, size_t strategy, size_t workload)
{
    const struct coro_cell *cell = coro_result_cell(result, strategy, workload);
    double time = coro_result_median(result, strategy, workload, CORO_METRIC_TIME);
    double multiple = coro_multiple(result, strategy, workload, CORO_METRIC_TIME);

    if (isnan(time))
        coro_text_format(text, " %s |", coro_cell_is_told(result, strategy, workload) ? coro_cell_word(cell->status) : "");
    else if (strategy == coro_baseline(result) || isnan(multiple))
        coro_text_format(text, " **%s** |", coro_number_time(time).text);
    else
        coro_text_format(text, " %s |", coro_number_multiple(multiple).text);
}

static bool has_any_cell(const struct coro_result *result, size_t strategy, const size_t *chosen, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (coro_cell_is_told(result, strategy, chosen[i]))
            return true;
    return false;
}

static void add_multiples(struct coro_text *text, const struct coro_result *result)
{
    size_t chosen[MOST_COLUMNS], count = choose_workloads(result, chosen);

    if (count == 0)
        return;
    coro_text_add(text, "Time per item, as multiples of ");
    coro_escape_markdown_name(text, coro_baseline_name(result));
    coro_text_add(text, coro_baseline_is_box(result) ? "; in bold, its own times.\n\n| strategy |"
                                                     : " (box has no time in this file); in bold, times.\n\n| strategy |");
    for (size_t i = 0; i < count; i++) {
        coro_text_add(text, " ");
        coro_escape_markdown_name(text, result->workloads[chosen[i]].name);
        coro_text_add(text, " |");
    }
    coro_text_add(text, "\n|---|");
    coro_text_repeat(text, "---:|", count);
    for (size_t strategy = 0; strategy < result->strategy_count; strategy++) {
        if (!has_any_cell(result, strategy, chosen, count))
            continue;
        coro_text_add(text, "\n| ");
        coro_escape_markdown_name(text, result->strategies[strategy].name);
        coro_text_add(text, " |");
        for (size_t i = 0; i < count; i++)
            add_cell(text, result, strategy, chosen[i]);
    }
    coro_text_add(text, "\n\n");
}

/* One line for a strategy of a blog row: its claims with verdicts in one cell, then its numbers. */
static void add_blog_line(struct coro_text *text, const struct coro_result *result, unsigned row, size_t strategy)
{
    const struct coro_strategy *measured = &result->strategies[strategy];
    const struct coro_claim *claim = coro_blog_claim(result, row, strategy, 0);
    size_t ready = coro_result_workload(result, "ready");

    coro_text_format(text, "| %s | ", coro_blog_row_name(row));
    for (const char *separator = ""; claim != NULL; separator = "<br>") {
        coro_text_format(text, "%s“", separator);
        coro_escape_markdown(text, claim->quote);
        coro_text_format(text, "” **%s**", coro_verdict_words(claim->verdict));
        if (claim->verdict == CORO_REFUTED && claim->why[0] != '\0') {
            coro_text_add(text, ": ");
            coro_escape_markdown(text, claim->why);
        }
        claim = coro_blog_claim(result, row, strategy, coro_blog_after(result, claim));
    }
    coro_text_add(text, " | ");
    coro_escape_markdown_name(text, measured->name);
    coro_text_format(text, " | %s | %s | %s / %s / %s |\n",
                     coro_number_multiple(coro_multiple(result, strategy, ready, CORO_METRIC_TIME)).text,
                     coro_number_count(coro_blog_allocations(result, strategy)).text,
                     coro_number_bytes(measured->adapter_bytes).text, coro_number_bytes(measured->call_site_bytes).text,
                     coro_number_bytes(measured->task_bytes).text);
}

static void add_blog(struct coro_text *text, const struct coro_result *result)
{
    coro_text_add(text, "| part 8's strategy | its downsides: verdict | measured as | time on ready, × ");
    coro_escape_markdown_name(text, coro_baseline_name(result));
    coro_text_add(text, " | allocations per item | adds to iterator / call site / task |\n|---|---|---|---:|---:|---:|\n");
    for (unsigned row = 1; row <= CORO_BLOG_ROWS; row++) {
        size_t strategy = coro_blog_strategy(result, row, 0);
        if (strategy == CORO_NOT_FOUND)
            coro_text_format(text, "| %s | not tested yet | | | | |\n", coro_blog_row_name(row));
        for (; strategy != CORO_NOT_FOUND; strategy = coro_blog_strategy(result, row, strategy + 1))
            add_blog_line(text, result, row, strategy);
    }
    coro_text_add(text, "\n");
}

static void add_described(struct coro_text *text, const struct coro_result *result,
                          void (*describe)(const struct coro_result *, struct coro_text *))
{
    struct coro_text words;

    coro_text_init(&words);
    describe(result, &words);
    coro_escape_markdown(text, words.bytes == NULL ? "" : words.bytes);
    text->is_broken |= words.is_broken;
    coro_text_fini(&words);
}

void coro_markdown_add(struct coro_text *text, const struct coro_result *result)
{
    coro_text_add(text, "<!-- generated by `corolab report --md`: do not edit -->\n");
    add_blog(text, result);
    add_multiples(text, result);
    coro_text_add(text, "Measured: ");
    add_described(text, result, coro_environment_run);
    coro_text_add(text, "; on ");
    add_described(text, result, coro_environment_machine);
    coro_text_format(text, ". Medians of up to %zu processes%s.\n", coro_run_samples(result),
                     coro_run_is_screening(result) ? "; such a run screens, it gives no verdict on small differences" : "");
    coro_markdown_add_switches(text, result);
    coro_markdown_add_fidelity(text, result);
    coro_markdown_add_method(text, result);
}
