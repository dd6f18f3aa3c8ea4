/* SPDX-License-Identifier: MIT */
/* Owns the arithmetic of samples, and the rank tests. Both exact distributions are counted item by item: in how many ways do the
 * items seen so far give each sum of ranks? The counts are in floating point because they outgrow every integer; only their
 * ratios matter. */
#include "report/statistics/statistics.h"
#include <math.h>
#include <stdlib.h>
#include "report/base/memory.h"

static const double wanted_coverage = 0.95;

/* P(Binomial(count, 1/2) = k). By logarithms: the coefficients of a thorough run overflow. */
static double binomial_half(size_t count, size_t k)
{
    double n = (double)count, below = (double)k;

    return exp(lgamma(n + 1) - lgamma(below + 1) - lgamma(n - below + 1) - n * log(2));
}

/* The largest rank k whose interval covers enough, at least 1, and the coverage of that interval. */
static size_t interval_rank(size_t count, double *coverage)
{
    double below = count == 0 ? 0.5 : binomial_half(count, 0);
    size_t rank = 1;

    *coverage = 1 - 2 * below;
    while (rank < count / 2) {
        below += binomial_half(count, rank);
        if (1 - 2 * below < wanted_coverage)
            break;
        *coverage = 1 - 2 * below;
        rank++;
    }
    return rank;
}

static int compare_numbers(const void *left, const void *right)
{
    const double *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

void report_sort(double *numbers, size_t count) { qsort(numbers, count, sizeof *numbers, compare_numbers); }

double report_median(const double *ascending, size_t count)
{
    size_t middle = count / 2;

    if (count % 2 == 1)
        return ascending[middle];
    return ascending[middle - 1] / 2 + ascending[middle] / 2;
}

double report_median_of(double *numbers, size_t count)
{
    report_sort(numbers, count);
    return report_median(numbers, count);
}

struct report_interval report_median_interval(const double *ascending, size_t count)
{
    struct report_interval interval;
    size_t rank = interval_rank(count, &interval.coverage);

    interval.low = ascending[rank - 1];
    interval.high = ascending[count - rank];
    return interval;
}

size_t report_median_rank(size_t count)
{
    double coverage;

    return interval_rank(count, &coverage);
}

double report_median_coverage(size_t count)
{
    double coverage;

    interval_rank(count, &coverage);
    return fmax(coverage, 0);
}

double report_geometric_mean(const double *values, size_t count)
{
    double logarithms = 0;

    for (size_t i = 0; i < count; i++)
        logarithms += log(values[i]);
    return exp(logarithms / (double)count);
}

/* A number and its rank, doubled: tied numbers share the mean of their ranks, so doubled ranks are whole. */
struct ranked {
    double value;
    size_t rank;        /* 2 for the smallest */
    size_t is_ours;     /* 1 or 0: the caller's mark, which goes where the number goes */
};

static int compare_values(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;

    return (a->value > b->value) - (a->value < b->value);
}

/* Sorts by value and fills in the ranks. Returns the sum over all groups of ties of t^3 - t, t being their size. */
static double rank(struct ranked *numbers, size_t count)
{
    double ties = 0;

    qsort(numbers, count, sizeof *numbers, compare_values);
    for (size_t first = 0, next; first < count; first = next) {
        for (next = first + 1; next < count && numbers[next].value == numbers[first].value; next++)
            continue;
        double size = (double)(next - first);
        ties += size * size * size - size;
        for (size_t i = first; i < next; i++)
            numbers[i].rank = first + 1 + next;
    }
    return ties;
}

/* Twice the thinner tail of a distribution given as weights[0..limit], the value itself included in both tails; at most 1. */
static double two_sided(const double *weights, size_t limit, size_t value)
{
    double below = 0, above = 0, total = 0;

    for (size_t i = 0; i <= limit; i++) {
        total += weights[i];
        below += i <= value ? weights[i] : 0;
        above += i >= value ? weights[i] : 0;
    }
    return fmin(1, 2 * fmin(below, above) / total);
}

/* ways[k * (sum_limit + 1) + sum]: k of the items have that sum of ranks. */
static double exact_mann_whitney(const struct ranked *all, size_t count, size_t drawn, size_t sum)
{
    size_t sum_limit = 0, stride;

    for (size_t i = count - drawn; i < count; i++)
        sum_limit += all[i].rank;       /* the largest ranks there are */
    stride = sum_limit + 1;
    double *ways = report_allocate_zeroed((drawn + 1) * stride, sizeof *ways);
    ways[0] = 1;
    for (size_t i = 0; i < count; i++)
        for (size_t k = i < drawn ? i + 1 : drawn; k > 0; k--)
            for (size_t to = sum_limit; to >= all[i].rank; to--)
                ways[k * stride + to] += ways[(k - 1) * stride + to - all[i].rank];
    double p = two_sided(&ways[drawn * stride], sum_limit, sum);
    free(ways);
    return p;
}

static double approximate_mann_whitney(size_t drawn, size_t others, double sum, double ties)
{
    double n = (double)drawn, m = (double)others, all = n + m;
    double deviation = sqrt(n * m / 12 * (all + 1 - ties / (all * (all - 1))));
    double distance = fabs(sum - n * (all + 1) / 2) - 0.5;

    return deviation > 0 && distance > 0 ? fmin(1, erfc(distance / deviation / sqrt(2))) : 1;
}

double report_mann_whitney(const double *samples, size_t count, const double *others, size_t other_count)
{
    size_t all_count = count + other_count, sum = 0;
    struct ranked *all = report_allocate_zeroed(all_count, sizeof *all);

    for (size_t i = 0; i < all_count; i++)
        all[i] = (struct ranked){.value = i < count ? samples[i] : others[i - count], .is_ours = i < count};
    double ties = rank(all, all_count);
    for (size_t i = 0; i < all_count; i++)
        sum += all[i].rank * all[i].is_ours;
    double p = all_count <= REPORT_MANN_WHITNEY_EXACT ? exact_mann_whitney(all, all_count, count, sum)
                                                      : approximate_mann_whitney(count, other_count, (double)sum / 2, ties);
    free(all);
    return p;
}

double report_wilcoxon(const double *differences, size_t count)
{
    struct ranked *sizes = report_allocate_zeroed(count, sizeof *sizes);
    size_t kept = 0, sum = 0;

    for (size_t i = 0; i < count; i++)
        if (differences[i] != 0)
            sizes[kept++] = (struct ranked){.value = fabs(differences[i]), .is_ours = differences[i] > 0};
    rank(sizes, kept);
    size_t limit = kept * (kept + 1);
    double *ways = report_allocate_zeroed(limit + 1, sizeof *ways);     /* of choosing the signs, by the sum of positive ranks */
    ways[0] = 1;
    for (size_t i = 0; i < kept; i++) {
        for (size_t to = limit; to >= sizes[i].rank; to--)
            ways[to] += ways[to - sizes[i].rank];
        sum += sizes[i].rank * sizes[i].is_ours;
    }
    double p = two_sided(ways, limit, sum);
    free(ways);
    free(sizes);
    return p;
}

struct numbered {
    double p;
    size_t index;
};

static int compare_ps(const void *left, const void *right)
{
    const struct numbered *a = left, *b = right;

    return (a->p > b->p) - (a->p < b->p);
}

void report_false_discovery_adjust(const double *p, size_t count, double *adjusted)
{
    struct numbered *ordered = report_allocate_zeroed(count, sizeof *ordered);
    double least = 1;

    for (size_t i = 0; i < count; i++)
        ordered[i] = (struct numbered){p[i], i};
    qsort(ordered, count, sizeof *ordered, compare_ps);
    for (size_t i = count; i-- > 0;) {
        least = fmin(least, ordered[i].p * (double)count / (double)(i + 1));
        adjusted[ordered[i].index] = least;
    }
    free(ordered);
}
