/* SPDX-License-Identifier: MIT */
/* A task without an iterator that takes all bytes of a reader as they come, for the tests of coro/io. */
#ifndef TESTS_CORO_TAKING_H
#define TESTS_CORO_TAKING_H
#include <string.h>
#include "coro/io/loop.h"
#include "coro/io/reader.h"

struct taking {
    struct coro_task task;
    struct taking *self;            /* the frame */
    struct coro_io_reader *reader;
    size_t most_at_once;            /* consumes at most these bytes at a time; 0: none, waits on top of them */
    size_t count;                   /* bytes taken */
    char bytes[64];                 /* the first of them */
    bool is_waiting;
    unsigned wait_count;
};

static void taking_take(struct taking *taking, struct coro_io_data data)
{
    size_t count = data.count < taking->most_at_once ? data.count : taking->most_at_once;
    if (taking->count + count <= sizeof taking->bytes)
        memcpy(taking->bytes + taking->count, data.bytes, count);
    taking->count += count;
    coro_io_reader_consume(taking->reader, count);
}

static void taking_start(void *frame, void *arg) { *(struct taking **)frame = arg; }

static struct coro_polled taking_poll(void *frame, struct coro_task *task)
{
    struct taking *taking = *(struct taking **)frame;
    if (taking->is_waiting)
        coro_io_reader_forget(taking->reader);
    taking->is_waiting = false;
    struct coro_io_data data = coro_io_reader_data(taking->reader);
    while (data.count > 0 && taking->most_at_once > 0) {
        taking_take(taking, data);
        data = coro_io_reader_data(taking->reader);
    }
    if (data.status != CORO_OK)
        return coro_failed(data.status);
    if (data.is_end)
        return coro_none();
    enum coro_status status = coro_io_reader_wait(taking->reader, coro_task_waker(task));
    if (status != CORO_OK)
        return coro_failed(status);
    taking->is_waiting = true;
    taking->wait_count++;
    return coro_pending();
}

static void taking_drop(void *frame, struct coro_task *task)
{
    struct taking *taking = *(struct taking **)frame;
    (void)task;
    if (taking->is_waiting)
        coro_io_reader_forget(taking->reader);
    taking->is_waiting = false;
}

static const struct coro_async_fn taking_body = { { sizeof(void *), _Alignof(void *) }, taking_start, taking_poll, taking_drop };

/* `taking` must stay where it is until the task has ended. */
static void taking_begin(struct taking *taking, struct coro_io *io, struct coro_io_reader *reader, size_t most_at_once)
{
    *taking = (struct taking){ .reader = reader, .most_at_once = most_at_once };
    coro_task_init(&taking->task, coro_io_executor(io), &taking_body, &taking->self, taking);
}

#endif
