/* SPDX-License-Identifier: MIT */
/* The five places of a frame: a card each, with the scene, its range, its dots, bytes, and what speaks for it and against it.
 * Adds nothing when the file says of no row where its frame lives. */
#ifndef REPORT_HTML_PAGE_PLACES_H
#define REPORT_HTML_PAGE_PLACES_H
#include "report/chart/chart.h"
#include "report/analysis/short_answer.h"
#include "report/html/page.h"

report_page_section report_page_places;

/* The cards of one result, and the one axis of their times. */
struct report_places {
    const struct report_result *result;
    const char *part;
    size_t ready, waiting;          /* workloads, or REPORT_NOT_FOUND */
    struct report_axis axis;        /* low 0: nothing was timed */
};
void report_places_begin(struct report_places *, const struct report_result *, const char *part);
bool report_places_are_timed(const struct report_places *);
/* NULL without a time; peers have none here. */
const struct report_series *report_places_time(const struct report_places *, size_t strategy, size_t workload);
/* Adds the symbol that is below the dots of each card: all rows in grey, box as a dashed line. Adds nothing where nothing was
 * timed. */
void report_places_all_dots(struct report_text *, const struct report_places *);
/* Adds the dots of a place; nothing where nothing was timed. */
void report_places_dots(struct report_text *, const struct report_places *, enum report_place);

#endif
