/* SPDX-License-Identifier: MIT */
/* The words for the place of a frame, shared by `corolab list`, the page, its drawings (chart/scene.h) and `advise`. A strategy's
 * place is what its own file says (struct report_lives); a file from before that says nothing, and then these add nothing. */
#ifndef REPORT_ANALYSIS_PLACE_H
#define REPORT_ANALYSIS_PLACE_H
#include "report/result/result.h"

/* "heap", for ids and classes: one word of small letters and "-"; "" for unknown, as the next three. */
const char *report_place_id(enum report_place);
/* "on the heap". */
const char *report_place_where(enum report_place);
/* "On the heap", a heading. */
const char *report_place_title(enum report_place);

/* The order of the places on the page: from the box of today to the stack, as the posts go. REPORT_PLACE_UNKNOWN is the end. */
extern const enum report_place report_place_order[REPORT_PLACE_COUNT];

/* Adds "on the heap; the iterator keeps a pointer to it", or "at the call site, else on the heap". */
void report_place_say(struct report_text *, struct report_lives);
/* Adds a strip of HTML: five squares in the order of enum report_place, with the frame's full, that of the frames that do not fit
 * hatched, and that of the kept pointer dotted. Its label is the sentence above. */
void report_place_strip(struct report_text *, struct report_lives);

#endif
