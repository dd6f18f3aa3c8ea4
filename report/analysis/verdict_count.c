/* SPDX-License-Identifier: MIT */
/* Owns the numbers of a ledger and the one sentence that says them. */
#include "report/analysis/verdict_count.h"

void report_verdict_count_add(struct report_verdict_count *count, enum report_verdict verdict, enum report_counting counting)
{
    if (counting == REPORT_BY_CONSTRUCTION)
        count->by_construction++;
    else if (counting == REPORT_REPEATED)
        count->repeated++;
    else
        count->of[verdict]++;
}

size_t report_verdict_count_all(const struct report_verdict_count *count)
{
    size_t all = count->by_construction + count->repeated;

    for (size_t i = 0; i < REPORT_VERDICT_COUNT; i++)
        all += count->of[i];
    return all;
}

/* Adds the separator and "3 that no program can decide", for a count that is not 0. Returns the next separator. */
static const char *say_part(struct report_text *text, const char *separator, size_t count, const char *one, const char *many)
{
    if (count == 0)
        return separator;
    report_text_format(text, "%s%zu %s", separator, count, count == 1 ? one : many);
    return ", ";
}

void report_verdict_count_say(struct report_text *text, const struct report_verdict_count *count)
{
    size_t beyond = count->of[REPORT_OUT_OF_REACH], all = report_verdict_count_all(count);
    size_t decisions = all - count->by_construction - count->repeated - beyond;
    const char *separator = ": ";

    if (all == 0)
        return;
    report_text_format(text, "of %zu claim%s that a program can decide", decisions, decisions == 1 ? "" : "s");
    separator = say_part(text, separator, count->of[REPORT_PROVED], "proved", "proved");
    separator = say_part(text, separator, count->of[REPORT_REFUTED], "refuted", "refuted");
    separator = say_part(text, separator, count->of[REPORT_DEPENDS], "depends", "depend");
    separator = say_part(text, separator, count->of[REPORT_LEFT_TO_REPORT], "answered by report", "answered by report");
    separator = say_part(text, separator, count->of[REPORT_NOT_MEASURED], "not measured", "not measured");
    say_part(text, separator, count->of[REPORT_TOO_FEW_SAMPLES], "with too few samples", "with too few samples");
    separator = say_part(text, "; not counted: ", count->repeated, "that repeats another in other words",
                         "that repeat another in other words");
    separator = say_part(text, separator, count->by_construction, "that follows from how its row is written",
                         "that follow from how their rows are written");
    say_part(text, separator, beyond, "that no program can decide", "that no program can decide");
}
