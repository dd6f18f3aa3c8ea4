/* SPDX-License-Identifier: MIT */
/* The ends that a stream can come to (coro/io/reader.h): a reset, a half-closed socket, a limit. And misuse that is named: a
 * descriptor that is closed under its reader or given twice, and bytes that are not there. Longer than 400 lines,
 * because each fault needs a body, a child that makes it, and a test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include "tests/coro/taking.h"
#include "tests/support/in_child.h"

struct scene { struct coro_io *io; struct coro_io_reader *reader; int descriptor, peer; };

static void scene_open(struct scene *scene, const int ends[2])
{
    *scene = (struct scene){ .descriptor = ends[0], .peer = ends[1] };
    assert_int_equal(coro_io_new(&scene->io), CORO_OK);
    assert_int_equal(coro_io_reader_new(scene->io, ends[0], &scene->reader), CORO_OK);
}

static void scene_open_pipe(struct scene *scene)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    scene_open(scene, ends);
}

static void scene_open_sockets(struct scene *scene)
{
    int ends[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    scene_open(scene, ends);
}

static void scene_close(struct scene *scene)
{
    coro_io_reader_free(scene->reader);
    coro_io_free(scene->io);
    if (scene->peer >= 0)
        assert_int_equal(close(scene->peer), 0);
}

static void scene_write(struct scene *scene, const void *bytes, size_t count)
{
    assert_int_equal(write(scene->peer, bytes, count), count);
}

static void scene_close_peer(struct scene *scene)
{
    assert_int_equal(close(scene->peer), 0);
    scene->peer = -1;
}

/* Takes everything until the end or a failure, and returns that. */
static struct coro_polled scene_take(struct scene *scene, struct taking *taking)
{
    taking_begin(taking, scene->io, scene->reader, SIZE_MAX);
    assert_int_equal(coro_io_run(scene->io), CORO_OK);
    struct coro_polled got = taking->task.result;
    coro_task_fini(&taking->task);
    return got;
}

static void assert_fails(struct coro_polled got, enum coro_status status)
{
    assert_int_equal(got.tag, CORO_FAILED);
    assert_int_equal(got.value, status);
}

/* ---- ends ---- */

/* Closing a socket that has unread bytes resets the connection. */
static void a_reset_after_some_bytes_is_a_failure_after_these_bytes(void **state)
{
    (void)state;
    struct scene scene;
    struct taking taking;
    scene_open_sockets(&scene);
    assert_int_equal(write(scene.descriptor, "unread", 6), 6);
    scene_write(&scene, "half a li", 9);
    scene_close_peer(&scene);
    assert_fails(scene_take(&scene, &taking), CORO_ERR_IO);
    assert_int_equal(taking.count, 9);
    assert_memory_equal(taking.bytes, "half a li", 9);
    assert_fails(scene_take(&scene, &taking), CORO_ERR_IO);      /* and stays one */
    scene_close(&scene);
}

static void a_reset_without_bytes_is_a_failure(void **state)
{
    (void)state;
    struct scene scene;
    struct taking taking;
    scene_open_sockets(&scene);
    assert_int_equal(write(scene.descriptor, "unread", 6), 6);
    scene_close_peer(&scene);
    assert_fails(scene_take(&scene, &taking), CORO_ERR_IO);
    assert_int_equal(taking.count, 0);
    scene_close(&scene);
}

static void connect_over_tcp(int ends[2])
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t bytes = sizeof address;
    int listening = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(listening, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(listening, 1), 0);
    assert_int_equal(getsockname(listening, (struct sockaddr *)&address, &bytes), 0);
    ends[1] = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(connect(ends[1], (struct sockaddr *)&address, sizeof address), 0);
    ends[0] = accept(listening, NULL, NULL);
    assert_true(ends[0] >= 0);
    close(listening);
}

static void a_tcp_connection_is_read_to_its_end_or_reset(void **state)
{
    (void)state;
    for (int is_reset = 0; is_reset < 2; is_reset++) {
        struct scene scene;
        struct taking taking;
        int ends[2];
        connect_over_tcp(ends);
        scene_open(&scene, ends);
        scene_write(&scene, "bytes", 5);
        taking_begin(&taking, scene.io, scene.reader, SIZE_MAX);
        coro_executor_run(coro_io_executor(scene.io));
        coro_task_fini(&taking.task);
        struct linger linger = { is_reset, 0 };
        assert_int_equal(setsockopt(scene.peer, SOL_SOCKET, SO_LINGER, &linger, sizeof linger), 0);
        scene_close_peer(&scene);
        struct coro_polled got = scene_take(&scene, &taking);
        if (is_reset)
            assert_fails(got, CORO_ERR_IO);
        else
            assert_int_equal(got.tag, CORO_NONE);
        assert_true(is_reset || taking.count == 5);     /* TCP itself may discard bytes before a reset */
        scene_close(&scene);
    }
}

static void a_half_closed_socket_has_ended(void **state)
{
    (void)state;
    struct scene scene;
    struct taking taking;
    scene_open_sockets(&scene);
    scene_write(&scene, "bytes", 5);
    assert_int_equal(shutdown(scene.peer, SHUT_WR), 0);
    assert_int_equal(scene_take(&scene, &taking).tag, CORO_NONE);
    assert_int_equal(taking.count, 5);
    assert_int_equal(write(scene.descriptor, "still open", 10), 10);
    scene_close(&scene);
}

static void a_socket_that_is_not_connected_fails_at_the_first_read(void **state)
{
    (void)state;
    for (int family = 0; family < 2; family++) {
        struct scene scene;
        struct taking taking;
        scene_open(&scene, (int[2]){ socket(family ? AF_INET : AF_UNIX, SOCK_STREAM, 0), -1 });
        assert_fails(scene_take(&scene, &taking), CORO_ERR_IO);
        scene_close(&scene);
    }
}

static void files_that_are_no_streams_are_refused_and_left_as_they_are(void **state)
{
    (void)state;
    struct coro_io *io;
    struct coro_io_reader *reader;
    int packets[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, packets), 0);
    const int descriptors[] = {
        open("/dev/null", O_RDONLY), open("/", O_RDONLY | O_DIRECTORY), open("/proc/self/exe", O_RDONLY), packets[0],
        socket(AF_UNIX, SOCK_DGRAM, 0), epoll_create1(0), packets[1],
    };
    assert_int_equal(coro_io_new(&io), CORO_OK);
    for (size_t i = 0; i < sizeof descriptors / sizeof *descriptors; i++) {
        int flags = fcntl(descriptors[i], F_GETFL);
        assert_int_equal(coro_io_reader_new(io, descriptors[i], &reader), CORO_ERR_INVALID);
        assert_int_equal(fcntl(descriptors[i], F_GETFL), flags);
        assert_int_equal(close(descriptors[i]), 0);
    }
    coro_io_free(io);
}

static void ignore_signal(int number) { (void)number; }

/* A timer interrupts the wait and the reads. */
static void signals_disturb_neither_a_wait_nor_a_read(void **state)
{
    (void)state;
    struct scene scene;
    struct taking taking;
    struct itimerval often = { { 0, 200 }, { 0, 200 } };
    scene_open_pipe(&scene);
    assert_int_equal(sigaction(SIGALRM, &(struct sigaction){ .sa_handler = ignore_signal }, NULL), 0);
    pid_t writer = fork();
    if (writer == 0) {
        char block[1000] = { 0 };
        for (int i = 0; i < 50; i++, usleep(500))
            if (write(scene.peer, block, sizeof block) != sizeof block)
                _exit(1);
        _exit(0);
    }
    scene_close_peer(&scene);
    assert_int_equal(setitimer(ITIMER_REAL, &often, NULL), 0);
    assert_int_equal(scene_take(&scene, &taking).tag, CORO_NONE);
    assert_int_equal(setitimer(ITIMER_REAL, &(struct itimerval){ 0 }, NULL), 0);
    assert_true(signal(SIGALRM, SIG_IGN) != SIG_ERR);        /* one may still be on its way */
    assert_int_equal(taking.count, 50000);
    assert_int_equal(waitpid(writer, NULL, 0), writer);
    scene_close(&scene);
}

/* ---- the limit ---- */

/* Waits on top of whatever comes, as the reader of a long line does. */
static struct coro_polled hoard(struct scene *scene)
{
    struct taking hoarding;
    taking_begin(&hoarding, scene->io, scene->reader, 0);
    assert_int_equal(coro_io_run(scene->io), CORO_OK);
    struct coro_polled got = hoarding.task.result;
    coro_task_fini(&hoarding.task);
    return got;
}

static void a_task_that_wants_more_than_the_limit_fails_and_can_go_on(void **state)
{
    (void)state;
    struct scene scene;
    struct taking taking;
    scene_open_pipe(&scene);
    coro_io_reader_limit(scene.reader, 10);
    scene_write(&scene, "eleven bytes", 12);
    assert_fails(hoard(&scene), CORO_ERR_DOES_NOT_FIT);
    assert_int_equal(coro_io_reader_data(scene.reader).count, 11);
    scene_close_peer(&scene);
    coro_io_reader_consume(scene.reader, 11);
    assert_int_equal(scene_take(&scene, &taking).tag, CORO_NONE);
    assert_int_equal(taking.count, 1);
    scene_close(&scene);
}

static void a_stream_that_ends_at_the_limit_fits(void **state)
{
    (void)state;
    const size_t limits[] = { 0, 1, 10, CORO_IO_CHUNK_BYTES - 1 };
    char bytes[CORO_IO_CHUNK_BYTES] = { 0 };
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct scene scene;
        scene_open_pipe(&scene);
        coro_io_reader_limit(scene.reader, limits[i]);
        scene_write(&scene, bytes, limits[i]);
        scene_close_peer(&scene);
        assert_int_equal(hoard(&scene).tag, CORO_NONE);
        assert_int_equal(coro_io_reader_data(scene.reader).count, limits[i]);
        scene_close(&scene);
    }
}

static void a_stream_without_newlines_is_refused_at_64_mebibytes(void **state)
{
    (void)state;
    struct scene scene;
    scene_open_pipe(&scene);
    pid_t writer = fork();
    if (writer == 0) {
        static char block[CORO_IO_CHUNK_BYTES];
        close(scene.descriptor);
        while (write(scene.peer, block, sizeof block) > 0)
            continue;
        _exit(0);
    }
    scene_close_peer(&scene);
    assert_fails(hoard(&scene), CORO_ERR_DOES_NOT_FIT);
    assert_int_equal(coro_io_reader_data(scene.reader).count, CORO_IO_MOST_BYTES + 1);
    scene_close(&scene);
    assert_int_equal(waitpid(writer, NULL, 0), writer);
}

/* ---- misuse ---- */

static void close_before_a_wait(void *arg)
{
    struct scene scene;
    struct taking taking;
    (void)arg;
    scene_open_pipe(&scene);
    close(scene.descriptor);
    scene_take(&scene, &taking);
}

static void close_during_a_wait(void *arg)
{
    struct scene scene;
    struct taking taking;
    (void)arg;
    scene_open_pipe(&scene);
    taking_begin(&taking, scene.io, scene.reader, SIZE_MAX);
    coro_executor_run(coro_io_executor(scene.io));
    close(scene.descriptor);
    (void)!coro_io_run(scene.io);
}

/* The descriptor leaves the set that libuv waits for, and comes back as another file. */
static void close_between_waits_and_open_another(void *arg)
{
    struct scene scene;
    struct taking taking;
    int ends[2];
    (void)arg;
    scene_open_pipe(&scene);
    scene_write(&scene, "a", 1);
    coro_io_reader_expect(scene.reader, 1);
    scene_take(&scene, &taking);
    coro_io_reader_expect(scene.reader, 1);
    close(scene.descriptor);
    (void)!pipe(ends);
    (void)!write(ends[1], "b", 1);
    scene_take(&scene, &taking);
}

static void close_with_a_copy_left(void *arg)
{
    struct scene scene;
    struct taking taking;
    (void)arg;
    scene_open_pipe(&scene);
    scene_write(&scene, "a", 1);
    (void)!dup(scene.descriptor);
    taking_begin(&taking, scene.io, scene.reader, SIZE_MAX);
    coro_executor_run(coro_io_executor(scene.io));
    close(scene.descriptor);
    (void)!coro_io_run(scene.io);
}

static void close_before_the_reader_is_freed(void *arg)
{
    struct scene scene;
    (void)arg;
    scene_open_pipe(&scene);
    close(scene.descriptor);
    scene_close(&scene);
}

static void a_descriptor_that_is_closed_under_its_reader_is_named(void **state)
{
    (void)state;
    void (*const ways[])(void *) = {
        close_before_a_wait, close_during_a_wait, close_between_waits_and_open_another, close_with_a_copy_left,
        close_before_the_reader_is_freed,
    };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        assert_true(child_aborts_saying(ways[i], NULL, "was closed under its reader, which owns it"));
}

static void read_twice(void *is_other_loop)
{
    struct scene scene;
    struct coro_io *io;
    struct coro_io_reader *second;
    scene_open_pipe(&scene);
    if (coro_io_new(&io) == CORO_OK)
        (void)!coro_io_reader_new(is_other_loop ? io : scene.io, scene.descriptor, &second);
}

static void a_descriptor_in_two_readers_is_named(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(read_twice, NULL, "is given to two readers"));
    assert_true(child_aborts_saying(read_twice, "other", "is given to two readers"));
}

static void a_descriptor_may_have_one_reader_after_another(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        struct scene scene;
        scene_open_pipe(&scene);
        scene_close(&scene);
    }
}

static void consume_what_is_not_there(void *arg)
{
    struct scene scene;
    struct taking taking;
    size_t count = *(size_t *)arg;
    scene_open_pipe(&scene);
    scene_write(&scene, "abcdef", 6);
    taking_begin(&taking, scene.io, scene.reader, 2);
    coro_io_reader_expect(scene.reader, 4);
    (void)!coro_io_run(scene.io);
    coro_io_reader_expect(scene.reader, count > 2 ? UINT64_MAX : 1);
    coro_io_reader_consume(scene.reader, count);
}

static void consuming_more_than_is_there_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++)
        assert_true(child_aborts_saying(consume_what_is_not_there, (size_t[]){ 3, SIZE_MAX, 2 } + i, "bytes are consumed, and"));
}

static void a_stream_of_any_length_that_is_cut_short_has_failed(void **state)
{
    static const uint64_t lengths[] = { 4, (uint64_t)1 << 32, INT64_MAX, (uint64_t)1 << 63, UINT64_MAX - 15, UINT64_MAX };
    (void)state;
    for (size_t i = 0; i < 2 * sizeof lengths / sizeof *lengths; i++) {
        struct scene scene;
        struct taking taking;
        scene_open_pipe(&scene);
        scene_write(&scene, "abc", 3);
        scene_close_peer(&scene);
        coro_io_reader_expect(scene.reader, lengths[i / 2]);
        taking_begin(&taking, scene.io, scene.reader, i % 2 ? 1 : SIZE_MAX);
        assert_int_equal(coro_io_run(scene.io), CORO_OK);
        assert_int_equal(taking.task.result.tag, CORO_FAILED);
        assert_int_equal(taking.task.result.value, CORO_ERR_IO);
        assert_int_equal(taking.count, 3);
        scene_close(&scene);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reset_after_some_bytes_is_a_failure_after_these_bytes),
        cmocka_unit_test(a_reset_without_bytes_is_a_failure),
        cmocka_unit_test(a_tcp_connection_is_read_to_its_end_or_reset),
        cmocka_unit_test(a_half_closed_socket_has_ended),
        cmocka_unit_test(a_socket_that_is_not_connected_fails_at_the_first_read),
        cmocka_unit_test(files_that_are_no_streams_are_refused_and_left_as_they_are),
        cmocka_unit_test(signals_disturb_neither_a_wait_nor_a_read),
        cmocka_unit_test(a_task_that_wants_more_than_the_limit_fails_and_can_go_on),
        cmocka_unit_test(a_stream_that_ends_at_the_limit_fits),
        cmocka_unit_test(a_stream_without_newlines_is_refused_at_64_mebibytes),
        cmocka_unit_test(a_descriptor_that_is_closed_under_its_reader_is_named),
        cmocka_unit_test(a_descriptor_in_two_readers_is_named),
        cmocka_unit_test(a_descriptor_may_have_one_reader_after_another),
        cmocka_unit_test(consuming_more_than_is_there_is_named),
        cmocka_unit_test(a_stream_of_any_length_that_is_cut_short_has_failed),
    };
    return cmocka_run_group_tests_name("what can go wrong with a reader", tests, NULL, NULL);
}
