/* SPDX-License-Identifier: MIT */
/* Computes how the machine's speed drifted from round to round: a level per round, and a trend over all. */
#include "report/analysis/sentence.h"
#include <math.h>
#include <string.h>
#include "report/result/result.h"

enum { FEWEST_ROUNDS = 3 };

static bool is_before(double round, double limit) { return round < limit; }
static bool is_from(double round, double limit) { return round >= limit; }

static bool is_timed(const struct report_series *series)
{
    return strcmp(series->metric, REPORT_METRIC_TIME) == 0 && series->values[0] > 0;
}

/* Adds up the logarithms of each round's samples, as multiples of their cells' medians. */
static void add_levels(const struct report_series *series, struct report_drift *drift, size_t *counts)
{
    for (size_t i = 0; i < series->count; i++) {
        double logarithm = log(series->values[i] / series->median);
        if (isnan(series->rounds[i]) || !isfinite(logarithm))
            continue;
        size_t round = (size_t)series->rounds[i];
        drift->rounds = round >= drift->rounds ? round + 1 : drift->rounds;
        drift->levels[round] += logarithm;
        counts[round]++;
    }
}

/* Makes multiples of the median round out of the sums. */
static void finish_levels(struct report_drift *drift, const size_t *counts)
{
    double ascending[REPORT_MOST_ROUNDS];
    size_t count = 0;

    for (size_t i = 0; i < drift->rounds; i++) {
        drift->levels[i] = counts[i] > 0 ? exp(drift->levels[i] / (double)counts[i]) : NAN;
        if (counts[i] > 0)
            ascending[count++] = drift->levels[i];
    }
    if (count == 0)
        return;
    double median = report_median_of(ascending, count);
    for (size_t i = 0; i < drift->rounds; i++)
        drift->levels[i] /= median;
    drift->lowest = ascending[0] / median;
    drift->highest = ascending[count - 1] / median;
}

static void measure_trend(const struct report_result *result, struct report_drift *drift)
{
    double third = (double)(drift->rounds / 3), rounds = (double)drift->rounds, logarithms = 0;
    size_t count;

    for (size_t i = 0; i < result->series_count && drift->rounds >= FEWEST_ROUNDS; i++) {
        if (!is_timed(&result->series[i]))
            continue;
        double first = report_series_median_of(&result->series[i], is_before, third, &count);
        double last = report_series_median_of(&result->series[i], is_from, rounds - third, &count);
        double logarithm = log(last / first);
        if (!isfinite(logarithm))
            continue;
        logarithms += logarithm;
        drift->cells++;
    }
    drift->trend = drift->cells > 0 ? exp(logarithms / (double)drift->cells) : NAN;
}

void report_drift_measure(const struct report_result *result, struct report_drift *drift)
{
    size_t counts[REPORT_MOST_ROUNDS] = {0};

    *drift = (struct report_drift){.trend = NAN, .lowest = NAN, .highest = NAN};
    for (size_t i = 0; i < result->series_count; i++)
        if (is_timed(&result->series[i]))
            add_levels(&result->series[i], drift, counts);
    finish_levels(drift, counts);
    measure_trend(result, drift);
}

void report_drift_say(const struct report_result *result, struct report_text *text)
{
    struct report_drift drift;

    if (report_baseline(result) == REPORT_NOT_FOUND)
        return;
    report_drift_measure(result, &drift);
    if (isnan(drift.trend) && (drift.rounds == 0 || drift.rounds >= FEWEST_ROUNDS))
        report_text_add(text, "Drift: the file does not tell enough rounds apart to say whether the machine's speed changed "
                        "meanwhile.");
    else if (isnan(drift.trend))
        report_text_format(text, "Drift: with under %d rounds, this run cannot tell whether the machine's speed changed "
                           "meanwhile.", FEWEST_ROUNDS);
    else
        report_text_format(text, "Drift: the last third of the %zu rounds took %s of the first third, as a geometric mean over "
                           "%zu cells; single rounds lie between %s and %s of the median round.", drift.rounds,
                           report_number_multiple(drift.trend).text, drift.cells, report_number_multiple(drift.lowest).text,
                           report_number_multiple(drift.highest).text);
}
