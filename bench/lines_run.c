/* SPDX-License-Identifier: MIT */
/* The end of a run is a number of bytes that both sides know, not the end of the pipe: so that one feeder serves all runs. */
#include "bench/lines_run.h"
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>
#include "bench/feeder.h"
#include "coro/io/loop.h"
#include "coro/io/reader.h"

struct lines_source {
    struct feeder *feeder;
    struct coro_io *io;
    struct coro_io_reader *reader;
    uint64_t copy_bytes;
};

static enum coro_status open_reader(struct lines_source *source)
{
    int output = feeder_take_output(source->feeder);
    enum coro_status status = coro_io_reader_new(source->io, output, &source->reader);
    if (status != CORO_OK)
        close(output);
    else
        coro_io_reader_expect(source->reader, 0);       /* at the end of a run that never was */
    return status;
}

enum coro_status lines_source_open(const struct text *text, struct lines_source **source)
{
    struct lines_source *made = calloc(1, sizeof *made);
    if (made == NULL)
        return CORO_ERR_NO_MEMORY;
    made->copy_bytes = text_byte_count(text);
    enum coro_status status = feeder_start(text_bytes(text), text_byte_count(text), &made->feeder);
    if (status == CORO_OK)
        status = coro_io_new(&made->io);
    if (status == CORO_OK)
        status = open_reader(made);
    if (status == CORO_OK)
        *source = made;
    else
        lines_source_close(made);
    return status;
}

void lines_source_close(struct lines_source *source)
{
    if (source == NULL)
        return;
    coro_io_reader_free(source->reader);
    coro_io_free(source->io);
    feeder_stop(source->feeder);
    free(source);
}

struct coro_executor *lines_source_executor(struct lines_source *source) { return coro_io_executor(source->io); }
struct coro_io_reader *lines_source_reader(struct lines_source *source) { return source->reader; }

static bool is_at_end(const struct coro_io_reader *reader)
{
    struct coro_io_data data = coro_io_reader_data(reader);
    return data.count == 0 && data.is_end && data.status == CORO_OK;
}

enum coro_status lines_source_run(struct lines_source *source, uint64_t repeats)
{
    if (!is_at_end(source->reader))
        return CORO_ERR_BUSY;
    if (repeats == 0)
        return coro_io_run(source->io);
    if (repeats > INT64_MAX / source->copy_bytes)
        return CORO_ERR_INVALID;
    coro_io_reader_expect(source->reader, repeats * source->copy_bytes);
    enum coro_status status = feeder_go(source->feeder, repeats);
    return status == CORO_OK ? coro_io_run(source->io) : status;
}
