/* SPDX-License-Identifier: MIT */
/* Fills and collects the scorecards of several strategies, for the command and for `corolab run`. */
#ifndef BENCH_CHECK_COLLECT_H
#define BENCH_CHECK_COLLECT_H
#include "bench/check/scorecard.h"

/* Fills sheets[i] for the i-th strategy, with corolab_count at `program`. A stop leaves the last ones empty. */
CORO_MUST_USE enum coro_status collect_sheets(const char *program, const struct row_card *const *cards, size_t count,
                                              struct sheet *sheets);
/* Appends the records of all sheets. */
void collect_records(const struct sheet *sheets, size_t count, json_t *probes, json_t *claims);

#endif
