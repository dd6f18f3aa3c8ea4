/* SPDX-License-Identifier: MIT */
/* Finds where the lines of two rows cross in a sweep. A crossing is named by two measured sizes: at one of them the first row
 * is the better, at the other the worse, both beyond the intervals and the noise floor. Between measured sizes nothing is
 * known, so a crossing is never a point. */
#ifndef REPORT_ANALYSIS_CROSSING_H
#define REPORT_ANALYSIS_CROSSING_H
#include "report/analysis/sweep.h"
#include "report/text/text.h"

enum report_order { REPORT_ORDER_UNKNOWN, REPORT_ORDER_BELOW, REPORT_ORDER_SAME, REPORT_ORDER_ABOVE };

struct report_crossing {
    enum report_order orders[REPORT_SWEEP_SIZES];   /* of the row against the other; SAME: the samples do not tell them apart;
                                                       UNKNOWN: absent, or a time of fewer samples than can tell */
    size_t first, last;         /* the sizes that both have; unless `is_compared` is false */
    bool is_compared;
    size_t count;               /* of the crossings */
    struct report_bracket { size_t from, to; } brackets[REPORT_SWEEP_SIZES];    /* sizes; ascending */
};

void report_crossing_find(const struct report_result *, const struct report_sweep *, enum report_sweep_row row,
                          enum report_sweep_row other, struct report_crossing *);

/* Adds the sentence on a sweep: between which sizes its stackful row crosses each other row, or that it does not. */
void report_sweep_say(const struct report_result *, const struct report_sweep *, struct report_text *);
/* The same for the times of a family, behind a space unless the text is empty. Adds nothing when the file has no such sweep. */
void report_say_crossing(const struct report_result *, const char *family, struct report_text *);

#endif
