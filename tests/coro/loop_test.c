/* SPDX-License-Identifier: MIT */
/* Loops of coro/io where descriptors or memory are out, after a fork, with many readers, and in the hands of misuse. The program
 * replaces malloc, so that allocations of libuv fail, too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <sys/stat.h>
#include "tests/coro/taking.h"
#include "tests/support/in_child.h"

/* ---- memory ---- */

static size_t until_failure;        /* 0: never, 1: the next allocation, and all after it */
static size_t block_count;

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void __libc_free(void *);

static bool is_due(void)
{
    if (until_failure != 1) {
        until_failure -= until_failure > 1;
        return false;
    }
    errno = ENOMEM;
    return true;
}

void *malloc(size_t bytes)
{
    if (is_due())
        return NULL;
    block_count++;
    return __libc_malloc(bytes);
}

void *calloc(size_t count, size_t bytes)
{
    if (is_due())
        return NULL;
    block_count++;
    return __libc_calloc(count, bytes);
}

void *realloc(void *old, size_t bytes)
{
    if (is_due())
        return NULL;
    block_count += old == NULL;
    return __libc_realloc(old, bytes);
}

void free(void *old)
{
    block_count -= old != NULL;
    __libc_free(old);
}

/* ---- no room ---- */

static int descriptor_count(void)
{
    int count = 0;
    struct stat file;
    for (int i = 0; i < 64; i++)
        count += fstat(i, &file) == 0;
    return count;
}

static void limit_descriptors(unsigned limit)
{
    struct rlimit descriptors = { limit, limit };
    if (setrlimit(RLIMIT_NOFILE, &descriptors) != 0)
        _exit(2);
}

/* libuv keeps two descriptors for the process after its first loop. */
static void make_a_loop_under_a_limit(void *limit)
{
    struct coro_io *io;
    int descriptors = descriptor_count();
    size_t blocks = block_count;
    limit_descriptors(*(unsigned *)limit);
    enum coro_status status = coro_io_new(&io);
    if (status == CORO_OK) {
        coro_io_free(io);
        descriptors += 2;
    } else if (status != CORO_ERR_IO) {
        _exit(3);
    }
    if (descriptor_count() != descriptors || block_count != blocks)
        _exit(4);
}

static void a_loop_under_any_limit_of_descriptors_is_made_or_refused(void **state)
{
    (void)state;
    for (unsigned limit = 0; limit <= 32; limit++)
        assert_true(child_succeeds(make_a_loop_under_a_limit, &limit));
}

/* As above, after libuv's first loop, and then as many loops as the limit allows. */
static void make_loops_until_there_is_no_room(void *limit)
{
    enum { MANY = 16 };
    struct coro_io *io[MANY];
    int count = 0;
    enum coro_status status = CORO_OK;
    limit_descriptors(*(unsigned *)limit);
    while (count < MANY && status == CORO_OK) {
        status = coro_io_new(&io[count]);
        count += status == CORO_OK;
    }
    while (count > 0)
        coro_io_free(io[--count]);
    if (status != CORO_ERR_IO)
        _exit(3);
}

static void loops_are_made_until_descriptors_are_out(void **state)
{
    (void)state;
    for (unsigned limit = 3; limit <= 48; limit++)
        assert_true(child_succeeds(make_loops_until_there_is_no_room, &limit));
}

/* Exits with 1 when the n-th allocation was not needed, and memory did not run out. */
static void make_a_reader_without_memory(void *first_failure)
{
    int ends[2];
    struct coro_io *io = NULL;
    struct coro_io_reader *reader = NULL;
    size_t blocks = block_count;
    if (pipe(ends) != 0 || dup2(ends[0], 600) != 600)
        _exit(2);
    until_failure = *(size_t *)first_failure;
    enum coro_status status = coro_io_new(&io);
    if (status == CORO_OK)
        status = coro_io_reader_new(io, 600, &reader);
    bool has_failed = until_failure == 1;
    until_failure = 0;
    if (status == CORO_OK)
        coro_io_reader_free(reader);
    else if (status != CORO_ERR_NO_MEMORY || !has_failed)
        _exit(3);
    coro_io_free(io);
    if (block_count != blocks)
        _exit(4);
    _exit(has_failed ? 0 : 1);
}

static void each_allocation_that_fails_is_a_status_or_does_no_harm(void **state)
{
    (void)state;
    size_t first_failure = 1;
    while (child_succeeds(make_a_reader_without_memory, &first_failure))
        first_failure++;
    int status = child_run(make_a_reader_without_memory, &first_failure);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
    assert_in_range(first_failure, 6, 40);
}

/* ---- fork ---- */

struct pipe_scene { struct coro_io *io; struct coro_io_reader *reader; int descriptor, peer; struct taking taking; };

static void take_later(struct pipe_scene *scene, uint64_t expected)
{
    coro_io_reader_expect(scene->reader, expected);
    taking_begin(&scene->taking, scene->io, scene->reader, SIZE_MAX);
    coro_executor_run(coro_io_executor(scene->io));
}

/* The first byte is read, so that the loop watches the descriptor, and a task waits for the others. */
static void pipe_scene_open(struct pipe_scene *scene)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    scene->descriptor = ends[0];
    scene->peer = ends[1];
    assert_int_equal(coro_io_new(&scene->io), CORO_OK);
    assert_int_equal(coro_io_reader_new(scene->io, ends[0], &scene->reader), CORO_OK);
    take_later(scene, 1);
    assert_int_equal(write(scene->peer, "a", 1), 1);
    assert_int_equal(coro_io_run(scene->io), CORO_OK);
    assert_int_equal(scene->taking.count, 1);
    take_later(scene, UINT64_MAX);
}

static void pipe_scene_close(struct pipe_scene *scene)
{
    coro_task_fini(&scene->taking.task);
    coro_io_reader_free(scene->reader);
    coro_io_free(scene->io);
}

static void tidy_up(void *scene) { pipe_scene_close(scene); }

static void tidy_up_without_descriptors(void *scene)
{
    for (int i = 3; i < 64; i++)
        close(i);
    limit_descriptors(3);
    pipe_scene_close(scene);
}

static void run_in_the_child(void *scene) { (void)!coro_io_run(((struct pipe_scene *)scene)->io); }

static void read_in_the_child(void *scene)
{
    int ends[2];
    struct coro_io_reader *reader;
    if (pipe(ends) == 0)
        (void)!coro_io_reader_new(((struct pipe_scene *)scene)->io, ends[0], &reader);
}

static void a_child_frees_a_loop_without_disturbing_the_parents(void **state)
{
    (void)state;
    void (*const ways[])(void *) = { tidy_up, tidy_up_without_descriptors };
    for (size_t i = 0; i < 2; i++) {
        struct pipe_scene scene;
        pipe_scene_open(&scene);
        assert_true(child_succeeds(ways[i], &scene));
        assert_int_equal(write(scene.peer, "bc", 2), 2);
        close(scene.peer);
        assert_int_equal(coro_io_run(scene.io), CORO_OK);
        assert_int_equal(scene.taking.count, 2);
        pipe_scene_close(&scene);
    }
}

/* It closes the descriptor of the parent's reader, and gets the number again. */
static void have_a_loop_in_the_child(void *parents)
{
    struct pipe_scene own, *scene = parents;
    close(scene->descriptor);
    pipe_scene_open(&own);
    if (own.descriptor != scene->descriptor)
        _exit(3);
    pipe_scene_close(scene);
    if (write(own.peer, "bc", 2) != 2 || close(own.peer) != 0 || coro_io_run(own.io) != CORO_OK || own.taking.count != 2)
        _exit(2);
    pipe_scene_close(&own);
}

static void a_child_may_have_a_loop_of_its_own(void **state)
{
    (void)state;
    struct pipe_scene scene;
    pipe_scene_open(&scene);
    assert_true(child_succeeds(have_a_loop_in_the_child, &scene));
    close(scene.peer);
    assert_int_equal(coro_io_run(scene.io), CORO_OK);
    pipe_scene_close(&scene);
}

static void any_other_use_in_a_child_is_named(void **state)
{
    (void)state;
    struct pipe_scene scene;
    pipe_scene_open(&scene);
    assert_true(child_aborts_saying(run_in_the_child, &scene, "a loop is used in a forked child"));
    assert_true(child_aborts_saying(read_in_the_child, &scene, "a loop is used in a forked child"));
    close(scene.peer);
    pipe_scene_close(&scene);
}

/* ---- many readers ---- */

enum { MANY = 200 };
struct last_reading { struct taking taking; struct coro_watch watch; };

static void free_its_reader(struct coro_watch *watch, struct coro_task *task)
{
    struct last_reading *reading = (struct last_reading *)((char *)watch - offsetof(struct last_reading, watch));
    (void)task;
    coro_io_reader_free(reading->taking.reader);
}

static void readers_may_be_freed_while_others_are_told(void **state)
{
    (void)state;
    static struct last_reading readings[MANY];
    struct coro_io_reader *reader;
    struct coro_io *io;
    int ends[2];
    assert_int_equal(coro_io_new(&io), CORO_OK);
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(pipe(ends), 0);
        assert_int_equal(write(ends[1], "some bytes", 10), 10);
        close(ends[1]);
        assert_int_equal(coro_io_reader_new(io, ends[0], &reader), CORO_OK);
        taking_begin(&readings[i].taking, io, reader, 3);
        readings[i].watch = (struct coro_watch){ .ended = free_its_reader };
        coro_task_watch(&readings[i].taking.task, &readings[i].watch);
    }
    assert_int_equal(coro_io_run(io), CORO_OK);
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(readings[i].taking.task.result.tag, CORO_NONE);
        assert_int_equal(readings[i].taking.count, 10);
    }
    coro_io_free(io);
}

/* ---- misuse ---- */

static uint64_t stopped(struct coro_clock *clock) { (void)clock; return 0; }
static void skip_none(struct coro_clock *clock, uint64_t deadline_ns) { (void)clock, (void)deadline_ns; }

static void run_with_a_clock(void *arg)
{
    struct coro_io *io;
    struct coro_clock clock = { stopped, skip_none };
    (void)arg;
    if (coro_io_new(&io) != CORO_OK)
        return;
    coro_io_executor(io)->clock = &clock;
    (void)!coro_io_run(io);
}

static struct coro_polled run_poll(void *frame, struct coro_task *task)
{
    (void)task;
    (void)!coro_io_run(*(struct coro_io **)frame);
    return coro_none();
}

static struct coro_polled free_poll(void *frame, struct coro_task *task)
{
    (void)task;
    coro_io_free(*(struct coro_io **)frame);
    return coro_none();
}

static void run_start(void *frame, void *arg) { *(void **)frame = arg; }
static void run_drop(void *frame, struct coro_task *task) { (void)frame, (void)task; }
static const struct coro_async_fn running = { { 8, 8 }, run_start, run_poll, run_drop };
static const struct coro_async_fn freeing = { { 8, 8 }, run_start, free_poll, run_drop };

static void run_a_task(void *body)
{
    struct coro_io *io;
    struct coro_task task;
    void *frame;
    if (coro_io_new(&io) != CORO_OK)
        return;
    coro_task_init(&task, coro_io_executor(io), body, &frame, io);
    (void)!coro_io_run(io);
}

static void misuse_of_a_loop_is_named(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(run_with_a_clock, NULL, "the executor of a loop has a clock of its own"));
    assert_true(child_aborts_saying(run_a_task, (void *)&running, "coro_io_run is called inside a task of the loop"));
    assert_true(child_aborts_saying(run_a_task, (void *)&freeing, "a loop is freed while it runs"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {         /* the first three before this process has a loop */
        cmocka_unit_test(a_loop_under_any_limit_of_descriptors_is_made_or_refused),
        cmocka_unit_test(loops_are_made_until_descriptors_are_out),
        cmocka_unit_test(each_allocation_that_fails_is_a_status_or_does_no_harm),
        cmocka_unit_test(a_child_frees_a_loop_without_disturbing_the_parents),
        cmocka_unit_test(a_child_may_have_a_loop_of_its_own),
        cmocka_unit_test(any_other_use_in_a_child_is_named),
        cmocka_unit_test(readers_may_be_freed_while_others_are_told),
        cmocka_unit_test(misuse_of_a_loop_is_named),
    };
    return cmocka_run_group_tests_name("loops of coro/io", tests, NULL, NULL);
}
