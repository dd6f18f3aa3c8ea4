/* SPDX-License-Identifier: MIT */
/* Holds all answers of one strategy, and derives the verdicts on its claims from them. */
#ifndef BENCH_CHECK_SCORECARD_H
#define BENCH_CHECK_SCORECARD_H
#include <jansson.h>
#include "bench/check/question.h"
#include "bench/probes/probe_result.h"
#include "bench/table/table.h"

/* NOT_TESTED: the probe crashed, hung or went wrong, which is a fault of the row or of the probe. */
enum verdict { PROVED, REFUTED, OUT_OF_REACH, ANSWERED_BY_REPORT, NOT_TESTED };

struct sheet {
    const struct row_card *card;
    struct finding findings[QUESTION_COUNT];        /* unset for an open question */
};

/* Asks every question. Ends early, with CORO_OK, when the user stops the run. */
CORO_MUST_USE enum coro_status sheet_fill(struct sheet *, const char *program, const struct row_card *);

/* True when the strategy fails a conformance probe. */
bool sheet_fails(const struct sheet *);

/* The verdict on one of the card's claims; *evidence, a sentence, lives as long as the sheet. */
enum verdict sheet_verdict(const struct sheet *, const struct claim *, const char **evidence);
/* "proved", "refuted", "out of reach", "answered by report", "not tested" */
const char *verdict_name(enum verdict);

/* The name of the probe that decides it, or "none". */
const char *claim_probe_name(const struct claim *);

/* Appends the sheet's records, as report/result/schema.h has them. */
void sheet_append(const struct sheet *, json_t *probes, json_t *claims);

#endif
