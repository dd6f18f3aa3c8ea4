/* SPDX-License-Identifier: MIT */
/* How this run's numbers were made and how far they can be trusted, computed from the file: the passes of the run, and
 * paragraphs. Page and Markdown show both. */
#ifndef REPORT_ANALYSIS_METHOD_H
#define REPORT_ANALYSIS_METHOD_H
#include "report/analysis/sentence.h"

/* The paragraphs; NULL ends the list. */
extern report_sentence *const report_method[];

struct report_pass {
    const char *name, *words;   /* words: what it counts, and how */
    const char *state;          /* "ran", "skipped", or "left nothing in this file": could not run, or had nothing to measure */
};

/* Reads pass `index`, in the order in which they run; false behind the last. */
bool report_pass_read(const struct report_result *, size_t index, struct report_pass *);

#endif
