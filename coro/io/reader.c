/* SPDX-License-Identifier: MIT */
/* The reader of coro/io/reader.h: a uv_poll_t that tells when the descriptor can be read, and a uv_prepare_t that runs before
 * each wait of the loop. Only there does the buffer move or grow, and reading start or stop. So bytes that a task uses stay in
 * place until it waits, and the calls of tasks only change fields. The reader calls read() itself, because libuv's streams take a
 * reset after some bytes for an end. */
#include "coro/io/reader.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>
#include "coro/bug.h"
#include "coro/io/descriptor.h"
#include "coro/io/loop.h"
#include "coro/io/room.h"

/* Twice the size of a read, so that a line across two reads seldom makes the buffer grow. */
enum { FIRST_CAPACITY = 2 * CORO_IO_CHUNK_BYTES };

enum wait_state {
    IDLE,
    WAITING,        /* a task waits; the waker is valid */
    WOKEN,          /* the task was woken, and has not called forget yet */
};

struct coro_io_reader {
    char *bytes;                /* owned; start <= end <= capacity */
    size_t start, end, capacity;
    size_t most_bytes;          /* a task waits on top of at most these; below SIZE_MAX */
    uint64_t expected;          /* bytes from `start` to the end; counts down from UINT64_MAX if it is not bounded */
    struct coro_io *io;
    struct coro_waker waker;
    enum wait_state wait;
    enum coro_status status;    /* of reading */
    bool is_bounded;            /* the stream ends after `expected` bytes; otherwise where the writer closes */
    bool is_closed;             /* by the writer */
    bool is_reading;
    unsigned open_handle_count; /* of the two below; closing the last one frees the reader */
    struct coro_io_descriptor descriptor;
    uv_poll_t poll;
    uv_prepare_t prepare;
};

/* A failure that ends when bytes are consumed. */
static bool is_for_want_of_room(enum coro_status status)
{
    return status == CORO_ERR_NO_MEMORY || status == CORO_ERR_DOES_NOT_FIT;
}

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
    if (reader->is_reading)
        uv_poll_stop(&reader->poll);
    reader->is_reading = false;
}

static void fail(struct coro_io_reader *reader, enum coro_status why)
{
    stop_reading(reader);
    reader->status = why;
    wake(reader);
}

static void fail_with_errno(struct coro_io_reader *reader)
{
    if (errno == EBADF)
        coro_io_descriptor_check(&reader->descriptor);
    fail(reader, errno == ENOMEM || errno == ENOBUFS ? CORO_ERR_NO_MEMORY : CORO_ERR_IO);
}

/* One byte more than a task may wait on. The extra byte tells a line of the greatest length from a longer line. */
static size_t free_bytes(const struct coro_io_reader *reader)
{
    size_t kept = reader->end - reader->start, room = reader->capacity - reader->end;
    size_t allowed = kept <= reader->most_bytes ? reader->most_bytes + 1 - kept : 0;
    return room < allowed ? room : allowed;
}

/* ---- callbacks of libuv ---- */

/* After an error or a hang-up libuv has stopped the handle. What read() gives next says why; bytes before it still arrive. */
static void can_read(uv_poll_t *poll, int status, int events)
{
    struct coro_io_reader *reader = poll->data;
    size_t room = free_bytes(reader);
    ssize_t count;
    (void)events;
    if (status != 0)
        reader->is_reading = false;
    if (room == 0)
        return;
    do
        count = read(reader->descriptor.number, reader->bytes + reader->end, room);
    while (count < 0 && errno == EINTR);
    if (count > 0) {
        reader->end += (size_t)count;
        wake(reader);
    } else if (count == 0) {
        stop_reading(reader);
        reader->is_closed = true;
        wake(reader);
    } else if (errno != EAGAIN && errno != EWOULDBLOCK) {
        fail_with_errno(reader);
    }
}

/* Doubles the buffer, up to the limit and the byte beyond it. */
static enum coro_status grow(struct coro_io_reader *reader)
{
    size_t capacity = reader->capacity < reader->most_bytes / 2 ? 2 * reader->capacity : reader->most_bytes + 1;
    char *bytes = realloc(reader->bytes, capacity);
    if (bytes == NULL)
        return CORO_ERR_NO_MEMORY;
    reader->bytes = bytes;
    reader->capacity = capacity;
    return CORO_OK;
}

/* Makes room for a chunk behind the unconsumed bytes: moves them to the front, and grows the buffer if that is not enough. */
static enum coro_status make_room(struct coro_io_reader *reader)
{
    if (reader->end - reader->start > reader->most_bytes)
        return CORO_ERR_DOES_NOT_FIT;
    if (reader->start > 0)
        memmove(reader->bytes, reader->bytes + reader->start, reader->end - reader->start);
    reader->end -= reader->start;
    reader->start = 0;
    bool is_enough = reader->capacity - reader->end >= CORO_IO_CHUNK_BYTES || reader->capacity > reader->most_bytes;
    return is_enough ? CORO_OK : grow(reader);
}

static void read_on(struct coro_io_reader *reader)
{
    coro_io_descriptor_check(&reader->descriptor);
    enum coro_status why = make_room(reader);
    if (why == CORO_OK && !reader->is_reading) {
        reader->is_reading = true;
        if (uv_poll_start(&reader->poll, UV_READABLE, can_read) != 0)
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
    else if (reader->is_reading && free_bytes(reader) == 0)
        stop_reading(reader);
}

static void free_memory(struct coro_io_reader *reader)
{
    free(reader->bytes);
    free(reader);
}

static void closed(uv_handle_t *handle)
{
    struct coro_io_reader *reader = handle->data;
    if (--reader->open_handle_count == 0)
        free_memory(reader);
}

/* ---- init and fini ---- */

/* A pipe's writing end can only fail. */
static enum coro_status status_of_opening(int descriptor)
{
    return (fcntl(descriptor, F_GETFL) & O_ACCMODE) == O_WRONLY ? CORO_ERR_IO : CORO_OK;
}

static enum coro_status translate(int uv_error)
{
    if (uv_error == UV_ENOMEM || uv_error == UV_ENOSPC)
        return CORO_ERR_NO_MEMORY;
    return uv_error == UV_EPERM || uv_error == UV_EBADF || uv_error == UV_EEXIST ? CORO_ERR_INVALID : CORO_ERR_IO;
}

/* libuv's table grows when a handle starts for the first time. */
static enum coro_status open_handles(struct coro_io_reader *reader)
{
    struct uv_loop_s *loop = coro_io_uv_loop(reader->io);
    enum coro_status status = coro_io_room_take(reader->descriptor.number);
    if (status != CORO_OK)
        return status;
    int error = uv_poll_init(loop, &reader->poll, reader->descriptor.number);
    if (error == 0) {
        uv_poll_start(&reader->poll, UV_READABLE, can_read);
        uv_poll_stop(&reader->poll);
    }
    coro_io_room_give_back();
    if (error != 0)
        return translate(error);
    uv_prepare_init(loop, &reader->prepare);
    uv_prepare_start(&reader->prepare, before_waiting);
    reader->poll.data = reader->prepare.data = reader;
    return CORO_OK;
}

static enum coro_status open_reader(struct coro_io_reader *reader, int descriptor)
{
    if (reader->bytes == NULL)
        return CORO_ERR_NO_MEMORY;
    enum coro_status status = coro_io_descriptor_take(&reader->descriptor, descriptor);
    if (status != CORO_OK)
        return status;
    reader->status = status_of_opening(descriptor);
    status = open_handles(reader);
    if (status != CORO_OK)
        coro_io_descriptor_give_back(&reader->descriptor);
    return status;
}

enum coro_status coro_io_reader_new(struct coro_io *io, int descriptor, struct coro_io_reader **reader)
{
    coro_io_check_owner(io);
    struct coro_io_reader *made = malloc(sizeof *made);
    if (made == NULL)
        return CORO_ERR_NO_MEMORY;
    *made = (struct coro_io_reader){
        .bytes = malloc(FIRST_CAPACITY), .capacity = FIRST_CAPACITY, .most_bytes = CORO_IO_MOST_BYTES, .expected = UINT64_MAX,
        .io = io, .open_handle_count = 2,
    };
    enum coro_status status = open_reader(made, descriptor);
    if (status != CORO_OK) {
        free_memory(made);
        return status;
    }
    *reader = made;
    return CORO_OK;
}

void coro_io_reader_limit(struct coro_io_reader *reader, size_t most_bytes)
{
    reader->most_bytes = most_bytes < SIZE_MAX ? most_bytes : SIZE_MAX - 1;
}

/* In a forked child the descriptor may have been closed. */
static void close_descriptor(struct coro_io_reader *reader, bool is_child)
{
    bool is_there = coro_io_descriptor_is_there(&reader->descriptor);
    if (!is_there && !is_child)
        coro_io_descriptor_check(&reader->descriptor);
    coro_io_descriptor_give_back(&reader->descriptor);
    if (is_there)
        close(reader->descriptor.number);
}

void coro_io_reader_free(struct coro_io_reader *reader)
{
    if (reader == NULL)
        return;
    if (reader->wait != IDLE)
        coro_bug("a reader is freed while somebody waits for it");
    bool may_close = coro_io_may_close(reader->io);
    if (may_close) {
        uv_close((uv_handle_t *)&reader->poll, closed);
        uv_close((uv_handle_t *)&reader->prepare, closed);
    }
    close_descriptor(reader, coro_io_is_in_child(reader->io));
    if (!may_close)
        free_memory(reader);
}

/* ---- calls of tasks ---- */

void coro_io_reader_expect(struct coro_io_reader *reader, uint64_t byte_count)
{
    reader->is_bounded = true;
    reader->expected = byte_count;
}

struct coro_io_data coro_io_reader_data(const struct coro_io_reader *reader)
{
    struct coro_io_data data = { reader->bytes + reader->start, reader->end - reader->start, reader->status, reader->is_closed };
    if (data.count >= reader->expected) {
        data.count = (size_t)reader->expected;
        data.status = CORO_OK;
        data.is_end = true;
    } else if (data.is_end && reader->is_bounded) {
        data.status = CORO_ERR_IO;
    }
    return data;
}

void coro_io_reader_consume(struct coro_io_reader *reader, size_t count)
{
    size_t there = coro_io_reader_data(reader).count;
    if (count > there)
        coro_bug("%zu bytes are consumed, and the reader has %zu", count, there);
    reader->start += count;
    reader->expected -= count;
    if (count > 0 && is_for_want_of_room(reader->status))
        reader->status = CORO_OK;
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
