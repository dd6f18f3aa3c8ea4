/* SPDX-License-Identifier: MIT */
/* Owns the section in which a reader ticks what a program needs, and the choice of its rows, columns and ranks. Peers are no
 * answers and no rows. Without the script, rules of style sink the rows that do not fit, and order the others. */
#include "report/html/page_choose.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/need.h"
#include "report/analysis/row_bytes.h"

static const char *const first_columns[] = {"ready", "pending/8", "depth/4", "frame/1040", "mixed_tasks/10000", "tasks/10000"};
enum { FIRST_COLUMNS = sizeof first_columns / sizeof first_columns[0], FEWEST_OF_A_COLUMN = 2 };

/* The rows that have the metric on the workload, peers not counted. */
static size_t rows_with(const struct report_result *result, size_t workload, const char *metric)
{
    size_t count = 0;

    for (size_t i = 0; i < result->strategy_count; i++)
        count += !report_strategy_is_peer(&result->strategies[i]) && report_result_series(result, i, workload, metric) != NULL;
    return count;
}

static void take_column(struct report_choice *choice, size_t workload, size_t fewest)
{
    if (workload == REPORT_NOT_FOUND || choice->column_count == REPORT_CHOOSE_COLUMNS)
        return;
    for (size_t i = 0; i < choice->column_count; i++)
        if (choice->columns[i] == workload)
            return;
    if (rows_with(choice->result, workload, choice->metric) >= fewest)
        choice->columns[choice->column_count++] = workload;
}

/* The usual workloads first, then others in the file's order: those that tell rows apart, then those of a single row. */
static void choose_columns(struct report_choice *choice)
{
    static const char *const metrics[] = {REPORT_METRIC_TIME, REPORT_METRIC_INSTRUCTIONS, REPORT_METRIC_ALLOCATIONS};
    const struct report_result *result = choice->result;

    for (size_t m = 0; m < sizeof metrics / sizeof metrics[0] && choice->column_count == 0; m++) {
        choice->metric = metrics[m];
        for (size_t i = 0; i < FIRST_COLUMNS; i++)
            take_column(choice, report_result_workload(result, first_columns[i]), 1);
        for (size_t fewest = FEWEST_OF_A_COLUMN; fewest > 0; fewest--)
            for (size_t i = 0; i < result->workload_count; i++)
                take_column(choice, i, fewest);
    }
}

static void choose_ranks(struct report_choice *choice)
{
    static const char *const keys[] = {"memory", "allocations", "retained", "code"};
    const struct report_result *result = choice->result;

    for (size_t i = 0; i < choice->column_count; i++)
        choice->ranks[choice->rank_count++] = (struct report_rank){
            result->workloads[choice->columns[i]].name, REPORT_RANK_SERIES, choice->metric, choice->columns[i]};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (report_rank_find(result, keys[i], &choice->ranks[choice->rank_count]))
            choice->rank_count++;
}

struct ranked { double value; size_t strategy; bool is_answer; };

/* Ascending; rows without a value behind the others, yardsticks last, and equal rows in the file's order. */
static int compare_ranked(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;

    if (a->is_answer != b->is_answer)
        return a->is_answer ? -1 : 1;
    if (isnan(a->value) != isnan(b->value))
        return isnan(a->value) ? 1 : -1;
    if (a->value < b->value || a->value > b->value)
        return a->value < b->value ? -1 : 1;
    return (a->strategy > b->strategy) - (a->strategy < b->strategy);
}

static void order_rows(struct report_choice *choice, size_t rank)
{
    struct ranked rows[REPORT_LONGEST_TABLE];

    for (size_t i = 0; i < choice->row_count; i++)
        rows[i] = (struct ranked){report_rank_value(choice->result, &choice->ranks[rank], choice->rows[i]), choice->rows[i],
                                  report_strategy_keeps_trait(&choice->result->strategies[choice->rows[i]])};
    qsort(rows, choice->row_count, sizeof rows[0], compare_ranked);
    for (size_t i = 0; i < choice->row_count; i++)
        choice->place[rank][rows[i].strategy] = i;
    for (size_t i = 0; i < choice->row_count && rank == 0; i++)
        choice->rows[i] = rows[i].strategy;
}

/* Whether anything stands in the row. */
static bool has_something(const struct report_choice *choice, size_t strategy)
{
    for (size_t i = 0; i < choice->column_count; i++)
        if (report_result_series(choice->result, strategy, choice->columns[i], choice->metric) != NULL)
            return true;
    for (size_t need = 0; need < REPORT_NEEDS; need++)
        if (report_need_fit(choice->result, strategy, need, NULL) != REPORT_FIT_UNKNOWN)
            return true;
    return false;
}

static void choose_rows(struct report_choice *choice)
{
    const struct report_result *result = choice->result;

    for (size_t i = 0; i < result->strategy_count; i++) {
        double bytes = report_result_median(result, i, choice->memory, REPORT_METRIC_TASK_BYTES);
        if (report_strategy_is_peer(&result->strategies[i]) || !has_something(choice, i))
            continue;
        choice->rows[choice->row_count++] = i;
        choice->has_places |= result->strategies[i].lives.where != REPORT_PLACE_UNKNOWN;
        choice->most_bytes = fmax(choice->most_bytes, isnan(bytes) ? 0 : bytes);
    }
    choice->has_needs = result->probe_count > 0;
    for (size_t rank = 0; rank < choice->rank_count; rank++)
        order_rows(choice, rank);
}

static void choose(struct report_choice *choice)
{
    choose_columns(choice);
    choice->memory = report_resident_workload(choice->result);
    choice->allocations = REPORT_NOT_FOUND;
    for (size_t i = choice->column_count; i-- > 0;)
        if (rows_with(choice->result, choice->columns[i], REPORT_METRIC_ALLOCATIONS) > 0)
            choice->allocations = choice->columns[i];
    choose_ranks(choice);
    choose_rows(choice);
}

static void add_presets(struct report_text *text)
{
    report_page_piece(text, "choose-presets", NULL);
    for (size_t i = 0; i < REPORT_PRESETS; i++) {
        report_html(text, "<button type=\"button\" data-by=\"%s\" data-need=\"", report_presets[i].rank);
        for (size_t need = 0; need < REPORT_NEEDS; need++)
            if ((report_presets[i].needs >> need & 1u) != 0)
                report_html(text, "%s ", report_needs[need].key);
        report_html(text, "\">%s</button>", report_presets[i].label);
    }
    report_text_add(text, "</div></fieldset>\n");
}

static void add_needs(struct report_text *text)
{
    report_page_piece(text, "choose-needs", NULL);
    for (size_t i = 0; i < REPORT_NEEDS; i++) {
        const struct report_need *need = &report_needs[i];
        report_html(text, "<label class=\"tick\"><input type=\"checkbox\" class=\"need-%s\" value=\"%s\"><span>%s", need->key,
                    need->key, need->label);
        if (need->small[0] != '\0')
            report_html(text, " <small>(%s)</small>", need->small);
        report_text_add(text, "</span></label>\n");
    }
    report_text_add(text, "</fieldset>\n");
}

static void add_ranks(struct report_text *text, const struct report_choice *choice, const char *part)
{
    report_page_piece(text, "choose-ranks", NULL);
    for (size_t i = 0; i < choice->rank_count; i++) {
        const char *key = choice->ranks[i].key;
        report_html(text, "<label><input type=\"radio\" name=\"by%s\" class=\"by-%zu\" value=\"%s\"", part, i, key);
        report_html(text, "%s>%s</label>", i == 0 ? " checked" : "", strcmp(key, "code") == 0 ? "code size" : key);
    }
    report_text_add(text, "</div></fieldset>\n");
}

void report_page_choose(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_choice choice = {.result = result};
    struct report_text *text = &page->body;

    choose(&choice);
    if (choice.row_count == 0 || (choice.rank_count == 0 && !choice.has_needs))
        return;
    report_page_piece(text, "choose", NULL);
    report_html(text, "<div class=\"choose\" data-result=\"%zu\"><form class=\"rail\" autocomplete=\"off\">\n", page->index);
    if (choice.has_needs) {
        add_presets(text);
        add_needs(text);
    }
    if (choice.rank_count > 1)
        add_ranks(text, &choice, part);
    report_page_piece(text, "choose-pickers", NULL);
    report_choice_add_table(page, &choice);
    report_page_piece(text, "choose-key", NULL);
    report_page_small_table(text, result, report_axes_fill);
    report_page_small_table(text, result, report_retention_fill);
    report_text_add(text, "</div></div>\n");
}
