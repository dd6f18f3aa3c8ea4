/* SPDX-License-Identifier: MIT */
/* A result file keeps each answer from the moment at which it was given: a run that is killed at any moment goes on from its
 * file, and asks nothing twice but the question in flight. Called as `corolab` this program is corolab. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
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
#include "bench/runner/command/corolab.h"
#include "bench/runner/run/resume.h"
#include "coro/notice.h"
#include "tests/bench/stand_in.h"
#include "tests/support/result_builder.h"

#if defined(CORO_NOTICE_ASAN) || defined(CORO_NOTICE_TSAN)
enum { IS_SANITIZED = 1 };              /* the sanitizer's memory would be counted with ours */
#else
enum { IS_SANITIZED = 0 };
#endif
#define MEMORY_BOUND_KB (40 * 1024)

static const char *const untimed[] = { "corolab", "run", "--untimed", "-s", "^box$|^inline_slot$", "-w", "^pending|^ready", "-o",
                                       "result.json", NULL };
static const char *const resumed_words[] = { "corolab", "run", "--resume", "result.json", NULL };

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

/* Of all rows and workloads, every cell of which is ok, with its file open. */
static struct session *make_full_session(void)
{
    struct session *session = make_session();
    struct plan_filter all = { 0 };
    char path[PATH_MAX];
    assert_int_equal(runner_plan_init(&all, &session->plan), CORO_OK);
    session->options = (struct run_options){ .mode = MODE_DEFAULT, .rounds = RUNNER_ROUNDS_MAX };
    path_in_directory(path, "result.json");
    assert_int_equal(runner_writer_open(&session->writer, path), CORO_OK);
    assert_int_equal(runner_writer_add(&session->writer, runner_header_new(&session->options, &session->plan, &session->programs,
                                                                           &session->text, session->environment)), CORO_OK);
    for (size_t i = 0; i < session->plan.cell_count; i++)
        assert_int_equal(runner_session_settle(session, &session->plan.cells[i], CELL_OK, ""), CORO_OK);
    return session;
}

static enum coro_status add_time(struct session *session, size_t cell, unsigned round, double value)
{
    const char *complaint;
    json_t *answer = json_pack("{s:{s:f}}", "metrics", "time_ns", value);
    enum coro_status status = runner_session_add(session, &session->plan.cells[cell], PASS_TIME, round, answer, &complaint);
    json_decref(answer);
    return status;
}

/* Reads result.json as a resumed run does; the number of samples in it. */
static enum coro_status resume(size_t *sample_count)
{
    char path[PATH_MAX];
    struct resumed resumed = { .fd = -1 };
    struct session *session = make_session();
    path_in_directory(path, "result.json");
    session->options.resume = path;
    enum coro_status status = runner_resume_read(session, &resumed);
    *sample_count = 0;
    for (size_t i = 0; status == CORO_OK && i < resumed.result->series_count; i++)
        *sample_count += resumed.result->series[i].count;
    runner_resume_fini(&resumed);
    free_session(session);
    return status;
}

/* Runs the body in a process of its own, whose peak of memory counts. */
static void expect_little_memory(void (*body)(void))
{
    struct rusage usage;
    int status;
    if (IS_SANITIZED)
        skip();
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        body();
        _exit(0);
    }
    assert_int_equal(wait4(pid, &status, 0, &usage), pid);
    assert_int_equal(status, 0);
    if (usage.ru_maxrss >= MEMORY_BOUND_KB)
        fail_msg("it took %ld kB", usage.ru_maxrss);
}

/* As many samples of time as a file can hold without one twice. */
static void write_and_resume(void)
{
    struct session *writer = make_full_session();
    size_t written = 0, read;
    for (unsigned round = 0; round < RUNNER_ROUNDS_MAX; round++)
        for (size_t cell = 0; cell < writer->plan.cell_count; cell++, written++)
            if (add_time(writer, cell, round, (double)(round + cell)) != CORO_OK)
                _exit(1);
    free_session(writer);
    _exit(resume(&read) != CORO_OK || read != written);
}

static void samples_are_written_and_resumed_in_little_memory(void **state)
{
    (void)state;
    expect_little_memory(write_and_resume);
}

static void a_cell_that_cannot_be_asked_is_not_asked_again_by_a_resumed_run(void **state)
{
    char path[PATH_MAX];
    struct resumed resumed = { .fd = -1 };
    struct session *writer = make_full_session(), *reader = make_session();
    (void)state;
    assert_int_equal(runner_session_give_up(writer, &writer->plan.cells[3], PASS_KERNEL), CORO_OK);
    free_session(writer);
    path_in_directory(path, "result.json");
    reader->options.resume = path;
    assert_int_equal(runner_resume_read(reader, &resumed), CORO_OK);
    assert_int_equal(reader->plan.cells[3].passes_done, UINT32_C(1) << PASS_KERNEL);
    assert_int_equal(reader->plan.cells[4].passes_done, 0);
    runner_resume_fini(&resumed);
    free_session(reader);
}

static void a_note_about_a_name_that_is_not_utf_8_is_kept(void **state)
{
    struct session *session = make_session();
    (void)state;
    assert_int_equal(runner_session_note(session, "%s cannot be written", "r\xff.json"), CORO_OK);
    assert_string_equal(json_string_value(json_array_get(session->notes, 0)), "r?.json cannot be written");
    free_session(session);
}

/* ---- runs that are killed ---- */

/* Every question leaves a line in the file `asked`; the count of allocations hangs at the fourth. */
#define ASKED "echo \"$1 $2 $3\" >> asked\n"
#define CELL_ANSWERS ASKED "echo '{\"status\":\"ok\"}'"
#define COUNT_HANGS ASKED "n=$(grep -c allocations asked)\n" \
                    "[ $n = 4 ] && [ ! -e resumed ] && { echo $$ > hung.new; mv hung.new hung; exec sleep 1000; }\n" \
                    COUNTS_NOTHING

static pid_t start_and_hang(void)
{
    copy_self();
    write_program("corolab_cell", CELL_ANSWERS);
    write_program("corolab_count", COUNT_HANGS);
    return start_corolab(untimed);
}

static void kill_at_fourth_count(void)
{
    pid_t corolab = start_and_hang();
    pid_t child = wait_for_hanging_child();
    assert_int_equal(kill(corolab, SIGKILL), 0);
    assert_int_equal(wait_for(corolab), 1000 + SIGKILL);
    expect_death(child);
}

static void let_go_on(void)
{
    char path[PATH_MAX];
    path_in_directory(path, "resumed");
    assert_int_equal(close(open(path, O_WRONLY | O_CREAT, 0644)), 0);
}

/* Sorts the questions, and counts those that were asked more than once. */
static int count_repeated_questions(void)
{
    char command[PATH_MAX + 64], path[PATH_MAX];
    int count = -1;
    path_in_directory(path, "asked");
    snprintf(command, sizeof command, "sort %s | uniq -d | wc -l", path);
    FILE *answer = popen(command, "r");
    assert_non_null(answer);
    assert_int_equal(fscanf(answer, "%d", &count), 1);
    pclose(answer);
    return count;
}

static void a_run_that_is_killed_loses_the_sample_in_flight_and_nothing_else(void **state)
{
    (void)state;
    kill_at_fourth_count();
    let_go_on();
    assert_int_equal(run_corolab(resumed_words), 0);
    assert_int_equal(count_repeated_questions(), 1);
    json_t *document = load_result();
    assert_true(json_is_false(json_object_get(document, "interrupted")));
    size_t ok = count_status(document, "ok");
    assert_true(ok > 3);
    assert_int_equal(json_array_size(json_object_get(document, "samples")), 2 * ok);
    json_decref(document);
}

static char *read_file(size_t *bytes)
{
    char path[PATH_MAX];
    struct stat info;
    path_in_directory(path, "result.json");
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &info), 0);
    char *text = malloc((size_t)info.st_size + 1);
    assert_non_null(text);
    *bytes = fread(text, 1, (size_t)info.st_size, file);
    assert_int_equal(*bytes, info.st_size);
    text[*bytes] = '\0';
    fclose(file);
    return text;
}

static void write_file(const char *text, size_t bytes)
{
    char path[PATH_MAX];
    path_in_directory(path, "result.json");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, bytes, file), bytes);
    assert_int_equal(fclose(file), 0);
}

static void a_resumed_run_may_go_on_in_another_file(void **state)
{
    static const char *const words[] = { "corolab", "run", "--resume", "./result.json", "-o", "other.json", NULL };
    size_t bytes, after;
    (void)state;
    kill_at_fourth_count();
    let_go_on();
    char *before = read_file(&bytes);
    assert_int_equal(run_corolab(words), 0);
    char *text = read_file(&after);
    assert_int_equal(after, bytes);
    assert_memory_equal(text, before, bytes);
    json_t *document = load_file("other.json");
    assert_true(json_is_false(json_object_get(document, "interrupted")));
    json_decref(document);
    free(text);
    free(before);
}

static void a_new_run_does_not_overwrite_a_killed_one(void **state)
{
    size_t bytes, after;
    (void)state;
    kill_at_fourth_count();
    let_go_on();
    char *before = read_file(&bytes);
    assert_int_equal(run_corolab(untimed), 1);
    char *text = read_file(&after);
    assert_int_equal(after, bytes);
    free(text);
    free(before);
}

static void only_one_run_writes_a_file(void **state)
{
    static const char *const words[] = { "corolab", "run", "--resume", "result.json", "-o", "other.json", NULL };
    (void)state;
    pid_t corolab = start_and_hang();
    (void)wait_for_hanging_child();
    assert_int_equal(run_corolab(untimed), 1);
    assert_int_equal(run_corolab(resumed_words), 1);
    assert_int_equal(run_corolab(words), 1);
    assert_int_equal(kill(corolab, SIGINT), 0);
    assert_int_equal(wait_for(corolab), 130);
    let_go_on();
    assert_int_equal(run_corolab(resumed_words), 0);
}

static void a_complete_file_is_left_alone(void **state)
{
    size_t bytes, after;
    (void)state;
    kill_at_fourth_count();
    let_go_on();
    assert_int_equal(run_corolab(resumed_words), 0);
    char *before = read_file(&bytes);
    assert_int_equal(run_corolab(resumed_words), 0);
    char *text = read_file(&after);
    assert_int_equal(after, bytes);
    assert_memory_equal(text, before, bytes);
    free(text);
    free(before);
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

static void a_killed_run_keeps_its_time_budget(void **state)
{
    static const char *const words[] = { "corolab", "run", "-s", "^box$", "-w", "^ready$", "--time-budget", "0.2s", "--skip",
                                         "check,instructions", "-o", "result.json", NULL };
    size_t bytes;
    (void)state;
#ifndef CORO_OPTIMISED
    skip();     /* it refuses to time */
#endif
    copy_self();
    write_program("corolab_cell", CELL_ANSWERS);
    write_program("corolab_time", "[ -e hung ] || { echo $$ > hung.new; mv hung.new hung; exec sleep 1000; }\n"
                  "sleep 0.1; echo '{\"status\":\"ok\",\"metrics\":{\"time_ns\":12.5}}'");
    write_program("corolab_count", COUNTS_NOTHING);
    pid_t corolab = start_corolab(words);
    (void)wait_for_hanging_child();
    assert_int_equal(kill(corolab, SIGKILL), 0);
    assert_int_equal(wait_for(corolab), 1000 + SIGKILL);
    char *text = read_file(&bytes);
    json_t *head = json_loads(text, JSON_DISABLE_EOF_CHECK, NULL);
    assert_true(json_number_value(json_object_get(json_object_get(head, "plan"), "time_budget_seconds")) == 0.2);
    json_decref(head);
    free(text);
    const char *const resumed[] = { "corolab", "run", "--resume", "result.json", NULL };
    assert_int_equal(run_corolab(resumed), 0);
    json_t *document = load_result();
    assert_int_equal(json_integer_value(json_object_get(json_object_get(document, "plan"), "rounds")), RUNNER_ROUNDS_MIN);
    json_decref(document);
}

static void a_file_may_end_at_any_byte_behind_its_header(void **state)
{
    size_t bytes, sample_count;
    (void)state;
    kill_at_fourth_count();
    char *text = read_file(&bytes);
    assert_int_equal(count_samples(text, bytes), 6);
    const char *header_end = strchr(text, '\n');
    for (size_t cut = bytes; text + cut > header_end; cut--) {
        write_file(text, cut);
        assert_int_equal(resume(&sample_count), CORO_OK);
        assert_int_equal(sample_count, count_samples(text, cut + 1));     /* a line may lack its end */
    }
    free(text);
}

static void a_file_cut_inside_its_header_is_refused(void **state)
{
    size_t bytes, sample_count;
    (void)state;
    kill_at_fourth_count();
    char *text = read_file(&bytes);
    const char *header_end = strchr(text, '\n');
    for (size_t cut = 0; cut < (size_t)(header_end - text); cut += 97) {
        write_file(text, cut);
        assert_int_equal(resume(&sample_count), CORO_ERR_IO);
    }
    free(text);
}

/* Between the two samples of an answer, too: then both are asked for again, and the file has neither twice. */
static void a_run_goes_on_from_a_file_cut_anywhere(void **state)
{
    size_t bytes;
    (void)state;
    kill_at_fourth_count();
    let_go_on();
    char *text = read_file(&bytes);
    for (size_t cut = bytes; cut + 700 > bytes; cut -= 83) {
        write_file(text, cut);
        assert_int_equal(run_corolab(resumed_words), 0);
        json_t *document = load_result();
        assert_true(json_is_false(json_object_get(document, "interrupted")));
        assert_int_equal(json_array_size(json_object_get(document, "samples")), 2 * count_status(document, "ok"));
        json_decref(document);
    }
    free(text);
}

/* The killed run's file with the first `old` behind its header replaced must be refused. */
static void expect_spoilt_refused(const char *old, const char *new)
{
    size_t bytes, sample_count;
    char *text = read_file(&bytes), *place = strstr(strchr(text, '\n'), old);
    assert_non_null(place);
    char *spoilt = malloc(bytes + strlen(new) + 1);
    assert_non_null(spoilt);
    int length = sprintf(spoilt, "%.*s%s%s", (int)(place - text), text, new, place + strlen(old));
    write_file(spoilt, (size_t)length);
    enum coro_status status = resume(&sample_count);
    write_file(text, bytes);
    free(spoilt);
    free(text);
    if (status != CORO_ERR_IO)
        fail_msg("%s in the place of %s was taken", new, old);
}

static void a_record_outside_of_the_plan_is_refused(void **state)
{
    (void)state;
    kill_at_fourth_count();
    expect_spoilt_refused("\"status\":\"ok\"", "\"status\":\"fine\"");
    expect_spoilt_refused("\"strategy\":\"box\"", "\"strategy\":\"bux\"");
    expect_spoilt_refused("\"metric\":\"allocations\"", "\"metric\":\"alligators\"");
    expect_spoilt_refused("\"metric\":\"allocated_bytes\"", "\"metric\":\"allocations\"");       /* twice */
    expect_spoilt_refused("\"metric\":\"allocations\"", "\"metric\":\"time_ns\"");       /* which this run has no round of */
    expect_spoilt_refused("\"round\":0", "\"round\":1");
    expect_spoilt_refused("\"round\":0", "\"round\":-1");
    expect_spoilt_refused("\"value\":1.0", "\"value\":1e999");
    expect_spoilt_refused("\"value\":1.0", "\"value\":null");
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
    kill_at_fourth_count();
    char *text = read_file(&bytes), *longer = malloc(bytes + 64);
    assert_non_null(longer);
    write_file(longer, (size_t)sprintf(longer, "%s{\"record\":\"thing\",\"a\":[1]}\n", text));
    assert_int_equal(resume(&sample_count), CORO_OK);
    assert_int_equal(sample_count, 6);
    free(longer);
    free(text);
}

static void a_zero_byte_is_refused(void **state)
{
    size_t bytes, sample_count;
    (void)state;
    kill_at_fourth_count();
    char *text = read_file(&bytes);
    for (size_t at = 0; at < bytes; at += 211) {
        char byte = text[at];
        text[at] = '\0';
        write_file(text, bytes);
        assert_int_equal(resume(&sample_count), CORO_ERR_IO);
        text[at] = byte;
    }
    free(text);
}

/* Its own header with one key of the environment changed. */
static void expect_other_machine_refused(const char *key)
{
    size_t bytes, after;
    char quoted[64], *text = read_file(&bytes);
    snprintf(quoted, sizeof quoted, "\"%s\":\"", key);
    char *value = strstr(text, quoted);
    assert_non_null(value);
    value[strlen(quoted)] = '#';
    write_file(text, bytes);
    assert_int_equal(run_corolab(resumed_words), 1);
    char *same = read_file(&after);
    assert_int_equal(after, bytes);
    assert_memory_equal(same, text, bytes);
    free(same);
    free(text);
}

static void another_machine_compiler_or_build_cannot_resume(void **state)
{
    static const char *const keys[] = { "cpu", "kernel", "compiler", "build", "sha256" };
    size_t bytes;
    (void)state;
    kill_at_fourth_count();
    let_go_on();
    char *text = read_file(&bytes);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        expect_other_machine_refused(keys[i]);
        write_file(text, bytes);
    }
    assert_int_equal(run_corolab(resumed_words), 0);
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
        struct resumed resumed = { .fd = -1 };
        struct session *session = make_session();
        assert_int_equal(result_builder_write(small_result(), forms[i], path), 0);
        session->options.like = path;
        assert_int_equal(runner_resume_repeat(session, &resumed), CORO_OK);
        assert_true(session->options.seed == UINT64_C(9007199254740993));
        assert_int_equal(session->options.rounds, 3);
        assert_int_equal(session->plan.cell_count, 1);
        assert_int_equal(session->plan.cells[0].status, CELL_UNVERIFIED);
        runner_resume_fini(&resumed);
        free_session(session);
    }
    assert_int_equal(resume(&sample_count), CORO_OK);
    assert_int_equal(sample_count, 1);
    assert_int_equal(result_builder_write(small_result(), RESULT_DOCUMENT, path), 0);
    assert_int_equal(resume(&sample_count), CORO_ERR_IO);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        IN_DIRECTORY(samples_are_written_and_resumed_in_little_memory),
        IN_DIRECTORY(a_cell_that_cannot_be_asked_is_not_asked_again_by_a_resumed_run),
        IN_DIRECTORY(a_note_about_a_name_that_is_not_utf_8_is_kept),
        IN_DIRECTORY(a_run_that_is_killed_loses_the_sample_in_flight_and_nothing_else),
        IN_DIRECTORY(a_resumed_run_may_go_on_in_another_file),
        IN_DIRECTORY(a_new_run_does_not_overwrite_a_killed_one),
        IN_DIRECTORY(only_one_run_writes_a_file),
        IN_DIRECTORY(a_complete_file_is_left_alone),
        IN_DIRECTORY(a_killed_run_keeps_its_time_budget),
        IN_DIRECTORY(a_file_may_end_at_any_byte_behind_its_header),
        IN_DIRECTORY(a_file_cut_inside_its_header_is_refused),
        IN_DIRECTORY(a_run_goes_on_from_a_file_cut_anywhere),
        IN_DIRECTORY(a_record_outside_of_the_plan_is_refused),
        IN_DIRECTORY(a_record_of_a_kind_to_come_is_passed_over),
        IN_DIRECTORY(a_zero_byte_is_refused),
        IN_DIRECTORY(another_machine_compiler_or_build_cannot_resume),
        IN_DIRECTORY(a_file_of_version_1_cannot_be_resumed_but_repeated),
    };
    if (argc > 1 || strcmp(program_invocation_short_name, "corolab") == 0)
        return runner_command(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
