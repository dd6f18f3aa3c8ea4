/* SPDX-License-Identifier: MIT */
/* Owns the numbers of a ledger and the one sentence that says them. */
#include "report/analysis/verdict_count.h"

void report_verdict_count_add(struct report_verdict_count *count, enum report_verdict verdict, bool is_by_construction)
{
    if (is_by_construction)
        count->by_construction++;
    else
        count->of[verdict]++;
}

size_t report_verdict_count_all(const struct report_verdict_count *count)
{
    size_t all = count->by_construction;

    for (size_t i = 0; i < REPORT_VERDICT_COUNT; i++)
        all += count->of[i];
    return all;
}

static const char *plural(size_t count) { return count == 1 ? "" : "s"; }

void report_verdict_count_say(struct report_text *text, const struct report_verdict_count *count)
{
    size_t depends = count->of[REPORT_DEPENDS], beyond = count->of[REPORT_OUT_OF_REACH], all = report_verdict_count_all(count);
    size_t decidable = all - count->by_construction - beyond;

    if (all == 0)
        return;
    report_text_format(text, "of %zu claim%s that a program can decide: %zu proved, %zu refuted, %zu depend%s", decidable,
                       plural(decidable), count->of[REPORT_PROVED], count->of[REPORT_REFUTED], depends, depends == 1 ? "s" : "");
    if (count->of[REPORT_LEFT_TO_REPORT] > 0)
        report_text_format(text, ", %zu answered by report", count->of[REPORT_LEFT_TO_REPORT]);
    report_text_format(text, ", %zu not measured", count->of[REPORT_NOT_MEASURED]);
    if (count->by_construction > 0)
        report_text_format(text, "; %zu more follow%s from the row's construction and %s not counted", count->by_construction,
                           count->by_construction == 1 ? "s" : "", count->by_construction == 1 ? "is" : "are");
    if (beyond > 0)
        report_text_format(text, "; %zu cannot be decided by a program", beyond);
}
