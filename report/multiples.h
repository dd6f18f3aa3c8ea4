/* SPDX-License-Identifier: MIT */
/* One workload, everybody beside one yardstick: a sentence that says how many times the yardstick's time each one takes. */
#ifndef CORO_REPORT_MULTIPLES_H
#define CORO_REPORT_MULTIPLES_H
#include "report/result.h"
#include "report/text.h"

/* Adds, behind a space unless the text is empty: "On switch/flat, peer:raw_fcontext takes 11.3 ns; of that, stackful/native takes
 * 0.30x, ...", strategies and peers alike, fastest first, by their medians. Adds nothing when the yardstick was not timed there,
 * or nobody else was. */
void coro_say_multiples(const struct coro_result *, const char *workload, const char *yardstick, struct coro_text *);

#endif
