/* SPDX-License-Identifier: MIT */
/* Owns the sentences and the choices that every output of a comparison shares. */
#include "report/analysis/comparison.h"
#include <math.h>
#include <stdio.h>

struct report_number report_comparison_change(double ratio)
{
    struct report_number number;
    double percent = (ratio - 1) * 100;

    snprintf(number.text, sizeof number.text, fabs(percent) < 10 ? "%+.1f %%" : "%+.0f %%", percent);
    return number;
}

void report_comparison_say_screening(const struct report_comparison *comparison, struct report_text *text)
{
    struct report_tally tally = report_comparison_tally(comparison);

    if (comparison->count == 0) {
        report_text_add(text, "The files have no timed cell in common.");
        return;
    }
    report_text_format(text, "Cells with times in both files: %zu, of at least %zu samples", comparison->count,
                       tally.fewest_samples);
    if (comparison->only_before + comparison->only_after > 0)
        report_text_format(text, "; %zu only in the first, %zu only in the second", comparison->only_before,
                           comparison->only_after);
    report_text_format(text, ". In the middle, the second takes %s of the first's time; screening asks what moved beyond that "
                       "(Mann and Whitney, p < %g). Suspects: %zu.", report_number_percent(comparison->overall).text,
                       REPORT_COMPARISON_SUSPICION, tally.suspects);
    if (tally.looked_at > 0)
        report_text_format(text, " Looked at afresh, both builds side by side: all; not cleared, so measured again: %zu.",
                           tally.measured_again);
    if (report_is_other_machine(comparison->before, comparison->after))
        report_text_add(text, " The files come from different machines or kernels: their times say nothing of the builds.");
}

void report_comparison_say_verdict(const struct report_comparison *comparison, struct report_text *text)
{
    struct report_tally tally = report_comparison_tally(comparison);
    size_t suspects = tally.calls[REPORT_CALL_SUSPECT];

    if (suspects > 0 && tally.looked_at == 0)
        report_text_format(text, "Suspects: %zu, and no verdict: --confirm measures afresh, both builds side by side in one "
                           "session", suspects);
    else
        report_text_format(text, "Faster: %zu, slower: %zu", tally.calls[REPORT_CALL_FASTER], tally.calls[REPORT_CALL_SLOWER]);
    if (suspects > 0 && tally.looked_at > 0)
        report_text_format(text, "; suspects that could not be measured: %zu", suspects);
    report_text_format(text, "; no difference resolved: %zu.\n", tally.calls[REPORT_CALL_NONE]);
}
