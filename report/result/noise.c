/* SPDX-License-Identifier: MIT */
/* How far to trust a difference: the noise floor of the run, and the sentences about it and about the trust experiment. The time
 * samples of each cell are split by their round, so that both halves span the whole run. series.c uses the floor. */
#include "report/result/json_reader.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/base/memory.h"

enum { FEWEST_IN_A_HALF = 2, FEWEST_ROUNDS = 2 * FEWEST_IN_A_HALF, FEWEST_IN_A_FAMILY = 20 };
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

/* The length of the name without the parameter at its end: of "pending/8" that of "pending". */
static size_t family_length(const char *name)
{
    const char *slash = strrchr(name, '/');
    bool ends_in_number = slash != NULL && slash[1] != '\0' && slash[1 + strspn(slash + 1, "0123456789")] == '\0';

    return ends_in_number ? (size_t)(slash - name) : strlen(name);
}

static bool is_of_family(const char *name, const char *other)
{
    size_t length = family_length(name);

    return length == family_length(other) && memcmp(name, other, length) == 0;
}

/* The noises of a run's cells, NAN where a series is no time or too short, and the families that have enough of them. */
struct noises {
    const struct report_result *result;
    double *of_series;          /* one for each */
    bool *is_large;             /* whether the family of a workload has enough cells, for each workload */
    double *sorted;             /* room for all */
};

typedef bool belongs_to(const struct noises *, size_t workload, size_t asked);

static bool is_any(const struct noises *noises, size_t workload, size_t asked)
{
    (void)noises, (void)workload, (void)asked;
    return true;
}

static bool is_family_of(const struct noises *noises, size_t workload, size_t asked)
{
    return is_of_family(noises->result->workloads[workload].name, noises->result->workloads[asked].name);
}

static bool is_of_small_family(const struct noises *noises, size_t workload, size_t asked)
{
    (void)asked;
    return !noises->is_large[workload];
}

/* Sorts the noises of the cells that belong, and returns their number. */
static size_t collect(const struct noises *noises, belongs_to *belongs, size_t asked)
{
    size_t count = 0;

    for (size_t i = 0; i < noises->result->series_count; i++)
        if (!isnan(noises->of_series[i]) && belongs(noises, noises->result->series[i].workload, asked))
            noises->sorted[count++] = noises->of_series[i];
    report_sort(noises->sorted, count);
    return count;
}

static double floor_of(const struct noises *noises, size_t count)
{
    return noises->sorted[(size_t)ceil(share_below_floor * (double)count) - 1];
}

/* The floor of the workload's family where it has enough cells; else that of all small families; else that of the run. */
static double workload_floor(const struct noises *noises, size_t workload)
{
    size_t count = collect(noises, noises->is_large[workload] ? is_family_of : is_of_small_family, workload);

    return count >= FEWEST_IN_A_FAMILY ? floor_of(noises, count) : noises->result->noise.floor;
}

static void measure_workloads(struct report_result *result, const struct noises *noises)
{
    double *floors = report_allocate_zeroed(result->workload_count, sizeof *floors);
    double *sorted = report_allocate_zeroed(result->workload_count, sizeof *sorted);
    struct report_noise *noise = &result->noise;
    size_t count = 0;

    for (size_t i = 0; i < result->workload_count; i++)
        noises->is_large[i] = collect(noises, is_family_of, i) >= FEWEST_IN_A_FAMILY;
    for (size_t i = 0; i < result->workload_count; i++) {
        if (!report_workload_has(result, i, REPORT_METRIC_TIME))
            continue;
        sorted[count++] = floors[i] = workload_floor(noises, i);
        if (count == 1 || floors[i] < noise->least)
            noise->least = floors[i], noise->least_workload = i;
        if (count == 1 || floors[i] > noise->most)
            noise->most = floors[i], noise->most_workload = i;
    }
    report_sort(sorted, count);
    noise->usual = report_median(sorted, count);
    for (size_t i = 0; i < result->series_count; i++)
        if (is_time(&result->series[i]))
            result->series[i].noise_floor = floors[result->series[i].workload];
    free(sorted);
    free(floors);
}

static void measure_run(struct report_result *result, const struct noises *noises)
{
    struct report_noise noise = {.typical = NAN, .floor = NAN, .usual = NAN, .least = NAN, .most = NAN};
    size_t samples = 0;

    for (size_t i = 0; i < result->series_count; i++) {
        noises->of_series[i] = is_time(&result->series[i]) ? report_noise_of(&result->series[i], &samples) : NAN;
        if (!isnan(noises->of_series[i]) && samples > noise.samples)
            noise.samples = samples;
    }
    noise.cells = collect(noises, is_any, 0);
    if (noise.cells > 0) {
        noise.typical = report_median(noises->sorted, noise.cells);
        noise.floor = floor_of(noises, noise.cells);
    }
    result->noise = noise;
}

void report_noise_measure(struct report_result *result)
{
    struct noises noises = {
        result, report_allocate_zeroed(result->series_count, sizeof(double)),
        report_allocate_zeroed(result->workload_count, sizeof(bool)),
        report_allocate_zeroed(result->series_count, sizeof(double)),
    };

    measure_run(result, &noises);
    for (size_t i = 0; i < result->series_count; i++)
        result->series[i].noise_floor = 0;
    if (result->noise.cells > 0)
        measure_workloads(result, &noises);
    free(noises.of_series);
    free(noises.is_large);
    free(noises.sorted);
}

double report_workload_floor(const struct report_result *result, size_t workload)
{
    for (size_t i = 0; i < result->series_count; i++)
        if (result->series[i].workload == workload && is_time(&result->series[i]))
            return result->series[i].noise_floor;
    return 0;
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

/* "4.1 % (on suspend_depth) to 384 % (on threads)", or the floor of the run, which all workloads share. */
static void say_floors(const struct report_result *result, struct report_text *text)
{
    const struct report_noise *noise = &result->noise;
    const char *least = result->workloads[noise->least_workload].name, *most = result->workloads[noise->most_workload].name;

    report_text_add(text, report_number_percent(noise->least).text);
    if (noise->least < noise->most)
        report_text_format(text, " (on %.*s) to %s (on %.*s)", (int)family_length(least), least,
                           report_number_percent(noise->most).text, (int)family_length(most), most);
}

void report_noise_say(const struct report_result *result, struct report_text *text)
{
    const struct report_noise *noise = &result->noise;

    if (report_baseline(result) == REPORT_NOT_FOUND)
        return;
    if (noise->cells == 0) {
        say_no_floor(result, text);
        return;
    }
    report_text_format(text, "Noise floor: the medians of the even and of the odd rounds (n = %zu) of the same build differ by "
                       "%s in the median cell, and by at most ", noise->samples, report_number_percent(noise->typical).text);
    say_floors(result, text);
    if (noise->least < noise->most)
        report_text_add(text, " in 95 % of a workload's cells");
    else
        report_text_format(text, " in 95 %% of the %zu cells", noise->cells);
    report_text_add(text, "; no smaller difference is called one.");
}

void report_noise_say_reach(const struct report_result *result, struct report_text *text)
{
    if (result->noise.cells == 0 || report_baseline(result) == REPORT_NOT_FOUND)
        return;
    report_text_add(text, "This run cannot tell cells apart that differ by less than ");
    say_floors(result, text);
    report_text_add(text, ".");
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
