/* SPDX-License-Identifier: MIT */
/* Owns the mean of a row's times over workloads, round by round. */
#include "report/analysis/mean_time.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/columns.h"
#include "report/base/memory.h"

enum { FEWEST_IN_A_HALF = 2 };
static const double share_below_floor = 0.95;

/* The mean of each round, and how many cells were sampled in it. */
struct round_means {
    double means[REPORT_MOST_ROUNDS];
    size_t sampled[REPORT_MOST_ROUNDS];
};

/* The chosen workloads of the same family, this one included. */
static size_t members_of(const struct report_result *result, const bool *is_chosen, size_t workload)
{
    const char *name = result->workloads[workload].name;
    size_t length = report_family_length(name), count = 0;

    for (size_t i = 0; i < result->workload_count; i++)
        count += is_chosen[i] && report_family_length(result->workloads[i].name) == length &&
                 strncmp(result->workloads[i].name, name, length) == 0;
    return count;
}

size_t report_mean_time_families(const struct report_result *result, const bool *is_chosen)
{
    double votes = 0;

    for (size_t i = 0; i < result->workload_count; i++)
        votes += is_chosen[i] ? 1 / (double)members_of(result, is_chosen, i) : 0;
    return (size_t)lround(votes);
}

/* Samples by their round; NAN in the others. */
static void spread(const struct report_series *series, double by_round[REPORT_MOST_ROUNDS])
{
    for (size_t i = 0; i < REPORT_MOST_ROUNDS; i++)
        by_round[i] = NAN;
    for (size_t i = 0; i < series->count; i++)
        if (!isnan(series->rounds[i]))
            by_round[(size_t)series->rounds[i]] = series->values[i];
}

/* Adds the logarithms of a cell's ratios to box, by its part of a vote. In a round without a sample the cell counts with
 * the ratio of its medians, so that all rounds are means over the same workloads. */
static void add_cell(const struct report_series *own, const struct report_series *box, double votes, struct round_means *rounds)
{
    double times[REPORT_MOST_ROUNDS], box_times[REPORT_MOST_ROUNDS], otherwise = own->median / box->median;

    spread(own, times);
    spread(box, box_times);
    for (size_t i = 0; i < REPORT_MOST_ROUNDS; i++) {
        bool is_sampled = times[i] > 0 && box_times[i] > 0;
        rounds->sampled[i] += is_sampled;
        rounds->means[i] += votes * log(is_sampled ? times[i] / box_times[i] : otherwise);
    }
}

static void measure_rounds(const struct report_result *result, size_t strategy, const bool *is_chosen, struct round_means *rounds)
{
    size_t box = report_result_strategy(result, "box"), families = report_mean_time_families(result, is_chosen);

    memset(rounds, 0, sizeof *rounds);
    for (size_t i = 0; i < result->workload_count; i++) {
        if (!is_chosen[i])
            continue;
        add_cell(report_result_series(result, strategy, i, REPORT_METRIC_TIME),
                 report_result_series(result, box, i, REPORT_METRIC_TIME), 1 / (double)members_of(result, is_chosen, i), rounds);
    }
    for (size_t i = 0; i < REPORT_MOST_ROUNDS; i++)
        rounds->means[i] = exp(rounds->means[i] / (double)families);
}

static double half_median(const struct round_means *rounds, size_t parity)
{
    double half[REPORT_MOST_ROUNDS];
    size_t count = 0;

    for (size_t i = parity; i < REPORT_MOST_ROUNDS; i += 2)
        if (rounds->sampled[i] > 0)
            half[count++] = rounds->means[i];
    return count < FEWEST_IN_A_HALF ? NAN : report_median_of(half, count);
}

void report_mean_time_measure(const struct report_result *result, size_t strategy, const bool *is_chosen,
                              struct report_mean_time *mean)
{
    struct round_means rounds;
    double values[REPORT_MOST_ROUNDS];

    mean->count = 0;
    measure_rounds(result, strategy, is_chosen, &rounds);
    for (size_t i = 0; i < REPORT_MOST_ROUNDS; i++)
        if (rounds.sampled[i] > 0)
            values[mean->count++] = rounds.means[i];
    mean->noise = fabs(half_median(&rounds, 0) / half_median(&rounds, 1) - 1);
    if (mean->count == 0)       /* no sample says its round, so every round is the mean of the medians' ratios */
        values[mean->count++] = rounds.means[0];
    report_sort(values, mean->count);
    mean->median = report_median(values, mean->count);
    mean->interval = report_median_interval(values, mean->count);
}

double report_mean_time_floor(const struct report_result *result, const size_t *strategies, size_t count, const bool *is_chosen)
{
    double *noises = report_allocate_zeroed(count, sizeof *noises), floor = NAN;
    size_t known = 0;

    for (size_t i = 0; i < count; i++) {
        struct report_mean_time mean;
        report_mean_time_measure(result, strategies[i], is_chosen, &mean);
        if (!isnan(mean.noise))
            noises[known++] = mean.noise;
    }
    report_sort(noises, known);
    if (known > 0)
        floor = noises[(size_t)ceil(share_below_floor * (double)known) - 1];
    free(noises);
    return floor;
}
