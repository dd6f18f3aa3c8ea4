/* SPDX-License-Identifier: MIT */
/* Meters per pass, the estimate over them, and the two ways to show it. */
#define _GNU_SOURCE
#include "bench/runner/plan/progress.h"
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "bench/process/clock.h"

#define CALM_SECONDS 5.0
#define BAR_COLUMNS 20
#define BAR_NEEDS_COLUMNS 60      /* a narrower terminal has better uses for its columns */
#define LINE_BYTES 512
#define MEASURED_STEPS 3        /* from then on their pace is believed */

static const char *const pass_names[PASS_COUNT] = {
    "check", "verify", "time", "allocations", "kernel", "tails", "instructions", "memory",
};

const char *runner_progress_pass_name(enum pass pass)
{
    return pass_names[pass];
}

enum pass runner_progress_pass(const char *name)
{
    int pass = 0;
    while (pass < PASS_COUNT && strcmp(pass_names[pass], name) != 0)
        pass++;
    return (enum pass)pass;
}

void runner_progress_init(struct progress *progress, FILE *stream)
{
    const char *terminal = getenv("TERM");
    *progress = (struct progress){ .stream = stream };
    progress->is_live = isatty(fileno(stream)) && (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

void runner_progress_expect(struct progress *progress, enum pass pass, size_t total_steps, double assumed_step_seconds)
{
    struct pass_meter *meter = &progress->passes[pass];
    size_t left = total_steps > meter->done ? total_steps - meter->done : 0;
    meter->total = total_steps;
    meter->expected_seconds = meter->done_expected_seconds + assumed_step_seconds * (double)left;
}

double runner_progress_pass_left_seconds(const struct progress *progress, enum pass pass)
{
    const struct pass_meter *meter = &progress->passes[pass];
    double left = meter->expected_seconds - meter->done_expected_seconds;
    bool is_paced = meter->done >= MEASURED_STEPS && meter->done_expected_seconds > 0;
    if (meter->done >= meter->total || left <= 0)
        return 0;
    return is_paced ? left * meter->spent_seconds / meter->done_expected_seconds : left;
}

double runner_progress_left_seconds(const struct progress *progress)
{
    double left = 0;
    for (int pass = 0; pass < PASS_COUNT; pass++)
        left += runner_progress_pass_left_seconds(progress, (enum pass)pass);
    return left;
}

/* By time, not by steps: a step of callgrind is worth a hundred of the others. */
static int percent(const struct progress *progress)
{
    double spent = 0, left = runner_progress_left_seconds(progress);
    for (int i = 0; i < PASS_COUNT; i++)
        spent += progress->passes[i].spent_seconds;
    return spent + left <= 0 ? 100 : (int)(100 * spent / (spent + left));
}

void runner_progress_format_seconds(double seconds, char *text)
{
    unsigned whole = seconds < 0 ? 0 : seconds > 3e6 ? 3000000 : (unsigned)(seconds + 0.5);
    if (whole < 3600)
        snprintf(text, 24, "%u:%02u", whole / 60, whole % 60);
    else
        snprintf(text, 24, "%u:%02u:%02u", whole / 3600, whole / 60 % 60, whole % 60);
}

const char *runner_progress_unit(double seconds)
{
    return seconds + 0.5 < 3600 ? "minutes" : "hours";
}

void runner_progress_format_line(const struct progress *progress, enum pass pass, const char *what, char *line, size_t width)
{
    const struct pass_meter *meter = &progress->passes[pass];
    char bar[2 * BAR_COLUMNS + 8] = "", left[24], whole[LINE_BYTES];
    int done = percent(progress), filled = done * BAR_COLUMNS / 100;
    if (width >= BAR_NEEDS_COLUMNS)
        snprintf(bar, sizeof bar, "[%.*s%.*s] ", filled, "####################", BAR_COLUMNS - filled, "--------------------");
    runner_progress_format_seconds(runner_progress_left_seconds(progress), left);
    snprintf(whole, sizeof whole, "%s%3d %%  %s %zu/%zu  ETA %s  %s", bar, done, pass_names[pass], meter->done, meter->total,
             left, what);
    snprintf(line, width + 1, "%s", whole);
}

static size_t terminal_columns(const struct progress *progress)
{
    struct winsize size;
    if (ioctl(fileno(progress->stream), TIOCGWINSZ, &size) != 0 || size.ws_col < 2)
        return 80;
    return size.ws_col < LINE_BYTES ? size.ws_col : LINE_BYTES - 1;
}

/* One column stays free: a full line would wrap on some terminals. */
static void draw(struct progress *progress, enum pass pass, const char *what)
{
    char line[LINE_BYTES];
    runner_progress_format_line(progress, pass, what, line, terminal_columns(progress) - 1);
    fprintf(progress->stream, "\r\033[K%s", line);
    fflush(progress->stream);
    progress->is_drawn = true;
}

static void print_calmly(struct progress *progress, enum pass pass)
{
    struct pass_meter *meter = &progress->passes[pass];
    if (meter->is_announced && progress->step_started - progress->last_line < CALM_SECONDS)
        return;
    char left[24];
    runner_progress_format_seconds(runner_progress_left_seconds(progress), left);
    fprintf(progress->stream, "corolab: %s: %zu of %zu; %d %% of the run, about %s left\n", pass_names[pass], meter->done,
            meter->total, percent(progress), left);
    fflush(progress->stream);
    progress->last_line = progress->step_started;
}

void runner_progress_begin(struct progress *progress, enum pass pass, const char *what)
{
    progress->step_started = runner_clock_seconds();
    if (progress->is_live)
        draw(progress, pass, what);
    else
        print_calmly(progress, pass);
    progress->passes[pass].is_announced = true;
}

double runner_progress_end(struct progress *progress, enum pass pass, double expected_seconds)
{
    double seconds = runner_clock_seconds() - progress->step_started;
    progress->passes[pass].done++;
    progress->passes[pass].spent_seconds += seconds;
    progress->passes[pass].done_expected_seconds += expected_seconds;
    return seconds;
}

void runner_progress_clear(struct progress *progress)
{
    if (progress->is_drawn)
        fputs("\r\033[K", progress->stream);
    fflush(progress->stream);
    progress->is_drawn = false;
}
