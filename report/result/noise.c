/* SPDX-License-Identifier: MIT */
/* How far to trust a difference: the noise floor of the run, and the sentences about it and about the trust experiment. The time
 * samples of each cell are split by their round, so that both halves span the whole run. series.c uses the floor. */
#include "report/result/json_reader.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/base/memory.h"

enum { FEWEST_IN_A_HALF = 2, FEWEST_ROUNDS = 2 * FEWEST_IN_A_HALF };
static const double share_below_floor = 0.95;

static bool is_of_half(double round, double parity) { return fmod(round, 2) == parity; }

double report_noise_of(const struct report_series *series, size_t *samples)
{
    size_t evens, odds;
    double even = report_series_median_of(series, is_of_half, 0, &evens);
    double odd = report_series_median_of(series, is_of_half, 1, &odds);

    if (samples != NULL)
        *samples = evens > odds ? evens : odds;
    return evens < FEWEST_IN_A_HALF || odds < FEWEST_IN_A_HALF || !(odd > 0) ? NAN : fabs(even / odd - 1);
}

static bool is_time(const struct report_series *series) { return strcmp(series->metric, REPORT_METRIC_TIME) == 0; }

void report_noise_measure(struct report_result *result)
{
    double *noises = report_allocate_zeroed(result->series_count, sizeof *noises);
    struct report_noise noise = {.typical = NAN, .floor = NAN};
    size_t samples;

    for (size_t i = 0; i < result->series_count; i++) {
        double one = is_time(&result->series[i]) ? report_noise_of(&result->series[i], &samples) : NAN;
        if (isnan(one))
            continue;
        noises[noise.cells++] = one;
        noise.samples = samples > noise.samples ? samples : noise.samples;
    }
    report_sort(noises, noise.cells);
    if (noise.cells > 0) {
        noise.typical = report_median(noises, noise.cells);
        noise.floor = noises[(size_t)ceil(share_below_floor * (double)noise.cells) - 1];
    }
    free(noises);
    for (size_t i = 0; i < result->series_count; i++)
        result->series[i].noise_floor = is_time(&result->series[i]) && noise.cells > 0 ? noise.floor : 0;
    result->noise = noise;
}

/* As far as the file tells, from the first on; 0 when it does not say of which round a sample is. */
static double rounds_told(const struct report_result *result)
{
    double rounds = 0;

    for (size_t i = 0; i < result->series_count; i++)
        for (size_t j = 0; j < result->series[i].count && is_time(&result->series[i]); j++)
            if (result->series[i].rounds[j] >= rounds)      /* not of NAN, which is unknown */
                rounds = result->series[i].rounds[j] + 1;
    return rounds;
}

static void say_no_floor(const struct report_result *result, struct report_text *text)
{
    double rounds = rounds_told(result);

    if (rounds > 0 && rounds < FEWEST_ROUNDS)
        report_text_format(text, "With under %d rounds, this run cannot tell its noise floor.", FEWEST_ROUNDS);
    else
        report_text_add(text, "The file does not tell enough rounds apart for a noise floor.");
}

void report_noise_say(const struct report_result *result, struct report_text *text)
{
    const struct report_noise *noise = &result->noise;

    if (report_baseline(result) == REPORT_NOT_FOUND)
        return;
    if (noise->cells == 0)
        say_no_floor(result, text);
    else
        report_text_format(text, "Noise floor: the medians of the even and of the odd rounds (n = %zu) of the same build differ "
                               "by %s in the median cell, and by at most %s in 95 %% of the %zu cells; no smaller difference is "
                               "called one.",
                         noise->samples, report_number_percent(noise->typical).text, report_number_percent(noise->floor).text,
                         noise->cells);
}

void report_noise_say_reach(const struct report_result *result, struct report_text *text)
{
    if (result->noise.cells > 0 && report_baseline(result) != REPORT_NOT_FOUND)
        report_text_format(text, "This run cannot tell cells apart that differ by less than %s.",
                           report_number_percent(result->noise.floor).text);
}

static bool has(double number, double other) { return isfinite(number) && isfinite(other); }

static void say_where(const struct report_experiment *experiment, struct report_text *text)
{
    report_text_format(text, "In the test of compare itself%s%s", experiment->date[0] == '\0' ? "" : ", of ", experiment->date);
    if (experiment->machine[0] != '\0')
        report_text_format(text, " on %s", experiment->machine);
    if (experiment->commit[0] != '\0')
        report_text_format(text, " at commit %s", experiment->commit);
}

static void say_called(const struct report_experiment *experiment, struct report_text *text)
{
    bool has_same = has(experiment->aa_called, experiment->aa_compared);
    bool has_orders = has(experiment->orders_called, experiment->orders_compared);

    if (has_same) {
        report_text_format(text, "of %s cells of two runs of the same build", report_number_count(experiment->aa_compared).text);
        if (has(experiment->comparisons, experiment->cells))
            report_text_format(text, " (%s comparisons of %s cells)", report_number_count(experiment->comparisons).text,
                             report_number_count(experiment->cells).text);
        report_text_format(text, " %s were called different", report_number_count(experiment->aa_called).text);
    }
    if (has_orders) {
        report_text_format(text, "%sof %s of the same sources linked in ", has_same ? ", and " : "",
                         report_number_count(experiment->orders_compared).text);
        if (isfinite(experiment->link_orders))
            report_text_format(text, "%s ", report_number_count(experiment->link_orders).text);
        report_text_format(text, "other orders %s%s", report_number_count(experiment->orders_called).text,
                         has_same ? "" : " were called different");
    }
}

void report_experiment_say(const struct report_experiment *experiment, struct report_text *text)
{
    bool has_calls = has(experiment->aa_called, experiment->aa_compared) ||
                     has(experiment->orders_called, experiment->orders_compared);
    bool has_trials = has(experiment->trials, experiment->found);

    if (!experiment->is_there || (!has_calls && !has_trials))
        return;
    say_where(experiment, text);
    report_text_add(text, ": ");
    say_called(experiment, text);
    if (has_trials) {
        report_text_format(text, "%s %s trials with one cell slowed", has_calls ? ". Of" : "of",
                         report_number_count(experiment->trials).text);
        if (isfinite(experiment->planted_percent))
            report_text_format(text, " by %s %%", report_number_count(experiment->planted_percent).text);
        report_text_format(text, ", %s found it", report_number_count(experiment->found).text);
    }
    report_text_add(text, ".");
    if (experiment->note[0] != '\0')
        report_text_format(text, " %s", experiment->note);
}
