/* SPDX-License-Identifier: MIT */
/* The reader of coro/io/reader.h: a uv_pipe_t that reads into one contiguous buffer, and a uv_prepare_t that runs before each
 * wait of the loop. Only there do bytes move, the buffer grow, and reading start or stop. So bytes that a task uses stay in
 * place until it waits, and the calls of tasks only change fields. */
#include "coro/io/reader.h"
#include <stdlib.h>
#include <string.h>
#include <uv.h>
#include "coro/bug.h"
#include "coro/io/loop.h"

/* Twice the size of a read, so that a line across two reads seldom makes the buffer grow. */
enum { FIRST_CAPACITY = 2 * CORO_IO_CHUNK_BYTES };

/* `expected` of a stream that ends where the writer closes. It counts down like any other number; 2^63 bytes never arrive. */
#define UNTIL_CLOSED UINT64_MAX
static bool ends_where_closed(uint64_t expected) { return expected > UNTIL_CLOSED / 2; }

enum wait_state {
    IDLE,
    WAITING,        /* a task waits; the waker is valid */
    WOKEN,          /* the task was woken, and has not called forget yet */
};

struct coro_io_reader {
    char *bytes;                /* owned; start <= end <= capacity */
    size_t start, end, capacity;
    uint64_t expected;          /* bytes from `start` to the end of the stream */
    struct coro_io *io;
    struct coro_waker waker;
    enum wait_state wait;
    enum coro_status status;    /* of reading */
    bool is_closed;             /* by the writer */
    bool is_reading;
    unsigned open_handle_count; /* of the two below; closing the last one frees the reader */
    uv_pipe_t pipe;
    uv_prepare_t prepare;
};

static void wake(struct coro_io_reader *reader)
{
    if (reader->wait != WAITING)
        return;
    reader->wait = WOKEN;
    coro_io_end_wait(reader->io);
    coro_waker_wake(reader->waker);
}

static void stop_reading(struct coro_io_reader *reader)
{
    reader->is_reading = false;
    uv_read_stop((uv_stream_t *)&reader->pipe);
}

static void fail(struct coro_io_reader *reader, enum coro_status why)
{
    stop_reading(reader);
    reader->status = why;
    wake(reader);
}

/* ---- callbacks of libuv ---- */

/* An empty buffer is no error: libuv then reports UV_ENOBUFS without reading. */
static void offer_room(uv_handle_t *handle, size_t suggested, uv_buf_t *room)
{
    struct coro_io_reader *reader = handle->data;
    (void)suggested;
    *room = uv_buf_init(reader->bytes + reader->end, (unsigned)(reader->capacity - reader->end));
}

static void got_bytes(uv_stream_t *stream, ssize_t count, const uv_buf_t *room)
{
    struct coro_io_reader *reader = stream->data;
    (void)room;
    if (count == 0 || count == UV_ENOBUFS)
        return;
    if (count > 0) {
        reader->end += (size_t)count;
        wake(reader);
    } else if (count == UV_EOF) {
        stop_reading(reader);
        reader->is_closed = true;
        wake(reader);
    } else {
        fail(reader, count == UV_ENOMEM ? CORO_ERR_NO_MEMORY : CORO_ERR_IO);
    }
}

static enum coro_status grow(struct coro_io_reader *reader)
{
    if (reader->capacity > UINT32_MAX / 4)      /* the limit of a uv_buf_t's length */
        return CORO_ERR_NO_MEMORY;
    char *bytes = realloc(reader->bytes, 2 * reader->capacity);
    if (bytes == NULL)
        return CORO_ERR_NO_MEMORY;
    reader->bytes = bytes;
    reader->capacity *= 2;
    return CORO_OK;
}

/* Makes room for a chunk behind the unconsumed bytes: moves them to the front, and grows the buffer if that is not enough. */
static enum coro_status make_room(struct coro_io_reader *reader)
{
    if (reader->start > 0)
        memmove(reader->bytes, reader->bytes + reader->start, reader->end - reader->start);
    reader->end -= reader->start;
    reader->start = 0;
    return reader->capacity - reader->end >= CORO_IO_CHUNK_BYTES ? CORO_OK : grow(reader);
}

static void read_on(struct coro_io_reader *reader)
{
    enum coro_status why = make_room(reader);
    if (why == CORO_OK && !reader->is_reading) {
        reader->is_reading = true;
        if (uv_read_start((uv_stream_t *)&reader->pipe, offer_room, got_bytes) != 0)
            why = CORO_ERR_IO;
    }
    if (why != CORO_OK) {
        fail(reader, why);
        uv_stop(coro_io_uv_loop(reader->io));       /* a task was woken; the loop must not block now */
    }
}

/* Without a waiting task, reading continues while there is room, and then stops. */
static void before_waiting(uv_prepare_t *prepare)
{
    struct coro_io_reader *reader = prepare->data;
    if (reader->wait == WAITING)
        read_on(reader);
    else if (reader->is_reading && reader->end == reader->capacity)
        stop_reading(reader);
}

static void closed(uv_handle_t *handle)
{
    struct coro_io_reader *reader = handle->data;
    if (--reader->open_handle_count > 0)
        return;
    free(reader->bytes);
    free(reader);
}

/* ---- init and fini ---- */

static void close_handles(struct coro_io_reader *reader)
{
    uv_close((uv_handle_t *)&reader->pipe, closed);
    uv_close((uv_handle_t *)&reader->prepare, closed);
}

static enum coro_status init(struct coro_io_reader *reader, struct coro_io *io)
{
    *reader = (struct coro_io_reader){
        .bytes = malloc(FIRST_CAPACITY), .capacity = FIRST_CAPACITY, .expected = UNTIL_CLOSED, .io = io, .open_handle_count = 2,
    };
    if (reader->bytes == NULL)
        return CORO_ERR_NO_MEMORY;
    uv_pipe_init(coro_io_uv_loop(io), &reader->pipe, 0);
    uv_prepare_init(coro_io_uv_loop(io), &reader->prepare);
    uv_prepare_start(&reader->prepare, before_waiting);
    reader->pipe.data = reader->prepare.data = reader;
    return CORO_OK;
}

/* libuv would abort on a regular file. */
enum coro_status coro_io_reader_new(struct coro_io *io, int descriptor, struct coro_io_reader **reader)
{
    if (uv_guess_handle(descriptor) != UV_NAMED_PIPE)
        return CORO_ERR_INVALID;
    struct coro_io_reader *made = malloc(sizeof *made);
    if (made == NULL)
        return CORO_ERR_NO_MEMORY;
    enum coro_status status = init(made, io);
    if (status != CORO_OK) {
        free(made);
        return status;
    }
    if (uv_pipe_open(&made->pipe, descriptor) != 0) {
        close_handles(made);
        return CORO_ERR_IO;
    }
    *reader = made;
    return CORO_OK;
}

void coro_io_reader_free(struct coro_io_reader *reader)
{
    if (reader == NULL)
        return;
    if (reader->wait != IDLE)
        coro_bug("a reader is freed while somebody waits for it");
    close_handles(reader);
}

/* ---- calls of tasks ---- */

void coro_io_reader_expect(struct coro_io_reader *reader, uint64_t byte_count) { reader->expected = byte_count; }

struct coro_io_data coro_io_reader_data(const struct coro_io_reader *reader)
{
    struct coro_io_data data = { reader->bytes + reader->start, reader->end - reader->start, reader->status, reader->is_closed };
    if (data.count >= reader->expected) {
        data.count = (size_t)reader->expected;
        data.status = CORO_OK;
        data.is_end = true;
    } else if (data.is_end && !ends_where_closed(reader->expected)) {
        data.status = CORO_ERR_IO;
    }
    return data;
}

void coro_io_reader_consume(struct coro_io_reader *reader, size_t count)
{
    reader->start += count;
    reader->expected -= count;
}

enum coro_status coro_io_reader_wait(struct coro_io_reader *reader, struct coro_waker waker)
{
    if (reader->wait != IDLE)
        return CORO_ERR_BUSY;
    reader->waker = waker;
    reader->wait = WAITING;
    coro_io_begin_wait(reader->io);
    struct coro_io_data data = coro_io_reader_data(reader);
    if (data.is_end || data.status != CORO_OK)
        wake(reader);
    return CORO_OK;
}

void coro_io_reader_forget(struct coro_io_reader *reader)
{
    if (reader->wait == WAITING)
        coro_io_end_wait(reader->io);
    reader->wait = IDLE;
}
