/* SPDX-License-Identifier: MIT */
/* Owns the verdicts on cells: fresh pairs of samples, the correction for many cells, and the calls. */
#include <math.h>
#include <stdlib.h>
#include "report/analysis/comparison.h"
#include "report/base/memory.h"

const char *const report_call_words[] = {"no difference resolved", "suspect", "faster", "slower"};

bool report_ratio_is_far(double ratio) { return ratio > 1.25 || ratio < 1 / 1.25; }

static void pair(struct report_difference *difference, const double *before, const double *after, size_t count)
{
    double logarithms[REPORT_COMPARISON_BLOCKS], befores[REPORT_COMPARISON_BLOCKS], afters[REPORT_COMPARISON_BLOCKS];

    for (size_t i = 0; i < count; i++) {
        logarithms[i] = log(after[i] / before[i]);
        befores[i] = before[i];
        afters[i] = after[i];
    }
    difference->p = report_wilcoxon(logarithms, count);
    difference->before_ns = report_median_of(befores, count);
    difference->after_ns = report_median_of(afters, count);
    difference->ratio = exp(report_median_of(logarithms, count));
    difference->interval = report_median_interval(logarithms, count);
    difference->interval.low = exp(difference->interval.low);
    difference->interval.high = exp(difference->interval.high);
}

void report_comparison_look(struct report_difference *difference, const double *before, const double *after, size_t count)
{
    pair(difference, before, after, count);
    difference->look = difference->p >= REPORT_COMPARISON_CLEAR ? REPORT_LOOK_CLEARED : REPORT_LOOK_NOT_CLEARED;
}

void report_comparison_enter(struct report_difference *difference, const double *before, const double *again, const double *after,
                             size_t count)
{
    double controls[REPORT_COMPARISON_BLOCKS];

    pair(difference, before, after, count);
    for (size_t i = 0; i < count; i++)
        controls[i] = log(again[i] / before[i]);
    report_sort(controls, count);
    struct report_interval interval = report_median_interval(controls, count);
    difference->floor = expm1(fmax(fabs(interval.low), fabs(interval.high)));
    difference->is_measured_again = true;
}

/* Adjusts over the cells that were measured again, or over all others: other samples chose the former, so theirs are one family
 * of tests. */
static void adjust(struct report_comparison *comparison, bool is_second_stage)
{
    double *p = report_allocate_zeroed(comparison->count, sizeof *p);
    size_t count = 0, next = 0;

    for (size_t i = 0; i < comparison->count; i++)
        if (comparison->differences[i].is_measured_again == is_second_stage)
            p[count++] = comparison->differences[i].p;
    report_false_discovery_adjust(p, count, p);
    for (size_t i = 0; i < comparison->count; i++)
        if (comparison->differences[i].is_measured_again == is_second_stage)
            comparison->differences[i].adjusted = p[next++];
    free(p);
}

static enum report_call call(const struct report_difference *difference)
{
    double distance = fmax(difference->ratio, 1 / difference->ratio) - 1;
    bool is_under_suspicion = difference->look == REPORT_LOOK_NONE ? difference->is_suspect
                                                                   : difference->look == REPORT_LOOK_NOT_CLEARED;

    if (!difference->is_measured_again)
        return is_under_suspicion ? REPORT_CALL_SUSPECT : REPORT_CALL_NONE;
    if (difference->adjusted >= REPORT_COMPARISON_FALSE_RATE || distance <= difference->floor)
        return REPORT_CALL_NONE;
    return difference->ratio > 1 ? REPORT_CALL_SLOWER : REPORT_CALL_FASTER;
}

void report_comparison_conclude(struct report_comparison *comparison)
{
    adjust(comparison, false);
    adjust(comparison, true);
    for (size_t i = 0; i < comparison->count; i++)
        comparison->differences[i].call = call(&comparison->differences[i]);
}

/* Do the files differ far from what the fresh samples say? */
static bool disagrees(const struct report_difference *difference)
{
    double files = difference->after->median / difference->before->median;

    return difference->look != REPORT_LOOK_NONE && report_ratio_is_far(files / difference->ratio);
}

bool report_difference_is_shown(const struct report_difference *difference)
{
    bool is_surprise = difference->look == REPORT_LOOK_CLEARED && (difference->is_suspect || disagrees(difference));

    return difference->is_measured_again || difference->call == REPORT_CALL_SUSPECT || is_surprise;
}

bool report_difference_is_unmeasured(const struct report_comparison *comparison, const struct report_difference *difference)
{
    return comparison->is_confirmed && difference->look != REPORT_LOOK_CLEARED && !difference->is_measured_again;
}

/* Two of all the ways to deal 2n samples in two hands have the hands apart. */
static double least_p(size_t samples, size_t cells)
{
    double n = (double)samples, ways = lgamma(2 * n + 1) - 2 * lgamma(n + 1);

    return cells == 0 ? 1 : fmin(1, 2 * exp(-ways) * (double)cells);
}

static double fresh_before(const struct report_difference *difference)
{
    return difference->before_ns / difference->before->median;
}

static double fresh_after(const struct report_difference *difference)
{
    return difference->after_ns / difference->after->median;
}

static double freshness_of(const struct report_comparison *comparison, double fresh_by_file(const struct report_difference *))
{
    double *ratios = report_allocate_zeroed(comparison->count, sizeof *ratios);
    size_t count = 0;

    for (size_t i = 0; i < comparison->count; i++) {
        double ratio = fresh_by_file(&comparison->differences[i]);
        if (comparison->differences[i].look != REPORT_LOOK_NONE && isfinite(ratio))
            ratios[count++] = ratio;
    }
    double freshness = count > 0 ? report_median_of(ratios, count) : NAN;
    free(ratios);
    return freshness;
}

struct report_tally report_comparison_tally(const struct report_comparison *comparison)
{
    struct report_tally tally = {.freshness = freshness_of(comparison, fresh_before),
                                 .after_freshness = freshness_of(comparison, fresh_after)};

    for (size_t i = 0; i < comparison->count; i++) {
        const struct report_difference *difference = &comparison->differences[i];
        size_t before = difference->before->count, after = difference->after->count, samples = before < after ? before : after;
        tally.calls[difference->call]++;
        tally.suspects += difference->is_suspect;
        tally.measured_again += difference->is_measured_again;
        tally.shown += report_difference_is_shown(difference);
        tally.disagreeing += disagrees(difference);
        tally.looked_at += difference->look != REPORT_LOOK_NONE;
        tally.fewest_samples = i == 0 || samples < tally.fewest_samples ? samples : tally.fewest_samples;
    }
    tally.least_p = least_p(tally.fewest_samples, comparison->count);
    return tally;
}
