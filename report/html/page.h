/* SPDX-License-Identifier: MIT */
/* The HTML page of `corolab report --html`: one file that needs nothing else, no network and no JavaScript. It is readable in
 * print, in the dark and on a phone. */
#ifndef REPORT_HTML_PAGE_H
#define REPORT_HTML_PAGE_H
#include "report/result/result.h"
#include "report/text/text.h"

/* Adds a page with a part for each of the `count` > 0 results. */
void report_page_add(struct report_text *, struct report_result *const *results, size_t count);

#endif
