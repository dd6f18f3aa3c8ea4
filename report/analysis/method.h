/* SPDX-License-Identifier: MIT */
/* What there is to say of how this run's numbers were made and how far they can be trusted, computed from the file. */
#ifndef REPORT_ANALYSIS_METHOD_H
#define REPORT_ANALYSIS_METHOD_H
#include "report/result/result.h"
#include "report/text/text.h"

/* Adds paragraph `index`, or nothing when the file has nothing for it; false when there are no more. Not escaped. */
bool report_method_paragraph(const struct report_result *, size_t index, struct report_text *);

#endif
