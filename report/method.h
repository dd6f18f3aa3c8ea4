/* SPDX-License-Identifier: MIT */
/* What there is to say of how this run's numbers were made and how far they can be trusted, computed from the file. */
#ifndef CORO_REPORT_METHOD_H
#define CORO_REPORT_METHOD_H
#include "report/result.h"
#include "report/text.h"

/* Adds paragraph `index`, or nothing when the file has nothing for it; false when there are no more. Not escaped. */
bool coro_method_paragraph(const struct coro_result *, size_t index, struct coro_text *);

#endif
