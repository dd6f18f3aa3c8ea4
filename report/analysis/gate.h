/* SPDX-License-Identifier: MIT */
/* Judges a comparison for `corolab compare --fail-if-slower`: may AFTER take BEFORE's place? It passes only where everything was
 * compared and nothing lies beyond the bound. A gate that cannot decide does not pass. */
#ifndef REPORT_ANALYSIS_GATE_H
#define REPORT_ANALYSIS_GATE_H
#include "report/analysis/comparison.h"

enum report_gate_verdict {
    REPORT_GATE_PASSED,
    REPORT_GATE_SLOWER,         /* a cell is shown to be slower, or a count grew, by more than the bound */
    REPORT_GATE_UNDECIDED       /* nothing is shown, and something could not be compared or decided */
};

struct report_gate {
    enum report_gate_verdict verdict;
    const struct report_comparison *comparison;
    bool is_foreign;            /* the files' times cannot be compared, and there are no fresh ones */
    double noise;               /* the larger noise floor of the files where it lies so far above the bound that equal medians
                                   say nothing; else 0 */
    /* How many of each, and the farthest one or the first. */
    size_t slower, grown, absent, undecided, unmeasured, hidden, timeless;
    const struct report_difference *slowest, *widest, *missed, *most_hidden, *first_timeless;
    const struct report_count_difference *greatest, *lacking;
};

/* Judges a concluded comparison by its bound. Counts that AFTER lacks are absent. The cells beyond the bound are slower where
 * samples show it; else they are hidden within the noise floor, or undecided beyond it. Neither passes. Cells are timeless whose
 * time has become 0, and all of them where every time is 0. */
void report_gate_judge(const struct report_comparison *, struct report_gate *);
/* Adds the verdict, its reasons and what to do, in one line that ends without a newline; not escaped. */
void report_gate_say(const struct report_gate *, struct report_text *);

#endif
