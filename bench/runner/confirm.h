/* SPDX-License-Identifier: MIT */
/* The second stage of `corolab compare --confirm`: measures the suspects of a comparison again, with the timing programs that made
 * the two files, interleaved in one session. */
#ifndef CORO_BENCH_RUNNER_CONFIRM_H
#define CORO_BENCH_RUNNER_CONFIRM_H
#include <stdint.h>
#include "coro/status.h"
#include "report/comparison.h"

/* Fresh samples of each build per suspect: as many as let the test of Mann and Whitney pass the correction for a few hundred
 * suspects. */
enum { RUNNER_CONFIRM_SAMPLES = 15 };

/* Takes the samples - of the build before, of the same again, of the build after, each a fresh process, shuffled from the seed in
 * every round - and enters them. A suspect that cannot be measured stays one, with a sentence on standard error. CORO_ERR_IO, said
 * on standard error, when a timing program is gone, is another one than its file says, or no process can be made;
 * CORO_ERR_CANCELLED after a stop, with nothing entered; CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_confirm(struct coro_comparison *, uint64_t seed);

#endif
