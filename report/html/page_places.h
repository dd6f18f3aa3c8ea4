/* SPDX-License-Identifier: MIT */
/* The five places of the answer, as cards side by side: scene, range, dots on one axis, bytes, and what speaks for and against
 * each. Includes the line below them, with the rows that are off the map. */
#ifndef REPORT_HTML_PAGE_PLACES_H
#define REPORT_HTML_PAGE_PLACES_H
#include "report/html/page.h"

/* Adds nothing when the file says of no row where its frame lives. */
report_page_section report_page_places;

#endif
