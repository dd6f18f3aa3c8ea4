/* SPDX-License-Identifier: MIT */
/* The result file while the disk is full, or while another program removes or changes the file. No older file is lost, the
 * records are whole, and the sentence names the reason. result_writer_test.c has the writing that succeeds. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "tests/bench/result_scene.h"
#include "tests/bench/stand_in.h"

/* The file may grow by so many bytes. */
static void limit_size(off_t bytes, struct rlimit *before)
{
    assert_int_equal(getrlimit(RLIMIT_FSIZE, before), 0);
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit tiny = { .rlim_cur = (rlim_t)bytes, .rlim_max = before->rlim_max };
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &tiny), 0);
}

static void a_full_disk_ends_the_file_behind_its_last_whole_record(void **state)
{
    struct result_writer writer;
    struct rlimit before;
    (void)state;
    assert_int_equal(open_writer(&writer, "r"), CORO_OK);
    assert_int_equal(add(&writer, HEADER, RECORD_MAY_WAIT), CORO_OK);
    limit_size(writer.whole_bytes + 5, &before);
    enum coro_status first = add(&writer, SAMPLE, RECORD_IS_MEASURED), second = add(&writer, SAMPLE, RECORD_IS_MEASURED);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(first, CORO_ERR_IO);
    assert_int_equal(second, CORO_ERR_IO);
    assert_int_equal(add(&writer, SAMPLE, RECORD_IS_MEASURED), CORO_ERR_IO);     /* there must be no hole in the run */
    assert_int_equal(runner_writer_finish(&writer), CORO_ERR_IO);
    expect_file("r", HEADER);
    runner_writer_close(&writer);
}

/* Runs the body in a process of its own, whose files can grow to so many bytes, and returns its words on standard error. */
static void expect_said(off_t limit, void (*body)(void), const char *sentence, const char *unsaid)
{
    char path[PATH_MAX], said[4096];
    int status;
    path_in_directory(path, "said");
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        struct rlimit before;
        int pipes[2];
        if (pipe(pipes) != 0)
            _exit(2);
        dup2(pipes[1], STDERR_FILENO);
        limit_size(limit, &before);
        body();
        ssize_t got = read(pipes[0], said, sizeof said - 1);
        said[got > 0 ? got : 0] = '\0';
        _exit(strstr(said, sentence) == NULL || strstr(said, unsaid) != NULL);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

static void write_two_records(void)
{
    struct result_writer writer;
    if (open_writer(&writer, "r") != CORO_OK)
        _exit(3);
    if (add(&writer, HEADER, RECORD_MAY_WAIT) == CORO_OK && add(&writer, SAMPLE, RECORD_IS_MEASURED) == CORO_OK)
        _exit(4);
    if (runner_writer_finish(&writer) == CORO_OK)
        _exit(5);
    runner_writer_close(&writer);
}

static void a_full_disk_costs_no_older_file(void **state)
{
    static const off_t limits[] = { 1, sizeof HEADER - 1, sizeof HEADER SAMPLE - 2 };
    (void)state;
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        write_file("r", HEADER END);
        expect_said(limits[i], write_two_records, "cannot be written: File too large\n", "--resume");
        expect_file("r", HEADER END);
    }
    assert_int_equal(count_files(), 1);
}

static void a_full_disk_leaves_no_file_without_a_header(void **state)
{
    (void)state;
    expect_said(5, write_two_records, "cannot be written: File too large\n", "--resume");
    assert_int_equal(count_files(), 0);
}

/* Copies the file `from` to `r`, which must fail. */
static void copy_to_r(void)
{
    struct result_writer writer;
    char path[PATH_MAX];
    path_in_directory(path, "from");
    int from = open(path, O_RDONLY);
    errno = ENOTTY;     /* of an earlier call */
    if (open_writer(&writer, "r") != CORO_OK || runner_writer_copy(&writer, from, sizeof HEADER SAMPLE - 1) != CORO_ERR_IO)
        _exit(3);
    runner_writer_close(&writer);
}

static void a_copy_without_room_costs_no_older_file(void **state)
{
    (void)state;
    write_file("from", HEADER SAMPLE);
    write_file("r", HEADER END);
    expect_said(sizeof HEADER SAMPLE - 2, copy_to_r, "cannot be written: File too large\n", "--resume");
    expect_file("r", HEADER END);
    expect_file("from", HEADER SAMPLE);
}

static void a_copy_replaces_an_older_file_and_ends_its_last_line(void **state)
{
    struct result_writer writer;
    char path[PATH_MAX];
    (void)state;
    write_file("from", HEADER SAMPLE);
    write_file("r", HEADER SAMPLE SAMPLE SAMPLE END);
    path_in_directory(path, "from");
    int from = open(path, O_RDONLY);
    assert_int_equal(open_writer(&writer, "r"), CORO_OK);
    assert_int_equal(runner_writer_copy(&writer, from, sizeof HEADER SAMPLE - 2), CORO_OK);
    assert_int_equal(add(&writer, END, RECORD_MAY_WAIT), CORO_OK);
    assert_int_equal(runner_writer_finish(&writer), CORO_OK);
    runner_writer_close(&writer);
    close(from);
    expect_file("r", HEADER SAMPLE END);
}

static void a_record_that_is_no_json_breaks_the_file_with_a_sentence(void **state)
{
    struct result_writer writer;
    (void)state;
    assert_int_equal(open_writer(&writer, "r"), CORO_OK);
    assert_int_equal(add(&writer, HEADER, RECORD_MAY_WAIT), CORO_OK);
    assert_int_equal(runner_writer_add(&writer, json_pack("{s:f}", "at", (double)INFINITY)), CORO_ERR_IO);
    assert_int_equal(runner_writer_finish(&writer), CORO_ERR_IO);
    runner_writer_close(&writer);
    expect_file("r", HEADER);
}

static void a_file_that_was_removed_is_written_anew_elsewhere(void **state)
{
    struct result_writer writer;
    char path[PATH_MAX], rescued[NAME_MAX + 1];
    (void)state;
    assert_int_equal(open_writer(&writer, "r"), CORO_OK);
    assert_int_equal(add(&writer, HEADER SAMPLE, RECORD_IS_MEASURED), CORO_OK);
    path_in_directory(path, "r");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(setenv("TMPDIR", directory, 1), 0);
    assert_int_equal(runner_writer_finish(&writer), CORO_ERR_IO);
    unsetenv("TMPDIR");
    find_file(rescued, "corolab-");
    expect_file(rescued, HEADER SAMPLE);
    runner_writer_close(&writer);
}

static void remove_r_and_finish(void)
{
    struct result_writer writer;
    char path[PATH_MAX];
    struct rlimit tiny = { .rlim_cur = 5, .rlim_max = RLIM_INFINITY };
    path_in_directory(path, "r");
    setenv("TMPDIR", directory, 1);
    if (open_writer(&writer, "r") != CORO_OK || add(&writer, HEADER, RECORD_MAY_WAIT) != CORO_OK || unlink(path) != 0
        || setrlimit(RLIMIT_FSIZE, &tiny) != 0)
        _exit(3);
    if (runner_writer_finish(&writer) != CORO_ERR_IO)
        _exit(4);
    runner_writer_close(&writer);
}

static void a_rescue_without_room_leaves_no_half_copy(void **state)
{
    (void)state;
    expect_said(1000, remove_r_and_finish, "cannot be written: File too large\n", "is in");
    assert_int_equal(count_files(), 0);
}

/* Another program changes the file behind its first sample, before the next record, or before the end of the run. */
static void change_and_finish(const char *mode, bool adds_record)
{
    struct result_writer writer;
    char path[PATH_MAX];
    path_in_directory(path, "r");
    assert_int_equal(open_writer(&writer, "r"), CORO_OK);
    assert_int_equal(add(&writer, HEADER SAMPLE, RECORD_IS_MEASURED), CORO_OK);
    FILE *other = fopen(path, mode);
    assert_non_null(other);
    assert_true(fputs("mine\n", other) >= 0);
    assert_int_equal(fclose(other), 0);
    assert_int_equal(setenv("TMPDIR", directory, 1), 0);
    if (adds_record)
        assert_int_equal(add(&writer, SAMPLE, RECORD_IS_MEASURED), CORO_ERR_IO);
    assert_int_equal(runner_writer_finish(&writer), CORO_ERR_IO);
    unsetenv("TMPDIR");
    runner_writer_close(&writer);
}

static void a_file_that_another_program_adds_to_is_left_to_it_and_written_anew_elsewhere(void **state)
{
    char rescued[NAME_MAX + 1], path[PATH_MAX];
    (void)state;
    for (int adds_record = 0; adds_record < 2; adds_record++) {
        write_file("r", "");
        change_and_finish("a", adds_record);
        expect_file("r", HEADER SAMPLE "mine\n");
        find_file(rescued, "corolab-");
        expect_file(rescued, HEADER SAMPLE);
        path_in_directory(path, rescued);
        assert_int_equal(unlink(path), 0);
    }
}

static void a_file_that_another_program_cuts_is_left_to_it(void **state)
{
    (void)state;
    for (int adds_record = 0; adds_record < 2; adds_record++) {
        write_file("r", "");
        change_and_finish("w", adds_record);
        expect_file("r", "mine\n");
        assert_int_equal(count_files(), 1);
    }
}

static void an_older_file_that_another_program_changes_is_left_to_it(void **state)
{
    struct result_writer writer;
    (void)state;
    write_file("r", HEADER END);
    assert_int_equal(open_writer(&writer, "r"), CORO_OK);
    assert_int_equal(add(&writer, HEADER, RECORD_MAY_WAIT), CORO_OK);
    write_file("r", "mine\n");
    assert_int_equal(add(&writer, SAMPLE, RECORD_IS_MEASURED), CORO_ERR_IO);
    assert_int_equal(runner_writer_finish(&writer), CORO_ERR_IO);
    runner_writer_close(&writer);
    expect_file("r", "mine\n");
    assert_int_equal(count_files(), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_DIRECTORY(a_full_disk_ends_the_file_behind_its_last_whole_record),
        IN_DIRECTORY(a_full_disk_costs_no_older_file),
        IN_DIRECTORY(a_full_disk_leaves_no_file_without_a_header),
        IN_DIRECTORY(a_copy_without_room_costs_no_older_file),
        IN_DIRECTORY(a_copy_replaces_an_older_file_and_ends_its_last_line),
        IN_DIRECTORY(a_record_that_is_no_json_breaks_the_file_with_a_sentence),
        IN_DIRECTORY(a_file_that_was_removed_is_written_anew_elsewhere),
        IN_DIRECTORY(a_rescue_without_room_leaves_no_half_copy),
        IN_DIRECTORY(a_file_that_another_program_adds_to_is_left_to_it_and_written_anew_elsewhere),
        IN_DIRECTORY(a_file_that_another_program_cuts_is_left_to_it),
        IN_DIRECTORY(an_older_file_that_another_program_changes_is_left_to_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
