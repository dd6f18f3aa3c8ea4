/* SPDX-License-Identifier: MIT */
/* Owns the way from a result file to struct report_result: the header here, the records in result_records.c, for both
 * versions of the file. Strings stay where jansson put them, and the result holds on to the objects. Without this file
 * `report` and `compare` could read no file. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/base/memory.h"
#include "report/result/noise.h"
#include "report/result/result_lines.h"
#include "report/result/result_records.h"

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

static void take_executable(struct report_record_reader *records, json_t *object)
{
    struct report_result *result = records->result;

    result->executables = report_records_grow(result->executables, result->executable_count, sizeof *result->executables);
    result->executables[result->executable_count++] = (struct report_executable){
        report_json_string(records->reader, object, "name"), report_json_string(records->reader, object, "sha256"),
        report_json_string_or(records->reader, object, "path", NULL)};
}

static void refuse_long_table(struct report_json_reader *reader, size_t count)
{
    if (count == REPORT_LONGEST_TABLE)
        report_json_fault(reader, "is one of more than %d", REPORT_LONGEST_TABLE);
}

static void take_strategy(struct report_record_reader *records, json_t *object)
{
    struct report_json_reader *reader = records->reader;
    struct report_result *result = records->result;
    struct report_strategy strategy = {.name = report_json_string(reader, object, "name")};

    refuse_long_table(reader, result->strategy_count);
    if (report_result_strategy(result, strategy.name) != REPORT_NOT_FOUND)
        report_json_fault(reader, "lists the strategy \"%.60s\" a second time", strategy.name);
    strategy.sentence = report_json_string_or(reader, object, "sentence", "");
    strategy.caller = report_json_string_or(reader, object, "caller", "");
    strategy.callee = report_json_string_or(reader, object, "callee", "");
    strategy.protocol = report_json_string_or(reader, object, "protocol", "");
    strategy.fidelity = report_json_string_or(reader, object, "fidelity", "");
    strategy.adapter_bytes = report_json_number_or_nan(reader, object, "adapter_bytes");
    strategy.call_site_bytes = report_json_number_or_nan(reader, object, "call_site_bytes");
    strategy.task_bytes = report_json_number_or_nan(reader, object, "task_bytes");
    strategy.code_bytes = report_json_number_or_nan(reader, object, "code_bytes");
    result->strategies = report_records_grow(result->strategies, result->strategy_count, sizeof strategy);
    result->strategies[result->strategy_count++] = strategy;
}

static void take_workload(struct report_record_reader *records, json_t *object)
{
    struct report_json_reader *reader = records->reader;
    struct report_result *result = records->result;
    struct report_workload workload = {report_json_string(reader, object, "name"),
                                       report_json_string_or(reader, object, "question", ""),
                                       report_json_string_or(reader, object, "item", "item")};

    refuse_long_table(reader, result->workload_count);
    if (report_result_workload(result, workload.name) != REPORT_NOT_FOUND)
        report_json_fault(reader, "lists the workload \"%.60s\" a second time", workload.name);
    result->workloads = report_records_grow(result->workloads, result->workload_count, sizeof workload);
    result->workloads[result->workload_count++] = workload;
}

static void take_metric(struct report_record_reader *records, json_t *object)
{
    struct report_result *result = records->result;

    refuse_long_table(records->reader, result->metric_count);
    result->metrics = report_records_grow(result->metrics, result->metric_count, sizeof *result->metrics);
    result->metrics[result->metric_count++] = (struct report_metric){report_json_string(records->reader, object, "name"),
                                                                     report_json_string(records->reader, object, "unit")};
}

static void read_header(struct report_record_reader *records, json_t *root, bool is_document)
{
    struct report_json_reader *reader = records->reader;
    struct report_result *result = records->result;

    result->created = report_json_string_or(reader, root, "created", "");
    read_plan(reader, root, &result->plan);
    read_environment(reader, root, &result->environment);
    read_experiment(reader, root, &result->experiment);
    report_records_take_list(records, root, "executables", REPORT_JSON_MAY_BE_ABSENT, take_executable);
    report_records_take_list(records, root, "strategies", REPORT_JSON_MUST_BE_THERE, take_strategy);
    report_records_take_list(records, root, "workloads", REPORT_JSON_MUST_BE_THERE, take_workload);
    if (is_document)
        return;
    result->metrics = report_allocate_zeroed(1, sizeof *result->metrics);     /* also when the table is empty */
    report_records_take_list(records, root, "metrics", REPORT_JSON_MUST_BE_THERE, take_metric);
}

static void read_records(struct report_record_reader *records, struct report_lines *lines)
{
    json_t *record;

    records->result->is_interrupted = true;
    records->result->answered_bytes = lines->end;
    while ((record = report_lines_next(lines, records->reader)) != NULL) {
        report_record_take(records, record);
        records->result->has_unfinished_answer = report_record_is_part(record);
        if (!records->result->has_unfinished_answer)
            records->result->answered_bytes = lines->end;
        json_decref(record);
    }
    records->result->torn_line = lines->torn_line;
}

static void read_file(struct report_json_reader *reader, FILE *file, struct report_result *result)
{
    struct report_lines lines;
    json_t *header = report_lines_init(&lines, file, reader);
    struct report_record_reader records = {.reader = reader, .result = result};

    result->documents = json_array();
    if (header != NULL) {
        json_array_append_new(result->documents, header);
        read_header(&records, header, lines.is_document);
        report_records_init(&records);
        if (lines.is_document)
            report_records_take_document(&records, header);
        else
            read_records(&records, &lines);
        report_records_fini(&records);
    }
    report_lines_fini(&lines);
}

enum report_status report_result_read(const char *path, const char *purpose, FILE *file, struct report_result **result,
                                      struct report_complaint *complaint)
{
    struct report_json_reader reader = {.path = path, .purpose = purpose, .complaint = complaint, .list = ""};
    struct report_result *read = report_allocate_zeroed(1, sizeof *read);

    read->path = report_copy_string(path);
    read_file(&reader, file, read);
    if (reader.status != REPORT_OK) {
        report_result_free(read);
        return reader.status;
    }
    report_noise_measure(read);
    *result = read;
    return REPORT_OK;
}

enum report_status report_result_load(const char *path, struct report_result **result, struct report_complaint *complaint)
{
    FILE *file = fopen(path, "re");

    if (file == NULL)
        return report_complain(complaint, REPORT_BAD_INPUT, "%s cannot be opened: %s", path, strerror(errno));
    enum report_status status = report_result_read(path, "shown", file, result, complaint);
    fclose(file);
    return status;
}

enum report_status report_result_parse(const char *path, const char *bytes, size_t length, struct report_result **result,
                                       struct report_complaint *complaint)
{
    FILE *file = length == 0 ? fopen("/dev/null", "re") : fmemopen((void *)bytes, length, "r");

    if (file == NULL)
        report_out_of_memory();
    enum report_status status = report_result_read(path, "shown", file, result, complaint);
    fclose(file);
    return status;
}
