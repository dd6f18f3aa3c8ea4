/* SPDX-License-Identifier: MIT */
/* Asks a measuring program about one cell and reads its answer, one JSON object on one line. The answer is
 * {"status":"ok","metrics":{...}}, or a status of "unsupported" or "failed" with a "reason". A program that crashes, hangs or
 * prints anything else gets a status and a reason here, so every question ends in a verdict. */
#ifndef BENCH_RUNNER_PLAN_REPLY_H
#define BENCH_RUNNER_PLAN_REPLY_H
#include <jansson.h>
#include <stdbool.h>
#include "bench/process/child.h"
#include "bench/runner/plan/plan.h"

struct reply {
    enum cell_status status;            /* CELL_UNVERIFIED: the user stopped the run, nothing is known */
    char reason[RUNNER_REASON_BYTES];   /* one sentence unless status is CELL_OK */
    json_t *body;                       /* what was printed; NULL when it was no answer */
    bool was_killed;                    /* by a signal from outside, such as the kernel's when memory is short */
};

/* Fills in the words that ask a measuring program about a cell, NULL at the end. `mode`, `text` and `trace` may be NULL. */
enum { RUNNER_WORDS_MAX = 10 };
void runner_reply_words(const char *words[RUNNER_WORDS_MAX], const char *program, const char *mode, const char *strategy,
                        const char *workload, const char *text, const char *trace);
/* Runs the program and reads its answer; the caller gives *reply to runner_reply_fini. Fails only when no process can be made
 * (CORO_ERR_IO). */
CORO_MUST_USE enum coro_status runner_reply_ask(const struct child_job *, struct reply *);
/* Asks several programs side by side (child.h). On failure the caller owns nothing. */
CORO_MUST_USE enum coro_status runner_reply_ask_together(const struct child_job *, size_t count, struct reply *);
void runner_reply_fini(struct reply *);

/* The parts, for programs that answer with more than one line. The first explains any end but a clean exit; after a clean exit
 * it returns CELL_OK and leaves the reason alone. The second reads one line. */
enum cell_status runner_reply_explain(const struct child_job *, const struct child_end *, char reason[RUNNER_REASON_BYTES]);
void runner_reply_read(const char *line, size_t bytes, struct reply *);
/* True when a signal from outside ended the program. One that crashes sends the signal to itself. */
bool runner_reply_is_killed(const struct child_end *);

#endif
