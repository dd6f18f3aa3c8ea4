/* SPDX-License-Identifier: MIT */
/* One uv_loop_t beside one executor, and the order in which the two have their turns. What waits for what is the business of the
 * sources (reader.c); here it is only counted. */
#include "coro/io/loop.h"
#include <stdlib.h>
#include <uv.h>
#include "coro/bug.h"

/* Polls in a row before libuv is asked, when tasks keep waking themselves: a look at the outside is a system call. */
enum { POLLS_IN_A_ROW = 1024 };

struct coro_io {
    uv_loop_t loop;
    struct coro_executor executor;
    size_t wait_count;          /* wakers that are in the hands of sources */
};

enum coro_status coro_io_new(struct coro_io **io)
{
    struct coro_io *made = malloc(sizeof *made);
    if (made == NULL)
        return CORO_ERR_NO_MEMORY;
    int error = uv_loop_init(&made->loop);
    if (error != 0) {
        free(made);
        return error == UV_ENOMEM ? CORO_ERR_NO_MEMORY : CORO_ERR_IO;
    }
    coro_executor_init(&made->executor);
    made->wait_count = 0;
    *io = made;
    return CORO_OK;
}

void coro_io_free(struct coro_io *io)
{
    if (io == NULL)
        return;
    coro_executor_fini(&io->executor);
    uv_run(&io->loop, UV_RUN_NOWAIT);       /* the close callbacks of freed sources */
    if (uv_loop_close(&io->loop) != 0)
        coro_bug("a loop is freed before its readers");
    free(io);
}

struct coro_executor *coro_io_executor(struct coro_io *io) { return &io->executor; }
struct uv_loop_s *coro_io_uv_loop(struct coro_io *io) { return &io->loop; }
void coro_io_begin_wait(struct coro_io *io) { io->wait_count++; }
void coro_io_end_wait(struct coro_io *io) { io->wait_count--; }

static void poll_woken_tasks(struct coro_executor *executor)
{
    for (int left = POLLS_IN_A_ROW; left > 0 && coro_executor_poll(executor); left--) {
    }
}

enum coro_status coro_io_run(struct coro_io *io)
{
    struct coro_executor *executor = &io->executor;
    for (;;) {
        poll_woken_tasks(executor);
        if (executor->unfinished_count == 0)
            return CORO_OK;
        if (io->wait_count > 0)
            uv_run(&io->loop, executor->first ? UV_RUN_NOWAIT : UV_RUN_ONCE);
        else if (executor->first == NULL)
            return CORO_ERR_INVALID;
    }
}
