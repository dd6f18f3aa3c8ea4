/* SPDX-License-Identifier: MIT */
/* Tests the result file while it is written. Lines stay whole even when the disk fails, a file has one writer, and an older
 * file stays until the first sample or the end of the run. The runs that write such files are run_test.c's, those that go on
 * from them resume_test.c's. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <errno.h>
#include <math.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "bench/runner/run/result_writer.h"
#include "tests/bench/stand_in.h"

#define HEADER "{\"schema\":\"corolab.result/2\"}\n"
#define SAMPLE "{\"record\":\"sample\"}\n"
#define END "{\"record\":\"end\"}\n"

static void write_file(const char *name, const char *text)
{
    char path[PATH_MAX];
    path_in_directory(path, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void expect_file(const char *name, const char *text)
{
    char path[PATH_MAX], found[4096];
    path_in_directory(path, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    found[fread(found, 1, sizeof found - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(found, text);
}

static enum coro_status open_writer(struct result_writer *writer, const char *name)
{
    char path[PATH_MAX];
    path_in_directory(path, name);
    return runner_writer_open(writer, path);
}

static enum coro_status add(struct result_writer *writer, const char *line, enum record_weight weight)
{
    return runner_writer_add_lines(writer, line, strlen(line), weight);
}

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
    assert_true(before.st_mode == after.st_mode && before.st_ino == after.st_ino);
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

static void the_file_of_a_killed_run_is_not_overwritten(void **state)
{
    static const char *const killed[] = { HEADER, HEADER SAMPLE, HEADER END SAMPLE, HEADER SAMPLE "{\"record\":\"e",
                                          HEADER END "{",
                                          HEADER "{\"record\":\"end\",\"en" };
    static const char *const others[] = { "", "older\n", HEADER END, HEADER SAMPLE END, HEADER END SAMPLE END,
                                          HEADER "{\"record\":\"end\"}" };
    struct result_writer writer;
    (void)state;
    for (size_t i = 0; i < sizeof killed / sizeof *killed; i++) {
        write_file("r", killed[i]);
        assert_int_equal(open_writer(&writer, "r"), CORO_ERR_IO);
        expect_file("r", killed[i]);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        write_file("r", others[i]);
        assert_int_equal(open_writer(&writer, "r"), CORO_OK);
        runner_writer_close(&writer);
        expect_file("r", others[i]);
    }
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

/* What the body says on standard error, in a process of its own, whose files can grow to so many bytes. */
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
    static const off_t limits[] = { 1, sizeof HEADER END - 1, sizeof HEADER END + 5, sizeof HEADER END HEADER + 5 };
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
    expect_said(sizeof HEADER END + 5, copy_to_r, "cannot be written: File too large\n", "--resume");
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

static void a_file_that_was_removed_is_written_anew_elsewhere(void **state)
{
    struct result_writer writer;
    char path[PATH_MAX], rescued[64];
    (void)state;
    assert_int_equal(open_writer(&writer, "r"), CORO_OK);
    assert_int_equal(add(&writer, HEADER SAMPLE, RECORD_IS_MEASURED), CORO_OK);
    path_in_directory(path, "r");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(setenv("TMPDIR", directory, 1), 0);
    assert_int_equal(runner_writer_finish(&writer), CORO_ERR_IO);
    unsetenv("TMPDIR");
    snprintf(rescued, sizeof rescued, "corolab-%ld.json", (long)getpid());
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
    char rescued[64], path[PATH_MAX];
    (void)state;
    snprintf(rescued, sizeof rescued, "corolab-%ld.json", (long)getpid());
    path_in_directory(path, rescued);
    for (int adds_record = 0; adds_record < 2; adds_record++) {
        write_file("r", "");
        change_and_finish("a", adds_record);
        expect_file("r", HEADER SAMPLE "mine\n");
        expect_file(rescued, HEADER SAMPLE);
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
        cmocka_unit_test(a_printed_sample_reads_back_to_the_same_number),
        cmocka_unit_test(a_number_has_no_more_digits_than_it_needs),
        cmocka_unit_test(an_answer_that_a_reader_would_refuse_becomes_no_record),
        IN_DIRECTORY(each_record_is_in_the_file_at_once),
        IN_DIRECTORY(an_older_file_stays_until_the_first_sample),
        IN_DIRECTORY(a_run_that_ends_without_samples_replaces_an_older_file_at_its_end),
        IN_DIRECTORY(a_file_that_got_no_record_is_removed),
        IN_DIRECTORY(a_file_has_one_writer),
        IN_DIRECTORY(a_refused_run_leaves_the_file_to_the_owner_of_the_lock),
        IN_DIRECTORY(a_file_that_took_the_place_of_an_empty_one_is_not_removed),
        IN_DIRECTORY(the_file_of_a_killed_run_is_not_overwritten),
        IN_DIRECTORY(a_place_where_no_file_can_be_is_refused_and_leaves_nothing),
        IN_DIRECTORY(a_symbolic_link_is_followed),
        IN_DIRECTORY(a_full_disk_ends_the_file_behind_its_last_whole_record),
        IN_DIRECTORY(a_full_disk_costs_no_older_file),
        IN_DIRECTORY(a_full_disk_leaves_no_file_without_a_header),
        IN_DIRECTORY(a_copy_without_room_costs_no_older_file),
        IN_DIRECTORY(a_copy_replaces_an_older_file_and_ends_its_last_line),
        IN_DIRECTORY(a_record_that_is_no_json_breaks_the_file_with_a_sentence),
        IN_DIRECTORY(a_resumed_file_is_cut_to_its_whole_lines_and_its_last_line_is_ended),
        IN_DIRECTORY(a_resumed_file_that_cannot_be_written_is_refused),
        IN_DIRECTORY(a_file_that_was_removed_is_written_anew_elsewhere),
        IN_DIRECTORY(a_rescue_without_room_leaves_no_half_copy),
        IN_DIRECTORY(a_file_that_another_program_adds_to_is_left_to_it_and_written_anew_elsewhere),
        IN_DIRECTORY(a_file_that_another_program_cuts_is_left_to_it),
        IN_DIRECTORY(an_older_file_that_another_program_changes_is_left_to_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
