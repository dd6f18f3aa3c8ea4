/* SPDX-License-Identifier: MIT */
#include "report/analysis/geometric_mean.h"
#include <math.h>
#include <string.h>
#include "report/text/number.h"

static bool is_answered_yes(const struct report_result *result, size_t strategy, const char *question)
{
    for (size_t i = 0; i < result->probe_count; i++) {
        const struct report_probe *probe = &result->probes[i];
        if (probe->strategy == strategy && strcmp(result->questions[probe->question].name, question) == 0)
            return strcmp(probe->answer, "yes") == 0;
    }
    return false;
}

bool report_never_refuses(const struct report_result *result, size_t strategy)
{
    size_t box = report_result_strategy(result, "box");

    if (box == REPORT_NOT_FOUND || !report_strategy_is_dyn(&result->strategies[strategy]))
        return false;
    for (size_t i = 0; i < result->workload_count; i++)
        if (report_result_cell(result, box, i)->status == REPORT_CELL_OK && report_result_cell(result, strategy, i)->status != REPORT_CELL_OK)
            return false;
    return is_answered_yes(result, strategy, "several_in_flight");
}

double report_standing(const struct report_result *result, size_t strategy, const char *metric, size_t *workload_count)
{
    size_t box = report_result_strategy(result, "box");
    double sum = 0;

    *workload_count = 0;
    for (size_t i = 0; box != REPORT_NOT_FOUND && i < result->workload_count; i++) {
        double one = report_result_median(result, box, i, metric);
        if (!(one > 0))
            continue;
        sum += log(report_result_median(result, strategy, i, metric) / one);
        ++*workload_count;
    }
    return *workload_count > 0 ? exp(sum / (double)*workload_count) : NAN;
}

/* The two least means, and of how many. */
struct podium {
    size_t first, second, count, workload_count;
    double least, next;
};

static struct podium find_podium(const struct report_result *result, const char *metric)
{
    struct podium podium = {.least = INFINITY, .next = INFINITY};

    for (size_t i = 0; i < result->strategy_count; i++) {
        size_t workload_count;
        double mean = report_never_refuses(result, i) ? report_standing(result, i, metric, &workload_count) : NAN;
        if (isnan(mean))
            continue;
        podium.count++;
        podium.workload_count = workload_count;
        if (mean < podium.least) {
            podium.next = podium.least, podium.second = podium.first;
            podium.least = mean, podium.first = i;
        } else if (mean < podium.next) {
            podium.next = mean, podium.second = i;
        }
    }
    return podium;
}

static void say_podium(const struct report_result *result, const char *what, const char *metric, struct report_text *text)
{
    struct podium podium = find_podium(result, metric);

    if (podium.count < 2)
        return;
    report_text_format(text, "%sOf the %zu strategies that run every workload box runs and let several futures of an iterator be in flight, "
                           "%s has the least %s: %s of box, as a geometric mean over %zu workload%s; next comes %s with %s.",
                     text->length == 0 ? "" : " ", podium.count, result->strategies[podium.first].name, what,
                     report_number_multiple(podium.least).text, podium.workload_count, podium.workload_count == 1 ? "" : "s",
                     result->strategies[podium.second].name, report_number_multiple(podium.next).text);
}

void report_say_standings(const struct report_result *result, struct report_text *text)
{
    say_podium(result, "time", REPORT_METRIC_TIME, text);
    say_podium(result, "memory per waiting task", REPORT_METRIC_TASK_BYTES, text);
}
