/* SPDX-License-Identifier: MIT */
/* Collects both forms of a result file side by side; the form is chosen at the end. report/result reads these texts,
 * bench/runner/run writes the real files. */
#define _GNU_SOURCE
#include "tests/support/result_builder.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The lists of the document, of which the first three are in the header of the lines, too. */
enum list { STRATEGIES, WORKLOADS, METRICS, CELLS, SAMPLES, PROBES, CLAIMS, NOTES, PASSES, LIST_COUNT };

static const struct {
    const char *key, *kind;
} lists[LIST_COUNT] = {
    [STRATEGIES] = { "strategies", "" }, [WORKLOADS] = { "workloads", "" }, [METRICS] = { "metrics", "" },
    [CELLS] = { "cells", "cell" },       [SAMPLES] = { "samples", "sample" }, [PROBES] = { "probes", "probe" },
    [CLAIMS] = { "claims", "claim" },    [NOTES] = { "notes", "note" },       [PASSES] = { "passes", "pass" },
};

struct buffer {
    FILE *stream;
    char *bytes;
    size_t length;
};

struct result_builder {
    struct buffer header;               /* ,"key":value */
    struct buffer lists[LIST_COUNT];    /* elements with commas between them */
    struct buffer records;              /* lines */
    char *end;
};

static void open_buffer(struct buffer *buffer)
{
    buffer->stream = open_memstream(&buffer->bytes, &buffer->length);
    if (buffer->stream == NULL)
        abort();
}

struct result_builder *result_builder_new(void)
{
    struct result_builder *builder = calloc(1, sizeof *builder);
    if (builder == NULL)
        abort();
    open_buffer(&builder->header);
    open_buffer(&builder->records);
    for (int i = 0; i < LIST_COUNT; i++)
        open_buffer(&builder->lists[i]);
    builder->end = strdup("\"interrupted\":false");
    return builder;
}

/* An element of a list, in the document. */
static void add_element(struct result_builder *builder, enum list list, const char *element)
{
    fprintf(builder->lists[list].stream, "%s%s", ftell(builder->lists[list].stream) > 0 ? "," : "", element);
}

static char *format_new(const char *format, va_list arguments)
{
    char *text;
    if (vasprintf(&text, format, arguments) < 0)
        abort();
    return text;
}

__attribute__((format(printf, 1, 2))) static char *text_new(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = format_new(format, arguments);
    va_end(arguments);
    return text;
}

void result_builder_header(struct result_builder *builder, const char *key, const char *json, ...)
{
    va_list arguments;
    va_start(arguments, json);
    char *value = format_new(json, arguments);
    va_end(arguments);
    fprintf(builder->header.stream, ",\"%s\":%s", key, value);
    free(value);
}

static void add_entry(struct result_builder *builder, enum list list, const char *name, const char *members)
{
    char *entry = text_new("{\"name\":\"%s\"%s%s}", name, members == NULL ? "" : ",", members == NULL ? "" : members);
    add_element(builder, list, entry);
    free(entry);
}

void result_builder_strategy(struct result_builder *builder, const char *name, const char *members)
{
    add_entry(builder, STRATEGIES, name, members);
}

void result_builder_workload(struct result_builder *builder, const char *name, const char *members)
{
    add_entry(builder, WORKLOADS, name, members);
}

void result_builder_record(struct result_builder *builder, const char *kind, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *members = format_new(format, arguments), *element = text_new("{%s}", members);
    va_end(arguments);
    fprintf(builder->records.stream, "{\"record\":\"%s\",%s}\n", kind, members);
    for (int i = 0; i < LIST_COUNT; i++)
        if (strcmp(lists[i].kind, kind) == 0)
            add_element(builder, (enum list)i, element);
    free(element);
    free(members);
}

void result_builder_cell(struct result_builder *builder, const char *strategy, const char *workload, const char *status,
                         const char *reason)
{
    char *because = reason == NULL ? text_new("%s", "") : text_new(",\"reason\":\"%s\"", reason);
    result_builder_record(builder, "cell", "\"strategy\":\"%s\",\"workload\":\"%s\",\"status\":\"%s\"%s", strategy, workload,
                          status, because);
    free(because);
}

static const char *unit_of(const char *metric)
{
    if (strstr(metric, "_ns") != NULL)
        return "ns";
    return strstr(metric, "bytes") != NULL ? "bytes" : metric;
}

/* The table of metrics names each metric of a sample once. */
static void add_metric(struct result_builder *builder, const char *metric)
{
    struct buffer *list = &builder->lists[METRICS];
    char *entry = text_new("{\"name\":\"%s\",\"unit\":\"%s\"}", metric, unit_of(metric));
    fflush(list->stream);
    if (strstr(list->bytes, entry) == NULL)
        add_element(builder, METRICS, entry);
    free(entry);
}

void result_builder_sample(struct result_builder *builder, const char *strategy, const char *workload, const char *metric,
                           double value, int round)
{
    add_metric(builder, metric);
    char *in_round = round < 0 ? text_new("%s", "") : text_new(",\"round\":%d", round);
    result_builder_record(builder, "sample", "\"strategy\":\"%s\",\"workload\":\"%s\",\"metric\":\"%s\",\"unit\":\"%s\","
                          "\"value\":%.17g%s", strategy, workload, metric, unit_of(metric), value, in_round);
    free(in_round);
}

void result_builder_note(struct result_builder *builder, const char *sentence)
{
    char *element = text_new("\"%s\"", sentence);
    fprintf(builder->records.stream, "{\"record\":\"note\",\"note\":\"%s\"}\n", sentence);
    add_element(builder, NOTES, element);
    free(element);
}

void result_builder_end(struct result_builder *builder, const char *members, ...)
{
    va_list arguments;
    va_start(arguments, members);
    free(builder->end);
    builder->end = format_new(members, arguments);
    va_end(arguments);
}

/* With the lists up to, but not including, `end`; without a closing brace. */
static void print_object(const struct result_builder *builder, int version, int end, FILE *file)
{
    fprintf(file, "{\"schema\":\"corolab.result/%d\"%s", version, builder->header.bytes);
    for (int i = 0; i < end; i++)
        fprintf(file, ",\"%s\":[%s]", lists[i].key, builder->lists[i].bytes);
}

char *result_builder_text(struct result_builder *builder, enum result_form form)
{
    struct buffer text = { 0 };
    open_buffer(&text);
    fclose(builder->header.stream);
    fclose(builder->records.stream);
    for (int i = 0; i < LIST_COUNT; i++)
        fclose(builder->lists[i].stream);
    print_object(builder, form == RESULT_LINES ? 2 : 1, form == RESULT_LINES ? CELLS : LIST_COUNT, text.stream);
    if (form == RESULT_LINES)
        fprintf(text.stream, "}\n%s{\"record\":\"end\",%s}\n", builder->records.bytes, builder->end);
    else
        fprintf(text.stream, ",%s}\n", builder->end);
    fclose(text.stream);
    for (int i = 0; i < LIST_COUNT; i++)
        free(builder->lists[i].bytes);
    free(builder->header.bytes);
    free(builder->records.bytes);
    free(builder->end);
    free(builder);
    return text.bytes;
}

int result_builder_write(struct result_builder *builder, enum result_form form, const char *path)
{
    char *text = result_builder_text(builder, form);
    FILE *file = fopen(path, "w");
    int failed = file == NULL || fputs(text, file) < 0;
    failed |= file != NULL && fclose(file) != 0;
    free(text);
    return failed;
}
