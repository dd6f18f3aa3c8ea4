/* SPDX-License-Identifier: MIT */
/* Owns the choice of the rows and columns. elision_sentence.c has the sentence. */
#include "report/analysis/elision.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Fewer are an event of the start, not of an item. */
static const double least_allocations = 0.001;

static const char *const asked_on[REPORT_ELISION_COLUMNS] = {"ready", "pending/8", "two_types", "depth/4"};
static const char *const compiled_apart[] = {"box", "size_in_vtable/box"};
static const char *const families[] = {"peer:rust/one_crate/", "peer:one_unit/", "peer:cpp20/"};
enum { APART_COUNT = sizeof compiled_apart / sizeof compiled_apart[0], FAMILY_COUNT = sizeof families / sizeof families[0] };

static bool begins_with(const char *name, const char *words) { return strncmp(name, words, strlen(words)) == 0; }

static bool ends_with(const char *name, const char *words)
{
    size_t length = strlen(name), ending = strlen(words);

    return length >= ending && strcmp(name + length - ending, words) == 0;
}

bool report_strategy_is_program(const struct report_strategy *strategy)
{
    return begins_with(strategy->name, families[0]) || begins_with(strategy->name, families[1]) ||
           (begins_with(strategy->name, families[2]) &&
            (ends_with(strategy->name, "/one_unit") || ends_with(strategy->name, "/elidable")));
}

static void read_compiler(const char *sentence, char compiler[96])
{
    const char *open = strrchr(sentence, '('), *close = open == NULL ? NULL : strchr(open, ')');

    if (close != NULL)
        snprintf(compiler, 96, "%.*s", (int)(close - open - 1 < 95 ? close - open - 1 : 95), open + 1);
}

/* Why the program ran on none of the workloads; NULL when it ran on one, or was not asked to. */
static const char *why_absent(const struct report_result *result, size_t strategy)
{
    const char *reason = NULL;

    for (size_t i = 0; i < REPORT_ELISION_COLUMNS; i++) {
        size_t workload = report_result_workload(result, asked_on[i]);
        if (workload == REPORT_NOT_FOUND)
            continue;
        const struct report_cell *cell = report_result_cell(result, strategy, workload);
        if (cell->status == REPORT_CELL_OK)
            return NULL;
        if (reason == NULL && cell->note != 0)
            reason = cell->reason;
    }
    return reason;
}

static bool is_counted(const struct report_result *result, size_t strategy, size_t workload)
{
    return !isnan(report_result_median(result, strategy, workload, REPORT_METRIC_ALLOCATIONS));
}

static bool has_any(const struct report_result *result, size_t strategy)
{
    for (size_t i = 0; i < REPORT_ELISION_COLUMNS; i++) {
        size_t workload = report_result_workload(result, asked_on[i]);
        if (workload != REPORT_NOT_FOUND && is_counted(result, strategy, workload))
            return true;
    }
    return false;
}

bool report_elision_has_run(const struct report_result *result, size_t strategy)
{
    for (size_t i = 0; i < REPORT_ELISION_COLUMNS; i++) {
        size_t workload = report_result_workload(result, asked_on[i]);
        if (workload != REPORT_NOT_FOUND && report_result_cell(result, strategy, workload)->status == REPORT_CELL_OK)
            return true;
    }
    return false;
}

static bool has_program(const struct report_result *result)
{
    for (size_t i = 0; i < result->strategy_count; i++)
        if (report_strategy_is_program(&result->strategies[i]) && (has_any(result, i) || why_absent(result, i) != NULL))
            return true;
    return false;
}

/* Reads row *index of one family, or takes the family's rows off *index. */
static bool read_program(const struct report_result *result, const char *family, size_t *index, struct report_elision *row)
{
    for (size_t i = 0; i < result->strategy_count; i++) {
        const struct report_strategy *strategy = &result->strategies[i];
        if (!report_strategy_is_program(strategy) || !begins_with(strategy->name, family))
            continue;
        const char *reason = why_absent(result, i);
        if ((reason == NULL && !has_any(result, i)) || (*index)-- > 0)
            continue;
        *row = (struct report_elision){.strategy = i, .is_program = true, .reason = reason};
        read_compiler(strategy->sentence, row->compiler);
        return true;
    }
    return false;
}

bool report_elision_read(const struct report_result *result, size_t index, struct report_elision *row)
{
    if (!has_program(result))
        return false;
    for (size_t i = 0; i < APART_COUNT; i++) {
        size_t strategy = report_result_strategy(result, compiled_apart[i]);
        if (strategy == REPORT_NOT_FOUND || !has_any(result, strategy) || index-- > 0)
            continue;
        *row = (struct report_elision){.strategy = strategy};
        return true;
    }
    for (size_t i = 0; i < FAMILY_COUNT; i++)
        if (read_program(result, families[i], &index, row))
            return true;
    return false;
}

size_t report_elision_columns(const struct report_result *result, size_t workloads[REPORT_ELISION_COLUMNS])
{
    size_t count = 0;

    for (size_t i = 0; i < REPORT_ELISION_COLUMNS; i++) {
        size_t workload = report_result_workload(result, asked_on[i]);
        bool is_there = false;
        for (size_t strategy = 0; strategy < result->strategy_count && workload != REPORT_NOT_FOUND && !is_there; strategy++)
            is_there = report_strategy_is_program(&result->strategies[strategy]) &&
                       (is_counted(result, strategy, workload) || report_elision_has_failed(result, strategy, workload));
        if (is_there)
            workloads[count++] = workload;
    }
    return count;
}

bool report_elision_is_gone(const struct report_result *result, size_t strategy, size_t workload)
{
    return report_result_median(result, strategy, workload, REPORT_METRIC_ALLOCATIONS) < least_allocations;
}

bool report_elision_has_failed(const struct report_result *result, size_t strategy, size_t workload)
{
    enum report_cell_status status = report_result_cell(result, strategy, workload)->status;

    return status == REPORT_CELL_FAILED || status == REPORT_CELL_TIMEOUT;
}
