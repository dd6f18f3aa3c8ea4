/* SPDX-License-Identifier: MIT */
/* Owns the way from a result file to struct report_result: the header here, the records in result_records.c, for both
 * versions of the file. Strings stay where jansson put them, and the result holds on to the objects. Without this file
 * `report` and `compare` could read no file. */
#include <errno.h>
#include <linux/magic.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include "report/base/memory.h"
#include "report/result/json_reader.h"

/* Members of an object that may be absent, and where they go; an empty key is behind the last. */
struct string_member { const char *key, **field; };
struct number_member { const char *key; double *field; };

static void read_strings(struct report_reader *reader, json_t *object, const char *otherwise, const struct string_member *member)
{
    for (; member->key != NULL; member++)
        *member->field = report_json_string_or(reader, object, member->key, otherwise);
}

/* Sizes and counts: none of them can be below zero. */
static void read_numbers(struct report_reader *reader, json_t *object, const struct number_member *member)
{
    for (; member->key != NULL; member++) {
        *member->field = report_json_number_or_nan(reader, object, member->key);
        if (*member->field < 0)
            report_json_fault(reader, "has a \"%s\" below zero", member->key);
    }
}

/* An array of at most REPORT_MOST_PASSES strings that may be absent. */
static void read_skipped(struct report_reader *reader, json_t *plan, struct report_plan *into)
{
    json_t *list = reader->status == REPORT_OK ? json_object_get(plan, "skipped") : NULL, *entry;
    size_t index;

    if (list != NULL && (!json_is_array(list) || json_array_size(list) > REPORT_MOST_PASSES)) {
        report_json_fault(reader, "has a \"skipped\" that is not a list of at most %d strings", REPORT_MOST_PASSES);
        return;
    }
    json_array_foreach(list, index, entry) {
        if (!json_is_string(entry))
            report_json_fault(reader, "has a \"skipped\" with something in it that is not a string");
        else
            into->skipped[into->skipped_count++] = json_string_value(entry);
    }
}

static void read_plan(struct report_reader *reader, json_t *root, struct report_plan *plan)
{
    json_t *object = report_json_object_or_null(reader, root, "plan");
    json_t *text = report_json_object_or_null(reader, object, "text");

    plan->mode = report_json_string_or(reader, object, "mode", "");
    plan->text_path = report_json_string_or(reader, text, "path", NULL);
    plan->trace_path = report_json_string_or(reader, object, "trace", NULL);
    plan->trace_sha256 = report_json_string_or(reader, object, "trace_sha256", NULL);
    read_numbers(reader, object, (const struct number_member[]){{"seed", &plan->seed}, {"rounds", &plan->rounds}, {0}});
    read_numbers(reader, text, (const struct number_member[]){
        {"bytes", &plan->text_bytes}, {"repeats", &plan->text_repeats}, {0}});
    read_skipped(reader, object, plan);
}

static void read_experiment(struct report_reader *reader, json_t *root, struct report_experiment *into)
{
    json_t *object = report_json_object_or_null(reader, root, "experiment");
    const struct string_member strings[] = {{"date", &into->date}, {"machine", &into->machine}, {"commit", &into->commit},
                                            {"note", &into->note}, {0}};
    const struct number_member numbers[] = {
        {"cells", &into->cells}, {"comparisons", &into->comparisons},
        {"aa_called", &into->aa_called}, {"aa_compared", &into->aa_compared},
        {"link_orders", &into->link_orders}, {"orders_called", &into->orders_called}, {"orders_compared", &into->orders_compared},
        {"trials", &into->trials}, {"found", &into->found}, {"planted_percent", &into->planted_percent}, {0}};

    into->is_there = object != NULL;
    read_strings(reader, object, "", strings);
    read_numbers(reader, object, numbers);
}

static void read_environment(struct report_reader *reader, json_t *root, struct report_environment *into)
{
    json_t *object = report_json_object_or_null(reader, root, "environment");
    const struct string_member strings[] = {
        {"cpu", &into->cpu}, {"kernel", &into->kernel}, {"os", &into->os}, {"libc", &into->libc},
        {"compiler", &into->compiler}, {"flags", &into->flags}, {"build", &into->build}, {"boost", &into->boost},
        {"benchmark", &into->benchmark}, {"valgrind", &into->valgrind}, {"virtualisation", &into->virtualisation},
        {"governor", &into->governor}, {"commit", &into->commit}, {"link_order", &into->link_order}, {0}};
    const struct number_member numbers[] = {{"cores", &into->cores}, {"memory_bytes", &into->memory_bytes},
                                            {"load", &into->load}, {0}};

    read_strings(reader, object, NULL, strings);
    read_numbers(reader, object, numbers);
}

static void take_executable(struct report_reader *reader, json_t *object)
{
    struct report_result *result = reader->result;

    result->executables = report_list_grow(result->executables, result->executable_count, sizeof *result->executables);
    result->executables[result->executable_count++] = (struct report_executable){
        report_json_string(reader, object, "name"), report_json_string(reader, object, "sha256"),
        report_json_string_or(reader, object, "path", NULL)};
}

static void refuse_long_table(struct report_reader *reader, size_t count)
{
    if (count == REPORT_LONGEST_TABLE)
        report_json_fault(reader, "is one of more than %d", REPORT_LONGEST_TABLE);
}

static void read_threads(struct report_reader *reader, json_t *object, struct report_strategy *into)
{
    json_t *threads = report_json_object_or_null(reader, object, "threads");

    into->says_sharing = threads != NULL;
    into->may_share_iterator = report_json_truth(reader, threads, "may_share_iterator");
    read_strings(reader, threads, "", (const struct string_member[]){
        {"share", &into->threads_share}, {"refusal", &into->sharing_refusal}, {0}});
}

const char *const report_place_words[REPORT_PLACE_COUNT] = {"", "iterator", "call site", "task", "heap", "stack"};

static enum report_place read_place(struct report_reader *reader, json_t *lives, const char *key)
{
    const char *word = report_json_string_or(reader, lives, key, NULL);

    if (word == NULL)
        return REPORT_PLACE_UNKNOWN;
    return 1 + report_json_choice(reader, key, word, report_place_words + 1, REPORT_PLACE_COUNT - 1);
}

static void read_lives(struct report_reader *reader, json_t *object, struct report_lives *into)
{
    json_t *lives = report_json_object_or_null(reader, object, "lives");

    into->where = read_place(reader, lives, "where");
    into->fallback = read_place(reader, lives, "fallback");
    into->pointer = read_place(reader, lives, "pointer");
}

/* A list of pairs that may be absent. */
static void read_steps(struct report_reader *reader, json_t *object, const char *key, struct report_blocks *into)
{
    json_t *list = json_object_get(object, key), *entry;
    size_t index;

    if (list != NULL && (!json_is_array(list) || json_array_size(list) > REPORT_MOST_BLOCK_STEPS))
        report_json_fault(reader, "has a \"%s\" that is not a list of at most %d pairs", key, REPORT_MOST_BLOCK_STEPS);
    json_array_foreach(list, index, entry) {
        json_t *from = json_array_get(entry, 0), *blocks = json_array_get(entry, 1);
        bool is_pair = json_is_number(from) && json_is_number(blocks) && json_number_value(blocks) >= 0;
        double least = into->count == 0 ? 0 : into->steps[into->count - 1].from + 1;
        if (!is_pair || json_number_value(from) < least)
            report_json_fault(reader, "has a \"%s\" whose pairs are not numbers that ascend", key);
        if (reader->status != REPORT_OK)
            return;
        into->steps[into->count++] = (struct report_block_step){json_number_value(from), json_number_value(blocks)};
    }
}

static void read_blocks(struct report_reader *reader, json_t *object, struct report_blocks into[REPORT_AWAITERS])
{
    static const char *const keys[REPORT_AWAITERS] = {"task", "next", "next_again"};
    json_t *blocks = report_json_object_or_null(reader, object, "heap_blocks");

    for (size_t i = 0; i < REPORT_AWAITERS && blocks != NULL; i++)
        read_steps(reader, blocks, keys[i], &into[i]);
}

static void take_strategy(struct report_reader *reader, json_t *object)
{
    struct report_result *result = reader->result;
    struct report_strategy strategy = {.name = report_json_string(reader, object, "name")};

    refuse_long_table(reader, result->strategy_count);
    if (report_result_strategy(result, strategy.name) != REPORT_NOT_FOUND)
        report_json_fault(reader, "lists the strategy \"%.60s\" a second time", strategy.name);
    read_strings(reader, object, "", (const struct string_member[]){
        {"sentence", &strategy.sentence}, {"caller", &strategy.caller}, {"callee", &strategy.callee},
        {"protocol", &strategy.protocol}, {"fidelity", &strategy.fidelity}, {"tuned_on", &strategy.tuned_on}, {0}});
    read_numbers(reader, object, (const struct number_member[]){
        {"adapter_bytes", &strategy.adapter_bytes}, {"call_site_bytes", &strategy.call_site_bytes},
        {"task_bytes", &strategy.task_bytes}, {"code_bytes", &strategy.code_bytes},
        {"frame_room_bytes", &strategy.frame_room_bytes}, {0}});
    read_blocks(reader, object, strategy.blocks);
    read_threads(reader, object, &strategy);
    read_lives(reader, object, &strategy.lives);
    strategy.systems = report_systems_read(reader, object);
    result->strategies = report_list_grow(result->strategies, result->strategy_count, sizeof strategy);
    result->strategies[result->strategy_count++] = strategy;
}

static void take_workload(struct report_reader *reader, json_t *object)
{
    struct report_result *result = reader->result;
    struct report_workload workload = {report_json_string(reader, object, "name"),
                                       report_json_string_or(reader, object, "question", ""),
                                       report_json_string_or(reader, object, "item", "item")};

    refuse_long_table(reader, result->workload_count);
    if (report_result_workload(result, workload.name) != REPORT_NOT_FOUND)
        report_json_fault(reader, "lists the workload \"%.60s\" a second time", workload.name);
    result->workloads = report_list_grow(result->workloads, result->workload_count, sizeof workload);
    result->workloads[result->workload_count++] = workload;
}

static void take_metric(struct report_reader *reader, json_t *object)
{
    struct report_result *result = reader->result;

    refuse_long_table(reader, result->metric_count);
    result->metrics = report_list_grow(result->metrics, result->metric_count, sizeof *result->metrics);
    result->metrics[result->metric_count++] = (struct report_metric){report_json_string(reader, object, "name"),
                                                                     report_json_string(reader, object, "unit")};
}

static void read_header(struct report_reader *reader, json_t *root)
{
    struct report_result *result = reader->result;

    result->schema = report_json_string(reader, root, "schema");
    result->created = report_json_string_or(reader, root, "created", "");
    read_plan(reader, root, &result->plan);
    read_environment(reader, root, &result->environment);
    read_experiment(reader, root, &result->experiment);
    report_json_each(reader, root, "executables", REPORT_JSON_MAY_BE_ABSENT, take_executable);
    report_json_each(reader, root, "strategies", REPORT_JSON_MUST_BE_THERE, take_strategy);
    report_json_each(reader, root, "workloads", REPORT_JSON_MUST_BE_THERE, take_workload);
    if (reader->is_document)
        return;
    report_citations_read(reader, root);
    result->metrics = report_allocate_zeroed(1, sizeof *result->metrics);     /* also when the table is empty */
    report_json_each(reader, root, "metrics", REPORT_JSON_MUST_BE_THERE, take_metric);
}

static void read_file(struct report_reader *reader)
{
    struct report_result *result = reader->result;
    json_t *header = report_lines_header(reader), *record;

    result->documents = json_array();
    if (header == NULL)
        return;
    json_array_append_new(result->documents, header);
    read_header(reader, header);
    report_records_init(reader);
    if (reader->is_document)
        report_records_take_document(reader, header);
    while (!reader->is_document && (record = report_lines_next(reader)) != NULL) {
        report_record_take(reader, record);
        json_decref(record);
    }
    report_records_fini(reader);
}

enum report_status report_result_read(const char *path, const char *purpose, FILE *file, struct report_result **result,
                                      struct report_complaint *complaint)
{
    struct report_result *read = report_allocate_zeroed(1, sizeof *read);
    struct report_reader reader = {.path = path, .purpose = purpose, .complaint = complaint, .file = file, .list = "",
                                   .result = read};

    read->path = report_copy_string(path);
    read_file(&reader);
    free(reader.bytes);
    if (reader.status != REPORT_OK) {
        report_result_free(read);
        return reader.status;
    }
    report_noise_measure(read);
    *result = read;
    return REPORT_OK;
}

/* To open a named pipe waits for a writer. A pipe of the shell, as in `report <(zcat FILE)`, has one. */
static bool is_named_pipe(const char *path)
{
    struct stat facts;
    struct statfs home;

    return stat(path, &facts) == 0 && S_ISFIFO(facts.st_mode) && statfs(path, &home) == 0 && home.f_type != PIPEFS_MAGIC;
}

enum report_status report_result_load(const char *path, struct report_result **result, struct report_complaint *complaint)
{
    if (path[0] == '\0')
        return report_complain(complaint, REPORT_BAD_INPUT, "the name of a result file is empty");
    if (is_named_pipe(path))
        return report_complain(complaint, REPORT_BAD_INPUT, "%s is a named pipe, not a result file", path);
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
