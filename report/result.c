/* SPDX-License-Identifier: MIT */
/* Owns a loaded result: its memory and the questions asked of it. result_parse.c fills it. */
#include "report/result.h"
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/input_file.h"

enum coro_report_status coro_result_load(const char *path, struct coro_result **result, struct coro_complaint *complaint)
{
    struct coro_text contents;
    enum coro_report_status status;

    coro_text_init(&contents);
    status = coro_input_read(path, &contents, complaint);
    if (status == CORO_REPORT_OK)
        status = coro_result_parse(path, contents.bytes, contents.length, result, complaint);
    coro_text_fini(&contents);
    return status;
}

void coro_result_free(struct coro_result *result)
{
    if (result == NULL)
        return;
    free(result->strategies);
    free(result->workloads);
    free(result->cells);
    free(result->probes);
    free(result->claims);
    free(result->executables);
    free(result->series);
    free(result->values);
    free(result->rounds);
    json_decref(result->document);
    free((char *)result->path);
    free(result);
}

size_t coro_result_strategy(const struct coro_result *result, const char *name)
{
    for (size_t i = 0; i < result->strategy_count; i++)
        if (strcmp(result->strategies[i].name, name) == 0)
            return i;
    return CORO_NOT_FOUND;
}

size_t coro_result_workload(const struct coro_result *result, const char *name)
{
    for (size_t i = 0; i < result->workload_count; i++)
        if (strcmp(result->workloads[i].name, name) == 0)
            return i;
    return CORO_NOT_FOUND;
}

const struct coro_cell *coro_result_cell(const struct coro_result *result, size_t strategy, size_t workload)
{
    return &result->cells[strategy * result->workload_count + workload];
}

const struct coro_series *coro_result_series(const struct coro_result *result, size_t strategy, size_t workload,
                                             const char *metric)
{
    struct coro_series key = {.strategy = strategy, .workload = workload, .metric = metric};

    if (result->series_count == 0 || strategy == CORO_NOT_FOUND || workload == CORO_NOT_FOUND)
        return NULL;
    return bsearch(&key, result->series, result->series_count, sizeof key, coro_series_compare);
}

double coro_result_median(const struct coro_result *result, size_t strategy, size_t workload, const char *metric)
{
    const struct coro_series *series = coro_result_series(result, strategy, workload, metric);

    return series == NULL ? NAN : series->median;
}

bool coro_strategy_is_peer(const struct coro_strategy *strategy)
{
    return strncmp(strategy->name, "peer:", strlen("peer:")) == 0;
}

bool coro_strategy_is_dyn(const struct coro_strategy *strategy)
{
    return !coro_strategy_is_peer(strategy) && strcmp(strategy->protocol, "static") != 0;
}

bool coro_strategy_keeps_trait(const struct coro_strategy *strategy)
{
    return coro_strategy_is_dyn(strategy) && strcmp(strategy->protocol, "polls next") != 0;
}

bool coro_strategy_is_stackful(const struct coro_strategy *strategy)
{
    return !coro_strategy_is_peer(strategy) && strcmp(strategy->caller, "stackful") == 0 &&
           strcmp(strategy->callee, "stackful") == 0;
}

bool coro_strategy_is_stackless(const struct coro_strategy *strategy)
{
    return !coro_strategy_is_peer(strategy) && strcmp(strategy->caller, "state machine") == 0 &&
           strcmp(strategy->callee, "state machine") == 0;
}
