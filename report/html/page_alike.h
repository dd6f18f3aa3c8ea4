/* SPDX-License-Identifier: MIT */
/* Sentences of many rows that differ in their numbers only, so that the page says each once: "# allocations failed in turn", with
 * the numbers behind the names of the rows. A number begins a word: 8 in "pending/8" does not count. */
#ifndef REPORT_HTML_PAGE_ALIKE_H
#define REPORT_HTML_PAGE_ALIKE_H
#include <stdbool.h>
#include "report/text/text.h"

enum { REPORT_ALIKE_MOST_NUMBERS = 32 };
struct report_alike {
    bool differs[REPORT_ALIKE_MOST_NUMBERS];    /* the n-th number of the sentences is not the same in all of them */
};

/* True when the sentences differ in numbers only. False for sentences of more numbers than the struct holds, and for those with
 * a # of their own, unless they are the same. */
bool report_is_alike(const char *sentence, const char *other);
/* Marks the numbers in which the two, which are alike, differ. */
void report_alike_mark(struct report_alike *, const char *sentence, const char *other);
/* Adds the sentence, escaped for HTML, with # for the marked numbers. */
void report_alike_say(struct report_text *, const struct report_alike *, const char *sentence);
/* Adds the marked numbers, a space before each. */
void report_alike_numbers(struct report_text *, const struct report_alike *, const char *sentence);

#endif
