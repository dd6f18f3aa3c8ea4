/* SPDX-License-Identifier: MIT */
/* Reads the records of a result file: cells, samples, probes, claims and the end of the run. Each names a strategy and
 * perhaps a workload, so the header's tables (result_parse.c) come first. A record that names something outside of the
 * tables, or contradicts an earlier record, is a fault in the reader. */
#ifndef REPORT_RESULT_RESULT_RECORDS_H
#define REPORT_RESULT_RESULT_RECORDS_H
#include "report/result/json_reader.h"
#include "report/result/result.h"

struct report_record_reader {
    struct report_json_reader *reader;
    struct report_result *result;
    struct report_sample *samples;      /* until they are grouped to series */
    size_t sample_count;
};

typedef void report_take_record(struct report_record_reader *, json_t *object);

/* Calls `take` for each object of an array. */
void report_records_take_list(struct report_record_reader *, json_t *object, const char *key, enum report_json_presence,
                              report_take_record *take);
/* The list with room for one more element; it doubles when its count is a power of two. */
void *report_records_grow(void *list, size_t count, size_t element_bytes);

/* Makes the cells of the result, none of which has run. `reader` and `result` are set, the tables are read. */
void report_records_init(struct report_record_reader *);
/* Reads one record of a file of lines. A kind that this version does not know is passed over. */
void report_record_take(struct report_record_reader *, json_t *record);
/* Is the record a part of an answer, behind which the record of its pass must stand? */
bool report_record_is_part(const json_t *record);
/* Reads all records of a document of version 1. */
void report_records_take_document(struct report_record_reader *, json_t *document);
/* Leaves the samples of cells that did not end ok out, and groups the others to the series of the result. */
void report_records_fini(struct report_record_reader *);

#endif
