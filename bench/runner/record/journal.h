/* SPDX-License-Identifier: MIT */
/* The journal of a run: OUTPUT.journal, which holds what was measured from the moment at which it was, so that a run that is
 * killed loses at most the sample in flight. JSON lines: the first is the result document as it was when this run began, with no
 * samples and the schema "corolab.journal/1"; every further line holds what came after it, under the document's own keys
 * ("samples", "cells", "probes", "claims", "notes", "wall_seconds") or under "passes", which lists what passes a cell has behind
 * it although they left no sample ([{ strategy, workload, pass }]), and is written whole by one write. It outlives the process,
 * not the machine: it is not flushed to the disk. When the result file is in its place the journal goes.
 *
 * Only one run may write it (flock). Where it cannot be written the run goes on without. */
#ifndef BENCH_RUNNER_RECORD_JOURNAL_H
#define BENCH_RUNNER_RECORD_JOURNAL_H
#include <jansson.h>
#include <limits.h>
#include <stdbool.h>
#include <sys/types.h>
#include "bench/runner/record/samples.h"

#define RUNNER_JOURNAL_SCHEMA "corolab.journal/1"

struct journal {
    char path[PATH_MAX];
    int fd;                     /* locked; -1 when no journal is kept */
    off_t whole_bytes;          /* how far its lines are whole */
    bool is_broken;             /* a line could not be written: it stays as it is */
    bool goes_on;               /* from a journal that was at path before: what is there is the run's, written or not */
};

/* The name that the journal of this result file has; symbolic links followed. CORO_ERR_INVALID when it would be too long. */
CORO_MUST_USE enum coro_status runner_journal_name(const char *output, char path[PATH_MAX]);

enum journal_found { JOURNAL_ABSENT, JOURNAL_LEFT_BEHIND, JOURNAL_IN_USE };
/* Looks for a journal. One that was left behind stays locked while *fd, which reads it, is open. */
enum journal_found runner_journal_find(const char *path, int *fd);

/* Begins a journal with this head and the samples so far. `former` is the descriptor of the journal of the same name that it goes
 * on from, and replaces at once, or -1: then there must be none. CORO_ERR_BUSY when there is one all the same; CORO_ERR_IO, with
 * errno saying why, when it cannot be written: then, as after any failure, none is kept, and the former one is as it was. */
CORO_MUST_USE enum coro_status runner_journal_begin(struct journal *, const char *path, int former, const json_t *head,
                                                    const struct samples *, const struct plan *);
/* Appends a line with these members. CORO_ERR_IO when it cannot be written, once: from then on CORO_OK, and nothing is. */
CORO_MUST_USE enum coro_status runner_journal_add(struct journal *, const json_t *piece);
/* Appends the samples from number `from` on as one line. As runner_journal_add. */
CORO_MUST_USE enum coro_status runner_journal_add_samples(struct journal *, const struct samples *, size_t from,
                                                          const struct plan *, double wall_seconds);
/* Removes the file, also a former one that could not be replaced: everything that it held is elsewhere. */
void runner_journal_remove(struct journal *);
/* Leaves the file where it is. */
void runner_journal_close(struct journal *);

#endif
