/* SPDX-License-Identifier: MIT */
/* The text that the workload `lines` reads: a file, whole, in memory, and what it should be found to hold. Any bytes but NUL
 * are text. */
#ifndef CORO_BENCH_TEXT_H
#define CORO_BENCH_TEXT_H
#include <stddef.h>
#include <stdint.h>
#include "coro/status.h"

#define TEXT_DEFAULT_PATH "/usr/share/common-licenses/GPL-3"

struct text;

/* Reads the file at `path`; NULL: the default text. An empty file, a binary one (with a NUL byte) and one of more than 1 GiB
 * are CORO_ERR_INVALID; what cannot be read, or is no regular file, is CORO_ERR_IO; CORO_ERR_NO_MEMORY. *reason is then one
 * sentence, without a newline, that lives until the next call. One thread at a time. */
CORO_MUST_USE enum coro_status text_open(const char *path, struct text **, const char **reason);
/* NULL is allowed and does nothing. */
void text_close(struct text *);

const char *text_path(const struct text *);
const char *text_bytes(const struct text *);        /* no terminator */
size_t text_byte_count(const struct text *);        /* never 0 */

/* How many copies make about 16 MiB, which takes long enough to time; at least 2, so that runs of two lengths can be
 * compared. */
uint64_t text_timed_repeats(const struct text *);

/* What `LC_ALL=C wc` says of a text; and `items`: its lines, and one more when the last has no newline. */
struct text_counts { uint64_t lines, words, bytes, items; };

/* Of `repeats` copies behind one another: a copy without a final newline runs on into the next. Counted when the text was opened,
 * on purpose in another way than the workload does; costs next to nothing here. */
struct text_counts text_count(const struct text *, uint64_t repeats);

#endif
