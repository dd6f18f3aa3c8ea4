/* SPDX-License-Identifier: MIT */
/* A reader of a pipe (coro/io/reader.h), its loop, and the iterator over its lines: lines arrive whole, tasks wait and can be
 * dropped, and failures are statuses. Each test runs on state machines and on coroutines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include "tests/support/failing.h"
#include "tests/bench/lines_scene.h"

/* ---- lines ---- */

static void assert_arrives(struct bytes bytes, size_t items, void (*write_to)(int fd, struct bytes))
{
    struct scene scene;
    scene_open_written(&scene, bytes, write_to);
    assert_int_equal(scene_gather_all(&scene).tag, CORO_NONE);
    scene_assert_gathered(&scene, bytes, items);
    scene_close(&scene);
}

static void a_text_smaller_than_the_buffer_arrives_whole(void **state)
{
    (void)state;
    assert_arrives(bytes_of("one\ntwo\n\n\nfive\n"), 5, write_all);
}

static void a_text_larger_than_the_buffer_arrives_whole(void **state)
{
    (void)state;
    struct bytes bytes = bytes_many_lines(5 << 20);
    assert_arrives(bytes, bytes_newline_count(bytes), write_all);
    free((char *)bytes.at);
}

static void a_line_of_three_mebibytes_arrives_whole(void **state)
{
    (void)state;
    struct bytes bytes = { malloc((3 << 20) + 6), (3 << 20) + 6 };
    memset((char *)bytes.at, 'x', bytes.count);
    memcpy((char *)bytes.at, "a\n", 2);
    memcpy((char *)bytes.at + bytes.count - 3, "\nz\n", 3);
    assert_arrives(bytes, 3, write_all);
    free((char *)bytes.at);
}

static void a_last_line_without_a_newline_is_an_item(void **state)
{
    (void)state;
    assert_arrives(bytes_of("one\ntwo"), 2, write_all);
    assert_arrives(bytes_of("x"), 1, write_all);
}

static void an_empty_stream_has_no_lines(void **state)
{
    (void)state;
    assert_arrives(bytes_of(""), 0, write_all);
}

static void nul_bytes_are_bytes_like_any_other(void **state)
{
    (void)state;
    assert_arrives((struct bytes){ "\0a\0\n\0\n\0", 7 }, 3, write_all);
}

static void a_writer_of_single_bytes_is_waited_for(void **state)
{
    (void)state;
    assert_arrives(bytes_of("slow\n\nand steady\nend"), 4, write_byte_by_byte);
}

static void a_state_machine_that_awaits_a_line_takes_16_bytes(void **state)
{
    (void)state;
    assert_int_equal(lines_stackless_bodies.next_bytes, 16);
}

/* ---- waiting, and giving up ---- */

static void a_task_dropped_in_mid_wait_loses_no_byte(void **state)
{
    (void)state;
    int ends[2];
    struct scene scene;
    struct running running;
    assert_int_equal(pipe(ends), 0);
    scene_open(&scene, ends[0], 3);
    running_start_gathering(&running, &scene);
    coro_executor_run(coro_io_executor(scene.io));
    assert_int_equal(running_stop(&running).tag, CORO_PENDING);
    write_all(ends[1], bytes_of("a\nb"));
    running_start_gathering(&running, &scene);
    coro_executor_run(coro_io_executor(scene.io));
    assert_int_equal(running_stop(&running).tag, CORO_PENDING);
    close(ends[1]);
    assert_int_equal(scene_gather_all(&scene).tag, CORO_NONE);
    scene_assert_gathered(&scene, bytes_of("a\nb"), 2);
    scene_close(&scene);
}

static void a_task_dropped_before_its_first_poll_leaves_nothing(void **state)
{
    (void)state;
    struct scene scene;
    struct running running;
    scene_open_written(&scene, bytes_of("a\n"), write_and_linger);
    running_start_gathering(&running, &scene);
    assert_int_equal(running_stop(&running).tag, CORO_PENDING);
    scene_close(&scene);
}

/* The first waits for half a line and more; the writer lingers until it is told to go. */
static void a_second_waiter_is_refused_and_the_first_goes_on(void **state)
{
    (void)state;
    struct scene scene;
    struct lines_stage second_stage;
    struct gathered second_gathered = { 0 };
    struct running first, second;
    scene_open_written(&scene, bytes_of("half"), write_and_linger);
    lines_bodies->set_up(&second_stage, scene.reader, &second_gathered);
    running_start_gathering(&first, &scene);
    running_start(&second, coro_io_executor(scene.io), lines_bodies->gather, lines_bodies->gather_arg(&second_stage));
    coro_executor_run(coro_io_executor(scene.io));
    struct coro_polled refused = running_stop(&second);
    assert_int_equal(refused.tag, CORO_FAILED);
    assert_int_equal(refused.value, CORO_ERR_BUSY);
    kill(scene.writer, SIGTERM);
    assert_int_equal(coro_io_run(scene.io), CORO_OK);
    assert_int_equal(running_stop(&first).tag, CORO_NONE);
    scene_close(&scene);
}

static void a_task_that_nothing_can_wake_ends_the_run_with_a_status(void **state)
{
    (void)state;
    struct scene scene;
    struct running running;
    scene_open_written(&scene, bytes_of("a\n"), write_and_linger);
    running_start(&running, coro_io_executor(scene.io), lines_bodies->doze, NULL);
    assert_int_equal(coro_io_run(scene.io), CORO_ERR_INVALID);
    assert_int_equal(running_stop(&running).tag, CORO_PENDING);
    scene_close(&scene);
}

static void a_task_that_never_rests_does_not_keep_a_reader_waiting(void **state)
{
    (void)state;
    struct scene scene;
    struct running spinning, gathering;
    scene_open_written(&scene, bytes_of("slow\nbut read\n"), write_byte_by_byte);
    running_start(&spinning, coro_io_executor(scene.io), lines_bodies->spin, &scene.gathered);
    running_start_gathering(&gathering, &scene);
    assert_int_equal(coro_io_run(scene.io), CORO_OK);
    assert_int_equal(running_stop(&gathering).tag, CORO_NONE);
    assert_int_equal(running_stop(&spinning).tag, CORO_NONE);
    scene_close(&scene);
}

/* Wakes a task that wants nothing of the reader with the first bytes that arrive. */
static void read_once(struct scene *scene)
{
    struct running dozing;
    running_start(&dozing, coro_io_executor(scene->io), lines_bodies->doze, NULL);
    coro_executor_run(coro_io_executor(scene->io));
    assert_int_equal(coro_io_reader_wait(scene->reader, coro_task_waker(&dozing.task)), CORO_OK);
    assert_int_equal(coro_io_run(scene->io), CORO_OK);
    coro_io_reader_forget(scene->reader);
    assert_int_equal(running_stop(&dozing).tag, CORO_NONE);
}

/* While a task waits for a slow reader, another reader of the same loop, without a waiting task, has more bytes than it holds. */
static void a_reader_that_nobody_waits_for_stops_when_it_is_full(void **state)
{
    (void)state;
    struct bytes bytes = bytes_many_lines(1 << 20);
    struct scene scene;
    struct coro_io_reader *slow;
    struct lines_stage slow_stage;
    struct gathered slow_gathered = { .bytes = (char[5]){ 0 }, .room = 5 };
    struct running waiting;
    pid_t slow_writer;
    scene_open_written(&scene, bytes, write_all);
    int slow_output = writer_start(bytes_of("slow\n"), write_byte_by_byte, &slow_writer);
    assert_int_equal(coro_io_reader_new(scene.io, slow_output, &slow), CORO_OK);
    lines_bodies->set_up(&slow_stage, slow, &slow_gathered);
    read_once(&scene);
    struct coro_io_data before = coro_io_reader_data(scene.reader);
    running_start(&waiting, coro_io_executor(scene.io), lines_bodies->gather, lines_bodies->gather_arg(&slow_stage));
    assert_int_equal(coro_io_run(scene.io), CORO_OK);
    assert_int_equal(running_stop(&waiting).tag, CORO_NONE);
    struct coro_io_data after = coro_io_reader_data(scene.reader);
    assert_ptr_equal(after.bytes, before.bytes);
    assert_in_range(after.count, before.count, 2 * CORO_IO_CHUNK_BYTES);
    assert_int_equal(scene_gather_all(&scene).tag, CORO_NONE);
    scene_assert_gathered(&scene, bytes, bytes_newline_count(bytes));
    coro_io_reader_free(slow);
    scene_close(&scene);
    writer_kill(slow_writer);
    free((char *)bytes.at);
}

/* ---- what goes wrong ---- */

/* Closing a socket that has unread bytes resets the connection. The line that the reset cuts is no item. */
static void a_failed_read_fails_next_after_the_lines_before(void **state)
{
    (void)state;
    int ends[2];
    struct scene scene;
    struct bytes bytes = bytes_many_lines(2 * CORO_IO_CHUNK_BYTES);
    size_t items = bytes_newline_count(bytes) - 1;
    ((char *)bytes.at)[bytes.count - 1] = '-';
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    write_all(ends[0], bytes_of("unread"));
    write_all(ends[1], bytes);
    close(ends[1]);
    scene_open(&scene, ends[0], bytes.count);
    for (int i = 0; i < 2; i++) {
        struct coro_polled got = scene_gather_all(&scene);
        assert_int_equal(got.tag, CORO_FAILED);
        assert_int_equal(got.value, CORO_ERR_IO);
        bytes.count = scene.gathered.count;
        scene_assert_gathered(&scene, bytes, items);
    }
    scene_close(&scene);
    free((char *)bytes.at);
}

static void what_is_no_pipe_is_refused_and_left_open(void **state)
{
    (void)state;
    struct coro_io *io;
    struct coro_io_reader *reader;
    assert_int_equal(coro_io_new(&io), CORO_OK);
    int fd = open("/proc/self/exe", O_RDONLY);
    assert_int_equal(coro_io_reader_new(io, fd, &reader), CORO_ERR_INVALID);
    assert_int_equal(close(fd), 0);
    fd = open("/dev/null", O_RDONLY);
    assert_int_equal(coro_io_reader_new(io, fd, &reader), CORO_ERR_INVALID);
    assert_int_equal(close(fd), 0);
    assert_int_equal(coro_io_reader_new(io, -1, &reader), CORO_ERR_INVALID);
    coro_io_free(io);
}

static void the_writing_end_of_a_pipe_fails_to_be_read(void **state)
{
    (void)state;
    int ends[2];
    struct scene scene;
    assert_int_equal(pipe(ends), 0);
    scene_open(&scene, ends[1], 0);
    struct coro_polled got = scene_gather_all(&scene);
    assert_int_equal(got.tag, CORO_FAILED);
    assert_int_equal(got.value, CORO_ERR_IO);
    scene_close(&scene);
    close(ends[0]);
}

static void a_line_that_memory_cannot_hold_fails_next(void **state)
{
    (void)state;
    struct bytes bytes = { malloc(1 << 20), 1 << 20 };
    struct scene scene;
    memset((char *)bytes.at, 'x', bytes.count);
    memcpy((char *)bytes.at, "a\n", 2);
    scene_open_written(&scene, bytes, write_all);
    struct running running;
    running_start_gathering(&running, &scene);
    failing.allocations_until_failure = 2;          /* the buffer doubles once and then no more */
    assert_int_equal(coro_io_run(scene.io), CORO_OK);
    failing.allocations_until_failure = 0;
    struct coro_polled got = running_stop(&running);
    assert_int_equal(got.tag, CORO_FAILED);
    assert_int_equal(got.value, CORO_ERR_NO_MEMORY);
    assert_int_equal(scene.gathered.items, 1);
    scene_close(&scene);
    free((char *)bytes.at);
}

static int use_stackless(void **state) { (void)state; lines_bodies = &lines_stackless_bodies; return 0; }
static int use_stackful(void **state) { (void)state; lines_bodies = &lines_stackful_bodies; return 0; }

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_smaller_than_the_buffer_arrives_whole),
        cmocka_unit_test(a_text_larger_than_the_buffer_arrives_whole),
        cmocka_unit_test(a_line_of_three_mebibytes_arrives_whole),
        cmocka_unit_test(a_last_line_without_a_newline_is_an_item),
        cmocka_unit_test(an_empty_stream_has_no_lines),
        cmocka_unit_test(nul_bytes_are_bytes_like_any_other),
        cmocka_unit_test(a_writer_of_single_bytes_is_waited_for),
        cmocka_unit_test(a_state_machine_that_awaits_a_line_takes_16_bytes),
        cmocka_unit_test(a_task_dropped_in_mid_wait_loses_no_byte),
        cmocka_unit_test(a_task_dropped_before_its_first_poll_leaves_nothing),
        cmocka_unit_test(a_second_waiter_is_refused_and_the_first_goes_on),
        cmocka_unit_test(a_task_that_nothing_can_wake_ends_the_run_with_a_status),
        cmocka_unit_test(a_task_that_never_rests_does_not_keep_a_reader_waiting),
        cmocka_unit_test(a_reader_that_nobody_waits_for_stops_when_it_is_full),
        cmocka_unit_test(a_failed_read_fails_next_after_the_lines_before),
        cmocka_unit_test(what_is_no_pipe_is_refused_and_left_open),
        cmocka_unit_test(the_writing_end_of_a_pipe_fails_to_be_read),
        cmocka_unit_test(a_line_that_memory_cannot_hold_fails_next),
    };
    int failed = cmocka_run_group_tests_name("reading, as state machines", tests, use_stackless, NULL);
    return failed + cmocka_run_group_tests_name("reading, on coroutines' stacks", tests, use_stackful, NULL);
}
