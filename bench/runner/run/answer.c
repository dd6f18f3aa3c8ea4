/* SPDX-License-Identifier: MIT */
/* Owns the layout of a sample's line, which jansson would print with more digits than it needs. */
#include "bench/runner/run/answer.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *runner_answer_fault(const json_t *answer, enum pass pass)
{
    json_t *metrics = json_object_get(answer, "metrics"), *value;
    const char *name;
    if (!json_is_object(metrics) || json_object_size(metrics) == 0)
        return "it answered without numbers";
    json_object_foreach(metrics, name, value) {
        const struct metric *metric = runner_metric_find(name);
        if (metric == NULL || metric->pass != pass)
            return "it answered with a metric that was not asked for";
        if (!json_is_number(value) || !isfinite(json_number_value(value)))
            return "it answered with something that is not a number";
        if (strcmp(metric->unit, "ns") == 0 && json_number_value(value) < 0)
            return "it answered with a time below zero";
    }
    return NULL;
}

/* Prints as few digits as read back to the same number, and always as a real number: "12.0", not "12". */
static void print_number(double value, FILE *file)
{
    char digits[40];
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value)
            break;
    }
    fprintf(file, "%s%s", digits, strpbrk(digits, ".e") == NULL ? ".0" : "");
}

/* Names of rows, workloads and metrics are identifiers with slashes and colons: none needs an escape. */
static void print(FILE *file, const struct plan_cell *cell, const struct metric *metric, double value, unsigned round, double at)
{
    fprintf(file, "{\"record\":\"sample\",\"strategy\":\"%s\",\"workload\":\"%s\",\"metric\":\"%s\",\"unit\":\"%s\",\"value\":",
            cell->row->name, cell->workload->name, metric->name, metric->unit);
    print_number(value, file);
    fprintf(file, ",\"round\":%u,\"at\":%.3f}\n", round, at);
}

void runner_answer_print(FILE *file, const json_t *answer, const struct plan_cell *cell, unsigned round, double at)
{
    const json_t *metrics = json_object_get(answer, "metrics");
    for (size_t i = 0; i < RUNNER_METRIC_COUNT; i++) {
        const json_t *value = json_object_get(metrics, runner_metrics[i].name);
        if (value != NULL)
            print(file, cell, &runner_metrics[i], json_number_value(value), round, at);
    }
}
