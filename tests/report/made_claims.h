/* SPDX-License-Identifier: MIT */
/* Claims for made results: their halves as JSON, and the run that they stand in. */
#ifndef TESTS_REPORT_MADE_CLAIMS_H
#define TESTS_REPORT_MADE_CLAIMS_H
#include "tests/report/made_result.h"

#define HALF(words, answer) "{\"under\":\"" words "\",\"probe\":\"allocates\",\"says\":\"yes\"" answer ",\"evidence\":\"seen\"}"
#define YES ",\"answer\":\"yes\""
#define NO ",\"answer\":\"no\""

/* A claim of box, out of row 1. */
static inline void build_claim(struct result_builder *build, const char *verdict, const char *halves, const char *more)
{
    result_builder_record(build, "claim", "\"strategy\":\"box\",\"row\":1,\"downside\":true,\"quote\":\"requires allocation\","
                          "\"verdict\":\"%s\",\"halves\":[%s]%s", verdict, halves, more);
}

/* A full run in which box takes `factor` times the time of the others. */
static inline struct result_builder *build_full(double factor)
{
    struct ordinary made = ordinary;

    made.first_factor = factor;
    struct result_builder *build = build_ordinary(&made);
    build_full_plan(build);
    return build;
}

#endif
