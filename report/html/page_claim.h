/* SPDX-License-Identifier: MIT */
/* The parts of a claim, as an item of a list has them: verdict, quote with the link to its post, row that was asked, evidence. */
#ifndef REPORT_HTML_PAGE_CLAIM_H
#define REPORT_HTML_PAGE_CLAIM_H
#include "report/html/page.h"

/* True for a refuted claim and for a claim that depends: it stands open, where the others may be folded. */
bool report_page_claim_is_open(const struct report_claim *);

/* Adds the verdict's mark and word. */
void report_page_claim_verdict(struct report_page *, enum report_verdict);
/* Adds the quote. */
void report_page_claim_quote(struct report_page *, const struct report_claim *);
/* Adds a strategy's name, with the link to its card. */
void report_page_claim_row(struct report_page *, const struct report_result *, size_t strategy, const char *part);
/* Adds the evidence: a line, or of an open claim the reason and each half. */
void report_page_claim_evidence(struct report_page *, const struct report_result *, const struct report_claim *);

/* Adds “quote”, with the link to the post of the source where it is one. `before` as in report_post_link. */
void report_page_quote(struct report_text *, const char *quote, const char *source, const char *before);

#endif
