/* SPDX-License-Identifier: MIT */
/* The fixtures of the workload `lines`: the writing process, refused texts, runs one after another, and counts equal to wc's.
 * Each test runs on state machines and on coroutines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bench/fixtures/pipe_writer.h"
#include "bench/fixtures/lines_run.h"
#include "bench/fixtures/input_text.h"
#include "tests/support/failing.h"
#include "tests/bench/lines_scene.h"

/* ---- the writing process ---- */

static void wait_until_readable(int fd)
{
    assert_int_equal(poll(&(struct pollfd){ .fd = fd, .events = POLLIN }, 1, 10000), 1);
}

/* Returns the descriptor, which stays the reader's. */
static int open_fed_scene(struct scene *scene, struct pipe_writer **writer, struct bytes bytes, size_t copies)
{
    assert_int_equal(pipe_writer_start(bytes.at, bytes.count, writer), CORO_OK);
    int output = pipe_writer_take_output(*writer);
    scene_open(scene, output, copies * bytes.count);
    return output;
}

static void a_feeder_writes_as_many_copies_as_it_is_told(void **state)
{
    (void)state;
    struct pipe_writer *writer;
    struct scene scene;
    open_fed_scene(&scene, &writer, bytes_of("ab\n"), 100003);
    coro_io_reader_expect(scene.reader, 3 * 100003);
    assert_int_equal(pipe_writer_write(writer, 100000), CORO_OK);
    assert_int_equal(pipe_writer_write(writer, 3), CORO_OK);
    assert_int_equal(scene_gather_all(&scene).tag, CORO_NONE);
    assert_int_equal(scene.gathered.items, 100003);
    assert_int_equal(scene.gathered.count, 3 * 100003);
    assert_int_equal(memcmp(scene.gathered.bytes + 3 * 100000, "ab\nab\nab\n", 9), 0);
    pipe_writer_stop(writer);
    scene_close(&scene);
}

static void a_feeder_killed_in_mid_stream_is_an_end_to_who_expects_none(void **state)
{
    (void)state;
    struct pipe_writer *writer;
    struct scene scene;
    int output = open_fed_scene(&scene, &writer, bytes_of("ab\ncd"), 1);
    assert_int_equal(pipe_writer_write(writer, 1), CORO_OK);
    wait_until_readable(output);
    kill(pipe_writer_process(writer), SIGKILL);
    assert_int_equal(scene_gather_all(&scene).tag, CORO_NONE);
    scene_assert_gathered(&scene, bytes_of("ab\ncd"), 2);
    pipe_writer_stop(writer);
    scene_close(&scene);
}

static void a_feeder_killed_in_mid_stream_is_a_failure_to_who_expects_more(void **state)
{
    (void)state;
    struct pipe_writer *writer;
    struct scene scene;
    struct bytes bytes = bytes_many_lines(1 << 20);
    int output = open_fed_scene(&scene, &writer, bytes, 1);
    coro_io_reader_expect(scene.reader, bytes.count);
    assert_int_equal(pipe_writer_write(writer, 1), CORO_OK);
    wait_until_readable(output);
    kill(pipe_writer_process(writer), SIGKILL);      /* a pipe holds 64 KiB: it is not done */
    struct coro_polled got = scene_gather_all(&scene);
    assert_int_equal(got.tag, CORO_FAILED);
    assert_int_equal(got.value, CORO_ERR_IO);
    assert_true(scene.gathered.count < bytes.count);
    pipe_writer_stop(writer);
    scene_close(&scene);
    free((char *)bytes.at);
}

static void a_feeder_stopped_before_it_was_told_to_go_is_gone(void **state)
{
    (void)state;
    struct pipe_writer *writer;
    assert_int_equal(pipe_writer_start("x", 1, &writer), CORO_OK);
    pid_t process = pipe_writer_process(writer);
    pipe_writer_stop(writer);
    assert_int_equal(kill(process, 0), -1);
}

/* ---- the text ---- */

static char directory[] = "/tmp/lines_test.XXXXXX";

static const char *in_directory(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    return path;
}

static const char *file_with(struct bytes bytes)
{
    const char *path = in_directory("text");
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    write_all(fd, bytes);
    close(fd);
    return path;
}

static void assert_refused(const char *path, enum coro_status status, const char *words)
{
    struct text *text = NULL;
    const char *reason = NULL;
    assert_int_equal(text_open(path, &text, &reason), status);
    assert_null(text);
    assert_non_null(strstr(reason, words));
    assert_null(strchr(reason, '\n'));
}

static void texts_that_cannot_be_read_are_refused_in_words(void **state)
{
    (void)state;
    assert_refused(in_directory("missing"), CORO_ERR_IO, "No such file");
    assert_refused(directory, CORO_ERR_IO, "is a directory");
    assert_refused("/dev/zero", CORO_ERR_IO, "not a regular file");
    assert_refused(file_with(bytes_of("")), CORO_ERR_INVALID, "is empty");
    assert_refused(file_with((struct bytes){ "ELF\0\1", 5 }), CORO_ERR_INVALID, "is binary");
    assert_int_equal(mkfifo(in_directory("fifo"), 0600), 0);
    assert_refused(in_directory("fifo"), CORO_ERR_IO, "not a regular file");
    assert_int_equal(unlink(in_directory("fifo")), 0);
    if (geteuid() != 0) {
        assert_int_equal(chmod(file_with(bytes_of("secret")), 0), 0);
        assert_refused(in_directory("text"), CORO_ERR_IO, "Permission denied");
        assert_int_equal(chmod(in_directory("text"), 0600), 0);
    }
}

static void a_text_of_more_than_a_gibibyte_is_refused(void **state)
{
    (void)state;
    const char *path = file_with(bytes_of("x"));
    assert_int_equal(truncate(path, ((off_t)1 << 30) + 1), 0);
    assert_refused(path, CORO_ERR_INVALID, "larger than 1 GiB");
}

static void a_text_that_memory_cannot_hold_is_refused(void **state)
{
    (void)state;
    for (size_t n = 1; n <= 2; n++) {       /* the text, and its bytes */
        failing.allocations_until_failure = n;
        assert_refused(NULL, CORO_ERR_NO_MEMORY, "not enough memory");
    }
    failing.allocations_until_failure = 0;
}

static void a_file_that_does_not_tell_its_size_is_read_whole(void **state)
{
    (void)state;
    struct text *text;
    const char *reason;
    assert_int_equal(text_open("/proc/self/status", &text, &reason), CORO_OK);
    assert_true(text_byte_count(text) > 100);
    assert_int_equal(memcmp(text_bytes(text), "Name:", 5), 0);
    text_close(text);
}

static void a_text_is_repeated_to_about_16_mebibytes(void **state)
{
    (void)state;
    struct text *text;
    const char *reason;
    assert_int_equal(text_open(NULL, &text, &reason), CORO_OK);
    uint64_t bytes = text_timed_repeats(text) * text_byte_count(text);
    assert_true(bytes <= 16 << 20 && bytes > 15 << 20);
    text_close(text);
}

static void items_are_lines_and_an_unterminated_one(void **state)
{
    (void)state;
    struct text *text;
    const char *reason;
    assert_int_equal(text_open(file_with(bytes_of("a\nb")), &text, &reason), CORO_OK);
    assert_int_equal(text_count(text, 1).items, 2);
    assert_int_equal(text_count(text, 5).items, 6);
    text_close(text);
    assert_int_equal(text_open(file_with(bytes_of("a\nb\n")), &text, &reason), CORO_OK);
    assert_int_equal(text_count(text, 5).items, 10);
    text_close(text);
}

/* ---- counts ---- */

static struct text_counts counts_of_wc(const char *path, unsigned copies)
{
    char command[512];
    int used = snprintf(command, sizeof command, "cat");
    for (unsigned i = 0; i < copies; i++)
        used += snprintf(command + used, sizeof command - (size_t)used, " '%s'", path);
    snprintf(command + used, sizeof command - (size_t)used, " | LC_ALL=C wc");
    FILE *wc = popen(command, "r");
    assert_non_null(wc);
    struct text_counts counts = { 0 };
    assert_int_equal(fscanf(wc, "%lu %lu %lu", &counts.lines, &counts.words, &counts.bytes), 3);
    assert_int_equal(pclose(wc), 0);
    return counts;
}

static void assert_same_counts(struct text_counts got, struct text_counts expected)
{
    assert_int_equal(got.lines, expected.lines);
    assert_int_equal(got.words, expected.words);
    assert_int_equal(got.bytes, expected.bytes);
}

/* One run over `copies` copies, as the workload does it. */
static struct text_counts counts_of_run(struct lines_run *source, uint64_t copies)
{
    struct lines_stage at;
    struct running running;
    lines_bodies->set_up(&at, lines_run_reader(source), NULL);
    running_start(&running, lines_run_executor(source), lines_bodies->count_text, lines_bodies->count_text_arg(&at));
    assert_int_equal(lines_run_copies(source, copies), CORO_OK);
    struct coro_polled result = running_stop(&running);
    assert_int_equal(result.tag, CORO_SOME);
    assert_int_equal(result.value, lines_bodies->counts(&at).lines);
    return lines_bodies->counts(&at);
}

static void assert_counted_as_by_wc(const char *path)
{
    struct text *text;
    const char *reason;
    struct lines_run *source;
    assert_int_equal(text_open(path, &text, &reason), CORO_OK);
    assert_int_equal(lines_run_open(text, &source), CORO_OK);
    for (unsigned copies = 1; copies <= 3; copies++) {
        struct text_counts expected = counts_of_wc(text_path(text), copies);
        assert_same_counts(text_count(text, copies), expected);
        assert_same_counts(counts_of_run(source, copies), expected);
    }
    lines_run_close(source);
    text_close(text);
}

static void the_default_text_is_counted_as_by_wc(void **state)
{
    (void)state;
    assert_counted_as_by_wc(NULL);
}

static void random_bytes_are_counted_as_by_wc(void **state)
{
    (void)state;
    struct bytes bytes = bytes_random(300000);
    for (char *at = (char *)bytes.at; at < bytes.at + bytes.count; at++)
        *at += *at == '\0';
    assert_counted_as_by_wc(file_with(bytes));
    free((char *)bytes.at);
}

static void a_text_without_a_final_newline_is_counted_as_by_wc(void **state)
{
    (void)state;
    assert_counted_as_by_wc(file_with(bytes_of("one two\nthree f")));
    assert_counted_as_by_wc(file_with(bytes_of("x")));
    assert_counted_as_by_wc(file_with(bytes_of("\1 \2\n\300\257\200")));
}

static void every_byte_between_words_is_counted_as_by_wc(void **state)
{
    (void)state;
    char bytes[255 * 4];
    for (int i = 1; i < 256; i++)
        memcpy(bytes + 4 * (i - 1), (char[]){ 'a', (char)i, 'b', ' ' }, 4);
    assert_counted_as_by_wc(file_with((struct bytes){ bytes, sizeof bytes }));
    for (int i = 1; i < 256; i++)
        memcpy(bytes + 4 * (i - 1), (char[]){ ' ', (char)i, '\t', (char)(256 - i) }, 4);
    assert_counted_as_by_wc(file_with((struct bytes){ bytes, sizeof bytes }));
}

static void a_source_runs_many_times_and_at_the_timed_size(void **state)
{
    (void)state;
    struct text *text;
    const char *reason;
    struct lines_run *source;
    assert_int_equal(text_open(NULL, &text, &reason), CORO_OK);
    assert_int_equal(lines_run_open(text, &source), CORO_OK);
    for (int i = 0; i < 50; i++)
        assert_same_counts(counts_of_run(source, 1), text_count(text, 1));
    uint64_t repeats = text_timed_repeats(text);
    assert_same_counts(counts_of_run(source, repeats), text_count(text, repeats));
    assert_same_counts(counts_of_run(source, 0), (struct text_counts){ 0 });
    lines_run_close(source);
    text_close(text);
}

static void a_source_left_in_mid_stream_refuses_to_run_again(void **state)
{
    (void)state;
    struct text *text;
    const char *reason;
    struct lines_run *source;
    struct running running;
    assert_int_equal(text_open(NULL, &text, &reason), CORO_OK);
    assert_int_equal(lines_run_open(text, &source), CORO_OK);
    running_start(&running, lines_run_executor(source), lines_bodies->doze, NULL);
    assert_int_equal(lines_run_copies(source, 1), CORO_ERR_INVALID);
    running_stop(&running);
    assert_int_equal(lines_run_copies(source, 1), CORO_ERR_BUSY);
    lines_run_close(source);
    text_close(text);
}

/* ---- what goes wrong ---- */

/* The run, the writer and its block of copies, the loop, the reader and its buffer: six allocations. */
static void every_failed_allocation_refuses_the_source(void **state)
{
    (void)state;
    struct text *text;
    const char *reason;
    struct lines_run *source = NULL;
    assert_int_equal(text_open(file_with(bytes_of("short\n")), &text, &reason), CORO_OK);
    for (size_t n = 1; n <= 6; n++) {
        size_t before = failing.allocation_count - failing.free_count;
        failing.allocations_until_failure = n;
        enum coro_status status = lines_run_open(text, &source);
        failing.allocations_until_failure = 0;
        assert_int_equal(status, CORO_ERR_NO_MEMORY);
        assert_null(source);
        assert_int_equal(failing.allocation_count - failing.free_count, before);
    }
    assert_int_equal(lines_run_open(text, &source), CORO_OK);
    lines_run_close(source);
    text_close(text);
}

/* ---- */

static int set_up(const struct lines_bodies *bodies)
{
    lines_bodies = bodies;
    return mkdtemp(directory) == NULL;
}
static int use_stackless(void **state) { (void)state; return set_up(&lines_stackless_bodies); }
static int use_stackful(void **state) { (void)state; return set_up(&lines_stackful_bodies); }

static int remove_files(void **state)
{
    (void)state;
    unlink(in_directory("text"));
    int failed = rmdir(directory);
    memset(directory + sizeof directory - 7, 'X', 6);
    return failed;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_feeder_writes_as_many_copies_as_it_is_told),
        cmocka_unit_test(a_feeder_killed_in_mid_stream_is_an_end_to_who_expects_none),
        cmocka_unit_test(a_feeder_killed_in_mid_stream_is_a_failure_to_who_expects_more),
        cmocka_unit_test(a_feeder_stopped_before_it_was_told_to_go_is_gone),
        cmocka_unit_test(texts_that_cannot_be_read_are_refused_in_words),
        cmocka_unit_test(a_text_of_more_than_a_gibibyte_is_refused),
        cmocka_unit_test(a_text_that_memory_cannot_hold_is_refused),
        cmocka_unit_test(a_file_that_does_not_tell_its_size_is_read_whole),
        cmocka_unit_test(a_text_is_repeated_to_about_16_mebibytes),
        cmocka_unit_test(items_are_lines_and_an_unterminated_one),
        cmocka_unit_test(the_default_text_is_counted_as_by_wc),
        cmocka_unit_test(random_bytes_are_counted_as_by_wc),
        cmocka_unit_test(a_text_without_a_final_newline_is_counted_as_by_wc),
        cmocka_unit_test(every_byte_between_words_is_counted_as_by_wc),
        cmocka_unit_test(a_source_runs_many_times_and_at_the_timed_size),
        cmocka_unit_test(a_source_left_in_mid_stream_refuses_to_run_again),
        cmocka_unit_test(every_failed_allocation_refuses_the_source),
    };
    int failed = cmocka_run_group_tests_name("lines, as state machines", tests, use_stackless, remove_files);
    return failed + cmocka_run_group_tests_name("lines, on coroutines' stacks", tests, use_stackful, remove_files);
}
