/* SPDX-License-Identifier: MIT */
/* Sentences of the posts and their discussion that no program can decide, each with the reason. They concern no single strategy;
 * a sentence about one stands with its claims, as PROBE_none (strategies/claim.h). No sentence stands in both. */
#ifndef BENCH_CHECK_UNDECIDABLE_H
#define BENCH_CHECK_UNDECIDABLE_H
#include <jansson.h>
#include <stddef.h>

struct undecidable {
    const char *quote;      /* word for word */
    const char *source;     /* "part 8, ratings" */
    const char *reason;     /* one sentence */
};

extern const struct undecidable undecidable_sentences[];
extern const size_t undecidable_count;

/* The list as report/result/schema.h has it, without the kind of record; the caller owns the reference. */
json_t *undecidable_list(void);
/* The claims of strategies that no program can decide: strategy, quote, source, reason. The caller owns the reference. */
json_t *undecidable_claims(void);
/* Prints both to standard output: the sentences of one reason together, then each claim with its strategy. */
void undecidable_print(void);

#endif
