/* SPDX-License-Identifier: MIT */
/* The cells that could not run, as numbered notes: cells that share a status and a reason share a note. */
#ifndef CORO_REPORT_NOTES_H
#define CORO_REPORT_NOTES_H
#include "report/result.h"
#include "report/text.h"

/* Numbers the notes of a result that is being loaded: cells get their `note`, the result its note_count. */
void coro_notes_number(struct coro_result *);

/* The first cell of note 1 to note_count: it has the note's status and reason. */
const struct coro_cell *coro_note_cell(const struct coro_result *, size_t note);

/* Adds the cells that have the note, as products of strategies and workloads, each of them complete: "box, poll_next on
 * frame/1040; peer:virtual_call on all but ready". Names are as in the file: escape what it adds. */
void coro_note_cells(const struct coro_result *, size_t note, struct coro_text *);

/* The word for a status, as in the file; "not run" for a cell that the file does not have. */
const char *coro_cell_word(enum coro_cell_status);

#endif
