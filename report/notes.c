/* SPDX-License-Identifier: MIT */
/* Owns the numbering of the cells that could not run. */
#include "report/notes.h"
#include <string.h>

static bool is_same_note(const struct coro_cell *a, const struct coro_cell *b)
{
    return a->status == b->status && strcmp(a->reason, b->reason) == 0;
}

/* The note of an earlier cell that says the same as cell `index`, or 0. */
static size_t earlier_note(const struct coro_result *result, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (is_same_note(&result->cells[i], &result->cells[index]))
            return result->cells[i].note;
    return 0;
}

void coro_notes_number(struct coro_result *result)
{
    for (size_t i = 0; i < result->strategy_count * result->workload_count; i++) {
        struct coro_cell *cell = &result->cells[i];
        if (cell->status == CORO_CELL_OK || cell->status == CORO_CELL_NOT_RUN)
            continue;
        cell->note = earlier_note(result, i);
        if (cell->note == 0)
            cell->note = ++result->note_count;
    }
}

const struct coro_cell *coro_note_cell(const struct coro_result *result, size_t note)
{
    const struct coro_cell *cell = result->cells;

    while (cell->note != note)
        cell++;
    return cell;
}

static bool strategy_has_note(const struct coro_result *result, size_t strategy, size_t note)
{
    for (size_t workload = 0; workload < result->workload_count; workload++)
        if (coro_result_cell(result, strategy, workload)->note == note)
            return true;
    return false;
}

static bool workload_has_note(const struct coro_result *result, size_t workload, size_t note)
{
    for (size_t strategy = 0; strategy < result->strategy_count; strategy++)
        if (coro_result_cell(result, strategy, workload)->note == note)
            return true;
    return false;
}

void coro_note_strategies(const struct coro_result *result, size_t note, struct coro_text *text)
{
    const char *separator = "";

    for (size_t strategy = 0; strategy < result->strategy_count; strategy++) {
        if (!strategy_has_note(result, strategy, note))
            continue;
        coro_text_format(text, "%s%s", separator, result->strategies[strategy].name);
        separator = ", ";
    }
}

void coro_note_workloads(const struct coro_result *result, size_t note, struct coro_text *text)
{
    const char *separator = "";

    for (size_t workload = 0; workload < result->workload_count; workload++) {
        if (!workload_has_note(result, workload, note))
            continue;
        coro_text_format(text, "%s%s", separator, result->workloads[workload].name);
        separator = ", ";
    }
}

const char *coro_cell_word(enum coro_cell_status status)
{
    static const char *const words[] = {
        [CORO_CELL_NOT_RUN] = "not run", [CORO_CELL_OK] = "ok",           [CORO_CELL_UNSUPPORTED] = "unsupported",
        [CORO_CELL_FAILED] = "failed",   [CORO_CELL_TIMEOUT] = "timeout",
    };

    return words[status];
}
