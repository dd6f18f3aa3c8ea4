/* SPDX-License-Identifier: MIT */
/* The fixture of lines_scene.h: opens and closes its parts, and asserts that each call works. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "bench/fixtures/input_text.h"
#include "tests/bench/lines_scene.h"

const struct lines_bodies *lines_bodies;

void gathered_add(struct gathered *gathered, const struct text_line *line)
{
    size_t count = line->count + line->is_terminated;
    gathered->items++;
    if (gathered->room - gathered->count < count || memchr(line->bytes, '\n', line->count)) {
        gathered->is_garbled = true;
        return;
    }
    memcpy(gathered->bytes + gathered->count, line->bytes, line->count);
    if (line->is_terminated)
        gathered->bytes[gathered->count + line->count] = '\n';
    gathered->count += count;
}

/* ---- bytes ---- */

struct bytes bytes_of(const char *string) { return (struct bytes){ string, strlen(string) }; }

struct bytes bytes_many_lines(size_t count)
{
    char *at = malloc(count);
    size_t line = 0, in_line = 0;
    assert_non_null(at);
    for (size_t i = 0; i < count; i++) {
        bool is_end = in_line == line * 37 % 100 || i == count - 1;
        at[i] = is_end ? '\n' : (char)('a' + (line + in_line) % 26);
        line += is_end;
        in_line = is_end ? 0 : in_line + 1;
    }
    return (struct bytes){ at, count };
}

struct bytes bytes_random(size_t count)
{
    char *at = malloc(count);
    uint64_t state = 42;
    assert_non_null(at);
    for (size_t i = 0; i < count; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        at[i] = (char)(state >> 56);
    }
    return (struct bytes){ at, count };
}

size_t bytes_newline_count(struct bytes bytes)
{
    size_t count = 0;
    for (size_t i = 0; i < bytes.count; i++)
        count += bytes.at[i] == '\n';
    return count;
}

/* ---- the writing process ---- */

void write_all(int fd, struct bytes bytes)
{
    while (bytes.count > 0) {
        ssize_t done = write(fd, bytes.at, bytes.count);
        if (done < 0)
            _exit(1);
        bytes = (struct bytes){ bytes.at + done, bytes.count - (size_t)done };
    }
}

void write_byte_by_byte(int fd, struct bytes bytes)
{
    for (size_t i = 0; i < bytes.count; i++) {
        nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
        write_all(fd, (struct bytes){ bytes.at + i, 1 });
    }
}

void write_and_linger(int fd, struct bytes bytes)
{
    write_all(fd, bytes);
    for (;;)
        pause();
}

int writer_start(struct bytes bytes, void (*write_to)(int fd, struct bytes), pid_t *writer)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    *writer = fork();
    assert_true(*writer >= 0);
    if (*writer == 0) {
        close(ends[0]);
        write_to(ends[1], bytes);
        _exit(0);
    }
    close(ends[1]);
    return ends[0];
}

void writer_kill(pid_t writer)
{
    kill(writer, SIGKILL);
    assert_int_equal(waitpid(writer, NULL, 0), writer);
}

/* ---- scenes ---- */

void scene_open(struct scene *scene, int fd, size_t room)
{
    memset(scene, 0, sizeof *scene);
    assert_int_equal(coro_io_new(&scene->io), CORO_OK);
    assert_int_equal(coro_io_reader_new(scene->io, fd, &scene->reader), CORO_OK);
    scene->gathered = (struct gathered){ .bytes = malloc(room + 1), .room = room };
    assert_non_null(scene->gathered.bytes);
    lines_bodies->set_up(&scene->stage, scene->reader, &scene->gathered);
}

void scene_open_written(struct scene *scene, struct bytes bytes, void (*write_to)(int fd, struct bytes))
{
    pid_t writer;
    scene_open(scene, writer_start(bytes, write_to, &writer), bytes.count);
    scene->writer = writer;
}

void scene_close(struct scene *scene)
{
    coro_io_reader_free(scene->reader);
    coro_io_free(scene->io);
    free(scene->gathered.bytes);
    if (scene->writer > 0)
        writer_kill(scene->writer);
}

/* ---- tasks ---- */

void running_start(struct running *running, struct coro_executor *executor, const struct coro_async_fn *body, void *arg)
{
    running->frame = aligned_alloc(64, coro_round_up(body->layout.bytes, 64));
    assert_non_null(running->frame);
    coro_task_init(&running->task, executor, body, running->frame, arg);
}

void running_start_gathering(struct running *running, struct scene *scene)
{
    running_start(running, coro_io_executor(scene->io), lines_bodies->gather, lines_bodies->gather_arg(&scene->stage));
}

struct coro_polled running_stop(struct running *running)
{
    struct coro_polled result = coro_task_is_finished(&running->task) ? running->task.result : coro_pending();
    coro_task_fini(&running->task);
    free(running->frame);
    return result;
}

struct coro_polled scene_gather_all(struct scene *scene)
{
    struct running running;
    running_start_gathering(&running, scene);
    assert_int_equal(coro_io_run(scene->io), CORO_OK);
    return running_stop(&running);
}

void scene_assert_gathered(const struct scene *scene, struct bytes bytes, size_t items)
{
    assert_false(scene->gathered.is_garbled);
    assert_int_equal(scene->gathered.count, bytes.count);
    assert_int_equal(memcmp(scene->gathered.bytes, bytes.at, bytes.count), 0);
    assert_int_equal(scene->gathered.items, items);
}
