/* SPDX-License-Identifier: MIT */
/* Writes the numbers of a cell for the data of a page: at three bytes a sample, where JSON takes seven. The text has no space, no
 * *, and no character that JSON or HTML escapes. It is decimal numbers with commas between, or begins with a colon (samples) or a
 * semicolon (places) and has digits of base 88. */
#ifndef REPORT_HTML_PAGE_PACK_H
#define REPORT_HTML_PAGE_PACK_H
#include "report/result/result.h"
#include "report/text/text.h"

/* The digits, 0 first. */
extern const char report_pack_digits[];
/* The first digit behind a colon is this number plus the power of ten that the samples were multiplied with. */
enum { REPORT_PACK_MOST_POWER = 40 };

/* Adds the cell; `starts` has the first place of each round of times in the file. */
typedef void report_pack_cell(struct report_text *, const struct report_series *, const double *starts);

/* The samples in the order of their rounds, where all rounds are there. Three digits a sample, of which six decimals survive. */
report_pack_cell report_pack_samples;
/* The place of each sample in its round. Two digits a place; "3:17" for place 17 of round 3, where a round is missing. */
report_pack_cell report_pack_places;

#endif
