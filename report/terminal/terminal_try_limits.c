/* SPDX-License-Identifier: MIT */
/* Owns the words of the limits: those that a row refuses first, then those where it falls back. */
#include "report/terminal/terminal_try_limits.h"
#include "report/analysis/need.h"

void report_try_add_headed(struct report_text *text, const char *head, struct report_text *words)
{
    report_field_left(text, head, REPORT_TRY_HEAD);
    report_paragraph_add(text, REPORT_TRY_HEAD, REPORT_TRY_HEAD, report_text_string(words));
    report_text_fini(words);
}

/* "needs malloc or mmap"; of a row that falls back, "async recursion (64 deep)". */
static void say_limit(struct report_text *words, const struct report_need *need, enum report_fit fit)
{
    if (fit == REPORT_FIT_NO)
        report_text_add(words, need->reason);
    else if (need->small[0] == '\0')
        report_text_add(words, need->label);
    else
        report_text_format(words, "%s (%s)", need->label, need->small);
}

/* The needs with that fit: a paragraph each with its evidence, or all in one. Returns how many there are. */
static size_t add_limits_of(struct report_text *text, const struct report_result *result, size_t row, enum report_fit fit,
                            bool has_evidence)
{
    const char *head = fit == REPORT_FIT_NO ? "limits" : "falls back";
    struct report_text words = {0};
    size_t count = 0;

    for (size_t need = 0; need < REPORT_NEEDS; need++) {
        if (report_need_fit(result, row, need, NULL) != fit)
            continue;
        report_text_add(&words, words.length > 0 ? "; " : "");
        say_limit(&words, &report_needs[need], fit);
        if (has_evidence) {
            report_text_add(&words, ": ");
            report_need_say_evidence(result, row, need, &words);
            report_try_add_headed(text, count == 0 ? head : "", &words);
        }
        count++;
    }
    if (words.length > 0)
        report_try_add_headed(text, head, &words);
    return count;
}

void report_try_add_limits(struct report_text *text, const struct report_result *result, size_t row, bool has_evidence)
{
    size_t count = add_limits_of(text, result, row, REPORT_FIT_NO, has_evidence);

    if (count + add_limits_of(text, result, row, REPORT_FIT_FALLS_BACK, has_evidence) == 0)
        report_text_add(text, "limits      nothing that the probes ask for is refused, or falls back\n");
}
