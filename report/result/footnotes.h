/* SPDX-License-Identifier: MIT */
/* The cells that could not run, as numbered notes. Cells that share a status and a reason share a note, so that a table has
 * one sentence instead of a hundred. */
#ifndef REPORT_RESULT_FOOTNOTES_H
#define REPORT_RESULT_FOOTNOTES_H
#include "report/result/result.h"
#include "report/text/text.h"

/* Numbers the notes of a result that is being loaded: cells get their `note`, the result its note_count. */
void report_notes_number(struct report_result *);

/* The first cell of note 1 to note_count: it has the note's status and reason. */
const struct report_cell *report_note_cell(const struct report_result *, size_t note);

/* Adds the cells that have the note, as products of strategies and workloads, each of them complete: "box, poll_next on
 * frame/1040; peer:virtual_call on all but ready". Names are as in the file: escape what it adds. */
void report_note_cells(const struct report_result *, size_t note, struct report_text *);

/* The word for a status, as in the file; "not run" for a cell that the file does not have. */
const char *report_cell_word(enum report_cell_status);

#endif
