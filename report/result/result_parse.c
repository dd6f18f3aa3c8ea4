/* SPDX-License-Identifier: MIT */
/* Owns the way from JSON to struct report_result, and what makes a file unfit to be shown. Strings stay where jansson put them;
 * the result holds on to the document. The records that name a strategy or workload are in result_records.c. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/time_claims.h"
#include "report/result/json_document.h"
#include "report/result/result_records.h"
#include "report/result/schema.h"

static void read_plan(struct report_json_reader *reader, json_t *root, struct report_plan *plan)
{
    json_t *object = report_json_object_or_null(reader, root, "plan");
    json_t *text = report_json_object_or_null(reader, object, "text");

    plan->mode = report_json_string_or(reader, object, "mode", "");
    plan->seed = report_json_number_or_nan(reader, object, "seed");
    plan->rounds = report_json_number_or_nan(reader, object, "rounds");
    plan->text_path = report_json_string_or(reader, text, "path", NULL);
    plan->trace_path = report_json_string_or(reader, object, "trace", NULL);
    plan->text_bytes = report_json_number_or_nan(reader, text, "bytes");
    plan->text_repeats = report_json_number_or_nan(reader, text, "repeats");
    plan->skipped_count = report_json_words(reader, object, "skipped", plan->skipped, REPORT_MOST_PASSES);
}

static void read_experiment(struct report_json_reader *reader, json_t *root, struct report_experiment *experiment)
{
    json_t *object = report_json_object_or_null(reader, root, "experiment");
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
    experiment->date = report_json_string_or(reader, object, "date", "");
    experiment->machine = report_json_string_or(reader, object, "machine", "");
    experiment->commit = report_json_string_or(reader, object, "commit", "");
    experiment->note = report_json_string_or(reader, object, "note", "");
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        *numbers[i].field = report_json_number_or_nan(reader, object, numbers[i].key);
}

static void read_environment(struct report_json_reader *reader, json_t *root, struct report_environment *environment)
{
    json_t *object = report_json_object_or_null(reader, root, "environment");
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
        *strings[i].field = report_json_string_or(reader, object, strings[i].key, NULL);
    environment->cores = report_json_number_or_nan(reader, object, "cores");
    environment->memory_bytes = report_json_number_or_nan(reader, object, "memory_bytes");
    environment->load = report_json_number_or_nan(reader, object, "load");
}

static void read_executables(struct report_json_reader *reader, json_t *root, struct report_result *result)
{
    size_t count;
    json_t *list = report_json_list_or_empty(reader, root, "executables", &count), *object;

    result->executables = report_json_array_new(reader, count, sizeof *result->executables);
    for (size_t i = 0; i < count && (object = report_json_entry(reader, list, i)) != NULL; i++) {
        result->executables[i] = (struct report_executable){report_json_string(reader, object, "name"),
                                                          report_json_string(reader, object, "sha256"),
                                                          report_json_string_or(reader, object, "path", NULL)};
        result->executable_count++;
    }
}

static void refuse_long_table(struct report_json_reader *reader, size_t count)
{
    reader->index = count;
    if (count > REPORT_LONGEST_TABLE)
        report_json_fault(reader, "is one of more than %d", REPORT_LONGEST_TABLE);
}

static void read_strategies(struct report_json_reader *reader, json_t *root, struct report_result *result)
{
    size_t count;
    json_t *list = report_json_list(reader, root, "strategies", &count), *object;

    refuse_long_table(reader, count);
    result->strategies = report_json_array_new(reader, count, sizeof *result->strategies);
    for (size_t i = 0; i < count && (object = report_json_entry(reader, list, i)) != NULL; i++) {
        struct report_strategy *strategy = &result->strategies[i];
        strategy->name = report_json_string(reader, object, "name");
        strategy->sentence = report_json_string_or(reader, object, "sentence", "");
        strategy->caller = report_json_string_or(reader, object, "caller", "");
        strategy->callee = report_json_string_or(reader, object, "callee", "");
        strategy->protocol = report_json_string_or(reader, object, "protocol", "");
        strategy->fidelity = report_json_string_or(reader, object, "fidelity", "");
        strategy->adapter_bytes = report_json_number_or_nan(reader, object, "adapter_bytes");
        strategy->call_site_bytes = report_json_number_or_nan(reader, object, "call_site_bytes");
        strategy->task_bytes = report_json_number_or_nan(reader, object, "task_bytes");
        strategy->code_bytes = report_json_number_or_nan(reader, object, "code_bytes");
        if (report_result_strategy(result, strategy->name) != REPORT_NOT_FOUND)
            report_json_fault(reader, "lists the strategy \"%.60s\" a second time", strategy->name);
        result->strategy_count++;
    }
}

static void read_workloads(struct report_json_reader *reader, json_t *root, struct report_result *result)
{
    size_t count;
    json_t *list = report_json_list(reader, root, "workloads", &count), *object;

    refuse_long_table(reader, count);
    result->workloads = report_json_array_new(reader, count, sizeof *result->workloads);
    for (size_t i = 0; i < count && (object = report_json_entry(reader, list, i)) != NULL; i++) {
        struct report_workload *workload = &result->workloads[i];
        workload->name = report_json_string(reader, object, "name");
        workload->question = report_json_string_or(reader, object, "question", "");
        workload->item = report_json_string_or(reader, object, "item", "item");
        if (report_result_workload(result, workload->name) != REPORT_NOT_FOUND)
            report_json_fault(reader, "lists the workload \"%.60s\" a second time", workload->name);
        result->workload_count++;
    }
}

static void refuse_foreign(struct report_json_reader *reader, json_t *root)
{
    static const char family[] = "corolab.result/";
    const char *schema = report_json_string_or(reader, root, "schema", NULL);
    long version = schema != NULL && strncmp(schema, family, strlen(family)) == 0 ? atol(&schema[strlen(family)]) : 0;

    if (!json_is_object(root) || schema == NULL)
        report_json_fault(reader, "is JSON, but does not say \"schema\": \"%s\"", REPORT_RESULT_SCHEMA);
    else if (version > atol(&REPORT_RESULT_SCHEMA[strlen(family)]))
        report_json_fault(reader, "was written by a newer corolab (schema \"%.60s\"; this one reads \"%s\")", schema,
                        REPORT_RESULT_SCHEMA);
    else if (strcmp(schema, REPORT_RESULT_SCHEMA) != 0)
        report_json_fault(reader, "has the schema \"%.60s\"; this corolab reads \"%s\"", schema, REPORT_RESULT_SCHEMA);
}

static void read_result(struct report_json_reader *reader, json_t *root, struct report_result *result)
{
    refuse_foreign(reader, root);
    result->created = report_json_string_or(reader, root, "created", "");
    result->wall_seconds = report_json_number_or_nan(reader, root, "wall_seconds");
    result->harness_seconds = report_json_number_or_nan(reader, root, "harness_seconds");
    result->is_interrupted = report_json_truth(reader, root, "interrupted");
    read_plan(reader, root, &result->plan);
    read_environment(reader, root, &result->environment);
    read_experiment(reader, root, &result->experiment);
    read_executables(reader, root, result);
    read_strategies(reader, root, result);
    read_workloads(reader, root, result);
    report_result_read_cells(reader, root, result);
    report_result_read_samples(reader, root, result);
    report_result_read_probes(reader, root, result);
    report_result_read_claims(reader, root, result);
}

enum report_status report_result_parse(const char *path, const char *bytes, size_t length, struct report_result **result,
                                          struct report_complaint *complaint)
{
    struct report_json_reader reader = {.path = path, .complaint = complaint, .list = ""};
    struct report_result *parsed = report_json_array_new(&reader, 1, sizeof *parsed);

    if (parsed == NULL)
        return reader.status;
    parsed->path = strdup(path);
    if (parsed->path == NULL)
        reader.status = report_complain_no_memory(complaint);
    if (reader.status == REPORT_OK)
        parsed->document = report_json_document(&reader, bytes, length);
    if (parsed->document != NULL)
        read_result(&reader, parsed->document, parsed);
    if (reader.status == REPORT_OK && !report_noise_measure(parsed))
        reader.status = report_complain_no_memory(complaint);
    if (reader.status != REPORT_OK) {
        report_result_free(parsed);
        return reader.status;
    }
    report_claims_decide(parsed);
    *result = parsed;
    return REPORT_OK;
}
