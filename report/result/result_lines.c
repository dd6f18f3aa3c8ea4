/* SPDX-License-Identifier: MIT */
/* Takes a result file apart into JSON objects, with memory for one line at a time. Owns the line ends, the parsing of a line,
 * and the choice between the two versions; json_reader.c reads values out of the objects. Parses more strictly than jansson:
 * no zero byte, no key twice. */
#include "report/result/json_reader.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "report/base/memory.h"
#include "report/result/schema.h"

static const char family[] = "corolab.result/";
enum { LARGEST_LINE_BYTES = 256 << 20, FEWEST_ZEROS = 16 };

static void add_byte(struct report_reader *reader, int byte)
{
    if (reader->length == reader->capacity) {
        reader->capacity = reader->capacity == 0 ? 4096 : 2 * reader->capacity;
        reader->bytes = report_reallocate(reader->bytes, reader->capacity, 1);
    }
    reader->bytes[reader->length++] = (char)byte;
}

/* Appends bytes up to and including `last`, or up to the end of the file where `last` is EOF. */
static void read_up_to(struct report_reader *reader, int last)
{
    int byte;

    while (reader->length < LARGEST_LINE_BYTES && (byte = getc_unlocked(reader->file)) != EOF) {
        add_byte(reader, byte);
        if (byte == last)
            break;
    }
    if (ferror(reader->file))
        report_json_fault(reader, "cannot be read: %s", strerror(errno));
    if (reader->length >= LARGEST_LINE_BYTES)
        report_json_fault(reader, "is larger than any result file");
}

/* False at the end of the file, and after a fault. */
static bool read_line(struct report_reader *reader)
{
    reader->length = 0;
    read_up_to(reader, '\n');
    reader->end += (long long)reader->length;
    return reader->length > 0 && reader->status == REPORT_OK;
}

/* Does the line end in a block of zero bytes? A file system leaves one where a machine stopped while the file grew. */
static bool ends_in_zeros(const struct report_reader *reader)
{
    size_t count = 0;

    while (count < reader->length && reader->bytes[reader->length - 1 - count] == '\0')
        count++;
    return count >= FEWEST_ZEROS && memchr(reader->bytes, '\0', reader->length - count) == NULL;
}

/* Is the line the last one, cut off? A line that lacks nothing but its end is whole. */
static bool is_torn(const struct report_reader *reader)
{
    if (reader->bytes[reader->length - 1] == '\n')
        return false;
    if (memchr(reader->bytes, '\0', reader->length) != NULL)
        return ends_in_zeros(reader);
    json_t *object = json_loadb(reader->bytes, reader->length, 0, NULL);
    json_decref(object);
    return object == NULL;
}

/* Does an object lack its end? jansson finds a wrong token where the cut is within `true`, `null` or a number. */
static bool is_cut_object(const struct report_reader *reader, const json_error_t *error)
{
    return json_error_code(error) == json_error_premature_end_of_input ||
           (json_error_code(error) == json_error_invalid_syntax && reader->bytes[0] == '{' &&
            error->position >= 0 && (size_t)error->position == reader->length);
}

static void say_error(struct report_reader *reader, const json_error_t *error)
{
    bool is_cut = is_cut_object(reader, error);

    if (reader->line > 0 && is_cut)
        report_json_fault(reader, "ends in the middle");
    else if (reader->line > 0)
        report_json_fault(reader, "is not JSON at column %d: %s", error->column, error->text);
    else if (is_cut)
        report_json_fault(reader, "ends in the middle, at line %d", error->line);
    else
        report_json_fault(reader, "is not JSON at line %d, column %d: %s", error->line, error->column, error->text);
}

/* The JSON value in the current line, a new reference; NULL and a fault when the line holds no JSON value. */
static json_t *parse(struct report_reader *reader)
{
    const char *zero = reader->length == 0 ? NULL : memchr(reader->bytes, '\0', reader->length);
    json_error_t error;
    json_t *root = NULL;

    if (reader->length == 0)
        report_json_fault(reader, "is empty");
    else if (zero != NULL)      /* jansson skips a zero byte behind a number, and takes one between two values for the end */
        report_json_fault(reader, "is not JSON: byte %zu is zero", (size_t)(zero - reader->bytes));
    else if ((root = json_loadb(reader->bytes, reader->length, JSON_REJECT_DUPLICATES, &error)) == NULL)
        say_error(reader, &error);
    return root;
}

/* Is the first line a header of its own, and not a part of a document, or all of it? */
static bool is_header(const struct report_reader *reader)
{
    if (reader->length == 0 || memchr(reader->bytes, '\0', reader->length) != NULL)
        return false;
    json_t *header = json_loadb(reader->bytes, reader->length, 0, NULL);
    const char *schema = json_string_value(json_object_get(header, "schema"));
    bool is_ours = schema != NULL && strncmp(schema, family, strlen(family)) == 0 &&
                   strcmp(schema, REPORT_RESULT_SCHEMA_1) != 0;

    json_decref(header);
    return is_ours;
}

static void refuse_foreign(struct report_reader *reader, json_t *header, const char *expected)
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

json_t *report_lines_header(struct report_reader *reader)
{
    json_t *header;

    read_line(reader);
    reader->is_document = !is_header(reader);
    if (reader->is_document)
        read_up_to(reader, EOF);
    if (reader->status != REPORT_OK)
        return NULL;
    header = parse(reader);
    if (reader->status == REPORT_OK)
        refuse_foreign(reader, header, reader->is_document ? REPORT_RESULT_SCHEMA_1 : REPORT_RESULT_SCHEMA);
    if (reader->status == REPORT_OK)
        return header;
    json_decref(header);
    return NULL;
}

json_t *report_lines_next(struct report_reader *reader)
{
    json_t *record;

    if (reader->status != REPORT_OK || !read_line(reader))
        return NULL;
    reader->line = reader->line == 0 ? 2 : reader->line + 1;
    if (is_torn(reader)) {
        reader->result->torn_line = reader->line;
        return NULL;
    }
    record = parse(reader);
    if (record == NULL || json_is_object(record))
        return record;
    report_json_fault(reader, "is JSON, but no record");
    json_decref(record);
    return NULL;
}
