/* SPDX-License-Identifier: MIT */
/* Reads and checks a result file in four steps:
 *
 *     result_lines.c      splits the file into lines
 *     json_reader.c       reads values out of a line's JSON object
 *     result_parse.c      makes the header out of values; result_citations.c, what it cites
 *     result_records.c    makes the records out of values; result_claims.c, the claims
 *
 * The first fault is stored with its place and ends the reading; every value read after it is harmless. A file of version 1 is
 * one JSON document. It is passed on as one header that contains the lists of records. */
#ifndef REPORT_RESULT_JSON_READER_H
#define REPORT_RESULT_JSON_READER_H
#include <jansson.h>
#include "report/result/result.h"

/* The longest string that is taken out of a file, in bytes: every one of them ends up in outputs that people look at. */
enum { REPORT_JSON_LONGEST_STRING = 16384 };

struct report_sample {
    size_t strategy, workload;  /* indices into the result's tables */
    const char *metric, *unit;
    double value, round;        /* round: NAN when the file does not say */
    double order;               /* its number in the file, from 0; NAN in a document, which is sorted */
};

struct report_reader {
    const char *path;                   /* of the file, for the sentence */
    const char *purpose;                /* "shown": the file cannot be this, after a fault */
    struct report_complaint *complaint; /* written once, when status stops being REPORT_OK */
    enum report_status status;
    FILE *file;
    char *bytes;                        /* the current line, its line end included */
    size_t length, capacity;
    long long end;                      /* where the current line ends in the file */
    bool is_document;                   /* the file is of version 1 */
    bool is_complete;                   /* the last record was the end of a run that was not interrupted */
    size_t line;                        /* of the record being read; 0 in the header, and in a document */
    const char *list;                   /* the list being read: "samples"; "" outside of lists */
    size_t index;                       /* in that list */
    struct report_result *result;
    struct report_sample *samples;      /* until they are grouped to series */
    size_t sample_count;
};

/* Remembers a fault of the entry being read: "FILE: line 12 " and the rest of the sentence. Only the first one counts. */
__attribute__((format(printf, 2, 3))) void report_json_fault(struct report_reader *, const char *format, ...);

/* A string that must be there: never NULL, "" after a fault, as when it is longer than REPORT_JSON_LONGEST_STRING. */
const char *report_json_string(struct report_reader *, json_t *object, const char *key);
/* A string that may be absent; then `otherwise`, which may be NULL. */
const char *report_json_string_or(struct report_reader *, json_t *object, const char *key, const char *otherwise);
/* A number that must be there; a number that may be absent, and then is NAN. */
double report_json_number(struct report_reader *, json_t *object, const char *key);
double report_json_number_or_nan(struct report_reader *, json_t *object, const char *key);
/* A truth value that may be absent; then false. */
bool report_json_truth(struct report_reader *, json_t *object, const char *key);
/* An object that may be absent; then NULL, out of which the functions above read nothing. */
json_t *report_json_object_or_null(struct report_reader *, json_t *object, const char *key);
/* The index of `word` among the `count` words, or `count` and a fault. */
size_t report_json_choice(struct report_reader *, const char *key, const char *word, const char *const *words, size_t count);
/* Calls `take` for each object of an array; the array is the reader's list meanwhile. */
enum report_json_presence { REPORT_JSON_MUST_BE_THERE, REPORT_JSON_MAY_BE_ABSENT };
typedef void report_take(struct report_reader *, json_t *object);
void report_json_each(struct report_reader *, json_t *object, const char *key, enum report_json_presence, report_take *take);

/* Reads the header, a new reference; NULL, with a fault, when the bytes are no result file, or one of another version. */
json_t *report_lines_header(struct report_reader *);
/* The next record, a new reference. NULL at the end and after a fault. A last line that is cut off, as a killed run may leave,
 * is no fault: it is left out, and named in the result. */
json_t *report_lines_next(struct report_reader *);

/* The index of the strategy that the entry names; REPORT_NOT_FOUND, with a fault, for a name that the header does not list. */
size_t report_json_strategy(struct report_reader *, json_t *object);
/* Keeps the strings of the entry for as long as the result lives. */
void report_json_keep(struct report_reader *, json_t *object);

/* Reads one claim; one sentence that no program can decide. */
report_take report_claim_take, report_undecidable_take;

/* Reads the systems of a strategy, or of an answer that cannot be one; none when the object has no such list. */
struct report_systems report_systems_read(struct report_reader *, json_t *owner);
/* Reads the header's lists of what is cited beside the strategies; a file may have neither. */
void report_citations_read(struct report_reader *, json_t *root);

/* Makes the cells of the result, none of which has run. The header's tables are read: a record that names something outside
 * of them, or contradicts an earlier record, is a fault. */
void report_records_init(struct report_reader *);
/* Reads one record of a file of lines. A kind that this version does not know is passed over, and counted. Behind the end of a
 * run that was not interrupted, every record is a fault: only an interrupted run is resumed. */
void report_record_take(struct report_reader *, json_t *record);
/* Reads all records of a document of version 1. */
void report_records_take_document(struct report_reader *, json_t *document);
/* Leaves the samples of cells that did not end ok out, and groups the others to the series of the result. */
void report_records_fini(struct report_reader *);

/* The last steps of loading. This one sorts `samples` and groups them. The result's `series`, `values`, `rounds` and `orders`
 * have room for `count` of each; the series point into the latter three and into the samples' strings. Returns the number of
 * series, ordered by strategy, workload and metric. */
size_t report_series_group(struct report_sample *samples, size_t count, struct report_result *result);
/* Makes first_series of the grouped series. */
void report_series_index(struct report_result *);
/* Numbers the notes of a result that is being loaded: cells get their `note`, the result its note_count. */
void report_notes_number(struct report_result *);
/* Measures the floor of a result that is being loaded, and tells it to its series of time. */
void report_noise_measure(struct report_result *);

#endif
