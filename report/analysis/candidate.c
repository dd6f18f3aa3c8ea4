/* SPDX-License-Identifier: MIT */
/* Owns the rule of who is a candidate. */
#include "report/analysis/candidate.h"
#include <string.h>

/* Asks for the calling convention. A refusal is no program that cannot be written: the compiler builds the caller, too. */
static const char convention[] = "one_caller";

static bool is_bad(const struct report_probe *probe)
{
    return strcmp(probe->behaviour, "refuses") == 0 || strcmp(probe->behaviour, "fails") == 0;
}

static bool fails_in(const struct report_result *result, size_t strategy, size_t question)
{
    for (size_t i = 0; i < result->probe_count; i++) {
        const struct report_probe *probe = &result->probes[i];
        if (probe->strategy == strategy && probe->question == question && is_bad(probe))
            return true;
    }
    return false;
}

static bool refuses_a_probe(const struct report_result *result, size_t box, size_t strategy)
{
    for (size_t i = 0; i < result->probe_count; i++) {
        const struct report_probe *probe = &result->probes[i];
        if (probe->strategy == strategy && is_bad(probe) && strcmp(result->questions[probe->question].name, convention) != 0 &&
            !fails_in(result, box, probe->question))
            return true;
    }
    return false;
}

/* Over the workloads that box ran: the worst that the row makes of one. */
static enum report_candidacy of_cells(const struct report_result *result, size_t box, size_t strategy)
{
    enum report_candidacy worst = REPORT_CANDIDATE;

    for (size_t i = 0; i < result->workload_count; i++) {
        enum report_cell_status status = report_result_cell(result, strategy, i)->status;
        if (report_result_cell(result, box, i)->status != REPORT_CELL_OK || status == REPORT_CELL_OK)
            continue;
        if (status != REPORT_CELL_NOT_RUN)
            return REPORT_REFUSES;
        worst = REPORT_NOT_RUN;
    }
    return worst;
}

enum report_candidacy report_candidacy_of(const struct report_result *result, size_t strategy)
{
    const struct report_strategy *row = &result->strategies[strategy];
    size_t box = report_result_strategy(result, "box");

    if (box == REPORT_NOT_FOUND || !report_strategy_is_dyn(row))
        return REPORT_NO_DYN_ROW;
    if (!report_strategy_keeps_trait(row))
        return REPORT_CHANGES_TRAIT;
    return refuses_a_probe(result, box, strategy) ? REPORT_REFUSES : of_cells(result, box, strategy);
}

void report_candidacy_say(const struct report_result *result, struct report_text *text)
{
    size_t counts[REPORT_NOT_RUN + 1] = {0};

    for (size_t i = 0; i < result->strategy_count; i++)
        counts[report_candidacy_of(result, i)]++;
    report_text_format(text, "The rows are those that leave the trait's async next() as it is and refuse nothing: they run every "
                       "workload that box runs%s. Not among them, of the dyn rows of this file: %zu because of a refusal or a "
                       "failure, %zu because of the trait, %zu because a workload of box's was not run.",
                       result->probe_count > 0
                       ? ", and no probe but that of the calling convention sees them refuse or fail where box does neither"
                       : " (this file has no probes)",
                       counts[REPORT_REFUSES], counts[REPORT_CHANGES_TRAIT], counts[REPORT_NOT_RUN]);
}
