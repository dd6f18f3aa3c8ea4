/* SPDX-License-Identifier: MIT */
/* Owns the checked reading of JSON values, and the sentence of the first fault. Their meaning is the caller's business. */
#include "report/result/json_reader.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "report/base/memory.h"

void report_json_fault(struct report_reader *reader, const char *format, ...)
{
    char fault[400], place[80] = "it";
    va_list arguments;

    if (reader->status != REPORT_OK)
        return;
    va_start(arguments, format);
    vsnprintf(fault, sizeof fault, format, arguments);
    va_end(arguments);
    if (reader->list[0] != '\0')
        snprintf(place, sizeof place, "%s[%zu]", reader->list, reader->index);
    else if (reader->line > 0)
        snprintf(place, sizeof place, "line %zu", reader->line);
    reader->status = report_complain(reader->complaint, REPORT_BAD_INPUT, "%s is not a result file that can be %s: %s %s",
                                     reader->path, reader->purpose, place, fault);
}

static json_t *find(struct report_reader *reader, json_t *object, const char *key)
{
    return reader->status == REPORT_OK ? json_object_get(object, key) : NULL;
}

const char *report_json_string_or(struct report_reader *reader, json_t *object, const char *key, const char *otherwise)
{
    json_t *value = find(reader, object, key);

    if (value == NULL)
        return otherwise;
    if (!json_is_string(value))
        report_json_fault(reader, "has a \"%s\" that is not a string", key);
    else if (json_string_length(value) > REPORT_JSON_LONGEST_STRING)
        report_json_fault(reader, "has a \"%s\" that is longer than any result file's", key);
    else
        return json_string_value(value);
    return otherwise;
}

const char *report_json_string(struct report_reader *reader, json_t *object, const char *key)
{
    const char *string = report_json_string_or(reader, object, key, NULL);

    if (string != NULL)
        return string;
    report_json_fault(reader, "has no \"%s\"", key);
    return "";
}

double report_json_number_or_nan(struct report_reader *reader, json_t *object, const char *key)
{
    json_t *value = find(reader, object, key);

    if (value == NULL)
        return NAN;
    if (json_is_number(value) && isfinite(json_number_value(value)))
        return json_number_value(value);
    report_json_fault(reader, "has a \"%s\" that is not a number", key);
    return NAN;
}

double report_json_number(struct report_reader *reader, json_t *object, const char *key)
{
    double number = report_json_number_or_nan(reader, object, key);

    if (isnan(number))
        report_json_fault(reader, "has no \"%s\"", key);
    return number;
}

bool report_json_truth(struct report_reader *reader, json_t *object, const char *key)
{
    json_t *value = find(reader, object, key);

    if (value != NULL && !json_is_boolean(value))
        report_json_fault(reader, "has a \"%s\" that is neither true nor false", key);
    return json_is_true(value);
}

json_t *report_json_object_or_null(struct report_reader *reader, json_t *object, const char *key)
{
    json_t *value = find(reader, object, key);

    if (value == NULL || json_is_object(value))
        return value;
    report_json_fault(reader, "has a \"%s\" that is not an object", key);
    return NULL;
}

void report_json_each(struct report_reader *reader, json_t *object, const char *key, enum report_json_presence presence,
                      report_take *take)
{
    json_t *list = find(reader, object, key), *entry;
    bool is_list = json_is_array(list);

    json_array_foreach(list, reader->index, entry)
        is_list = is_list && json_is_object(entry);
    if (list == NULL && presence == REPORT_JSON_MUST_BE_THERE)
        report_json_fault(reader, "has no \"%s\"", key);
    else if (list != NULL && !is_list)
        report_json_fault(reader, "has a \"%s\" that is not a list of objects", key);
    reader->list = key;
    for (reader->index = 0; reader->index < json_array_size(list) && reader->status == REPORT_OK; reader->index++)
        take(reader, json_array_get(list, reader->index));
    reader->list = "";
}

size_t report_json_choice(struct report_reader *reader, const char *key, const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(word, words[i]) == 0)
            return i;
    report_json_fault(reader, "has the unknown %s \"%.60s\"", key, word);
    return count;
}
