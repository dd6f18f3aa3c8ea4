/* SPDX-License-Identifier: MIT */
/* Owns the line ends of a result file and the choice between its two versions. Reading values out of a record is
 * json_reader.c's business. */
#include "report/result/result_lines.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "report/base/memory.h"
#include "report/result/json_document.h"
#include "report/result/schema.h"

static const char family[] = "corolab.result/";
enum { LARGEST_LINE_BYTES = 256 << 20 };

static void add_byte(struct report_lines *lines, int byte)
{
    if (lines->length == lines->capacity) {
        lines->capacity = lines->capacity == 0 ? 4096 : 2 * lines->capacity;
        lines->bytes = report_reallocate(lines->bytes, lines->capacity, 1);
    }
    lines->bytes[lines->length++] = (char)byte;
}

/* Appends bytes up to and including `last`, or up to the end of the file where `last` is EOF. */
static void read_up_to(struct report_lines *lines, int last, struct report_json_reader *reader)
{
    int byte;

    while (lines->length < LARGEST_LINE_BYTES && (byte = getc_unlocked(lines->file)) != EOF) {
        add_byte(lines, byte);
        if (byte == last)
            break;
    }
    if (ferror(lines->file))
        report_json_fault(reader, "cannot be read: %s", strerror(errno));
    if (lines->length >= LARGEST_LINE_BYTES)
        report_json_fault(reader, "is larger than any result file");
}

/* False at the end of the file, and after a fault. */
static bool read_line(struct report_lines *lines, struct report_json_reader *reader)
{
    lines->length = 0;
    lines->start = lines->end;
    read_up_to(lines, '\n', reader);
    lines->end += (long long)lines->length;
    if (lines->length == 0 || reader->status != REPORT_OK)
        return false;
    lines->number++;
    return true;
}

/* Is the line the last one, cut off? A line that lacks nothing but its end is whole. */
static bool is_torn(const struct report_lines *lines)
{
    if (lines->bytes[lines->length - 1] == '\n' || memchr(lines->bytes, '\0', lines->length) != NULL)
        return false;
    json_t *object = json_loadb(lines->bytes, lines->length, 0, NULL);
    json_decref(object);
    return object == NULL;
}

static const char *schema_of(const json_t *header)
{
    const char *schema = json_string_value(json_object_get(header, "schema"));

    return schema == NULL ? "" : schema;
}

/* Is the first line a header of its own, and not a part of a document, or all of it? */
static bool is_header(const struct report_lines *lines)
{
    if (lines->length == 0 || memchr(lines->bytes, '\0', lines->length) != NULL)
        return false;
    json_t *header = json_loadb(lines->bytes, lines->length, 0, NULL);
    const char *schema = schema_of(header);
    bool is_ours = strncmp(schema, family, strlen(family)) == 0 && strcmp(schema, REPORT_RESULT_SCHEMA_1) != 0;

    json_decref(header);
    return is_ours;
}

static void refuse_foreign(struct report_json_reader *reader, json_t *header, const char *expected)
{
    const char *schema = report_json_string_or(reader, header, "schema", NULL);
    long version = schema != NULL && strncmp(schema, family, strlen(family)) == 0 ? atol(&schema[strlen(family)]) : 0;

    if (!json_is_object(header) || schema == NULL)
        report_json_fault(reader, "is JSON, but does not say \"schema\": \"%s\"", REPORT_RESULT_SCHEMA);
    else if (version > atol(&REPORT_RESULT_SCHEMA[strlen(family)]))
        report_json_fault(reader, "was written by a newer corolab (schema \"%.60s\"; this one reads \"%s\")", schema,
                          REPORT_RESULT_SCHEMA);
    else if (strcmp(schema, expected) != 0)
        report_json_fault(reader, "has the schema \"%.60s\"; this corolab reads \"%s\" and \"%s\"", schema,
                          REPORT_RESULT_SCHEMA, REPORT_RESULT_SCHEMA_1);
}

json_t *report_lines_init(struct report_lines *lines, FILE *file, struct report_json_reader *reader)
{
    json_t *header;

    *lines = (struct report_lines){.file = file};
    read_line(lines, reader);
    lines->is_document = !is_header(lines);
    if (lines->is_document)
        read_up_to(lines, EOF, reader);
    if (reader->status != REPORT_OK)
        return NULL;
    header = report_json_document(reader, lines->bytes, lines->length);
    if (reader->status == REPORT_OK)
        refuse_foreign(reader, header, lines->is_document ? REPORT_RESULT_SCHEMA_1 : REPORT_RESULT_SCHEMA);
    if (reader->status == REPORT_OK)
        return header;
    json_decref(header);
    return NULL;
}

json_t *report_lines_next(struct report_lines *lines, struct report_json_reader *reader)
{
    json_t *record;

    reader->list = "";
    if (lines->is_document || reader->status != REPORT_OK || !read_line(lines, reader))
        return NULL;
    if (is_torn(lines)) {
        lines->torn_line = lines->number;
        return NULL;
    }
    reader->line = lines->number;
    record = report_json_document(reader, lines->bytes, lines->length);
    if (record == NULL || json_is_object(record))
        return record;
    report_json_fault(reader, "is JSON, but no record");
    json_decref(record);
    return NULL;
}

void report_lines_fini(struct report_lines *lines)
{
    free(lines->bytes);
}
