/* SPDX-License-Identifier: MIT */
/* Sets each model beside its real counterpart: the counts of one item in our row, and in the row that a real compiler builds.
 * The counterparts of row R are the peers named peer:LANGUAGE/R or peer:LANGUAGE/COMPILER/R. Every output shows the pairs. */
#ifndef REPORT_ANALYSIS_FIDELITY_H
#define REPORT_ANALYSIS_FIDELITY_H
#include "report/analysis/sentence.h"

enum report_fidelity_verdict {
    REPORT_FIDELITY_UNCOUNTED,    /* the file lacks the counts of one side, or the peer is absent */
    REPORT_FIDELITY_UNJUDGED,     /* the bound is against rustc, and the peer is another compiler's */
    REPORT_FIDELITY_WITHIN,       /* all three ratios are within 15 % of 1 */
    REPORT_FIDELITY_ABOVE,        /* a ratio is more than 15 % above 1: a miss */
    REPORT_FIDELITY_BELOW,        /* no ratio is above, and one is more than 15 % below 1 */
};

struct report_fidelity_count {
    double own, peer;           /* per item; NAN: not counted */
    double ratio;               /* own / peer; 1 for two zeros, NAN when either was not counted */
};

struct report_fidelity {
    size_t own, peer;           /* strategies */
    size_t workload;            /* REPORT_NOT_FOUND: the peer is absent */
    struct report_fidelity_count outside;     /* instructions outside the allocator */
    struct report_fidelity_count indirect_calls, allocator_calls;
    enum report_fidelity_verdict verdict;
    char compiler[64];          /* with its version, from the parentheses at the end of the peer's sentence; "" without */
    const char *difference;     /* the work of the compiler beyond the model, for a pair below the bound; "" for others, where it
                                   would explain the wrong direction, and when the file does not say */
    const char *reason;         /* why the peer is absent; NULL when it is there */
};

/* Reads pair `index`, on `ready` or `pending/8`; false behind the last. Pairs are in the order of the peers. A peer that ran
 * nothing at all is one pair. */
bool report_fidelity_read(const struct report_result *, size_t index, struct report_fidelity *);

/* A few words. */
extern const char *const report_fidelity_words[];

/* Says how many of the judged pairs have which verdict, which are above the bound, and which peers are absent and why. */
report_sentence report_fidelity_say;

#endif
