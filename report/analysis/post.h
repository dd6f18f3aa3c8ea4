/* SPDX-License-Identifier: MIT */
/* Knows the posts and discussions that claims quote: their titles and addresses. A link to a post ends in a text fragment, so
 * that a browser scrolls to the quoted words and marks them. A discussion loads its pages bit by bit, and has plain links. */
#ifndef REPORT_ANALYSIS_POST_H
#define REPORT_ANALYSIS_POST_H
#include <stdbool.h>
#include "report/text/text.h"

struct report_post {
    const char *source;         /* the beginning of a claim's source: "part 8" of "part 8, tour" */
    const char *title, *address;
    bool is_post;               /* its page has the words as they are quoted */
};

/* In the order of the page; an entry of NULLs ends the list. */
extern const struct report_post report_posts[];

/* The post of a claim's source, or NULL where this file does not know it. */
const struct report_post *report_post_of(const char *source);

/* Adds the address that leads to the quote, escaped for an attribute. `before` are the words right before it, which tell equal
 * quotes apart; "" for none. */
void report_post_link(struct report_text *, const struct report_post *, const char *before, const char *quote);

#endif
