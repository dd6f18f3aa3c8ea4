/* SPDX-License-Identifier: MIT */
/* The rows that refuse nothing but some callers and leave the trait as it is: only these are held against one another on all
 * axes. The rule reads the file, never a list of names. */
#ifndef REPORT_ANALYSIS_CANDIDATE_H
#define REPORT_ANALYSIS_CANDIDATE_H
#include "report/result/result.h"
#include "report/text/text.h"

enum report_candidacy {
    REPORT_CANDIDATE,
    REPORT_NO_DYN_ROW,      /* a peer, or its caller knows the type */
    REPORT_CHANGES_TRAIT,   /* polls next: there is no future */
    REPORT_REFUSES,         /* cannot run a workload that box ran, or refuses or fails in a probe in which box does neither;
                               probes about the caller do not count */
    REPORT_NOT_RUN,         /* a workload that box ran is not in the file for this row: it may refuse or not */
};

struct report_candidacy_reason {
    enum report_candidacy candidacy;
    const char *at;         /* the first probe, or workload, that decided it; NULL: none did */
};

/* Of every row: REPORT_NO_DYN_ROW in a file without box. */
struct report_candidacy_reason report_candidacy_of(const struct report_result *, size_t strategy);

/* Adds the rule, and the dyn rows that fail it, each with the probe or workload that decided. */
void report_candidacy_say(const struct report_result *, struct report_text *);

#endif
