/* SPDX-License-Identifier: MIT */
/* Sentences computed from a result. The page, Markdown and the terminal show them, each in a form of its own. No number in them
 * is typed. The other headers of this folder have more functions of this type, named report_..._say. */
#ifndef REPORT_ANALYSIS_SENTENCE_H
#define REPORT_ANALYSIS_SENTENCE_H
#include "report/result/result.h"
#include "report/text/text.h"

/* Adds a sentence, or a few, to the text, not escaped; adds nothing when the file lacks the numbers for it. */
typedef void report_sentence(const struct report_result *, struct report_text *);

/* The answer in short; NULL ends the list. */
extern report_sentence *const report_headline[];

/* Questions that were asked in public, with their answers; an entry of NULLs ends the list. Each answer takes an empty text. */
struct report_public_question {
    const char *asked, *by;
    report_sentence *answer;
};
extern const struct report_public_question report_public_questions[];

#endif
