/* SPDX-License-Identifier: MIT */
/* How far the run is and how long it will take. On a terminal one live line, redrawn in place and never wider than the terminal;
 * anywhere else plain lines: one when a pass begins, then at most one in five seconds. The estimate starts from expected
 * times and follows the pace of the steps that are done. */
#ifndef BENCH_RUNNER_PLAN_PROGRESS_H
#define BENCH_RUNNER_PLAN_PROGRESS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "bench/runner/plan/metric.h"

struct pass_meter {
    size_t total, done;             /* steps; a step is one child process, or those side by side, or the whole pass */
    double expected_seconds;        /* of all steps, those that are done included */
    double done_expected_seconds;   /* of those that are done, and what they really took: */
    double spent_seconds;
    bool is_announced;
};

struct progress {
    FILE *stream;
    bool is_live;                   /* the stream is a terminal that can redraw a line */
    bool is_drawn;                  /* there is a live line to clear */
    double step_started, last_line; /* seconds on the monotonic clock */
    struct pass_meter passes[PASS_COUNT];
};

/* "time"; the word that --skip knows it by. */
const char *runner_progress_pass_name(enum pass);
/* PASS_COUNT for a word that is none of them. */
enum pass runner_progress_pass(const char *name);
/* The stream must live as long as the progress. No pass expects anything yet. */
void runner_progress_init(struct progress *, FILE *stream);
/* Says how many steps the pass has in all, and how long one of those that are left is thought to take on average. May be said
 * again when cells drop out; steps done stay done. */
void runner_progress_expect(struct progress *, enum pass, size_t total_steps, double assumed_step_seconds);
/* A step begins: `what` is shown. */
void runner_progress_begin(struct progress *, enum pass, const char *what);
/* The step that began last is done, which was expected to take so long; the seconds that it took. */
double runner_progress_end(struct progress *, enum pass, double expected_seconds);
/* Takes the live line away, before something else is printed or at the end. */
void runner_progress_clear(struct progress *);
/* The seconds left, of one pass and of all of them. */
double runner_progress_pass_left_seconds(const struct progress *, enum pass);
double runner_progress_left_seconds(const struct progress *);
/* "2:05" or "1:02:05"; text must have room for 24 bytes. */
void runner_progress_format_seconds(double seconds, char *text);

/* What such a text is of: "hours" or "minutes". */
const char *runner_progress_unit(double seconds);

/* The live line, `width` columns at most, without a line end: for the tests. */
void runner_progress_format_line(const struct progress *, enum pass, const char *what, char *line, size_t width);

#endif
