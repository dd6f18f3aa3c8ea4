/* SPDX-License-Identifier: MIT */
/* The streams of pipes.h. The model of a stream is three positions, and the ways in which it may end. */
#include "tests/fuzz/pipes.h"
#include <sys/socket.h>
#include <unistd.h>
#include <uv.h>
#include "coro/io/loop.h"
#include "coro/io/reader.h"
#include "tests/fuzz/faults.h"
#include "tests/fuzz/world.h"

enum { MOST_STREAMS = 3, MOST_BYTES_AT_ONCE = 3000 };
struct stream {
    struct coro_io_reader *reader;      /* NULL: the stream was not made */
    int near, far;                      /* far: -1 once closed */
    bool is_socket, is_reset;
    bool is_busy;                       /* an actor waits for it, or was woken and has not forgotten it */
    size_t written, taken;
    size_t limit;
};
static struct stream streams[MOST_STREAMS];
static struct coro_io *io;

static unsigned char byte_at(size_t position) { return (unsigned char)(position * 31 + position / 251); }

static void open_stream(struct stream *stream)
{
    int ends[2];
    *stream = (struct stream){ .is_socket = one_in(2), .limit = one_in(2) ? choose(500) : CORO_IO_MOST_BYTES };
    REQUIRE((stream->is_socket ? socketpair(AF_UNIX, SOCK_STREAM, 0, ends) : pipe(ends)) == 0);
    stream->near = ends[0];
    stream->far = ends[1];
    if (coro_io_reader_new(io, ends[0], &stream->reader) != CORO_OK) {
        REQUIRE(faults.one_in > 0);
        stream->reader = NULL;
        close(ends[0]);
        close(ends[1]);
        stream->far = -1;
        return;
    }
    coro_io_reader_limit(stream->reader, stream->limit);
}

/* Its own allocations may fail; then the program has a loop after the next try. */
struct coro_executor *pipes_open(void)
{
    unsigned paused = faults.pause_count;
    faults.pause_count = 0;
    if (coro_io_new(&io) != CORO_OK) {
        REQUIRE(faults.one_in > 0);
        faults.pause_count = 1;
        REQUIRE(coro_io_new(&io) == CORO_OK);
        faults.pause_count = 0;
    }
    for (int i = 0; i < MOST_STREAMS; i++)
        open_stream(&streams[i]);
    faults.pause_count = paused;
    return coro_io_executor(io);
}

static void close_far(struct stream *stream)
{
    if (stream->far >= 0)
        close(stream->far);
    stream->far = -1;
}

void pipes_close(void)
{
    for (int i = 0; i < MOST_STREAMS; i++) {
        REQUIRE(!streams[i].is_busy);
        close_far(&streams[i]);
        coro_io_reader_free(streams[i].reader);
    }
    coro_io_free(io);
}

/* ---- the far ends ---- */

static void write_some(struct stream *stream)
{
    unsigned char bytes[MOST_BYTES_AT_ONCE];
    size_t count = 1 + choose(one_in(4) ? MOST_BYTES_AT_ONCE : 40);
    if (stream->written - stream->taken > 40000)        /* it would block where nobody takes */
        return;
    for (size_t i = 0; i < count; i++)
        bytes[i] = byte_at(stream->written + i);
    REQUIRE(write(stream->far, bytes, count) == (ssize_t)count);
    stream->written += count;
}

/* A socket that is closed with unread bytes in it resets the connection. */
static void reset(struct stream *stream)
{
    if (!stream->is_socket)
        return;
    REQUIRE(write(stream->near, "unread", 6) == 6);
    stream->is_reset = true;
    close_far(stream);
}

void pipes_poke(void)
{
    struct stream *stream = &streams[choose(MOST_STREAMS)];
    unsigned deed = choose(12);
    choice.step++;
    if (deed < 4)
        uv_run(coro_io_uv_loop(io), UV_RUN_NOWAIT);
    else if (stream->far >= 0 && deed == 4)
        close_far(stream);
    else if (stream->far >= 0 && deed == 5 && one_in(2))
        reset(stream);
    else if (stream->far >= 0)
        write_some(stream);
}

void pipes_finish(void)
{
    for (int i = 0; i < MOST_STREAMS; i++)
        close_far(&streams[i]);
    enum coro_status status = coro_io_run(io);
    world_sweep();
    REQUIRE(status == (world.actor_count > 0 ? CORO_ERR_INVALID : CORO_OK));
    for (int i = 0; i < MOST_STREAMS; i++)
        REQUIRE(!streams[i].is_busy);       /* all have ended; nobody waits for them any more */
}

/* ---- for actors ---- */

struct stream *pipes_pick(void)
{
    struct stream *stream = world.has_pipes ? &streams[choose(MOST_STREAMS)] : NULL;
    return stream && stream->reader && !stream->is_busy ? stream : NULL;
}

static void take(struct stream *stream, struct coro_io_data data)
{
    size_t count = one_in(2) ? data.count : one_in(2) ? 0 : choose((unsigned)data.count + 1);
    for (size_t i = 0; i < data.count; i++)
        REQUIRE((unsigned char)data.bytes[i] == byte_at(stream->taken + i));
    REQUIRE(stream->taken + data.count <= stream->written);
    coro_io_reader_consume(stream->reader, count);
    stream->taken += count;
    tally.bytes_read += count;
}

static void check_end(const struct stream *stream, struct coro_io_data data)
{
    if (data.status == CORO_ERR_DOES_NOT_FIT)
        REQUIRE(data.count == stream->limit + 1);
    else if (data.status == CORO_ERR_NO_MEMORY)
        REQUIRE(faults.count > 0);
    else if (data.status == CORO_ERR_IO)
        REQUIRE(stream->is_reset);
    else
        REQUIRE(data.status == CORO_OK && (!data.is_end || (stream->far < 0 && !stream->is_reset)));
    if (data.is_end)
        REQUIRE(stream->taken + data.count == stream->written);
}

struct coro_polled pipes_take(struct stream *stream, struct coro_task *task)
{
    struct coro_io_data data = coro_io_reader_data(stream->reader);
    check_end(stream, data);
    take(stream, data);
    if (data.status != CORO_OK)
        return coro_failed(data.status);
    if (data.is_end && coro_io_reader_data(stream->reader).count == 0)
        return coro_none();
    if (data.count > 0 && one_in(2))
        return coro_some(data.count);
    REQUIRE(coro_io_reader_wait(stream->reader, coro_task_waker(task)) == CORO_OK);
    stream->is_busy = true;
    return coro_pending();
}

void pipes_forget(struct stream *stream)
{
    coro_io_reader_forget(stream->reader);
    stream->is_busy = false;
}
