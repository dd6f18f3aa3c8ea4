/* SPDX-License-Identifier: MIT */
/* Holds all answers of one strategy, derives the verdicts on its claims from them, and prints both. bench/check/check.c fills
 * the sheets, for the command and for `corolab run`. */
#ifndef BENCH_CHECK_SCORECARD_H
#define BENCH_CHECK_SCORECARD_H
#include <jansson.h>
#include <limits.h>
#include "bench/probes/probe_result.h"
#include "bench/table/table.h"
#include "report/result/verdict.h"

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
    bool is_open;               /* about samples: the report decides it, no probe runs */
};

extern const struct question questions[QUESTION_COUNT];

/* The question that decides a claim; not for PROBE_none. */
enum question_id question_of(enum probe_id);

/* The answer of a row that a claim of another row names. */
struct named_finding {
    const char *row;
    enum question_id question;
    struct finding found;
};
enum { SHEET_MOST_NAMED = 16 };

struct sheet {
    const struct row_card *card;
    struct finding findings[QUESTION_COUNT];        /* unset for an open question */
    struct named_finding named[SHEET_MOST_NAMED];   /* what its claims ask of other rows */
    size_t named_count;
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

/* Asks the questions from `first` up to `end`, except open ones, about the sheet's strategy. A stop leaves the last answers
 * empty, with CORO_OK. *timeout_ms is as above. CORO_ERR_IO when no child can be made. */
CORO_MUST_USE enum coro_status sheet_ask(struct sheet *, const char *program, size_t first, size_t end, unsigned *timeout_ms);

/* Asks every question about the strategies, and of other rows what the claims ask of them; sheets[i] is that of cards[i]. A stop
 * leaves the last answers empty, with CORO_OK. CORO_ERR_IO when no child can be made. */
CORO_MUST_USE enum coro_status sheets_fill(struct sheet *sheets, const char *program, const struct row_card *const *cards,
                                           size_t count);

/* True when the first probe, `frames`, fails: then no other probe is asked, since each would show the same mistake in other
 * words. Their findings refuse, with the reason. */
bool sheet_is_cut_short(const struct sheet *);
/* True when the strategy fails a conformance probe. */
bool sheet_fails(const struct sheet *);
/* Returns true for a conformance probe that failed, and for any probe that failed without an answer: it crashed, hung, or refuted
 * what the row's file says. A capability probe's answer "fails" is a finding and no failure: two
 * polls of one iterator of poll_next are the same future. */
bool sheet_failed(const struct sheet *, size_t question);
/* Where to look for the fault: in the row's file, or in a workload's. */
const char *sheet_place_to_look(const struct sheet *, size_t question);
/* True when any probe failed. */
bool sheet_has_failure(const struct sheet *);

/* One half of a claim, held against the sheet. The evidence, a sentence, lives as long as the sheet. */
struct judged_half {
    struct half half;
    enum report_half_outcome outcome;
    const struct finding *found;    /* NULL where no probe decides it */
    bool is_by_construction;        /* the answer was declared (finding_declared) */
    const char *evidence;
};
struct judgement {
    enum report_verdict verdict;    /* REPORT_LEFT_TO_REPORT where only samples can decide */
    bool is_by_construction;        /* a half is */
    size_t half_count;              /* 1 or 2 */
    enum report_join join;
    struct judged_half halves[2];
};
struct judgement sheet_judge(const struct sheet *, const struct claim *);

/* Asks the rows that the sheet's claims name. Takes the answers of `others`, which are filled, where they have them. */
CORO_MUST_USE enum coro_status sheet_ask_named(struct sheet *, const char *program, const struct sheet *others, size_t count);

/* Adds a sentence of the verdicts on all claims, "claims: of 9 ...", in 80 columns; nothing where there is no claim. */
void sheets_say_verdicts(struct report_text *, const struct sheet *, size_t count);
/* Adds the same sentence, and a paragraph for each refuted claim and each that depends: the strategy and the quotation. */
void sheets_name_verdicts(struct report_text *, const struct sheet *, size_t count);

/* Appends the records of the sheet's probes, all of which were asked. */
void sheet_append_probes(const struct sheet *, json_t *probes);
/* Appends the records of the sheet's claims. */
void sheet_append_claims(const struct sheet *, json_t *claims);

/* One or two, and the half of that index. */
size_t claim_half_count(const struct claim *);
struct half claim_half(const struct claim *, size_t index);
/* Returns the fault of a claim as its file has it, in a clause; NULL for a whole claim, the only one to be judged. */
const char *claim_fault(const struct row_card *, const struct claim *);

/* Appends the records of all sheets, as report/result/schema.h has them. */
void sheets_append(const struct sheet *sheets, size_t count, json_t *probes, json_t *claims);

/* Appends an object per failed probe: the strategy, the probe, its question, the evidence, the place to look. */
void sheets_append_failures(const struct sheet *sheets, size_t count, json_t *failures);

/* Prints the strategies' probes and claims to standard output, at length. */
void text_print_sheets(const struct sheet *, size_t count);
/* Prints a line per strategy, a letter per probe, in 80 columns, and the failures behind them. */
void text_print_matrix(const struct sheet *, size_t count);

#endif
