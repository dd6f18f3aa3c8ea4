/* SPDX-License-Identifier: MIT */
/* The fixture of reader_test.c and lines_test.c: a loop, a reader of one pipe or socket, a process that writes into it, and
 * tasks. Its functions assert that they work. */
#ifndef TESTS_BENCH_LINES_SCENE_H
#define TESTS_BENCH_LINES_SCENE_H
#include <sys/types.h>
#include "coro/executor.h"
#include "coro/io/loop.h"
#include "coro/io/reader.h"
#include "tests/bench/lines_bodies.h"

struct bytes { const char *at; size_t count; };

struct bytes bytes_of(const char *string);
struct bytes bytes_many_lines(size_t count);        /* of 0 to 99 bytes each; free() them */
struct bytes bytes_random(size_t count);            /* always the same; free() them */
size_t bytes_newline_count(struct bytes);

/* The ways in which a writing process may go wrong or wait. */
void write_all(int descriptor, struct bytes);
void write_byte_by_byte(int descriptor, struct bytes);      /* a millisecond apart */
void write_and_linger(int descriptor, struct bytes);        /* until it is killed */

/* Starts one, and returns the other end of its pipe. It is to be killed, or not, and waited for. */
int writer_start(struct bytes, void (*write_to)(int descriptor, struct bytes), pid_t *);
void writer_kill(pid_t);

struct scene {
    struct coro_io *io;
    struct coro_io_reader *reader;
    pid_t writer;                   /* 0: none */
    struct gathered gathered;       /* with room for what is written */
    struct lines_stage stage;
};
void scene_open(struct scene *, int descriptor, size_t room);
void scene_open_written(struct scene *, struct bytes, void (*write_to)(int descriptor, struct bytes));
/* Kills the writer. */
void scene_close(struct scene *);

struct running { struct coro_task task; void *frame; };
void running_start(struct running *, struct coro_executor *, const struct coro_async_fn *, void *arg);
void running_start_gathering(struct running *, struct scene *);
/* Drops it if it has not finished, and then says pending. */
struct coro_polled running_stop(struct running *);

/* Starts a task that gathers, and runs the loop until it has finished. */
struct coro_polled scene_gather_all(struct scene *);
void scene_assert_gathered(const struct scene *, struct bytes, size_t items);

#endif
