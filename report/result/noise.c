/* SPDX-License-Identifier: MIT */
/* Owns the measuring of the noise floor and its sentence. series.c uses the floor when it compares two series. */
#include "report/result/noise.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/base/memory.h"
#include "report/result/baseline.h"
#include "report/text/text.h"

enum { FEWEST_IN_A_HALF = 2, FEWEST_ROUNDS = 2 * FEWEST_IN_A_HALF };
static const double share_below_floor = 0.95;

static bool is_even(double round, double limit)
{
    (void)limit;
    return fmod(round, 2) == 0;
}

static bool is_odd(double round, double limit)
{
    (void)limit;
    return fmod(round, 2) == 1;
}

/* As report_noise_of, with the number of samples in the larger half. */
static double compare_halves(const struct report_series *series, size_t *samples)
{
    size_t evens, odds;
    double even = report_series_median_of(series, is_even, 0, &evens), odd = report_series_median_of(series, is_odd, 0, &odds);

    *samples = evens > odds ? evens : odds;
    return evens < FEWEST_IN_A_HALF || odds < FEWEST_IN_A_HALF || !(odd > 0) ? NAN : fabs(even / odd - 1);
}

double report_noise_of(const struct report_series *series)
{
    size_t samples;

    return compare_halves(series, &samples);
}

static bool is_time(const struct report_series *series)
{
    return strcmp(series->metric, REPORT_METRIC_TIME) == 0;
}

static int compare_numbers(const void *left, const void *right)
{
    const double *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

void report_noise_measure(struct report_result *result)
{
    double *noises = report_allocate_zeroed(result->series_count, sizeof *noises);
    struct report_noise noise = {.typical = NAN, .floor = NAN};
    size_t samples;

    for (size_t i = 0; i < result->series_count; i++) {
        double one = is_time(&result->series[i]) ? compare_halves(&result->series[i], &samples) : NAN;
        if (isnan(one))
            continue;
        noises[noise.cells++] = one;
        noise.samples = samples > noise.samples ? samples : noise.samples;
    }
    qsort(noises, noise.cells, sizeof *noises, compare_numbers);
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
