/* SPDX-License-Identifier: MIT */
/* Owns the layout of Google Benchmark's JSON, version 1 of its schema. Its source is src/json_reporter.cc of that project. */
#include "report/json/google_benchmark.h"
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/base/memory.h"

/* A benchmark while its entries are added. */
struct benchmark {
    json_t *list;
    const struct report_result *result;
    size_t strategy, workload;
    char *name;
    size_t repetitions;
};

/* A string of the file as plain words: readers of this JSON print it on terminals. */
static json_t *words_of(const char *string)
{
    struct report_text text = {0};

    report_escape_terminal(&text, string);
    json_t *words = json_string(report_text_string(&text));
    report_text_fini(&text);
    return words;
}

static void set_words(json_t *object, const char *key, const char *string)
{
    if (string != NULL && string[0] != '\0')
        json_object_set_new(object, key, words_of(string));
}

static void set_number(json_t *object, const char *key, double value)
{
    if (isfinite(value))
        json_object_set_new(object, key, json_real(value));
}

static json_t *make_context(const struct report_result *result)
{
    const struct report_environment *environment = &result->environment;
    const char *governor = environment->governor;
    bool is_scaling = governor != NULL && strcmp(governor, "performance") != 0;
    bool is_debug = environment->build != NULL && strcmp(environment->build, "Debug") == 0;
    json_t *context = json_pack("{s:b, s:[], s:[], s:s, s:i, s:s}", "cpu_scaling_enabled", is_scaling, "caches", "load_avg",
                                "library_build_type", is_debug ? "debug" : "release", "json_schema_version", 1, "cpu_time",
                                "repeats real_time: corolab measures no CPU time");
    set_words(context, "date", result->created);
    set_words(context, "host_name", "unknown");
    set_words(context, "executable", "corolab");
    set_words(context, "cpu", environment->cpu);
    if (environment->cores >= 1 && environment->cores < 1e6)
        json_object_set_new(context, "num_cpus", json_integer((json_int_t)environment->cores));
    if (isfinite(environment->load))
        json_array_append_new(json_object_get(context, "load_avg"), json_real(environment->load));
    set_words(context, "library_version", environment->benchmark);
    set_words(context, "corolab_commit", environment->commit);
    set_words(context, "corolab_mode", result->plan.mode);
    set_words(context, "compiler", environment->compiler);
    return context;
}

/* The keys that all entries share. */
static json_t *make_entry(const struct benchmark *benchmark, const char *suffix, const char *run_type)
{
    struct report_text name = {0};

    report_text_format(&name, "%s%s", benchmark->name, suffix);
    json_t *entry = json_pack("{s:s, s:I, s:I, s:s, s:s, s:I, s:i}", "name", name.bytes, "family_index",
                              (json_int_t)benchmark->strategy, "per_family_instance_index", (json_int_t)benchmark->workload,
                              "run_name", benchmark->name, "run_type", run_type, "repetitions",
                              (json_int_t)benchmark->repetitions, "threads", 1);
    report_text_fini(&name);
    return entry;
}

/* Appends the entry with its times; drops it when they are not finite. */
static void append(const struct benchmark *benchmark, json_t *entry, size_t iterations, double time)
{
    if (!isfinite(time)) {
        json_decref(entry);
        return;
    }
    json_object_set_new(entry, "iterations", json_integer((json_int_t)iterations));
    set_number(entry, "real_time", time);
    set_number(entry, "cpu_time", time);
    json_object_set_new(entry, "time_unit", json_string("ns"));
    json_array_append_new(benchmark->list, entry);
}

static void append_aggregate(const struct benchmark *benchmark, const char *name, const char *unit, double value)
{
    char suffix[16] = "_";

    json_t *entry = make_entry(benchmark, strcat(suffix, name), "aggregate");
    json_object_set_new(entry, "aggregate_name", json_string(name));
    json_object_set_new(entry, "aggregate_unit", json_string(unit));
    append(benchmark, entry, benchmark->repetitions, value);
}

static void append_aggregates(const struct benchmark *benchmark, const struct report_series *series)
{
    double mean = 0, squares = 0, count = (double)series->count;

    for (size_t i = 0; i < series->count; i++)
        mean += series->values[i] / count;
    for (size_t i = 0; i < series->count; i++)
        squares += (series->values[i] - mean) * (series->values[i] - mean) / (count - 1);
    append_aggregate(benchmark, "mean", "time", mean);
    append_aggregate(benchmark, "median", "time", series->median);
    append_aggregate(benchmark, "stddev", "time", sqrt(squares));
    append_aggregate(benchmark, "cv", "percentage", sqrt(squares) / mean);
}

struct sample {
    double round, value;
};

static int compare_rounds(const void *left, const void *right)
{
    const struct sample *one = left, *other = right;

    return (one->round > other->round) - (one->round < other->round);
}

/* The counts of the cell, as user counters of each of its repetitions. */
static void set_counters(const struct benchmark *benchmark, json_t *entry)
{
    static const char *const metrics[] = {REPORT_METRIC_INSTRUCTIONS, REPORT_METRIC_ALLOCATIONS, REPORT_METRIC_SYSCALLS,
                                          REPORT_METRIC_TASK_BYTES};

    for (size_t i = 0; i < sizeof metrics / sizeof metrics[0]; i++)
        set_number(entry, metrics[i],
                   report_result_median(benchmark->result, benchmark->strategy, benchmark->workload, metrics[i]));
}

/* The file does not say how many items were in a sample: each entry counts as one iteration. */
static void append_samples(const struct benchmark *benchmark, const struct report_series *series)
{
    struct sample *samples = report_allocate_zeroed(series->count, sizeof *samples);

    for (size_t i = 0; i < series->count; i++)
        samples[i] = (struct sample){series->rounds[i], series->values[i]};
    qsort(samples, series->count, sizeof *samples, compare_rounds);
    for (size_t i = 0; i < series->count; i++) {
        json_t *entry = make_entry(benchmark, "", "iteration");
        json_object_set_new(entry, "repetition_index", json_integer((json_int_t)i));
        set_counters(benchmark, entry);
        append(benchmark, entry, 1, samples[i].value);
    }
    if (series->count > 1)
        append_aggregates(benchmark, series);
    free(samples);
}

static void append_error(const struct benchmark *benchmark, const struct report_cell *cell)
{
    struct report_text words = {0};
    json_t *entry = make_entry(benchmark, "", "iteration");

    report_text_format(&words, "%s%s%s", report_cell_word(cell->status), cell->reason[0] == '\0' ? "" : ": ", cell->reason);
    json_object_set_new(entry, "repetition_index", json_integer(0));
    json_object_set_new(entry, "error_occurred", json_true());
    json_object_set_new(entry, "error_message", words_of(words.bytes));
    append(benchmark, entry, 0, 0);
    report_text_fini(&words);
}

static void append_cell(json_t *list, const struct report_result *result, size_t strategy, size_t workload)
{
    const struct report_series *series = report_result_series(result, strategy, workload, REPORT_METRIC_TIME);
    const struct report_cell *cell = report_result_cell(result, strategy, workload);
    struct report_text raw = {0}, name = {0};

    if (series == NULL && cell->note == 0)
        return;
    report_text_format(&raw, "%s/%s", result->strategies[strategy].name, result->workloads[workload].name);
    report_escape_terminal(&name, raw.bytes);
    struct benchmark benchmark = {list, result, strategy, workload, name.bytes, series == NULL ? 1 : series->count};
    if (series != NULL)
        append_samples(&benchmark, series);
    else
        append_error(&benchmark, cell);
    report_text_fini(&raw);
    report_text_fini(&name);
}

void report_google_benchmark_add(struct report_text *text, const struct report_result *result)
{
    json_t *list = json_array();

    for (size_t i = 0; i < result->strategy_count * result->workload_count; i++)
        append_cell(list, result, i / result->workload_count, i % result->workload_count);
    json_t *file = json_pack("{s:o, s:o}", "context", make_context(result), "benchmarks", list);
    char *bytes = json_dumps(file, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
    report_text_format(text, "%s\n", bytes);
    free(bytes);
    json_decref(file);
}
