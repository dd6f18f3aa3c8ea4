/* SPDX-License-Identifier: MIT */
/* The bytes that arrive on a pipe, for one task at a time to look at, consume and wait for.
 *
 *     [ consumed | there: bytes, count | room for the next read ]
 *
 * A task takes the bytes where they lie: look with coro_io_reader_data(), say how many are done with, wait for more. Reading
 * happens while the loop waits and stops while the buffer is full, so a task that is slow holds up the writer, not the memory.
 * The buffer is 128 KiB and doubles only when a task waits for more on top of bytes that nearly fill it.
 *
 * data, consume, wait and forget touch only memory and use next to no stack: they may be called from inside any coroutine. */
#ifndef CORO_IO_READER_H
#define CORO_IO_READER_H
#include <stdbool.h>
#include "coro/executor.h"

struct coro_io;
struct coro_io_reader;

/* Room for one read of everything that a Linux pipe holds. */
enum { CORO_IO_CHUNK_BYTES = 64 << 10 };

struct coro_io_data {
    const char *bytes;          /* never NULL */
    size_t count;
    enum coro_status status;    /* not CORO_OK: reading failed, and nothing follows these bytes */
    bool is_end;                /* the stream ends with these bytes */
};

/* A reader of `descriptor`, the reading end of a pipe or a connected stream socket of the Unix domain, which it owns from then
 * on and makes non-blocking. The loop must outlive it. Returns CORO_ERR_INVALID for any other kind of descriptor (a pipe's writing
 * end is found out by the first read, which fails), CORO_ERR_NO_MEMORY or CORO_ERR_IO; the descriptor is then still the caller's. Not from inside a coroutine. */
CORO_MUST_USE enum coro_status coro_io_reader_new(struct coro_io *, int descriptor, struct coro_io_reader **);
/* Closes the descriptor when the loop runs next or is freed. Nobody may be between wait and forget: aborts. NULL is allowed and
 * does nothing. Not from inside a coroutine. */
void coro_io_reader_free(struct coro_io_reader *);

/* Takes the next `byte_count` bytes for a stream of their own: it ends after them whether or not the writer closes, and fails with
 * CORO_ERR_IO when the writer closes before. Without this, the stream ends where the writer closes. */
void coro_io_reader_expect(struct coro_io_reader *, uint64_t byte_count);

/* What is there and not consumed. The bytes stay valid, and where they are, until the next coro_io_reader_wait(), also those
 * that are consumed meanwhile. */
struct coro_io_data coro_io_reader_data(const struct coro_io_reader *);
/* The first `count` bytes are done with; no more than are there. */
void coro_io_reader_consume(struct coro_io_reader *, size_t count);

/* Wakes the task once, when more bytes are there than now, or the end, or a failure. Returns CORO_ERR_BUSY, and does nothing, if
 * somebody waits already. The reader is the waiter's until it calls coro_io_reader_forget(): after it was woken, or when it is
 * dropped in mid-wait. */
CORO_MUST_USE enum coro_status coro_io_reader_wait(struct coro_io_reader *, struct coro_waker);
void coro_io_reader_forget(struct coro_io_reader *);

#endif
