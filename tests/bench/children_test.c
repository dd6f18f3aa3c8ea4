/* SPDX-License-Identifier: MIT */
/* Tests child.c and reply.c: every end of a measuring program, or of several side by side, becomes a verdict with a reason, and
 * no process survives. The programs are shell commands; no test depends on speed. */
#include <fcntl.h>
#include <setjmp.h>
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
#include "bench/process/message.h"
#include "bench/runner/plan/reply.h"
#include "tests/bench/stand_in.h"

static struct reply ask_shell(const char *script, unsigned timeout_ms)
{
    const char *const arguments[] = { "/bin/sh", "-c", script, NULL };
    struct child_job job = { .argv = arguments, .timeout_ms = timeout_ms, .output_limit = 10000, .cpu = RUNNER_ANY_CPU };
    struct reply reply;
    assert_int_equal(runner_reply_ask(&job, &reply), CORO_OK);
    return reply;
}

static void expect_refusal(const char *script, unsigned timeout_ms, enum cell_status status, const char *reason_part)
{
    struct reply reply = ask_shell(script, timeout_ms);
    assert_int_equal(reply.status, status);
    if (strstr(reply.reason, reason_part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", reply.reason, reason_part);
    runner_reply_fini(&reply);
}

static void an_answer_is_read(void **state)
{
    struct reply reply = ask_shell("echo '{\"status\":\"ok\",\"metrics\":{\"time_ns\":12.5}}'", 60000);
    (void)state;
    assert_int_equal(reply.status, CELL_OK);
    assert_true(json_real_value(json_object_get(json_object_get(reply.body, "metrics"), "time_ns")) == 12.5);
    runner_reply_fini(&reply);
}

static void an_unsupported_cell_keeps_its_reason(void **state)
{
    (void)state;
    expect_refusal("echo '{\"status\":\"unsupported\",\"reason\":\"it cannot wait\"}'", 60000, CELL_UNSUPPORTED,
                   "it cannot wait");
}

static void a_crash_is_a_failure_with_the_signal_and_the_last_words(void **state)
{
    (void)state;
    expect_refusal("echo one >&2; echo last words >&2; kill -SEGV $$", 60000, CELL_FAILED, "last words");
    expect_refusal("kill -SEGV $$", 60000, CELL_FAILED, "signal 11");
}

static void an_exit_status_is_a_failure(void **state)
{
    (void)state;
    expect_refusal("echo '{\"status\":\"ok\"}'; exit 3", 60000, CELL_FAILED, "status 3");
}

static void a_hang_becomes_a_timeout(void **state)
{
    (void)state;
    expect_refusal("sleep 1000", 100, CELL_TIMEOUT, "within 0.1 s");
    expect_refusal("while :; do :; done", 100, CELL_TIMEOUT, "within 0.1 s");
}

static void garbage_is_a_failure(void **state)
{
    (void)state;
    expect_refusal("echo hello", 60000, CELL_FAILED, "not an answer");
    expect_refusal("printf '\\377\\376\\000'", 60000, CELL_FAILED, "not an answer");
    expect_refusal("echo '[1]'", 60000, CELL_FAILED, "not an answer");
    expect_refusal("echo '{\"status\":\"splendid\"}'", 60000, CELL_FAILED, "unknown status");
    expect_refusal("echo '{\"status\":\"ok\",\"metrics\":{\"time_ns\":NaN}}'", 60000, CELL_FAILED, "not an answer");
    expect_refusal("true", 60000, CELL_FAILED, "nothing");
}

static void endless_output_is_a_failure(void **state)
{
    (void)state;
    expect_refusal("while :; do echo hellohellohello; done", 60000, CELL_FAILED, "more than 10000 bytes");
}

static void endless_errors_are_read_and_forgotten(void **state)
{
    (void)state;
    expect_refusal("i=0; while [ $i -lt 3000 ]; do echo a line of noise, and then some >&2; i=$((i+1)); done; exit 1", 60000,
                   CELL_FAILED, "a line of noise");
}

static void a_missing_program_is_a_failure(void **state)
{
    const char *const arguments[] = { "/nonexistent/program", NULL };
    struct child_job job = { .argv = arguments, .timeout_ms = 60000, .output_limit = 100, .cpu = RUNNER_ANY_CPU };
    struct reply reply;
    (void)state;
    assert_int_equal(runner_reply_ask(&job, &reply), CORO_OK);
    assert_int_equal(reply.status, CELL_FAILED);
    assert_non_null(strstr(reply.reason, "No such file"));
    runner_reply_fini(&reply);
}

static void a_grandchild_is_not_waited_for_and_does_not_survive(void **state)
{
    const char *const arguments[] = { "/bin/sh", "-c", "sleep 1000 & echo $!", NULL };
    struct child_job job = { .argv = arguments, .timeout_ms = 60000, .output_limit = 100, .cpu = RUNNER_ANY_CPU };
    struct child_end end;
    (void)state;
    assert_int_equal(runner_child_run(&job, &end), CORO_OK);
    assert_int_equal(end.outcome, CHILD_EXITED);
    pid_t grandchild = (pid_t)atoi(end.output);
    assert_true(grandchild > 0);
    runner_child_fini(&end);
    expect_death(grandchild);
}

static const unsigned minutes[] = { 60000, 60000, 60000 };

/* Three at a time; $1 is the tests' directory, and $2 is a, b or c. */
static void ask_shells(const char *const scripts[3], const unsigned timeouts_ms[3], struct reply replies[3])
{
    static const char *const names[] = { "a", "b", "c" };
    const char *arguments[3][7];
    struct child_job jobs[3];
    for (int i = 0; i < 3; i++) {
        memcpy(arguments[i], (const char *const[7]){ "/bin/sh", "-c", scripts[i], "sh", directory, names[i], NULL },
               sizeof arguments[i]);
        jobs[i] = (struct child_job){ .argv = arguments[i], .timeout_ms = timeouts_ms[i], .output_limit = 10000,
                                      .cpu = RUNNER_ANY_CPU };
    }
    assert_int_equal(runner_reply_ask_together(jobs, 3, replies), CORO_OK);
}

static void those_side_by_side_run_at_the_same_time(void **state)
{
    static const char *const names[] = { "a", "b", "c" };
    const char *const waits_for_the_others =
        "cd \"$1\" && : > $2 && until [ -e a ] && [ -e b ] && [ -e c ]; do sleep 0.01; done\n"
                                             "echo '{\"status\":\"ok\",\"reason\":\"'$2'\"}'";
    struct reply replies[3];
    (void)state;
    ask_shells((const char *const[]){ waits_for_the_others, waits_for_the_others, waits_for_the_others }, minutes, replies);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(replies[i].status, CELL_OK);
        assert_string_equal(json_string_value(json_object_get(replies[i].body, "reason")), names[i]);
        runner_reply_fini(&replies[i]);
    }
}

static void what_becomes_of_one_is_not_the_end_of_those_beside_it(void **state)
{
    static const char *const scripts[] = { "while :; do echo hellohellohello; done", "kill -SEGV $$",
                                           "sleep 0.1; echo '{\"status\":\"ok\"}'" };
    struct reply replies[3];
    (void)state;
    ask_shells(scripts, minutes, replies);
    assert_non_null(strstr(replies[0].reason, "more than 10000 bytes"));
    assert_non_null(strstr(replies[1].reason, "signal 11"));
    assert_int_equal(replies[2].status, CELL_OK);
    for (int i = 0; i < 3; i++)
        runner_reply_fini(&replies[i]);
}

static void nothing_is_left_of_those_side_by_side(void **state)
{
    static const char *const scripts[] = { "sleep 1000 & echo '{\"status\":\"ok\",\"reason\":\"'$!'\"}'", "exec sleep 1000",
                                           "echo '{\"status\":\"ok\"}'" };
    struct reply replies[3];
    (void)state;
    ask_shells(scripts, (const unsigned[]){ 60000, 100, 60000 }, replies);
    assert_int_equal(replies[0].status, CELL_OK);
    assert_int_equal(replies[1].status, CELL_TIMEOUT);
    assert_int_equal(replies[2].status, CELL_OK);
    expect_death((pid_t)atoi(json_string_value(json_object_get(replies[0].body, "reason"))));
    for (int i = 0; i < 3; i++)
        runner_reply_fini(&replies[i]);
}

static int next_fd(void)
{
    int fd = open("/dev/null", O_RDONLY);
    assert_true(fd >= 0);
    close(fd);
    return fd;
}

static void nothing_is_left_when_the_second_cannot_be_started(void **state)
{
    const char *const arguments[] = { "/bin/sleep", "1000", NULL };
    struct child_job job = { .argv = arguments, .timeout_ms = 60000, .output_limit = 100, .cpu = RUNNER_ANY_CPU };
    struct reply replies[2];
    struct rlimit before, tight;
    int fd = next_fd();
    (void)state;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    tight = (struct rlimit){ .rlim_cur = (rlim_t)fd + 5, .rlim_max = before.rlim_max };    /* two pipes, and half of the others */
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &tight), 0);
    enum coro_status status = runner_reply_ask_together((const struct child_job[]){ job, job }, 2, replies);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    assert_int_equal(status, CORO_ERR_IO);
    assert_int_equal(next_fd(), fd);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);       /* no child */
}

static void no_name_moves_the_cursor_or_forges_a_sentence(void **state)
{
    char said[256] = "";
    int pipes[2], before = dup(STDERR_FILENO);
    (void)state;
    assert_int_equal(pipe(pipes), 0);
    dup2(pipes[1], STDERR_FILENO);
    runner_note("%s is missing", "a\033[2J\ncorolab: all is \xff well\x7f\xc2\x9b");
    dup2(before, STDERR_FILENO);
    assert_true(read(pipes[0], said, sizeof said - 1) > 0);
    for (int i = 0; i < 2; i++)
        close(pipes[i]);
    close(before);
    assert_string_equal(said, "corolab: a\xEF\xBF\xBD[2J corolab: all is \xEF\xBF\xBD well\xEF\xBF\xBD\xEF\xBF\xBD is missing\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_is_read),
        cmocka_unit_test(an_unsupported_cell_keeps_its_reason),
        cmocka_unit_test(a_crash_is_a_failure_with_the_signal_and_the_last_words),
        cmocka_unit_test(an_exit_status_is_a_failure),
        cmocka_unit_test(a_hang_becomes_a_timeout),
        cmocka_unit_test(garbage_is_a_failure),
        cmocka_unit_test(endless_output_is_a_failure),
        cmocka_unit_test(endless_errors_are_read_and_forgotten),
        cmocka_unit_test(a_missing_program_is_a_failure),
        cmocka_unit_test(a_grandchild_is_not_waited_for_and_does_not_survive),
        IN_DIRECTORY(those_side_by_side_run_at_the_same_time),
        IN_DIRECTORY(what_becomes_of_one_is_not_the_end_of_those_beside_it),
        IN_DIRECTORY(nothing_is_left_of_those_side_by_side),
        cmocka_unit_test(no_name_moves_the_cursor_or_forges_a_sentence),
        cmocka_unit_test(nothing_is_left_when_the_second_cannot_be_started),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
