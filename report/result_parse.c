/* SPDX-License-Identifier: MIT */
/* Owns the way from JSON to struct coro_result, and what makes a file unfit to be shown. Strings stay where jansson put them;
 * the result holds on to the document. The records that name a strategy or workload are in result_records.c. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/decision.h"
#include "report/json_document.h"
#include "report/result_records.h"
#include "report/schema.h"

static void read_plan(struct coro_json_reader *reader, json_t *root, struct coro_plan *plan)
{
    json_t *object = coro_json_object_or_null(reader, root, "plan");
    json_t *text = coro_json_object_or_null(reader, object, "text");

    plan->mode = coro_json_string_or(reader, object, "mode", "");
    plan->seed = coro_json_number_or_nan(reader, object, "seed");
    plan->rounds = coro_json_number_or_nan(reader, object, "rounds");
    plan->text_path = coro_json_string_or(reader, text, "path", NULL);
    plan->text_bytes = coro_json_number_or_nan(reader, text, "bytes");
    plan->text_repeats = coro_json_number_or_nan(reader, text, "repeats");
    plan->skipped_count = coro_json_words(reader, object, "skipped", plan->skipped, CORO_MOST_PASSES);
}

static void read_experiment(struct coro_json_reader *reader, json_t *root, struct coro_experiment *experiment)
{
    json_t *object = coro_json_object_or_null(reader, root, "experiment");
    const struct {
        const char *key;
        double *field;
    } numbers[] = {
        {"cells", &experiment->cells},
        {"comparisons", &experiment->comparisons},
        {"aa_called", &experiment->aa_called},
        {"aa_compared", &experiment->aa_compared},
        {"link_orders", &experiment->link_orders},
        {"orders_called", &experiment->orders_called},
        {"orders_compared", &experiment->orders_compared},
        {"trials", &experiment->trials},
        {"found", &experiment->found},
        {"planted_percent", &experiment->planted_percent},
    };

    experiment->is_there = object != NULL;
    experiment->date = coro_json_string_or(reader, object, "date", "");
    experiment->machine = coro_json_string_or(reader, object, "machine", "");
    experiment->commit = coro_json_string_or(reader, object, "commit", "");
    experiment->note = coro_json_string_or(reader, object, "note", "");
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        *numbers[i].field = coro_json_number_or_nan(reader, object, numbers[i].key);
}

static void read_environment(struct coro_json_reader *reader, json_t *root, struct coro_environment *environment)
{
    json_t *object = coro_json_object_or_null(reader, root, "environment");
    const struct {
        const char *key, **field;
    } strings[] = {
        {"cpu", &environment->cpu},           {"kernel", &environment->kernel},
        {"os", &environment->os},             {"libc", &environment->libc},
        {"compiler", &environment->compiler}, {"flags", &environment->flags},
        {"build", &environment->build},       {"boost", &environment->boost},
        {"benchmark", &environment->benchmark}, {"valgrind", &environment->valgrind},
        {"virtualisation", &environment->virtualisation}, {"governor", &environment->governor},
        {"commit", &environment->commit},
        {"link_order", &environment->link_order},
    };

    for (size_t i = 0; i < sizeof strings / sizeof strings[0]; i++)
        *strings[i].field = coro_json_string_or(reader, object, strings[i].key, NULL);
    environment->cores = coro_json_number_or_nan(reader, object, "cores");
    environment->memory_bytes = coro_json_number_or_nan(reader, object, "memory_bytes");
    environment->load = coro_json_number_or_nan(reader, object, "load");
}

static void read_executables(struct coro_json_reader *reader, json_t *root, struct coro_result *result)
{
    size_t count;
    json_t *list = coro_json_list_or_empty(reader, root, "executables", &count), *object;

    result->executables = coro_json_array_new(reader, count, sizeof *result->executables);
    for (size_t i = 0; i < count && (object = coro_json_entry(reader, list, i)) != NULL; i++) {
        result->executables[i] = (struct coro_executable){coro_json_string(reader, object, "name"),
                                                          coro_json_string(reader, object, "sha256")};
        result->executable_count++;
    }
}

static void refuse_long_table(struct coro_json_reader *reader, size_t count)
{
    reader->index = count;
    if (count > CORO_LONGEST_TABLE)
        coro_json_fault(reader, "is one of more than %d", CORO_LONGEST_TABLE);
}

static void read_strategies(struct coro_json_reader *reader, json_t *root, struct coro_result *result)
{
    size_t count;
    json_t *list = coro_json_list(reader, root, "strategies", &count), *object;

    refuse_long_table(reader, count);
    result->strategies = coro_json_array_new(reader, count, sizeof *result->strategies);
    for (size_t i = 0; i < count && (object = coro_json_entry(reader, list, i)) != NULL; i++) {
        struct coro_strategy *strategy = &result->strategies[i];
        strategy->name = coro_json_string(reader, object, "name");
        strategy->sentence = coro_json_string_or(reader, object, "sentence", "");
        strategy->caller = coro_json_string_or(reader, object, "caller", "");
        strategy->callee = coro_json_string_or(reader, object, "callee", "");
        strategy->protocol = coro_json_string_or(reader, object, "protocol", "");
        strategy->fidelity = coro_json_string_or(reader, object, "fidelity", "");
        strategy->adapter_bytes = coro_json_number_or_nan(reader, object, "adapter_bytes");
        strategy->call_site_bytes = coro_json_number_or_nan(reader, object, "call_site_bytes");
        strategy->task_bytes = coro_json_number_or_nan(reader, object, "task_bytes");
        strategy->code_bytes = coro_json_number_or_nan(reader, object, "code_bytes");
        if (coro_result_strategy(result, strategy->name) != CORO_NOT_FOUND)
            coro_json_fault(reader, "lists the strategy \"%.60s\" a second time", strategy->name);
        result->strategy_count++;
    }
}

static void read_workloads(struct coro_json_reader *reader, json_t *root, struct coro_result *result)
{
    size_t count;
    json_t *list = coro_json_list(reader, root, "workloads", &count), *object;

    refuse_long_table(reader, count);
    result->workloads = coro_json_array_new(reader, count, sizeof *result->workloads);
    for (size_t i = 0; i < count && (object = coro_json_entry(reader, list, i)) != NULL; i++) {
        struct coro_workload *workload = &result->workloads[i];
        workload->name = coro_json_string(reader, object, "name");
        workload->question = coro_json_string_or(reader, object, "question", "");
        workload->item = coro_json_string_or(reader, object, "item", "item");
        if (coro_result_workload(result, workload->name) != CORO_NOT_FOUND)
            coro_json_fault(reader, "lists the workload \"%.60s\" a second time", workload->name);
        result->workload_count++;
    }
}

static void refuse_foreign(struct coro_json_reader *reader, json_t *root)
{
    static const char family[] = "corolab.result/";
    const char *schema = coro_json_string_or(reader, root, "schema", NULL);
    long version = schema != NULL && strncmp(schema, family, strlen(family)) == 0 ? atol(&schema[strlen(family)]) : 0;

    if (!json_is_object(root) || schema == NULL)
        coro_json_fault(reader, "is JSON, but does not say \"schema\": \"%s\"", CORO_RESULT_SCHEMA);
    else if (version > atol(&CORO_RESULT_SCHEMA[strlen(family)]))
        coro_json_fault(reader, "was written by a newer corolab (schema \"%.60s\"; this one reads \"%s\")", schema,
                        CORO_RESULT_SCHEMA);
    else if (strcmp(schema, CORO_RESULT_SCHEMA) != 0)
        coro_json_fault(reader, "has the schema \"%.60s\"; this corolab reads \"%s\"", schema, CORO_RESULT_SCHEMA);
}

static void read_result(struct coro_json_reader *reader, json_t *root, struct coro_result *result)
{
    refuse_foreign(reader, root);
    result->created = coro_json_string_or(reader, root, "created", "");
    result->wall_seconds = coro_json_number_or_nan(reader, root, "wall_seconds");
    result->harness_seconds = coro_json_number_or_nan(reader, root, "harness_seconds");
    result->is_interrupted = coro_json_truth(reader, root, "interrupted");
    read_plan(reader, root, &result->plan);
    read_environment(reader, root, &result->environment);
    read_experiment(reader, root, &result->experiment);
    read_executables(reader, root, result);
    read_strategies(reader, root, result);
    read_workloads(reader, root, result);
    coro_result_read_cells(reader, root, result);
    coro_result_read_samples(reader, root, result);
    coro_result_read_probes(reader, root, result);
    coro_result_read_claims(reader, root, result);
}

enum coro_report_status coro_result_parse(const char *path, const char *bytes, size_t length, struct coro_result **result,
                                          struct coro_complaint *complaint)
{
    struct coro_json_reader reader = {.path = path, .complaint = complaint, .list = ""};
    struct coro_result *parsed = coro_json_array_new(&reader, 1, sizeof *parsed);

    if (parsed == NULL)
        return reader.status;
    parsed->path = strdup(path);
    if (parsed->path == NULL)
        reader.status = coro_complain_no_memory(complaint);
    if (reader.status == CORO_REPORT_OK)
        parsed->document = coro_json_document(&reader, bytes, length);
    if (parsed->document != NULL)
        read_result(&reader, parsed->document, parsed);
    if (reader.status == CORO_REPORT_OK && !coro_noise_measure(parsed))
        reader.status = coro_complain_no_memory(complaint);
    if (reader.status != CORO_REPORT_OK) {
        coro_result_free(parsed);
        return reader.status;
    }
    coro_claims_decide(parsed);
    *result = parsed;
    return CORO_REPORT_OK;
}
