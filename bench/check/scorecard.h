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

/* Asks every question about the strategies; sheets[i] is that of cards[i]. A stop leaves the last answers empty, with CORO_OK.
 * CORO_ERR_IO when no child can be made. */
CORO_MUST_USE enum coro_status sheets_fill(struct sheet *sheets, const char *program, const struct row_card *const *cards,
                                           size_t count);

/* True when the strategy fails a conformance probe. */
bool sheet_fails(const struct sheet *);

/* The verdict on one of the card's claims; *evidence, a sentence, lives as long as the sheet. */
enum verdict sheet_verdict(const struct sheet *, const struct claim *, const char **evidence);
/* "proved", "refuted", "out of reach", "answered by report", "not tested" */
const char *verdict_name(enum verdict);

/* The name of the probe that decides it, or "none". */
const char *claim_probe_name(const struct claim *);

/* Appends the records of all sheets, as report/result/schema.h has them. */
void sheets_append(const struct sheet *sheets, size_t count, json_t *probes, json_t *claims);

#endif
