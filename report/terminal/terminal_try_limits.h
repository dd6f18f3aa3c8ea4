/* SPDX-License-Identifier: MIT */
/* The limits of one row in the screen of a first look, and the form of their lines. */
#ifndef REPORT_TERMINAL_TRY_LIMITS_H
#define REPORT_TERMINAL_TRY_LIMITS_H
#include "report/result/result.h"
#include "report/text/text.h"

enum { REPORT_TRY_HEAD = 12 };      /* columns of the word before a paragraph */

/* Adds the words as a paragraph behind the head, and frees them. */
void report_try_add_headed(struct report_text *, const char *head, struct report_text *words);

/* Adds the needs (need.h) that the row does not fit, and those where it falls back: all of a kind in one paragraph, or one
 * paragraph each, with the evidence. */
void report_try_add_limits(struct report_text *, const struct report_result *, size_t row, bool has_evidence);

#endif
