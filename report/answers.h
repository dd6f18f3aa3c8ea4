/* SPDX-License-Identifier: MIT */
/* Sentences computed from the result: the answer in short, and answers to questions that people have asked in public. A
 * sentence whose data the file does not have is not said. No number in them is typed. */
#ifndef CORO_REPORT_ANSWERS_H
#define CORO_REPORT_ANSWERS_H
#include "report/result.h"
#include "report/text.h"

/* Sentence 0, 1, ... of the answer in short. Adds it, not escaped, to an empty text, or nothing when the data are missing.
 * False when there is no sentence of that index. */
bool coro_headline(const struct coro_result *, size_t index, struct coro_text *);

/* The same for question 0, 1, ...; *question and *asked_by are set and live for ever. */
bool coro_answer(const struct coro_result *, size_t index, const char **question, const char **asked_by,
                 struct coro_text *);

#endif
