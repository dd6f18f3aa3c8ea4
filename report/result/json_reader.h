/* SPDX-License-Identifier: MIT */
/* Takes values out of a JSON object, checked, one line of code each. The first fault is remembered with its place and ends
 * the reading; every value read after it is harmless. result_parse.c and result_records.c check all input of the report
 * through this header. */
#ifndef REPORT_RESULT_JSON_READER_H
#define REPORT_RESULT_JSON_READER_H
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include "report/file/error.h"

/* The longest string that is taken out of a file, in bytes: every one of them ends up in outputs that people look at. */
enum { REPORT_JSON_LONGEST_STRING = 16384 };

struct report_json_reader {
    const char *path;                   /* of the file, for the sentence */
    const char *purpose;                /* "shown": the file cannot be this, after a fault */
    struct report_complaint *complaint;   /* written once, when status stops being REPORT_OK */
    enum report_status status;
    size_t line;                        /* of the record being read, from 1; 0 outside of records */
    const char *list;                   /* the list being read: "samples"; "" outside of lists */
    size_t index;                       /* in that list */
};

/* Remembers a fault of the entry being read: "FILE: line 12 " and the rest of the sentence. Only the first one counts. */
__attribute__((format(printf, 2, 3))) void report_json_fault(struct report_json_reader *, const char *format, ...);

/* A string that must be there: never NULL, "" after a fault, as when it is longer than REPORT_JSON_LONGEST_STRING. */
const char *report_json_string(struct report_json_reader *, json_t *object, const char *key);
/* A string that may be absent; then `otherwise`, which may be NULL. */
const char *report_json_string_or(struct report_json_reader *, json_t *object, const char *key, const char *otherwise);
/* A number that must be there; a number that may be absent, and then is NAN. */
double report_json_number(struct report_json_reader *, json_t *object, const char *key);
double report_json_number_or_nan(struct report_json_reader *, json_t *object, const char *key);
/* A truth value that may be absent; then false. */
bool report_json_truth(struct report_json_reader *, json_t *object, const char *key);
/* An object that may be absent; then NULL, out of which the functions above read nothing. */
json_t *report_json_object_or_null(struct report_json_reader *, json_t *object, const char *key);
enum report_json_presence { REPORT_JSON_MUST_BE_THERE, REPORT_JSON_MAY_BE_ABSENT };
/* An array of objects, which becomes the reader's list; NULL when it is absent or there is a fault. */
json_t *report_json_list(struct report_json_reader *, json_t *object, const char *key, enum report_json_presence);

/* An array of at most `most` strings that may be absent, into `words`; returns how many. */
size_t report_json_words(struct report_json_reader *, json_t *object, const char *key, const char **words, size_t most);

/* Entry `index` of the list; faults name it. NULL after a fault, so that loops end. */
json_t *report_json_entry(struct report_json_reader *, json_t *list, size_t index);

/* The index of `word` among the `count` words, or `count` and a fault. */
size_t report_json_choice(struct report_json_reader *, const char *key, const char *word, const char *const *words,
                        size_t count);

#endif
