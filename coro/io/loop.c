/* SPDX-License-Identifier: MIT */
/* One uv_loop_t beside one executor (coro/io/loop.h), and the order in which they take turns. The sources, such as reader.c,
 * know what waits for what; the loop only counts their waits. */
#include "coro/io/loop.h"
#include <stdlib.h>
#include <unistd.h>
#include <uv.h>
#include "coro/bug.h"
#include "coro/executor/timer_heap.h"
#include "coro/io/room.h"

/* Polls between two turns of libuv while tasks keep waking themselves. A turn is a system call. */
enum { POLLS_IN_A_ROW = 1024 };

/* Whose the libuv loop is. A forked child's copy shares the epoll descriptor with the parent's until it is made anew. */
enum ownership { OF_THE_OWNER, OF_A_CHILD, LOST_BY_A_CHILD };

struct coro_io {
    uv_loop_t loop;
    pid_t owner;
    enum ownership ownership;
    bool is_running;
    struct coro_executor executor;
    size_t wait_count;          /* wakers that sources hold */
    uv_async_t bell;            /* rung by other threads that wake a task */
    uv_timer_t alarm;           /* for the executor's next deadline, while the loop waits */
};

static void bell_rang(uv_async_t *bell) { (void)bell; }
static void ring_bell(void *bell) { uv_async_send(bell); }
/* The alarm may expire before the loop waits; uv_stop keeps it from waiting then. */
static void alarm_expired(uv_timer_t *alarm) { uv_stop(alarm->loop); }

static enum coro_status open_handles(struct coro_io *io)
{
    if (uv_async_init(&io->loop, &io->bell, bell_rang) != 0)
        return CORO_ERR_IO;
    uv_timer_init(&io->loop, &io->alarm);
    io->executor.bell = ring_bell;
    io->executor.bell_arg = &io->bell;
    return CORO_OK;
}

static enum coro_status open_loop(struct coro_io *io)
{
    enum coro_status status = coro_io_room_take_for_loop();
    if (status != CORO_OK)
        return status;
    int error = uv_loop_init(&io->loop);
    coro_io_room_give_back();
    if (error != 0)
        return error == UV_ENOMEM ? CORO_ERR_NO_MEMORY : CORO_ERR_IO;
    status = open_handles(io);
    if (status != CORO_OK)
        uv_loop_close(&io->loop);
    return status;
}

enum coro_status coro_io_new(struct coro_io **io)
{
    struct coro_io *made = calloc(1, sizeof *made);
    if (made == NULL)
        return CORO_ERR_NO_MEMORY;
    coro_executor_init(&made->executor);
    enum coro_status status = open_loop(made);
    if (status != CORO_OK) {
        free(made);
        return status;
    }
    made->owner = getpid();
    *io = made;
    return CORO_OK;
}

static void close_loop(struct coro_io *io)
{
    uv_close((uv_handle_t *)&io->bell, NULL);
    uv_close((uv_handle_t *)&io->alarm, NULL);
    uv_run(&io->loop, UV_RUN_NOWAIT);       /* runs the close callbacks, also those of freed sources */
    if (uv_loop_close(&io->loop) != 0)
        coro_bug("a loop is freed before its readers");
}

void coro_io_free(struct coro_io *io)
{
    if (io == NULL)
        return;
    if (io->is_running)
        coro_bug("a loop is freed while it runs");
    coro_executor_fini(&io->executor);
    if (coro_io_may_close(io))
        close_loop(io);
    free(io);
}

/* ---- for sources ---- */

bool coro_io_is_in_child(const struct coro_io *io) { return getpid() != io->owner; }

void coro_io_check_owner(const struct coro_io *io)
{
    if (coro_io_is_in_child(io))
        coro_bug("a loop is used in a forked child, which may only free it");
}

/* The memory of a loop that is lost stays allocated: libuv frees it only together with descriptors. */
bool coro_io_may_close(struct coro_io *io)
{
    if (io->ownership == OF_THE_OWNER && coro_io_is_in_child(io))
        io->ownership = uv_loop_fork(&io->loop) == 0 ? OF_A_CHILD : LOST_BY_A_CHILD;
    return io->ownership != LOST_BY_A_CHILD;
}

struct coro_executor *coro_io_executor(struct coro_io *io) { return &io->executor; }
struct uv_loop_s *coro_io_uv_loop(struct coro_io *io) { return &io->loop; }
void coro_io_begin_wait(struct coro_io *io) { io->wait_count++; }
void coro_io_end_wait(struct coro_io *io)
{
    if (io->wait_count-- == 0)
        coro_bug("a source ends a wait that it did not begin");
}

static void poll_woken_tasks(struct coro_executor *executor)
{
    for (int left = POLLS_IN_A_ROW; left > 0 && coro_executor_poll(executor); left--) {
    }
}

static void check_clock(const struct coro_io *io)
{
    if (io->executor.clock != NULL)
        coro_bug("the executor of a loop has a clock of its own; only coro_executor_run waits on one");
}

/* Rounds up: a loop that wakes too early would turn once more. */
static void set_alarm(struct coro_io *io)
{
    check_clock(io);
    uint64_t deadline_ns = coro_timers_next_ns(&io->executor), now_ns = coro_executor_now_ns(&io->executor);
    uint64_t left_ns = deadline_ns > now_ns ? deadline_ns - now_ns : 0;
    uv_update_time(&io->loop);
    uv_timer_start(&io->alarm, alarm_expired, left_ns / 1000000 + (left_ns % 1000000 != 0), 0);
}

static void wait_for_outside(struct coro_io *io)
{
    bool has_deadline = io->executor.timers != NULL;
    if (has_deadline)
        set_alarm(io);
    uv_run(&io->loop, UV_RUN_ONCE);
    if (has_deadline)
        uv_timer_stop(&io->alarm);
}

static bool something_can_wake(const struct coro_io *io)
{
    return io->wait_count > 0 || coro_executor_expects(&io->executor);
}

static enum coro_status run(struct coro_io *io)
{
    struct coro_executor *executor = &io->executor;
    for (;;) {
        poll_woken_tasks(executor);
        if (executor->unfinished_count == 0)
            return CORO_OK;
        coro_executor_hear(executor);
        if (executor->first == NULL && !something_can_wake(io))
            return CORO_ERR_INVALID;
        if (executor->first == NULL)
            wait_for_outside(io);
        else if (io->wait_count > 0)
            uv_run(&io->loop, UV_RUN_NOWAIT);
    }
}

enum coro_status coro_io_run(struct coro_io *io)
{
    coro_io_check_owner(io);
    if (io->is_running)
        coro_bug("coro_io_run is called inside a task of the loop");
    check_clock(io);
    io->is_running = true;
    coro_executor_begin_run(&io->executor);
    enum coro_status status = run(io);
    coro_executor_end_run(&io->executor);
    io->is_running = false;
    return status;
}
