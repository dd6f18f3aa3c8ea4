/* SPDX-License-Identifier: MIT */
/* Numbers the cells that could not run, and makes the shortest list of their names. The outputs print the notes below their
 * tables. */
#include "report/result/json_reader.h"
#include <string.h>

enum { MOST_NAMED = 4 };    /* workloads, before "all but" is shorter */

static bool is_same_note(const struct report_cell *a, const struct report_cell *b)
{
    return a->status == b->status && strcmp(a->reason, b->reason) == 0;
}

/* The note of an earlier cell that says the same as cell `index`, or 0. */
static size_t earlier_note(const struct report_result *result, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (is_same_note(&result->cells[i], &result->cells[index]))
            return result->cells[i].note;
    return 0;
}

void report_notes_number(struct report_result *result)
{
    for (size_t i = 0; i < result->strategy_count * result->workload_count; i++) {
        struct report_cell *cell = &result->cells[i];
        if (cell->status == REPORT_CELL_OK || cell->status == REPORT_CELL_NOT_RUN)
            continue;
        cell->note = earlier_note(result, i);
        if (cell->note == 0)
            cell->note = ++result->note_count;
    }
}

const struct report_cell *report_note_cell(const struct report_result *result, size_t note)
{
    const struct report_cell *cell = result->cells;

    while (cell->note != note)
        cell++;
    return cell;
}

static bool has_note(const struct report_result *result, size_t strategy, size_t workload, size_t note)
{
    return report_result_cell(result, strategy, workload)->note == note;
}

static size_t note_count(const struct report_result *result, size_t strategy, size_t note)
{
    size_t count = 0;

    for (size_t workload = 0; workload < result->workload_count; workload++)
        count += has_note(result, strategy, workload, note);
    return count;
}

/* True when the note is on the same workloads for both. */
static bool has_same_cells(const struct report_result *result, size_t strategy, size_t other, size_t note)
{
    for (size_t workload = 0; workload < result->workload_count; workload++)
        if (has_note(result, strategy, workload, note) != has_note(result, other, workload, note))
            return false;
    return true;
}

static bool is_first_of_its_kind(const struct report_result *result, size_t strategy, size_t note)
{
    for (size_t earlier = 0; earlier < strategy; earlier++)
        if (has_same_cells(result, earlier, strategy, note))
            return false;
    return true;
}

static void add_alike(const struct report_result *result, size_t first, size_t note, struct report_text *text)
{
    const char *separator = "";

    for (size_t strategy = first; strategy < result->strategy_count; strategy++) {
        if (!has_same_cells(result, first, strategy, note))
            continue;
        report_text_format(text, "%s%s", separator, result->strategies[strategy].name);
        separator = ", ";
    }
}

/* The workloads that it is on, or those that it is not on where these are fewer. */
static void add_workloads(const struct report_result *result, size_t strategy, size_t note, struct report_text *text)
{
    size_t on = note_count(result, strategy, note);
    bool names_others = on > MOST_NAMED && on > result->workload_count / 2;
    const char *separator = "";

    if (on == result->workload_count) {
        report_text_add(text, "all");
        return;
    }
    report_text_add(text, names_others ? "all but " : "");
    for (size_t workload = 0; workload < result->workload_count; workload++) {
        if (has_note(result, strategy, workload, note) == names_others)
            continue;
        report_text_format(text, "%s%s", separator, result->workloads[workload].name);
        separator = ", ";
    }
}

void report_note_cells(const struct report_result *result, size_t note, struct report_text *text)
{
    const char *separator = "";

    for (size_t strategy = 0; strategy < result->strategy_count; strategy++) {
        if (note_count(result, strategy, note) == 0 || !is_first_of_its_kind(result, strategy, note))
            continue;
        report_text_add(text, separator);
        add_alike(result, strategy, note, text);
        report_text_add(text, " on ");
        add_workloads(result, strategy, note, text);
        separator = "; ";
    }
}

const char *report_cell_word(enum report_cell_status status)
{
    static const char *const words[] = {
        [REPORT_CELL_NOT_RUN] = "not run", [REPORT_CELL_OK] = "ok",           [REPORT_CELL_UNSUPPORTED] = "unsupported",
        [REPORT_CELL_FAILED] = "failed",   [REPORT_CELL_TIMEOUT] = "timeout",
    };

    return words[status];
}
