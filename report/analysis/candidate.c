/* SPDX-License-Identifier: MIT */
/* Owns the rule of who is a candidate. */
#include "report/analysis/candidate.h"
#include <string.h>

/* Ask for the caller: the calling convention, and where its own frame is. A refusal there is no callee that cannot be written. */
static bool is_about_the_caller(const char *probe)
{
    return strcmp(probe, "one_caller") == 0 || strcmp(probe, "state_machine_caller") == 0;
}

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

/* The name of the first probe, but for those about the caller, in which the row is bad and box is not; NULL without any. */
static const char *refusing_probe(const struct report_result *result, size_t box, size_t strategy)
{
    for (size_t i = 0; i < result->probe_count; i++) {
        const struct report_probe *probe = &result->probes[i];
        const char *name = result->questions[probe->question].name;
        if (probe->strategy == strategy && is_bad(probe) && !is_about_the_caller(name) &&
            !fails_in(result, box, probe->question))
            return name;
    }
    return NULL;
}

/* Over the workloads that box ran: the first that the row could not run, else the first that is not in the file for it. */
static struct report_candidacy_reason of_cells(const struct report_result *result, size_t box, size_t strategy)
{
    struct report_candidacy_reason worst = {REPORT_CANDIDATE, NULL};

    for (size_t i = 0; i < result->workload_count; i++) {
        enum report_cell_status status = report_result_cell(result, strategy, i)->status;
        if (report_result_cell(result, box, i)->status != REPORT_CELL_OK || status == REPORT_CELL_OK)
            continue;
        if (status != REPORT_CELL_NOT_RUN)
            return (struct report_candidacy_reason){REPORT_REFUSES, result->workloads[i].name};
        if (worst.at == NULL)
            worst = (struct report_candidacy_reason){REPORT_NOT_RUN, result->workloads[i].name};
    }
    return worst;
}

struct report_candidacy_reason report_candidacy_of(const struct report_result *result, size_t strategy)
{
    const struct report_strategy *row = &result->strategies[strategy];
    size_t box = report_result_strategy(result, "box");

    if (box == REPORT_NOT_FOUND || !report_strategy_is_dyn(row))
        return (struct report_candidacy_reason){REPORT_NO_DYN_ROW, NULL};
    if (!report_strategy_keeps_trait(row))
        return (struct report_candidacy_reason){REPORT_CHANGES_TRAIT, NULL};
    const char *probe = refusing_probe(result, box, strategy);
    return probe != NULL ? (struct report_candidacy_reason){REPORT_REFUSES, probe} : of_cells(result, box, strategy);
}

/* Adds " Refused or failed: side_stack/param (recovers), frame_stack (real)."; nothing without such a row. */
static void say_others(const struct report_result *result, enum report_candidacy candidacy, const char *words,
                       struct report_text *text)
{
    size_t said = 0;

    for (size_t i = 0; i < result->strategy_count; i++) {
        struct report_candidacy_reason reason = report_candidacy_of(result, i);
        if (reason.candidacy != candidacy)
            continue;
        report_text_format(text, "%s%s", said++ == 0 ? words : ", ", result->strategies[i].name);
        if (reason.at != NULL)
            report_text_format(text, " (%s)", reason.at);
    }
    report_text_add(text, said > 0 ? "." : "");
}

void report_candidacy_say(const struct report_result *result, struct report_text *text)
{
    report_text_format(text, "The rows leave the trait's async next() as it is and refuse nothing but some callers: they run "
                       "every workload that box runs%s.", result->probe_count > 0
                       ? ", and refuse or fail no other probe than box does; one_caller and state_machine_caller, about the "
                         "caller, do not count"
                       : " (this file has no probes)");
    say_others(result, REPORT_REFUSES, " Left out, with the first probe or workload that they refused or failed: ", text);
    say_others(result, REPORT_CHANGES_TRAIT, " Changes the trait: ", text);
    say_others(result, REPORT_NOT_RUN, " Not run on every workload, as named: ", text);
}
