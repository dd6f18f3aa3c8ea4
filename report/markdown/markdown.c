/* SPDX-License-Identifier: MIT */
/* Owns the Markdown form of a result: three sentences, the run, and one table, because a README or a pull request holds it.
 * Everything else is folded. */
#include "report/markdown/markdown.h"
#include <math.h>
#include "report/analysis/blog_table.h"
#include "report/analysis/claim_decision.h"
#include "report/analysis/row_bytes.h"
#include "report/analysis/columns.h"
#include "report/analysis/rank.h"
#include "report/analysis/sentence.h"
#include "report/result/result.h"

enum { MOST_COLUMNS = 7 };

/* The workloads that a README shows, as far as the file has them; when it has too few of these, its first ones. */
static size_t choose_workloads(const struct report_result *result, size_t chosen[MOST_COLUMNS])
{
    static const char *const favourites[MOST_COLUMNS] = {"ready", "pending/8", "suspend_depth/4", "depth/4",
                                                         "frame/1040", "tasks/10000", "lines"};
    size_t count = 0;

    for (size_t i = 0; i < MOST_COLUMNS; i++) {
        size_t workload = report_result_workload(result, favourites[i]);
        if (workload != REPORT_NOT_FOUND && report_workload_is_told(result, workload, REPORT_METRIC_TIME))
            chosen[count++] = workload;
    }
    if (count >= 2)
        return count;
    count = 0;
    for (size_t i = 0; i < result->workload_count && count < MOST_COLUMNS; i++)
        if (report_workload_is_told(result, i, REPORT_METRIC_TIME))
            chosen[count++] = i;
    return count;
}

static void add_cell(struct report_text *text, const struct report_result *result, size_t strategy, size_t workload)
{
    const struct report_cell *cell = report_result_cell(result, strategy, workload);
    double time = report_result_median(result, strategy, workload, REPORT_METRIC_TIME);
    double multiple = report_multiple(result, strategy, workload, REPORT_METRIC_TIME);

    if (isnan(time))
        report_text_format(text, " %s |", report_cell_is_told(result, strategy, workload) ? report_cell_word(cell->status) : "");
    else if (strategy == report_baseline(result) || isnan(multiple))
        report_text_format(text, " **%s** |", report_number_time(time).text);
    else
        report_text_format(text, " %s |", report_number_multiple(multiple).text);
}

typedef bool is_of_table(const struct report_strategy *);

static bool is_row(const struct report_strategy *strategy) { return !report_strategy_is_peer(strategy); }

/* The columns of the one table that is not folded. */
struct multiples {
    size_t chosen[MOST_COLUMNS], count;
    bool has_places, has_memory;
    struct report_rank memory;
};

static void choose_columns(const struct report_result *result, struct multiples *table)
{
    *table = (struct multiples){.count = 0};
    table->has_memory = report_rank_find(result, "memory", &table->memory);
    table->count = choose_workloads(result, table->chosen);
    for (size_t i = 0; i < result->strategy_count; i++)
        table->has_places |= result->strategies[i].lives.where != REPORT_PLACE_UNKNOWN;
}

static void add_heading(struct report_text *text, const struct report_result *result, const struct multiples *table)
{
    report_text_add(text, table->has_places ? "| strategy | frame |" : "| strategy |");
    for (size_t i = 0; i < table->count; i++)
        report_markdown_names(text, &result->workloads[table->chosen[i]].name, 1);
    report_text_add(text, table->has_memory ? " a waiting task |" : "");
    report_text_add(text, table->has_places ? "\n|---|---|" : "\n|---|");
    report_text_repeat(text, "---:|", table->count + table->has_memory);
}

/* "task/heap": where the frame lives, and where it goes when it does not fit. */
static void add_place(struct report_text *text, struct report_lives lives)
{
    report_text_format(text, " %s%s%s |", report_place_words[lives.where], lives.fallback == REPORT_PLACE_UNKNOWN ? "" : "/",
                       report_place_words[lives.fallback]);
}

static void add_row(struct report_text *text, const struct report_result *result, size_t strategy, const struct multiples *table)
{
    report_text_add(text, "\n|");
    report_markdown_names(text, &result->strategies[strategy].name, 1);
    if (table->has_places)
        add_place(text, result->strategies[strategy].lives);
    for (size_t i = 0; i < table->count; i++)
        add_cell(text, result, strategy, table->chosen[i]);
    if (table->has_memory) {
        double bytes = report_rank_value(result, &table->memory, strategy);
        report_text_format(text, " %s |", isnan(bytes) ? "" : report_rank_number(&table->memory, bytes).text);
    }
}

static void add_multiples(struct report_text *text, const struct report_result *result, is_of_table *belongs)
{
    struct multiples table;
    size_t rows = 0;

    choose_columns(result, &table);
    for (size_t i = 0; i < result->strategy_count && table.count > 0; i++) {
        if (!belongs(&result->strategies[i]) || !report_row_is_told(result, i, table.chosen, table.count))
            continue;
        if (rows++ == 0)
            add_heading(text, result, &table);
        add_row(text, result, i, &table);
    }
    report_text_add(text, rows > 0 ? "\n\n" : "");
}

/* Adds the table of the rows that are no peers, below its caption; nothing without rows. */
static void add_table(struct report_text *text, const struct report_result *result)
{
    size_t begin = text->length;

    report_text_add(text, "Time per item, as multiples of ");
    report_escape_markdown_name(text, report_baseline_name(result));
    report_text_add(text, report_baseline_is_box(result) ? "; in bold, its own times. "
                                                         : " (box has no time in this file); in bold, times. ");
    report_markdown_sentence(text, report_noise_say_reach, result, "");
    report_text_add(text, "\n\n");
    size_t caption = text->length;
    add_multiples(text, result, is_row);
    if (text->length == caption)
        report_text_cut(text, begin);
}

/* Adds "“requires allocation” **depends**: on one thread, refuted; by two threads, proved". A refutation adds its reason: a
 * cell of a table has no room for evidence, which the page has. */
static void add_verdict(struct report_text *text, const struct report_claim *claim)
{
    struct report_text words = {0};
    bool is_told = claim->is_by_construction || claim->verdict == REPORT_REFUTED || claim->verdict == REPORT_DEPENDS;

    report_markdown(text, "“%s” **%s**", claim->quote, report_verdict_words[claim->verdict]);
    for (size_t i = 0; i < claim->half_count && is_told; i++) {
        struct report_text outcome = {0};
        report_claim_say_outcome(claim, i, &outcome);
        if (outcome.length > 0)
            report_text_format(&words, "%s%s", words.length == 0 ? ": " : "; ", outcome.bytes);
        report_text_fini(&outcome);
    }
    if (claim->verdict == REPORT_REFUTED && claim->why[0] != '\0')
        report_text_format(&words, "%s%s", words.length == 0 ? ": " : "; ", claim->why);
    report_markdown(text, "%s", report_text_string(&words));
    report_text_fini(&words);
}

/* Adds one line for a strategy of a blog row: its claims with verdicts in one cell, then its numbers. */
static void add_blog_line(struct report_text *text, const struct report_result *result, unsigned row, size_t strategy)
{
    const struct report_strategy *measured = &result->strategies[strategy];
    struct report_row_bytes bytes = report_row_bytes(result, strategy);
    const struct report_claim *claim = NULL;
    size_t ready = report_result_workload(result, "ready");

    report_text_format(text, "| %s | ", report_blog_rows[row]);
    for (const char *separator = ""; (claim = report_blog_claim(result, row, strategy, claim)) != NULL; separator = "<br>") {
        report_text_add(text, separator);
        add_verdict(text, claim);
    }
    report_text_add(text, " |");
    report_markdown_names(text, &measured->name, 1);
    report_text_format(text, " %s | %s | %s / %s / %s | %s | %s | %s |\n",
                       report_number_multiple(report_multiple(result, strategy, ready, REPORT_METRIC_TIME)).text,
                       report_number_count(report_blog_allocations(result, strategy)).text,
                       report_row_bytes_number(bytes.adapter).text, report_row_bytes_number(bytes.call_site).text,
                       report_row_bytes_number(bytes.task).text, report_row_bytes_number(bytes.reserved).text,
                       report_row_bytes_number(bytes.resident).text, report_row_bytes_number(bytes.retained).text);
}

/* The command stands in a fence, which shows its characters as they are. */
static void add_unmeasured(struct report_text *text, const struct report_result *result)
{
    struct report_text command = {0};

    report_unmeasured_command(result, &command);
    report_markdown_sentence(text, report_unmeasured_say, result, "\n\n");
    if (command.length > 0)
        report_text_format(text, "```\n%s\n```\n\n", command.bytes);
    report_text_fini(&command);
}

static void add_blog(struct report_text *text, const struct report_result *result)
{
    report_text_add(text, "| part 8's strategy | its downsides: verdict | measured as | time on ready, × ");
    report_escape_markdown_name(text, report_baseline_name(result));
    report_text_add(text, " | allocations per item | in structs: iterator / call site / task | reserved | resident | "
                    "retained |\n|---|---|---|---:|---:|---:|---:|---:|---:|\n");
    for (unsigned row = 1; row <= REPORT_BLOG_ROWS; row++) {
        size_t strategy = report_blog_strategy(result, row, 0);
        if (strategy == REPORT_NOT_FOUND)
            report_text_format(text, "| %s | not measured | | | | | | | |\n", report_blog_rows[row]);
        for (; strategy != REPORT_NOT_FOUND; strategy = report_blog_strategy(result, row, strategy + 1))
            add_blog_line(text, result, row, strategy);
    }
    report_text_add(text, "\nBytes *in structs*: the growth of the types. *Reserved*: beyond them, taken by a task, used or not. "
                    "*Resident*: all that a waiting task holds. *Retained*: the most that stays in the process after futures "
                    "ended.\n\n");
    report_markdown_sentence(text, report_table_say_verdicts, result, "\n\n");
    report_markdown_sentence(text, report_prose_say_verdicts, result, "\n\n");
    add_unmeasured(text, result);
    report_markdown_sentence(text, report_ledger_say, result, "\n\n");
}

void report_markdown_sentence(struct report_text *text, report_sentence *say, const struct report_result *result,
                              const char *after)
{
    struct report_text words = {0};

    say(result, &words);
    if (words.length > 0) {
        report_escape_markdown(text, words.bytes);
        report_text_add(text, after);
    }
    report_text_fini(&words);
}

void report_markdown_names(struct report_text *text, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        report_text_add(text, " ");
        report_escape_markdown_name(text, names[i]);
        report_text_add(text, " |");
    }
}

static void add_environment(struct report_text *text, const struct report_result *result)
{
    report_text_add(text, "Measured: ");
    report_markdown_sentence(text, report_environment_run, result, "");
    report_text_add(text, "; on ");
    report_markdown_sentence(text, report_environment_machine, result, "");
    report_text_format(text, ". Medians of up to %zu processes%s.\n\n", report_run_samples(result),
                       report_run_is_screening(result) ? "; such a run screens, it gives no verdict on small differences" : "");
}

static void add_answer(struct report_text *text, const struct report_result *result)
{
    for (size_t i = 0; report_three_sentences[i] != NULL; i++)
        report_markdown_sentence(text, report_three_sentences[i], result, "\n");
    report_text_add(text, "\n");
}

void report_markdown_add(struct report_text *text, const struct report_result *result)
{
    report_text_add(text, "<!-- generated by `corolab report --md`: do not edit -->\n");
    add_answer(text, result);
    add_environment(text, result);
    add_table(text, result);
    report_text_add(text, "<details><summary>The posts, tested; peers; and how the numbers were made</summary>\n\n");
    add_blog(text, result);
    add_multiples(text, result, report_strategy_is_peer);
    report_markdown_add_small_tables(text, result);
    report_markdown_add_switches(text, result);
    report_markdown_add_undecidable(text, result);
    report_markdown_add_fidelity(text, result);
    report_markdown_add_elision(text, result);
    report_markdown_add_systems(text, result);
    report_markdown_add_method(text, result);
    report_text_add(text, "\n</details>\n");
}
