/* SPDX-License-Identifier: MIT */
/* The HTML page: one file that needs nothing else, no network and no JavaScript; readable in print, in the dark and on a
 * phone. */
#ifndef CORO_REPORT_PAGE_H
#define CORO_REPORT_PAGE_H
#include "report/result.h"
#include "report/text.h"

/* Adds a page with a part for each of the `count` > 0 results. */
void coro_page_add(struct coro_text *, struct coro_result *const *results, size_t count);

#endif
