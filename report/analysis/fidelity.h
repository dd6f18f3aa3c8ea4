/* SPDX-License-Identifier: MIT */
/* Each model beside its real counterpart: what an item runs in our row, and in the same row as a real compiler builds it. The
 * counterpart of row R is every peer of the name peer:LANGUAGE/R or peer:LANGUAGE/COMPILER/R. */
#ifndef REPORT_ANALYSIS_FIDELITY_H
#define REPORT_ANALYSIS_FIDELITY_H
#include "report/result/result.h"
#include "report/text/text.h"

enum report_fidelity_verdict {
    REPORT_FIDELITY_UNCOUNTED,    /* the file does not have the counts of both, or the peer is absent */
    REPORT_FIDELITY_UNJUDGED,     /* the bound is against rustc, and the peer is another compiler's */
    REPORT_FIDELITY_WITHIN,       /* all three ratios are within 15 % of 1 */
    REPORT_FIDELITY_ABOVE,        /* a ratio is more than 15 % above 1: a miss */
    REPORT_FIDELITY_BELOW,        /* none is, and one is more than 15 % below 1 */
};

struct report_fidelity_count {
    double own, peer;           /* per item; NAN: not counted */
    double ratio;               /* own / peer; 1 for two zeros, NAN when one was not counted */
};

struct report_fidelity {
    size_t own, peer;           /* strategies */
    size_t workload;            /* REPORT_NOT_FOUND: the peer is absent */
    struct report_fidelity_count outside;     /* instructions outside the allocator */
    struct report_fidelity_count indirect_calls, allocator_calls;
    enum report_fidelity_verdict verdict;
    char compiler[64];          /* with its version, from the parentheses at the end of the peer's sentence; "" without */
    const char *reason;         /* why the peer is absent; NULL when it is there */
};

/* Reads pair `index`, on `ready` or `pending/8`; false when there are no more. Pairs are in the order of the peers, and a peer
 * that ran nothing at all is one pair. */
bool report_fidelity_read(const struct report_result *, size_t index, struct report_fidelity *);

/* A few words. */
const char *report_fidelity_words(enum report_fidelity_verdict);

/* What the compiler does beyond the model, for a pair below the bound; "" otherwise, where it would explain the wrong
 * direction, and when the file does not say. */
const char *report_fidelity_difference(const struct report_result *, const struct report_fidelity *);

/* Adds how many of the judged pairs have which verdict, which are above the bound, and which peers are absent and why; nothing
 * when the file has no pair. */
void report_fidelity_say(const struct report_result *, struct report_text *);

#endif
