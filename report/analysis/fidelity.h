/* SPDX-License-Identifier: MIT */
/* Sets each model beside its real counterpart: the counts of one item in our row, and in the row that a real compiler builds.
 * The counterparts of row R are the peers named peer:LANGUAGE/R or peer:LANGUAGE/COMPILER/R. Every output shows the pairs.
 *
 * Rust has two peers of a row, which are one pair: compiled with panic=abort, which judges the row, since C has no unwinding, and
 * with panic=unwind, rustc's default, which is shown beside it. */
#ifndef REPORT_ANALYSIS_FIDELITY_H
#define REPORT_ANALYSIS_FIDELITY_H
#include "report/analysis/sentence.h"

enum report_fidelity_verdict {
    REPORT_FIDELITY_UNCOUNTED,    /* the file lacks the counts of one side, or the peer is absent */
    REPORT_FIDELITY_UNJUDGED,     /* the peer is not rustc's with panic=abort */
    REPORT_FIDELITY_WITHIN,       /* all three ratios are within 10 % of 1 */
    REPORT_FIDELITY_EXPLAINED,    /* a ratio is not, and the row says which instructions differ */
    REPORT_FIDELITY_MISS,         /* a ratio is not, and the row says nothing */
};

struct report_fidelity_count {
    double own, peer;           /* per item; NAN: not counted */
    double ratio;               /* own / peer; 1 for two zeros, NAN when either was not counted */
};

/* A row beside one peer. */
struct report_fidelity_side {
    size_t peer;                /* a strategy; REPORT_NOT_FOUND: the file has no such peer, and nothing below is counted */
    const char *reason;         /* why the peer is absent; NULL when it is there */
    struct report_fidelity_count outside;     /* instructions outside the allocator */
    struct report_fidelity_count indirect_calls, allocator_calls;
};

struct report_fidelity {
    size_t own;                 /* a strategy */
    size_t workload;            /* REPORT_NOT_FOUND: the peer is absent */
    bool is_rust;
    struct report_fidelity_side peer;       /* another compiler's, or rustc's with panic=abort */
    struct report_fidelity_side unwind;     /* rustc's with panic=unwind */
    enum report_fidelity_verdict verdict;   /* against `peer` */
    char compiler[64];          /* with its version, from the parentheses at the end of the peer's sentence; "" without */
    const char *difference;     /* the instructions that differ, for a pair outside the bound; "" for others. The row's pairs have
                                   the same pointer. */
};

/* Reads pair `index`, on `ready`, `pending/8`, `result/24` or `result/100`; false behind the last. Pairs are in the order of the
 * peers. A peer that ran nothing at all is one pair. */
bool report_fidelity_read(const struct report_result *, size_t index, struct report_fidelity *);

/* Whether the ratio keeps the bound; NAN does not. */
bool report_fidelity_is_within(const struct report_fidelity_count *);

/* A few words. */
extern const char *const report_fidelity_words[];

/* Says how many of the judged pairs have which verdict, which are misses, how many instructions unwinding adds, and which peers
 * are absent and why. */
report_sentence report_fidelity_say;

#endif
