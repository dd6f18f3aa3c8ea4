/* SPDX-License-Identifier: MIT */
/* The second stage of `corolab compare --confirm`: measures the suspects of a comparison again, with the timing programs that made
 * the two files, interleaved in one session. */
#ifndef CORO_BENCH_RUNNER_CONFIRM_H
#define CORO_BENCH_RUNNER_CONFIRM_H
#include <stdint.h>
#include "coro/status.h"
#include "report/comparison.h"

/* Fresh samples of each build per cell: as many as find 5 % where single samples vary by as much, and let the signed-rank test pass
 * the correction for any number of suspects. */
enum { RUNNER_CONFIRM_SAMPLES = 24 };

/* Takes the samples and enters them: in each round every suspect and witness, shuffled from the seed, has its block of three fresh
 * processes - the build before, the same again, the build after, shuffled too - so that the samples of a block see the same machine.
 * A cell that cannot be measured stays a suspect, with a sentence on standard error. CORO_ERR_IO, said on standard error, when a
 * timing program is gone, is another one than its file says, or no process can be made; CORO_ERR_CANCELLED after a stop, with nothing
 * entered; CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_confirm(struct coro_comparison *, uint64_t seed);

#endif
