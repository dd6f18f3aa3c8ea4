/* SPDX-License-Identifier: MIT */
/* Which result files a run can be resumed from: cut at any byte, spoilt, of version 1. The files are written by the
 * functions of a run, without a run. The runs that are killed are resume_test.c's. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "bench/runner/run/run.h"
#include "coro/notice.h"
#include "tests/bench/stand_in.h"
#include "tests/support/result_builder.h"

#if defined(CORO_NOTICE_ASAN) || defined(CORO_NOTICE_TSAN)
enum { IS_SANITIZED = 1 };              /* the sanitizer's memory would be counted with ours */
#else
enum { IS_SANITIZED = 0 };
#endif
#define MEMORY_BOUND_KB (40 * 1024)

static struct session *make_session(void)
{
    struct session *session = malloc(sizeof *session);
    assert_non_null(session);
    runner_session_init(session);
    runner_progress_init(&session->progress, stderr);
    return session;
}

static void free_session(struct session *session)
{
    runner_session_fini(session);
    free(session);
}

/* Of the selected cells, each of which is ok, with its file open. */
static struct session *make_run(struct plan_filter filter)
{
    struct session *session = make_session();
    char path[PATH_MAX];
    assert_int_equal(runner_plan_init(&filter, &session->plan), CORO_OK);
    session->options = (struct run_options){ .mode = MODE_DEFAULT, .rounds = filter.strategies == NULL ? RUNNER_ROUNDS_MAX : 0 };
    path_in_directory(path, "result.json");
    assert_int_equal(runner_writer_open(&session->writer, path), CORO_OK);
    assert_int_equal(runner_writer_add(&session->writer, runner_header_new(session)), CORO_OK);
    for (size_t i = 0; i < session->plan.cell_count; i++)
        runner_session_settle(session, &session->plan.cells[i], CELL_OK, "");
    return session;
}

static void add_time(struct session *session, size_t cell, unsigned round, double value)
{
    json_t *answer = json_pack("{s:{s:f}}", "metrics", "time_ns", value);
    if (runner_session_add(session, &session->plan.cells[cell], PASS_TIME, round, answer) != NULL)
        _exit(1);
    json_decref(answer);
}

/* Reads result.json as a resumed run does; the number of samples in it. */
static enum coro_status resume(size_t *sample_count)
{
    char path[PATH_MAX];
    struct session *session = make_session();
    path_in_directory(path, "result.json");
    session->options.resume = path;
    enum coro_status status = runner_resume_read(session);
    *sample_count = 0;
    for (size_t i = 0; status == CORO_OK && i < session->resumed->series_count; i++)
        *sample_count += session->resumed->series[i].count;
    free_session(session);
    return status;
}

/* Runs the body in a process of its own, whose peak of memory counts, without that of the processes that it starts. */
static void expect_little_memory(void (*body)(void))
{
    int status;
    if (IS_SANITIZED)
        skip();
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        struct rusage usage;
        body();
        if (getrusage(RUSAGE_SELF, &usage) != 0 || usage.ru_maxrss >= MEMORY_BOUND_KB)
            fprintf(stderr, "it took %ld kB\n", usage.ru_maxrss);
        _exit(usage.ru_maxrss >= MEMORY_BOUND_KB);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

/* As many samples of time as a file can hold without one twice. */
static void write_and_resume(void)
{
    struct session *writer = make_run((struct plan_filter){ 0 });
    size_t written = 0, read;
    for (unsigned round = 0; round < RUNNER_ROUNDS_MAX; round++)
        for (size_t cell = 0; cell < writer->plan.cell_count; cell++, written++)
            add_time(writer, cell, round, (double)(round + cell));
    free_session(writer);
    if (resume(&read) != CORO_OK || read != written)
        _exit(1);
}

/* An untimed run of which three cells have their two samples of allocations. */
static void write_untimed_run(void)
{
    struct plan_filter few = { .strategies = "^box$|^inline_slot$", .workloads = "^pending|^ready" };
    struct session *session = make_run(few);
    json_t *answer = json_pack("{s:{s:i, s:i}}", "metrics", "allocations", 1, "allocated_bytes", 24);
    for (size_t i = 0; i < 3; i++)
        assert_null(runner_session_add(session, &session->plan.cells[i], PASS_ALLOCATIONS, 0, answer));
    json_decref(answer);
    free_session(session);
}

/* In the whole lines of the text. */
static size_t count_samples(const char *text, size_t bytes)
{
    size_t count = 0;
    const char *end = memrchr(text, '\n', bytes);
    for (const char *at = text; end != NULL && (at = strstr(at, "\"metric\"")) != NULL && at < end; at++)
        count++;
    return count;
}

static void samples_are_written_and_resumed_in_little_memory(void **state)
{
    (void)state;
    expect_little_memory(write_and_resume);
}

static void a_cell_that_cannot_be_asked_is_not_asked_again_by_a_resumed_run(void **state)
{
    char path[PATH_MAX];
    struct session *writer = make_run((struct plan_filter){ 0 }), *reader = make_session();
    (void)state;
    runner_session_give_up(writer, &writer->plan.cells[3], PASS_KERNEL);
    assert_int_equal(writer->failure, CORO_OK);
    free_session(writer);
    path_in_directory(path, "result.json");
    reader->options.resume = path;
    assert_int_equal(runner_resume_read(reader), CORO_OK);
    assert_int_equal(reader->plan.cells[3].passes_done, UINT32_C(1) << PASS_KERNEL);
    assert_int_equal(reader->plan.cells[4].passes_done, 0);
    free_session(reader);
}

static void a_note_about_a_name_that_is_not_utf_8_is_kept(void **state)
{
    struct session *session = make_session();
    (void)state;
    runner_session_note(session, "%s cannot be written", "r\xff.json");
    assert_string_equal(json_string_value(json_array_get(session->notes, 0)), "r?.json cannot be written");
    free_session(session);
}

static void a_file_may_end_at_any_byte_behind_its_header(void **state)
{
    size_t bytes, sample_count;
    (void)state;
    write_untimed_run();
    char *text = read_result_bytes(&bytes);
    assert_int_equal(count_samples(text, bytes), 6);
    const char *header_end = strchr(text, '\n');
    for (size_t cut = bytes; text + cut > header_end; cut--) {
        write_result_bytes(text, cut);
        assert_int_equal(resume(&sample_count), CORO_OK);
        assert_int_equal(sample_count, count_samples(text, cut + 1));     /* a line may lack its end */
    }
    free(text);
}

static void a_file_cut_inside_its_header_is_refused(void **state)
{
    size_t bytes, sample_count;
    (void)state;
    write_untimed_run();
    char *text = read_result_bytes(&bytes);
    const char *header_end = strchr(text, '\n');
    for (size_t cut = 0; cut < (size_t)(header_end - text); cut += 97) {
        write_result_bytes(text, cut);
        assert_int_equal(resume(&sample_count), CORO_ERR_IO);
    }
    free(text);
}

/* The run's file with the first `old` behind its header replaced must be refused. */
static void expect_spoilt_refused(const char *old, const char *new)
{
    size_t bytes, sample_count;
    char *text = read_result_bytes(&bytes), *place = strstr(strchr(text, '\n'), old);
    assert_non_null(place);
    char *spoilt = malloc(bytes + strlen(new) + 1);
    assert_non_null(spoilt);
    int length = sprintf(spoilt, "%.*s%s%s", (int)(place - text), text, new, place + strlen(old));
    write_result_bytes(spoilt, (size_t)length);
    enum coro_status status = resume(&sample_count);
    write_result_bytes(text, bytes);
    free(spoilt);
    free(text);
    if (status != CORO_ERR_IO)
        fail_msg("%s in the place of %s was taken", new, old);
}

static void a_record_outside_of_the_plan_is_refused(void **state)
{
    (void)state;
    write_untimed_run();
    expect_spoilt_refused("\"status\":\"ok\"", "\"status\":\"fine\"");
    expect_spoilt_refused("\"strategy\":\"box\"", "\"strategy\":\"bux\"");
    expect_spoilt_refused("\"metric\":\"allocations\"", "\"metric\":\"alligators\"");
    expect_spoilt_refused("\"metric\":\"allocated_bytes\"", "\"metric\":\"allocations\"");       /* twice */
    expect_spoilt_refused("\"metric\":\"allocations\"", "\"metric\":\"time_ns\"");       /* which this run has no round of */
    expect_spoilt_refused("\"round\":0", "\"round\":1");
    expect_spoilt_refused("\"round\":0", "\"round\":-1");
    expect_spoilt_refused("\"value\":1.0", "\"value\":1e999");
    expect_spoilt_refused("\"value\":1.0", "\"value\":null");
    expect_spoilt_refused("\"at\":0", "\"at\":1e308,\"a\":0");
    expect_spoilt_refused("\"at\":0", "\"at\":1000000001,\"a\":0");
    expect_spoilt_refused("{\"record\":\"cell\"", "{\"record\":\"end\",\"wall_seconds\":1e308}\n{\"record\":\"cell\"");
    expect_spoilt_refused("{\"record\":\"cell\"", "{\"record\":\"end\",\"harness_seconds\":1e308}\n{\"record\":\"cell\"");
    expect_spoilt_refused("\"pass\":\"allocations\"", "\"pass\":\"kernel\"");
    expect_spoilt_refused("\"pass\":\"allocations\"", "\"pass\":\"nap\"");
    expect_spoilt_refused("{\"record\":\"cell\"", "nonsense{\"record\":\"cell\"");
    expect_spoilt_refused("{\"record\":\"cell\"", "{\"record\":1");
    expect_spoilt_refused("{\"record\":\"cell\"", "{\"record\":\"cell\",\"record\":\"cell\"");
    expect_spoilt_refused("\n{\"record\":\"cell\"", "\n\n{\"record\":\"cell\"");
}

static void a_record_of_a_kind_to_come_is_passed_over(void **state)
{
    size_t bytes, sample_count;
    (void)state;
    write_untimed_run();
    char *text = read_result_bytes(&bytes), *longer = malloc(bytes + 64);
    assert_non_null(longer);
    write_result_bytes(longer, (size_t)sprintf(longer, "%s{\"record\":\"thing\",\"a\":[1]}\n", text));
    assert_int_equal(resume(&sample_count), CORO_OK);
    assert_int_equal(sample_count, 6);
    free(longer);
    free(text);
}

static void a_pipe_is_refused(void **state)
{
    char path[PATH_MAX];
    size_t sample_count;
    (void)state;
    path_in_directory(path, "result.json");
    assert_int_equal(mkfifo(path, 0600), 0);
    alarm(20);      /* a reader of the pipe would wait for ever */
    assert_int_equal(resume(&sample_count), CORO_ERR_IO);
    alarm(0);
}

static void a_zero_byte_is_refused(void **state)
{
    size_t bytes, sample_count;
    (void)state;
    write_untimed_run();
    char *text = read_result_bytes(&bytes);
    for (size_t at = 0; at < bytes; at += 211) {
        char byte = text[at];
        text[at] = '\0';
        write_result_bytes(text, bytes);
        assert_int_equal(resume(&sample_count), CORO_ERR_IO);
        text[at] = byte;
    }
    free(text);
}

/* The plan of a file of either version. */
static struct result_builder *small_result(void)
{
    struct result_builder *build = result_builder_new();
    result_builder_header(build, "plan", "{\"mode\":\"quick\",\"seed\":9007199254740993,\"rounds\":%d}", 3);
    result_builder_strategy(build, "box", NULL);
    result_builder_workload(build, "ready", NULL);
    result_builder_cell(build, "box", "ready", "ok", NULL);
    result_builder_sample(build, "box", "ready", "time_ns", 12.5, 0);
    return build;
}

static void a_file_of_version_1_cannot_be_resumed_but_repeated(void **state)
{
    static const enum result_form forms[] = { RESULT_DOCUMENT, RESULT_LINES };
    char path[PATH_MAX];
    size_t sample_count;
    (void)state;
    path_in_directory(path, "result.json");
    for (size_t i = 0; i < 2; i++) {
        struct session *session = make_session();
        assert_int_equal(result_builder_write(small_result(), forms[i], path), 0);
        session->options.like = path;
        assert_int_equal(runner_resume_repeat(session), CORO_OK);
        assert_true(session->options.seed == UINT64_C(9007199254740993));
        assert_int_equal(session->options.rounds, 3);
        assert_int_equal(session->plan.cell_count, 1);
        assert_int_equal(session->plan.cells[0].status, CELL_UNVERIFIED);
        free_session(session);
    }
    assert_int_equal(resume(&sample_count), CORO_OK);
    assert_int_equal(sample_count, 1);
    assert_int_equal(result_builder_write(small_result(), RESULT_DOCUMENT, path), 0);
    assert_int_equal(resume(&sample_count), CORO_ERR_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_DIRECTORY(samples_are_written_and_resumed_in_little_memory),
        IN_DIRECTORY(a_cell_that_cannot_be_asked_is_not_asked_again_by_a_resumed_run),
        IN_DIRECTORY(a_note_about_a_name_that_is_not_utf_8_is_kept),
        IN_DIRECTORY(a_file_may_end_at_any_byte_behind_its_header),
        IN_DIRECTORY(a_file_cut_inside_its_header_is_refused),
        IN_DIRECTORY(a_record_outside_of_the_plan_is_refused),
        IN_DIRECTORY(a_record_of_a_kind_to_come_is_passed_over),
        IN_DIRECTORY(a_pipe_is_refused),
        IN_DIRECTORY(a_zero_byte_is_refused),
        IN_DIRECTORY(a_file_of_version_1_cannot_be_resumed_but_repeated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
