/* SPDX-License-Identifier: MIT */
#include "bench/runner/record/collected.h"
#include <math.h>
#include <string.h>
#include "bench/runner/machine/environment.h"

enum coro_status runner_result_init(struct result *result)
{
    *result = (struct result){ .probes = json_array(), .claims = json_array(), .notes = json_array(),
                               .environment = runner_environment_describe() };
    if (result->probes != NULL && result->claims != NULL && result->notes != NULL && result->environment != NULL)
        return CORO_OK;
    runner_result_fini(result);
    return CORO_ERR_NO_MEMORY;
}

void runner_result_fini(struct result *result)
{
    runner_samples_fini(&result->samples);
    json_decref(result->probes);
    json_decref(result->claims);
    json_decref(result->notes);
    json_decref(result->environment);
    *result = (struct result){ 0 };
}

static const char *find_fault(const json_t *metrics, enum pass pass)
{
    const char *name;
    json_t *value;
    if (!json_is_object(metrics) || json_object_size(metrics) == 0)
        return "it answered without numbers";
    json_object_foreach((json_t *)metrics, name, value) {
        const struct metric *metric = runner_metric_find(name);
        if (metric == NULL || metric->pass != pass)
            return "it answered with a metric that was not asked for";
        if (!json_is_number(value) || !isfinite(json_number_value(value)))
            return "it answered with something that is not a number";
    }
    return NULL;
}

enum coro_status runner_result_add(struct result *result, size_t cell, enum pass pass, unsigned round, const json_t *answer,
                                   const char **complaint)
{
    const json_t *metrics = json_object_get(answer, "metrics");
    enum coro_status status = CORO_OK;
    const char *fault = find_fault(metrics, pass);
    if (fault != NULL) {
        *complaint = fault;
        return CORO_ERR_WRONG_RESULT;
    }
    for (size_t i = 0; status == CORO_OK && i < RUNNER_METRIC_COUNT; i++) {
        const json_t *value = json_object_get(metrics, runner_metrics[i].name);
        if (value != NULL)
            status = runner_samples_take(&result->samples, (uint32_t)cell, (uint16_t)i, round, json_number_value(value));
    }
    return status;
}

enum coro_status runner_result_add_note(struct result *result, const char *sentence)
{
    size_t i;
    json_t *note;
    json_array_foreach(result->notes, i, note)
        if (json_is_string(note) && strcmp(json_string_value(note), sentence) == 0)
            return CORO_OK;     /* a resumed run meets the same obstacle again */
    return json_array_append_new(result->notes, json_string(sentence)) == 0 ? CORO_OK : CORO_ERR_NO_MEMORY;
}
