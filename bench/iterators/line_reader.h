/* SPDX-License-Identifier: MIT */
/* The lines of a stream that a coro_io_reader reads; waits while no whole line has come. An item is a pointer to a struct
 * text_line, valid until the next next(): the reader owns the bytes, the iterator the line. A last line without a newline is
 * an item, too. When reading fails, next() fails, after the lines that came before. Two next() may not wait at once: the
 * second fails with CORO_ERR_BUSY. After the end it may continue with the reader's next stream (coro_io_reader_expect). */
#include <string.h>
#include "bench/fixtures/input_text.h"
#include "coro/io/reader.h"

struct lines {
    struct coro_io_reader *reader;
    size_t searched_count;          /* bytes at the front of the data that hold no newline */
    struct text_line line;          /* the latest item */
};

/* Stores the answer of next(), or returns false when no whole line has come. */
CORO_INLINE bool lines_take(struct lines *self, struct coro_polled *got)
{
    struct coro_io_data data = coro_io_reader_data(self->reader);
    const char *from = data.bytes + self->searched_count;
    const char *newline = memchr(from, '\n', data.count - self->searched_count);
    bool is_last = newline == NULL && data.status == CORO_OK && data.is_end && data.count > 0;
    if (newline != NULL || is_last) {
        size_t count = newline ? (size_t)(newline - data.bytes) : data.count;
        self->line = (struct text_line){ data.bytes, count, !is_last };
        self->searched_count = 0;
        coro_io_reader_consume(self->reader, count + !is_last);
        *got = coro_some((uintptr_t)&self->line);
        return true;
    }
    *got = data.status != CORO_OK ? coro_failed(data.status) : coro_none();
    if (data.status != CORO_OK || data.is_end)
        return true;
    self->searched_count = data.count;
    return false;
}

ASYNC_NEXT(lines, little(nothing), bool is_waiting;)
{
    struct coro_polled got;
    enum coro_status status;
    my->is_waiting = false;
    while (!lines_take(self, &got)) {
        status = coro_io_reader_wait(self->reader, coro_task_waker(task));
        if (status != CORO_OK)
            RETURN(coro_failed(status));
        my->is_waiting = true;
        SUSPEND();
        my->is_waiting = false;
        coro_io_reader_forget(self->reader);
    }
    RETURN(got);
}
ASYNC_END_AFTER(if (my->is_waiting) coro_io_reader_forget(self->reader))
