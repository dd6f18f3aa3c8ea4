/* SPDX-License-Identifier: MIT */
/* Tests the result file while it is written. A file has one writer, and an older file stays until the first sample or the end of
 * the run. Full disks are result_faults_test.c's, the runs that write such files run_test.c's, those that go on from them
 * resume_test.c's. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <cmocka.h>
#include "bench/runner/run/answer.h"
#include "tests/bench/result_scene.h"
#include "tests/bench/stand_in.h"

/* ---- samples ---- */

static json_t *print_value(double value, char *text, size_t bytes)
{
    struct plan_filter one = { .strategies = "^box$", .workloads = "^ready$" };
    struct plan plan;
    json_t *answer = json_pack("{s:{s:f}}", "metrics", "time_ns", value);
    FILE *stream = fmemopen(text, bytes, "w");
    assert_non_null(stream);
    assert_int_equal(runner_plan_init(&one, &plan), CORO_OK);
    runner_answer_print(stream, answer, &plan.cells[0], 3, 1.5);
    fclose(stream);
    runner_plan_fini(&plan);
    json_decref(answer);
    json_t *sample = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(sample);
    return sample;
}

static void a_printed_sample_reads_back_to_the_same_number(void **state)
{
    static const double values[] = { 0, 1, 12, 0.1, 1.0 / 3, 13.882492839607204, 1e300, 5e-324, 123456789012345680.0 };
    char text[512];
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        json_t *sample = print_value(values[i], text, sizeof text);
        assert_true(json_is_real(json_object_get(sample, "value")));
        assert_true(json_real_value(json_object_get(sample, "value")) == values[i]);
        assert_string_equal(json_string_value(json_object_get(sample, "strategy")), "box");
        assert_int_equal(json_integer_value(json_object_get(sample, "round")), 3);
        json_decref(sample);
    }
}

static void a_number_has_no_more_digits_than_it_needs(void **state)
{
    char text[512];
    (void)state;
    json_decref(print_value(0.1, text, sizeof text));
    assert_non_null(strstr(text, "\"value\":0.1,"));
    json_decref(print_value(24, text, sizeof text));
    assert_non_null(strstr(text, "\"value\":24.0,"));
}

static void an_answer_that_a_reader_would_refuse_becomes_no_record(void **state)
{
    static const char *const answers[] = {
        "{}", "{\"metrics\":{}}", "{\"metrics\":[1]}", "{\"metrics\":{\"time_ns\":\"1\"}}", "{\"metrics\":{\"time_ns\":-1}}",
        "{\"metrics\":{\"allocations\":1}}", "{\"metrics\":{\"nonsense\":1}}",
    };
    (void)state;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        json_t *answer = json_loads(answers[i], 0, NULL);
        assert_non_null(answer);
        assert_non_null(runner_answer_fault(answer, PASS_TIME));
        json_decref(answer);
    }
}

/* ---- the file ---- */

static void each_record_is_in_the_file_at_once(void **state)
{
    struct result_writer writer;
    (void)state;
    assert_int_equal(open_writer(&writer, "r"), CORO_OK);
    assert_int_equal(add(&writer, HEADER, RECORD_MAY_WAIT), CORO_OK);
    expect_file("r", HEADER);
    assert_int_equal(add(&writer, SAMPLE, RECORD_IS_MEASURED), CORO_OK);
    expect_file("r", HEADER SAMPLE);
    assert_int_equal(runner_writer_finish(&writer), CORO_OK);
    runner_writer_close(&writer);
    assert_int_equal(count_files(), 1);
}

static void an_older_file_stays_until_the_first_sample(void **state)
{
    struct result_writer writer;
    char path[PATH_MAX];
    struct stat before, after;
    (void)state;
    write_file("r", "older\n");
    path_in_directory(path, "r");
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(stat(path, &before), 0);
    assert_int_equal(open_writer(&writer, "r"), CORO_OK);
    assert_int_equal(add(&writer, HEADER, RECORD_MAY_WAIT), CORO_OK);
    assert_non_null(writer.waiting);
    expect_file("r", "older\n");
    assert_int_equal(add(&writer, SAMPLE, RECORD_IS_MEASURED), CORO_OK);
    assert_null(writer.waiting);
    expect_file("r", HEADER SAMPLE);
    runner_writer_close(&writer);
    assert_int_equal(stat(path, &after), 0);
    assert_true(before.st_mode == after.st_mode && before.st_uid == after.st_uid);
    assert_int_equal(count_files(), 1);
}

/* A program that reads it, or a kill, finds the one file or the other, and never the records of both. */
static void an_older_file_is_replaced_at_one_moment(void **state)
{
    struct result_writer writer;
    char path[PATH_MAX], found[64];
    (void)state;
    write_file("r", HEADER END);
    path_in_directory(path, "r");
    int reader = open(path, O_RDONLY);
    assert_int_equal(open_writer(&writer, "r"), CORO_OK);
    assert_int_equal(add(&writer, HEADER SAMPLE, RECORD_IS_MEASURED), CORO_OK);
    ssize_t got = pread(reader, found, sizeof found, 0);
    assert_int_equal(got, sizeof HEADER END - 1);
    assert_memory_equal(found, HEADER END, sizeof HEADER END - 1);
    expect_file("r", HEADER SAMPLE);
    close(reader);
    runner_writer_close(&writer);
}

static void a_link_to_an_older_file_stays_a_link(void **state)
{
    struct result_writer writer;
    char path[PATH_MAX];
    struct stat info;
    (void)state;
    write_file("r", HEADER END);
    path_in_directory(path, "link");
    assert_int_equal(symlink("r", path), 0);
    assert_int_equal(open_writer(&writer, "link"), CORO_OK);
    assert_int_equal(add(&writer, HEADER SAMPLE, RECORD_IS_MEASURED), CORO_OK);
    assert_int_equal(runner_writer_finish(&writer), CORO_OK);
    runner_writer_close(&writer);
    expect_file("r", HEADER SAMPLE);
    assert_int_equal(lstat(path, &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    assert_int_equal(count_files(), 2);
}

static void a_run_that_ends_without_samples_replaces_an_older_file_at_its_end(void **state)
{
    struct result_writer writer;
    (void)state;
    write_file("r", "older\n");
    assert_int_equal(open_writer(&writer, "r"), CORO_OK);
    assert_int_equal(add(&writer, HEADER END, RECORD_MAY_WAIT), CORO_OK);
    assert_int_equal(runner_writer_finish(&writer), CORO_OK);
    expect_file("r", HEADER END);
    runner_writer_close(&writer);
}

static void a_file_that_got_no_record_is_removed(void **state)
{
    struct result_writer writer;
    (void)state;
    assert_int_equal(open_writer(&writer, "r"), CORO_OK);
    runner_writer_close(&writer);
    assert_int_equal(count_files(), 0);
}

static void a_file_has_one_writer(void **state)
{
    struct result_writer first, second;
    (void)state;
    assert_int_equal(open_writer(&first, "r"), CORO_OK);
    assert_int_equal(open_writer(&second, "r"), CORO_ERR_IO);
    assert_int_equal(add(&first, HEADER END, RECORD_MAY_WAIT), CORO_OK);
    runner_writer_close(&first);
    assert_int_equal(open_writer(&second, "r"), CORO_OK);
    runner_writer_close(&second);
    expect_file("r", HEADER END);
}

/* In the place of the C library's: another run may take the lock between the making of the file and this call. */
static bool is_locked_elsewhere;
int flock(int fd, int operation)
{
    errno = EWOULDBLOCK;
    return is_locked_elsewhere ? -1 : (int)syscall(SYS_flock, fd, operation);
}

static void a_refused_run_leaves_the_file_to_the_owner_of_the_lock(void **state)
{
    struct result_writer writer;
    (void)state;
    is_locked_elsewhere = true;
    enum coro_status status = open_writer(&writer, "r");
    is_locked_elsewhere = false;
    assert_int_equal(status, CORO_ERR_IO);
    assert_int_equal(count_files(), 1);
}

static void a_file_that_took_the_place_of_an_empty_one_is_not_removed(void **state)
{
    struct result_writer writer;
    char path[PATH_MAX];
    (void)state;
    assert_int_equal(open_writer(&writer, "r"), CORO_OK);
    path_in_directory(path, "r");
    assert_int_equal(unlink(path), 0);
    write_file("r", "mine\n");
    runner_writer_close(&writer);
    expect_file("r", "mine\n");
}

/* May a run with this header replace such a file? The file stays as it is. */
static enum coro_status protect(const char *older, const char *header)
{
    struct result_writer writer;
    json_t *json = json_loads(header, 0, NULL);
    assert_non_null(json);
    write_file("r", older);
    assert_int_equal(open_writer(&writer, "r"), CORO_OK);
    enum coro_status status = runner_older_file_protect(&writer, json);
    runner_writer_close(&writer);
    json_decref(json);
    expect_file("r", older);
    return status;
}

static void the_file_of_a_killed_run_is_not_overwritten(void **state)
{
    static const char *const killed[] = { HEADER, HEADER SAMPLE, HEADER END SAMPLE, HEADER SAMPLE "{\"record\":\"e",
                                          HEADER END "{",
                                          HEADER "{\"record\":\"end\",\"en" };
    static const char *const others[] = { "", HEADER END, HEADER SAMPLE END, HEADER END SAMPLE END,
                                          HEADER "{\"record\":\"end\"}" };
    (void)state;
    for (size_t i = 0; i < sizeof killed / sizeof *killed; i++)
        assert_int_equal(protect(killed[i], HEADER), CORO_ERR_IO);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(protect(others[i], HEADER), CORO_OK);
}

#define PLAN(mode, seed, row) "{\"schema\":\"corolab.result/2\",\"plan\":{\"mode\":\"" mode "\",\"seed\":" seed "}," \
                              "\"strategies\":[{\"name\":\"" row "\"}]}\n"

static void a_file_that_is_no_result_of_the_same_plan_is_not_overwritten(void **state)
{
    static const char *const others[] = { "older\n", "{}\n" END, "{\"schema\":\"corolab.result/1\"}", HEADER END,
                                          PLAN("quick", "1", "boxing") END, PLAN("default", "1", "box") END };
    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(protect(others[i], PLAN("quick", "1", "box")), CORO_ERR_IO);
    assert_int_equal(protect(PLAN("quick", "2", "box") END, PLAN("quick", "1", "box")), CORO_OK);
}

static void a_place_where_no_file_can_be_is_refused_and_leaves_nothing(void **state)
{
    struct result_writer writer;
    (void)state;
    assert_int_equal(runner_writer_open(&writer, "/nonexistent/result.json"), CORO_ERR_IO);
    assert_int_equal(runner_writer_open(&writer, directory), CORO_ERR_IO);
    assert_int_equal(runner_writer_open(&writer, "/dev/null"), CORO_ERR_IO);
    assert_int_equal(runner_writer_open(&writer, "-"), CORO_ERR_IO);
    assert_int_equal(runner_writer_open(&writer, ""), CORO_ERR_IO);
    assert_int_equal(open_writer(&writer, "missing/result.json"), CORO_ERR_IO);
    assert_int_equal(count_files(), 0);
}

static void a_symbolic_link_is_followed(void **state)
{
    struct result_writer writer;
    char path[PATH_MAX];
    (void)state;
    path_in_directory(path, "link");
    assert_int_equal(symlink("r", path), 0);
    assert_int_equal(open_writer(&writer, "link"), CORO_OK);
    assert_int_equal(add(&writer, HEADER, RECORD_MAY_WAIT), CORO_OK);
    runner_writer_close(&writer);
    expect_file("r", HEADER);
}

static void a_resumed_file_is_cut_to_its_whole_lines_and_its_last_line_is_ended(void **state)
{
    struct result_writer writer;
    char path[PATH_MAX];
    (void)state;
    write_file("r", HEADER "{\"record\":\"note\"}{\"rec");
    path_in_directory(path, "r");
    int fd = open(path, O_RDWR | O_APPEND);
    assert_int_equal(runner_writer_reopen(&writer, path, fd, (off_t)strlen(HEADER "{\"record\":\"note\"}")), CORO_OK);
    assert_int_equal(add(&writer, SAMPLE, RECORD_IS_MEASURED), CORO_OK);
    expect_file("r", HEADER "{\"record\":\"note\"}\n" SAMPLE);
    runner_writer_close(&writer);
}

static void a_resumed_file_that_cannot_be_written_is_refused(void **state)
{
    struct result_writer writer;
    char path[PATH_MAX];
    (void)state;
    write_file("r", HEADER);
    path_in_directory(path, "r");
    int fd = open(path, O_RDONLY);
    assert_int_equal(runner_writer_reopen(&writer, path, fd, (off_t)strlen(HEADER)), CORO_ERR_IO);
    runner_writer_close(&writer);
    expect_file("r", HEADER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_printed_sample_reads_back_to_the_same_number),
        cmocka_unit_test(a_number_has_no_more_digits_than_it_needs),
        cmocka_unit_test(an_answer_that_a_reader_would_refuse_becomes_no_record),
        IN_DIRECTORY(each_record_is_in_the_file_at_once),
        IN_DIRECTORY(an_older_file_stays_until_the_first_sample),
        IN_DIRECTORY(an_older_file_is_replaced_at_one_moment),
        IN_DIRECTORY(a_link_to_an_older_file_stays_a_link),
        IN_DIRECTORY(a_run_that_ends_without_samples_replaces_an_older_file_at_its_end),
        IN_DIRECTORY(a_file_that_got_no_record_is_removed),
        IN_DIRECTORY(a_file_has_one_writer),
        IN_DIRECTORY(a_refused_run_leaves_the_file_to_the_owner_of_the_lock),
        IN_DIRECTORY(a_file_that_took_the_place_of_an_empty_one_is_not_removed),
        IN_DIRECTORY(the_file_of_a_killed_run_is_not_overwritten),
        IN_DIRECTORY(a_file_that_is_no_result_of_the_same_plan_is_not_overwritten),
        IN_DIRECTORY(a_place_where_no_file_can_be_is_refused_and_leaves_nothing),
        IN_DIRECTORY(a_symbolic_link_is_followed),
        IN_DIRECTORY(a_resumed_file_is_cut_to_its_whole_lines_and_its_last_line_is_ended),
        IN_DIRECTORY(a_resumed_file_that_cannot_be_written_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
