/* SPDX-License-Identifier: MIT */
/* Holds all answers of one strategy, derives the verdicts on its claims from them, and prints both. bench/check/check.c fills
 * the sheets, for the command and for `corolab run`. */
#ifndef BENCH_CHECK_SCORECARD_H
#define BENCH_CHECK_SCORECARD_H
#include <jansson.h>
#include <limits.h>
#include "bench/probes/probe_result.h"
#include "bench/table/table.h"

/* The questions in the order of asking: conformance first, then the probes that decide claims. */
enum question_id {
#define X(name, question) QUESTION_##name,
    CONFORMANCE_PROBES(X)
    PROBES(X)
#undef X
    QUESTION_COUNT
};

struct question {
    const char *name;           /* of the probe */
    const char *words;
    const char *place;          /* where to look when it fails: the fields and functions of the strategy's file */
    bool is_conformance;
    bool is_open;               /* about time: the report decides it, no probe runs */
};

extern const struct question questions[QUESTION_COUNT];

/* The question that decides a claim; not for PROBE_none. */
enum question_id question_of(enum probe_id);

/* OUT_OF_REACH: no probe can decide the claim. NOT_MEASURED: its probe did not run, or went wrong. */
enum verdict { PROVED, REFUTED, OUT_OF_REACH, ANSWERED_BY_REPORT, NOT_MEASURED };

struct sheet {
    const struct row_card *card;
    struct finding findings[QUESTION_COUNT];        /* unset for an open question */
};

/* The path of corolab_count, beside the running program. CORO_ERR_IO when it is not there. */
CORO_MUST_USE enum coro_status prober_find(char program[PATH_MAX]);

/* The time that a probe has to answer at first. */
enum { PROBE_TIMEOUT_MS = 60000 };

/* Runs `program probe strategy question`. A child that crashes, hangs or answers nonsense gives a finding: it FAILS, and the
 * question stays unanswered. A child that hangs shortens *timeout_ms for the strategy's other questions. CORO_ERR_IO when no
 * child can be made. */
CORO_MUST_USE enum coro_status prober_ask(const char *program, const char *strategy, const char *question, unsigned *timeout_ms,
                                          struct finding *);

/* Asks every question about the strategies; sheets[i] is that of cards[i]. A stop leaves the last answers empty, with CORO_OK.
 * CORO_ERR_IO when no child can be made. */
CORO_MUST_USE enum coro_status sheets_fill(struct sheet *sheets, const char *program, const struct row_card *const *cards,
                                           size_t count);

/* True when the strategy fails a conformance probe. */
bool sheet_fails(const struct sheet *);
/* Returns true for a conformance probe that failed, and for any probe that crashed or hung. A capability probe's answer "fails"
 * is a finding and no failure: two polls of one iterator of poll_next are the same future. */
bool sheet_failed(const struct sheet *, size_t question);
/* True when any probe failed. */
bool sheet_has_failure(const struct sheet *);

/* The verdict on one of the card's claims; *evidence, a sentence, lives as long as the sheet. */
enum verdict sheet_verdict(const struct sheet *, const struct claim *, const char **evidence);
/* "proved", "refuted", "out of reach", "answered by report", "not measured" */
const char *verdict_name(enum verdict);

/* Appends the records of all sheets, as report/result/schema.h has them. */
void sheets_append(const struct sheet *sheets, size_t count, json_t *probes, json_t *claims);

/* Appends an object per failed probe: the strategy, the probe, the evidence, and the place to look. */
void sheets_append_failures(const struct sheet *sheets, size_t count, json_t *failures);

/* Prints the strategies' probes and claims to standard output, at length. Then prints the rows of the blog's table that these
 * strategies stand for, with their downsides and verdicts. */
void text_print_sheets(const struct sheet *, size_t count);
/* Prints a line per strategy, a letter per probe, in 80 columns, and the failures behind them. */
void text_print_matrix(const struct sheet *, size_t count);

#endif
