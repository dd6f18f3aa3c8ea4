/* SPDX-License-Identifier: MIT */
/* Sentences computed from the result: the answer in short, and answers to questions that people have asked in public. A
 * sentence whose data the file does not have is not said. No number in them is typed. */
#ifndef REPORT_ANALYSIS_PUBLIC_QUESTIONS_H
#define REPORT_ANALYSIS_PUBLIC_QUESTIONS_H
#include "report/result/result.h"
#include "report/text/text.h"

/* Sentence 0, 1, ... of the answer in short. Adds it, not escaped, to an empty text, or nothing when the data are missing.
 * False when there is no sentence of that index. */
bool report_headline(const struct report_result *, size_t index, struct report_text *);

/* The same for question 0, 1, ...; *question and *asked_by are set and live for ever. */
bool report_answer(const struct report_result *, size_t index, const char **question, const char **asked_by,
                 struct report_text *);

#endif
