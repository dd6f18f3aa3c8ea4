/* SPDX-License-Identifier: MIT */
/* Shows how far a run is. On a terminal it redraws one line in place, never wider than the terminal. Elsewhere it prints plain
 * lines: one when a pass begins, then at most one in five seconds. The time left in a pass is extrapolated from its finished
 * steps, as hyperfine does. Before the first step it shows the number of steps only. Reads the clock, and no file. */
#ifndef BENCH_RUNNER_PLAN_PROGRESS_H
#define BENCH_RUNNER_PLAN_PROGRESS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "bench/runner/plan/plan.h"

struct pass_meter {
    size_t total, done;             /* steps; a step is one child process, or those side by side, or the whole pass */
    double spent_seconds;           /* in the finished steps */
    bool is_announced;
};

struct progress {
    FILE *stream;
    bool is_live;                   /* the stream is a terminal that can redraw a line */
    bool is_silent;                 /* shows nothing but a live line */
    bool is_drawn;                  /* there is a live line to clear */
    double started, step_started, last_line;    /* seconds on the monotonic clock */
    struct pass_meter passes[PASS_COUNT];
};

/* "time"; the word that --skip knows it by. */
const char *runner_progress_pass_name(enum pass);
/* PASS_COUNT for an unknown word. */
enum pass runner_progress_pass(const char *name);
/* The stream must live as long as the progress. No pass expects anything yet. */
void runner_progress_init(struct progress *, FILE *stream);
/* Sets how many steps the pass still has; call it again when cells drop out. Finished steps stay finished. */
void runner_progress_expect(struct progress *, enum pass, size_t steps_left);
/* The steps left in all passes. */
size_t runner_progress_steps_left(const struct progress *);
/* Begins a step and shows `what`. */
void runner_progress_begin(struct progress *, enum pass, const char *what);
/* Ends the step that began last. */
void runner_progress_end(struct progress *, enum pass);
/* Removes the live line, before other output and at the end. */
void runner_progress_clear(struct progress *);
/* The average duration of the finished steps of a pass; 0 before the first of them. */
double runner_progress_step_seconds(const struct progress *, enum pass);
/* Prints "2:05" or "1:02:05" into 24 bytes of text. */
void runner_progress_format_seconds(double seconds, char *text);

/* The live line, `width` columns at most, without a line end: for the tests. */
void runner_progress_format_line(const struct progress *, enum pass, const char *what, char *line, size_t width);

#endif
