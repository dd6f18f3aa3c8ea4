/* SPDX-License-Identifier: MIT */
/* Each model beside its real counterpart: what an item runs in our row, and in the same row as a real compiler builds it. The
 * counterpart of row R is every peer of the name peer:LANGUAGE/R or peer:LANGUAGE/COMPILER/R. */
#ifndef CORO_REPORT_FIDELITY_H
#define CORO_REPORT_FIDELITY_H
#include "report/result.h"
#include "report/text.h"

enum coro_fidelity_verdict {
    CORO_FIDELITY_UNCOUNTED,    /* the file does not have the counts of both, or the peer is absent */
    CORO_FIDELITY_UNJUDGED,     /* the bound is against rustc, and the peer is another compiler's */
    CORO_FIDELITY_WITHIN,       /* all three ratios are within 15 % of 1 */
    CORO_FIDELITY_ABOVE,        /* a ratio is more than 15 % above 1: a miss */
    CORO_FIDELITY_BELOW,        /* none is, and one is more than 15 % below 1 */
};

struct coro_fidelity_count {
    double own, peer;           /* per item; NAN: not counted */
    double ratio;               /* own / peer; 1 for two zeros, NAN when one was not counted */
};

struct coro_fidelity {
    size_t own, peer;           /* strategies */
    size_t workload;            /* CORO_NOT_FOUND: the peer is absent */
    struct coro_fidelity_count outside;     /* instructions outside the allocator */
    struct coro_fidelity_count indirect_calls, allocator_calls;
    enum coro_fidelity_verdict verdict;
    char compiler[64];          /* with its version, from the parentheses at the end of the peer's sentence; "" without */
    const char *reason;         /* why the peer is absent; NULL when it is there */
};

/* Reads pair `index`, on `ready` or `pending/8`; false when there are no more. Pairs are in the order of the peers, and a peer
 * that ran nothing at all is one pair. */
bool coro_fidelity_read(const struct coro_result *, size_t index, struct coro_fidelity *);

/* A few words. */
const char *coro_fidelity_words(enum coro_fidelity_verdict);

/* What the compiler does beyond the model, for a pair below the bound; "" otherwise, where it would explain the wrong
 * direction, and when the file does not say. */
const char *coro_fidelity_difference(const struct coro_result *, const struct coro_fidelity *);

/* Adds how many of the judged pairs have which verdict, which are above the bound, and which peers are absent and why; nothing
 * when the file has no pair. */
void coro_fidelity_say(const struct coro_result *, struct coro_text *);

#endif
