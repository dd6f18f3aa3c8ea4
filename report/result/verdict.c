/* SPDX-License-Identifier: MIT */
/* Owns the rule that makes a verdict out of halves, and the words for both. */
#include "report/result/verdict.h"

const char *const report_verdict_words[REPORT_VERDICT_COUNT] = {
    [REPORT_NOT_MEASURED] = "not measured", [REPORT_PROVED] = "proved",
    [REPORT_REFUTED] = "refuted",           [REPORT_DEPENDS] = "depends",
    [REPORT_OUT_OF_REACH] = "out of reach", [REPORT_LEFT_TO_REPORT] = "answered by report",
    [REPORT_TOO_FEW_SAMPLES] = "too few samples",
};

enum report_verdict report_verdict_of(const enum report_half_outcome *halves, size_t count, enum report_join join)
{
    size_t counts[REPORT_HALF_LEFT + 1] = {0};

    for (size_t i = 0; i < count; i++)
        counts[halves[i]]++;
    if (join == REPORT_JOIN_PARTS && counts[REPORT_HALF_FAILS] > 0)
        return REPORT_REFUTED;
    if (count == 0 || counts[REPORT_HALF_UNDECIDED] > 0)
        return REPORT_NOT_MEASURED;
    if (counts[REPORT_HALF_LEFT] > 0)
        return REPORT_LEFT_TO_REPORT;
    if (counts[REPORT_HALF_HOLDS] == count)
        return REPORT_PROVED;
    return counts[REPORT_HALF_FAILS] == count ? REPORT_REFUTED : REPORT_DEPENDS;
}

const char *const report_half_outcome_words[] = {
    [REPORT_HALF_UNDECIDED] = "not measured", [REPORT_HALF_HOLDS] = "proved",
    [REPORT_HALF_FAILS] = "refuted",          [REPORT_HALF_LEFT] = "answered by report",
};

void report_half_say_outcome(struct report_text *text, const struct report_half_words *half)
{
    bool has_condition = half->under != NULL && half->under[0] != '\0';
    bool is_decided = half->outcome == REPORT_HALF_HOLDS || half->outcome == REPORT_HALF_FAILS;
    size_t before = text->length;

    if (has_condition)
        report_text_format(text, "%s%s%s", half->under, is_decided ? ", " : "",
                           is_decided ? report_half_outcome_words[half->outcome] : "");
    if (half->is_by_construction)
        report_text_format(text, "%sby construction", text->length > before ? " " : "");
    if (half->of != NULL && is_decided)
        report_text_format(text, "%sby %s", text->length == before ? "" : half->is_by_construction ? ", " : " ", half->of);
}

void report_half_say(struct report_text *text, const struct report_half_words *half)
{
    size_t before = text->length;

    report_half_say_outcome(text, half);
    report_text_format(text, "%s%s", text->length > before ? ": " : "", half->evidence);
}
