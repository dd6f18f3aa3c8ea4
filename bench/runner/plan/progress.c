/* SPDX-License-Identifier: MIT */
/* Keeps one meter per pass, extrapolates the time left from it, and shows both, on a terminal or as plain lines. */
#include "bench/runner/plan/progress.h"
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "bench/process/clock.h"

#define CALM_SECONDS 5.0
#define BAR_COLUMNS 20
#define BAR_NEEDS_COLUMNS 60      /* narrower terminals show no bar */
#define LINE_BYTES 512
#define TIMES_BYTES 80

static const char *const pass_names[PASS_COUNT] = {
    "check", "verify", "time", "allocations", "kernel", "tails", "counters", "instructions", "memory",
};

const char *runner_progress_pass_name(enum pass pass) { return pass_names[pass]; }

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
    *progress = (struct progress){ .stream = stream, .started = runner_clock_seconds() };
    progress->is_live = isatty(fileno(stream)) && (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

void runner_progress_expect(struct progress *progress, enum pass pass, size_t steps_left)
{
    progress->passes[pass].total = progress->passes[pass].done + steps_left;
}

size_t runner_progress_steps_left(const struct progress *progress)
{
    size_t left = 0;
    for (int pass = 0; pass < PASS_COUNT; pass++)
        left += progress->passes[pass].total - progress->passes[pass].done;
    return left;
}

double runner_progress_step_seconds(const struct progress *progress, enum pass pass)
{
    const struct pass_meter *meter = &progress->passes[pass];
    return meter->done == 0 ? 0 : meter->spent_seconds / (double)meter->done;
}

void runner_progress_format_seconds(double seconds, char *text)
{
    unsigned whole = seconds < 0 ? 0 : seconds > 3e6 ? 3000000 : (unsigned)(seconds + 0.5);
    if (whole < 3600)
        snprintf(text, 24, "%u:%02u", whole / 60, whole % 60);
    else
        snprintf(text, 24, "%u:%02u:%02u", whole / 3600, whole / 60 % 60, whole % 60);
}

/* "1:03 elapsed", then ", about 2:05 left in this pass" as soon as one of its steps has finished. */
static void format_times(const struct progress *progress, enum pass pass, char text[TIMES_BYTES])
{
    const struct pass_meter *meter = &progress->passes[pass];
    char elapsed[24], left[24];
    runner_progress_format_seconds(runner_clock_seconds() - progress->started, elapsed);
    runner_progress_format_seconds(runner_progress_step_seconds(progress, pass) * (double)(meter->total - meter->done), left);
    int length = snprintf(text, TIMES_BYTES, "%s elapsed", elapsed);
    if (meter->done > 0)
        snprintf(text + length, TIMES_BYTES - (size_t)length, ", about %s left in this pass", left);
}

void runner_progress_format_line(const struct progress *progress, enum pass pass, const char *what, char *line, size_t width)
{
    const struct pass_meter *meter = &progress->passes[pass];
    char bar[2 * BAR_COLUMNS + 8] = "", times[TIMES_BYTES], whole[LINE_BYTES];
    int filled = meter->total == 0 ? 0 : (int)(meter->done * BAR_COLUMNS / meter->total);
    if (width >= BAR_NEEDS_COLUMNS)
        snprintf(bar, sizeof bar, "[%.*s%.*s] ", filled, "####################", BAR_COLUMNS - filled, "--------------------");
    format_times(progress, pass, times);
    snprintf(whole, sizeof whole, "%s%s %zu/%zu  %s  %s", bar, pass_names[pass], meter->done, meter->total, times, what);
    snprintf(line, width + 1, "%s", whole);
}

static size_t terminal_columns(const struct progress *progress)
{
    struct winsize size;
    if (ioctl(fileno(progress->stream), TIOCGWINSZ, &size) != 0 || size.ws_col < 2)
        return 80;
    return size.ws_col < LINE_BYTES ? size.ws_col : LINE_BYTES - 1;
}

/* Leaves one column free, because some terminals wrap a full line. */
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
    if (progress->is_silent || (meter->is_announced && progress->step_started - progress->last_line < CALM_SECONDS))
        return;
    char times[TIMES_BYTES];
    format_times(progress, pass, times);
    fprintf(progress->stream, "corolab: %s: %zu of %zu; %s\n", pass_names[pass], meter->done, meter->total, times);
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

void runner_progress_end(struct progress *progress, enum pass pass)
{
    struct pass_meter *meter = &progress->passes[pass];
    meter->done++;
    meter->total = meter->total < meter->done ? meter->done : meter->total;
    meter->spent_seconds += runner_clock_seconds() - progress->step_started;
}

void runner_progress_clear(struct progress *progress)
{
    if (progress->is_drawn)
        fputs("\r\033[K", progress->stream);
    fflush(progress->stream);
    progress->is_drawn = false;
}
