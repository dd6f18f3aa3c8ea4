/* SPDX-License-Identifier: MIT */
/* Gives tasks the bytes that arrive on a pipe or a stream socket. One task at a time reads them in place, consumes them and waits
 * for more. It is a source of coro/io/loop.h.
 *
 *     [ consumed | there: bytes, count | room for the next read ]
 *
 * A task uses the bytes in place: coro_io_reader_data(), then consume, then wait. Reading happens while the loop waits, and
 * stops while the buffer is full; so a slow task slows the writer instead of filling memory. The buffer has 128 KiB. It doubles
 * only when a task waits for more bytes on top of bytes that nearly fill it, and stops at coro_io_reader_limit().
 *
 * data, consume, wait and forget only touch memory and use little stack: any coroutine may call them. */
#ifndef CORO_IO_READER_H
#define CORO_IO_READER_H
#include <stdbool.h>
#include "coro/executor.h"
CORO_C_BEGIN

struct coro_io;
struct coro_io_reader;

enum {
    CORO_IO_CHUNK_BYTES = 64 << 10,     /* what the buffer has room for when a task waits: all that a Linux pipe holds */
    CORO_IO_MOST_BYTES = 64 << 20,      /* the limit of a new reader */
};

struct coro_io_data {
    const char *bytes;          /* never NULL */
    size_t count;
    enum coro_status status;    /* not CORO_OK: reading failed after these bytes, which may be cut anywhere */
    bool is_end;                /* the stream ends with these bytes */
};

/* Makes a reader of `descriptor`: the reading end of a pipe, or a connected stream socket. The reader owns it, and only
 * coro_io_reader_free() may close it. The reader makes it non-blocking, and with it every other descriptor of the same open file:
 * copies by dup(), and those that a forked process or the parent holds (a terminal or an inherited pipe). The loop must outlive
 * the reader. Returns CORO_ERR_INVALID for other kinds of descriptors, CORO_ERR_NO_MEMORY or CORO_ERR_IO; the caller then keeps
 * the descriptor as it was. Aborts for the descriptor of another reader. A pipe's writing end, and a socket that is not
 * connected, fail at the first read. Not from inside a coroutine. */
CORO_MUST_USE enum coro_status coro_io_reader_new(struct coro_io *, int descriptor, struct coro_io_reader **);
/* Closes the descriptor. Aborts between wait and forget, and when the descriptor was closed before. NULL is allowed and does
 * nothing. Not from inside a coroutine. */
void coro_io_reader_free(struct coro_io_reader *);

/* Limits what the reader keeps: a task that waits on top of more than `most_bytes` unconsumed bytes is woken with
 * CORO_ERR_DOES_NOT_FIT, after these bytes. So is the reader of a line that is longer. It goes on after some are consumed. */
void coro_io_reader_limit(struct coro_io_reader *, size_t most_bytes);

/* Declares the next `byte_count` bytes a stream of their own. It ends after them, whether or not the writer closes; it fails with
 * CORO_ERR_IO when the writer closes earlier. Without this call the stream ends where the writer closes. */
void coro_io_reader_expect(struct coro_io_reader *, uint64_t byte_count);

/* Returns the bytes that have arrived and are not consumed. They stay valid, at their address, until the next
 * coro_io_reader_wait(), even after they are consumed. */
struct coro_io_data coro_io_reader_data(const struct coro_io_reader *);
/* Consumes the first `count` bytes. Aborts when there are fewer. */
void coro_io_reader_consume(struct coro_io_reader *, size_t count);

/* Wakes the task once, when more bytes arrive, or the end, or a failure, such as a reset by the peer (CORO_ERR_IO). Returns
 * CORO_ERR_BUSY, and does nothing, while another task waits. The waiting task calls coro_io_reader_forget() after it was woken,
 * or when it is dropped in mid-wait; the reader is busy until then. */
CORO_MUST_USE enum coro_status coro_io_reader_wait(struct coro_io_reader *, struct coro_waker);
void coro_io_reader_forget(struct coro_io_reader *);

CORO_C_END
#endif
