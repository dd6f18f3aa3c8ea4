/* SPDX-License-Identifier: MIT */
/* Answers `corolab run`, which stores the records and measures no strategy that fails a conformance probe. */
#include <stdlib.h>
#include <string.h>
#include "bench/check/check.h"
#include "bench/check/run_probe.h"
#include "bench/check/scorecard.h"
#include "bench/process/stop.h"
#include "report/base/memory.h"

/* The cards of strategies by name; peers have no probes. */
static enum coro_status find_cards(const char *const *names, size_t count, const struct row_card **cards)
{
    for (size_t i = 0; i < count; i++) {
        const struct row *row = table_find_row(names[i]);
        if (row == NULL || row_card(row)->is_peer)
            return CORO_ERR_INVALID;
        cards[i] = row_card(row);
    }
    return CORO_OK;
}

enum coro_status check_collect(const char *const *row_names, size_t row_count, json_t *probes, json_t *claims)
{
    char program[PATH_MAX];
    const struct row_card **cards = report_allocate_zeroed(row_count, sizeof *cards);
    struct sheet *sheets = report_allocate_zeroed(row_count, sizeof *sheets);
    enum coro_status status = find_cards(row_names, row_count, cards);
    if (!status)
        status = prober_find(program);
    if (!status)
        status = sheets_fill(sheets, program, cards, row_count);
    if (!status && !runner_stop_requested())
        sheets_append(sheets, row_count, probes, claims);
    free(sheets);
    free(cards);
    return status;
}

static bool is_conformance(const char *probe)
{
    for (size_t i = 0; i < QUESTION_COUNT; i++)
        if (strcmp(questions[i].name, probe) == 0)
            return questions[i].is_conformance;
    return false;
}

const json_t *check_failure(const json_t *probes, const char *strategy)
{
    size_t i;
    json_t *record;
    json_array_foreach((json_t *)probes, i, record) {
        const char *about, *probe, *behaviour;
        if (json_unpack(record, "{s:s, s:s, s:s}", "strategy", &about, "probe", &probe, "behaviour", &behaviour) == 0
            && strcmp(about, strategy) == 0 && strcmp(behaviour, behaviour_name(FAILS)) == 0 && is_conformance(probe))
            return record;
    }
    return NULL;
}
