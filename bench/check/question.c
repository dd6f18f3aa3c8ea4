/* SPDX-License-Identifier: MIT */
/* Builds the table from the two X-lists, CONFORMANCE_PROBES and PROBES. */
#include "bench/check/question.h"

enum { FIRST_PROBE = QUESTION_COUNT - PROBE_COUNT };

const struct question questions[QUESTION_COUNT] = {
#define X(name, question) { #name, question, (int)QUESTION_##name < (int)FIRST_PROBE, QUESTION_##name >= QUESTION_time },
    CONFORMANCE_PROBES(X)
    PROBES(X)
#undef X
};

enum question_id question_of(enum probe_id probe) { return (enum question_id)(FIRST_PROBE + probe); }
