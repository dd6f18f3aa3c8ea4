/* SPDX-License-Identifier: MIT */
/* Promises of `corolab advise --trace`, on a trace of four calls whose numbers a hand computes. */
#include <fcntl.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "report/advise.h"
#include "report/terminal/terminal_trace.h"
#include "tests/report/made_result.h"

#define RULE(task, next, again) "\"heap_blocks\":{\"task\":" task ",\"next\":" next ",\"next_again\":" again "}"
#define DYN "\"protocol\":\"callee places\""

/* Its frames take 1328 bytes; its second call waits, is awaited by a call, and is one of 200 bytes. */
static const char trace_bytes[] = "# corolab trace 2: by hand\ntask,callee_bytes,polls_until_ready,depth,in_flight\n"
                                  "0,64,1,0,0\n0,200,2,1,1\n1,64,1,0,5\n1,1000,1,0,0\n";
static char trace_path[] = "/tmp/trace_advice_test.XXXXXX", result_path[] = "/tmp/trace_advice_test.XXXXXX";

/* On `real`, fixed and scratch take half of box's time; pool's cannot be told from box's. scratch has no time on ready. */
static const struct { const char *name, *members; double real_ns, ready_ns; } rows[] = {
    {"box", DYN "," RULE("[[1,1]]", "[[1,1]]", "[[1,1]]") ",\"frame_room_bytes\":1048576", 100, 50},
    {"scratch", DYN "," RULE("[[1,0],[129,1]]", "[[1,0],[129,1]]", "[[1,0],[129,1]]"), 50, 0},
    {"cache", DYN "," RULE("[[1,0]]", "[[1,1]]", "[[1,0]]"), 80, 40},
    {"fixed", DYN "," RULE("[[1,0]]", "[[1,0]]", "[[1,0]]") ",\"frame_room_bytes\":128", 50, 25},
    {"older", DYN, 90, 45},
    {"pool", DYN "," RULE("[[1,0]]", "[[1,0]]", "[[1,0]]"), 100.1, 50},
    {"static_dispatch", "\"protocol\":\"static\"", 10, 5},
};
enum { ROWS = sizeof rows / sizeof rows[0], BOX = 0, SCRATCH, CACHE, FIXED, OLDER, POOL };

static const char long_name[] = "size_in_vtable/buffer_or_box";

static struct trace_summary summary;
static struct report_trace_advice advice;

static void add_times(struct result_builder *build, const char *row, const char *workload, double time)
{
    result_builder_cell(build, row, workload, "ok", NULL);
    for (int round = 0; round < 10; round++)
        result_builder_sample(build, row, workload, "time_ns", time * (1 + 0.002 * round), round);
}

/* `plan` is more of the plan: the trace that real replayed. */
static struct result_builder *build_rows(const char *plan)
{
    struct result_builder *build = result_builder_new();

    result_builder_header(build, "plan", "{\"mode\":\"default\",\"rounds\":10%s}", plan);
    result_builder_workload(build, "real", NULL);
    result_builder_workload(build, "ready", NULL);
    result_builder_workload(build, "depth/1", NULL);
    for (size_t i = 0; i < ROWS; i++)
        result_builder_strategy(build, rows[i].name, rows[i].members);
    for (size_t i = 0; i < ROWS; i++) {
        if (i == FIXED)
            result_builder_cell(build, rows[i].name, "real", "unsupported", "it does not fit");
        else
            add_times(build, rows[i].name, "real", rows[i].real_ns);
        if (rows[i].ready_ns > 0)
            add_times(build, rows[i].name, "ready", rows[i].ready_ns);
    }
    result_builder_cell(build, "older", "depth/1", "unsupported", "no chain");
    return build;
}

static const char *plan_of_this_trace(void)
{
    static char plan[200];

    snprintf(plan, sizeof plan, ",\"trace\":\"mine.csv\",\"trace_sha256\":\"%s\"", summary.hash);
    return plan;
}
static const char other_trace[] = ",\"trace\":\"dns.csv\",\"trace_sha256\":"
                                  "\"0000000000000000000000000000000000000000000000000000000000000000\"";

static struct report_result *advise(const char *plan, unsigned needs)
{
    struct report_result *result = made_result(build_rows(plan));

    report_trace_advice_make(result, &summary, needs, &advice);
    return result;
}

static const struct report_trace_row *row_of(size_t strategy)
{
    for (size_t i = 0; i < advice.count; i++)
        if (advice.rows[i].strategy == strategy)
            return &advice.rows[i];
    fail_msg("%s is not among the rows", rows[strategy].name);
    return NULL;
}

static void expect_heap(size_t strategy, double blocks_least, double blocks_most, double bytes_least, double bytes_most)
{
    const struct report_trace_heap *heap = &row_of(strategy)->heap;

    assert_true(heap->blocks_least == blocks_least && heap->blocks_most == blocks_most);
    assert_true(heap->bytes_least == bytes_least && heap->bytes_most == bytes_most);
}

static void blocks_and_bytes_are_those_of_each_row_s_rule(void **state)
{
    struct report_result *result = advise("", 0);
    (void)state;

    assert_int_equal(advice.count, ROWS - 1);
    expect_heap(BOX, 4, 4, 1328, 1328);
    expect_heap(SCRATCH, 2, 2, 1200, 1200);
    expect_heap(CACHE, 0, 1, 0, 200);
    expect_heap(POOL, 0, 0, 0, 0);
    assert_true(isnan(row_of(OLDER)->heap.blocks_most));
    report_result_free(result);
}

static void a_row_without_room_for_a_frame_does_not_fit(void **state)
{
    struct report_result *result = advise("", 0);
    const struct report_trace_fit *fit = &row_of(FIXED)->fit;
    (void)state;

    assert_int_equal(fit->fit, REPORT_FIT_NO);
    assert_int_equal(fit->refusal, REPORT_TRACE_TOO_LARGE);
    assert_true(fit->room_bytes == 128 && fit->refused_calls == 2);
    assert_int_equal(row_of(BOX)->fit.fit, REPORT_FIT_YES);
    report_result_free(result);
}

static void a_row_that_replayed_the_trace_fits_whatever_workload_it_refused(void **state)
{
    struct report_result *result = advise("", 0);
    (void)state;

    assert_int_equal(row_of(OLDER)->fit.refusal, REPORT_TRACE_TOO_DEEP);
    report_result_free(result);
    result = advise(plan_of_this_trace(), 0);
    assert_int_equal(row_of(OLDER)->fit.fit, REPORT_FIT_YES);
    report_result_free(result);
}

static void a_need_that_no_probe_answers_leaves_a_row_open(void **state)
{
    struct report_result *result = advise(plan_of_this_trace(), 1u << REPORT_NEED_SELF);
    (void)state;

    assert_int_equal(advice.fitting, 0);
    assert_int_equal(row_of(BOX)->fit.fit, REPORT_FIT_UNKNOWN);
    assert_int_equal(row_of(BOX)->fit.missing, 1u << REPORT_NEED_SELF);
    report_result_free(result);
}

/* An item of the replay makes 1.25 calls: one call in four is under an adapter. */
static void times_of_a_replay_are_those_of_a_call_with_their_interval(void **state)
{
    struct report_result *result = advise(plan_of_this_trace(), 0);
    (void)state;

    assert_true(advice.is_replayed);
    assert_true(advice.calls_of_item == 1.25);
    assert_int_equal(advice.rows[0].strategy, SCRATCH);
    const struct report_trace_time *time = &advice.rows[0].time;
    assert_true(fabs(time->value - 50.45 / 1.25) < 1e-9 && fabs(time->saved - 50.45 / 1.25) < 1e-9);
    assert_true(time->is_told_apart && time->least < time->saved && time->most > time->saved);
    assert_false(row_of(POOL)->time.is_told_apart);
    assert_false(row_of(BOX)->time.is_told_apart);
    report_result_free(result);
}

static void the_times_of_another_trace_are_not_used(void **state)
{
    struct report_result *result = advise(other_trace, 0);
    (void)state;

    assert_false(advice.is_replayed);
    assert_true(advice.has_other_replay);
    assert_string_equal(advice.nearest->name, "ready");
    assert_true(advice.calls_of_item == 1);
    assert_true(isnan(row_of(SCRATCH)->time.value));
    report_result_free(result);
}

static void expect_words(const char *plan, enum report_terminal_length length, const char *words)
{
    struct report_result *result = advise(plan, 0);
    struct report_trace_answer answer = {result, &summary, &advice, "./lab"};
    struct report_text text = {0};

    report_terminal_add_trace_advice(&text, &answer, length);
    if (strstr(text.bytes, words) == NULL)
        fail_msg("\"%s\" is not in: %s", words, text.bytes);
    assert_true(length == REPORT_LONG || report_terminal_lines(&text) <= REPORT_TERMINAL_LINES);
    for (char *line = strtok(text.bytes, "\n"); line != NULL; line = strtok(NULL, "\n"))
        assert_true(strncmp(line, "  ./lab", 7) == 0 || report_utf8_width(line) <= REPORT_TERMINAL_COLUMNS);
    report_text_fini(&text);
    report_result_free(result);
}

static void the_screen_says_whose_times_it_shows(void **state)
{
    (void)state;
    expect_words(plan_of_this_trace(), REPORT_SHORT, "Times are of real, which replayed this trace.");
    expect_words(other_trace, REPORT_SHORT, "Those of real are not used: it replayed dns.csv.");
    expect_words(other_trace, REPORT_SHORT, "  ./lab run -w '^real$' --trace /tmp/trace_advice_test.");
    expect_words("", REPORT_SHORT, "It replayed the default trace of an older");
}

static void the_screen_has_the_savings_and_the_reasons(void **state)
{
    (void)state;
    expect_words(plan_of_this_trace(), REPORT_SHORT, "5 of 6 rows fit. For all calls, scratch would save 161 ns (");
    expect_words(plan_of_this_trace(), REPORT_SHORT, ", and 2 of its 4 heap blocks.");
    expect_words(plan_of_this_trace(), REPORT_SHORT, "not told apart\n");
    expect_words(plan_of_this_trace(), REPORT_SHORT, "Refused: its larger frames by 1; --long names them.");
    expect_words(plan_of_this_trace(), REPORT_SHORT, "Up to 5 other calls were\n  in flight: if of one iterator, add --need ");
    expect_words(plan_of_this_trace(), REPORT_LONG,
                 "Do not fit: fixed (has room for 128 B, and 50 % of the calls need more).");
}

/* A result of so many samples of box and of a row that is faster. The last samples of that row are as slow as box's. */
static struct report_result *advise_on_two(int samples, int slow_samples)
{
    struct result_builder *build = result_builder_new();
    char plan[300];

    snprintf(plan, sizeof plan, "{\"mode\":\"default\",\"rounds\":%d%s}", samples, plan_of_this_trace());
    result_builder_header(build, "plan", "%s", plan);
    result_builder_workload(build, "real", NULL);
    for (int row = 0; row < 2; row++) {
        const char *name = row == 0 ? "box" : long_name;
        result_builder_strategy(build, name, DYN);
        result_builder_cell(build, name, "real", "ok", NULL);
        for (int round = 0; round < samples; round++)
            result_builder_sample(build, name, "real", "time_ns", row == 0 || round >= samples - slow_samples ? 100 : 50, round);
    }
    struct report_result *result = made_result(build);
    report_trace_advice_make(result, &summary, 0, &advice);
    return result;
}

static void expect_words_on_two(int samples, int slow_samples, const char *words)
{
    struct report_result *result = advise_on_two(samples, slow_samples);
    struct report_trace_answer answer = {result, &summary, &advice, "corolab"};
    struct report_text text = {0};

    report_terminal_add_trace_advice(&text, &answer, REPORT_LONG);
    if (strstr(text.bytes, words) == NULL)
        fail_msg("\"%s\" is not in: %s", words, text.bytes);
    report_text_fini(&text);
    report_result_free(result);
}

static void a_faster_row_that_is_not_told_apart_has_its_reason(void **state)
{
    (void)state;
    expect_words_on_two(3, 0, " No row is told apart from box: that takes 5 samples, and there\n  are 3.");
    expect_words_on_two(7, 3,
                        " size_in_vtable/buffer_or_box may be faster than box, but the\n  intervals of their 7 samples overlap.");
}

static void the_long_table_has_a_wide_name_whole(void **state)
{
    (void)state;
    expect_words_on_two(7, 0, "\nsize_in_vtable/buffer_or_box\n      ");
}

static void the_screen_says_when_no_row_is_known_to_fit(void **state)
{
    struct report_result *result = advise(plan_of_this_trace(), 1u << REPORT_NEED_SELF);
    struct report_trace_answer answer = {result, &summary, &advice, "corolab"};
    struct report_text text = {0};
    (void)state;

    report_terminal_add_trace_advice(&text, &answer, REPORT_SHORT);
    assert_non_null(strstr(text.bytes, "Needs: several futures of one iterator. No row is known to fit.\n"));
    assert_non_null(strstr(text.bytes, "Refused: its larger frames by 1, 5 not asked; --long names them."));
    report_text_fini(&text);
    report_result_free(result);
}

/* The table of a program, for the command without a result file. */
static enum report_status take_table(struct report_result **result, struct report_complaint *complaint)
{
    (void)complaint;
    *result = made_result(build_rows(""));
    return REPORT_OK;
}

static int status_of(int argc, char **argv, report_table_source *table)
{
    int status;

    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        if (dup2(nowhere, STDOUT_FILENO) < 0 || dup2(nowhere, STDERR_FILENO) < 0)
            _exit(99);
        _exit(advise_command_with(argc, argv, table));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WEXITSTATUS(status);
}

static void a_trace_needs_a_result_or_a_table(void **state)
{
    char option[] = "--trace", rank[] = "--rank=ready", nowhere[] = "/nowhere/x.csv";
    (void)state;

    assert_int_equal(result_builder_write(build_rows(""), RESULT_LINES, result_path), 0);
    assert_int_equal(status_of(4, (char *[]){"advise", option, trace_path, result_path, NULL}, NULL), 0);
    assert_int_equal(status_of(3, (char *[]){"advise", option, trace_path, NULL}, take_table), 0);
    assert_int_equal(status_of(3, (char *[]){"advise", option, trace_path, NULL}, NULL), 2);
    assert_int_equal(status_of(5, (char *[]){"advise", option, trace_path, rank, result_path, NULL}, NULL), 2);
    assert_int_equal(status_of(4, (char *[]){"advise", option, nowhere, result_path, NULL}, NULL), 1);
    assert_int_equal(status_of(4, (char *[]){"advise", option, result_path, result_path, NULL}, NULL), 1);
}

static void a_rule_that_makes_no_sense_is_refused(void **state)
{
    static const char *const rules[] = {"1", "[1]", "[[1,1],[1,0]]", "[[1]]", "[[\"a\",1]]", "[[1,-1]]"};
    (void)state;

    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        struct result_builder *build = result_builder_new();
        char members[200];
        snprintf(members, sizeof members, "\"heap_blocks\":{\"task\":%s,\"next\":[],\"next_again\":[]}", rules[i]);
        build_full_plan(build);
        result_builder_workload(build, "ready", NULL);
        result_builder_strategy(build, "box", members);
        expect_made_refused(build, "has a \"task\" ");
    }
}

static int make_files(void **state)
{
    struct report_complaint complaint;
    int trace = mkstemp(trace_path), result = mkstemp(result_path);

    (void)state;
    bool is_written = write(trace, trace_bytes, strlen(trace_bytes)) == (ssize_t)strlen(trace_bytes);
    close(trace);
    close(result);
    return !is_written || trace_summary_read(trace_path, &summary, &complaint) != REPORT_OK;
}
static int remove_files(void **state)
{
    (void)state;
    trace_summary_fini(&summary);
    unlink(result_path);
    return unlink(trace_path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_and_bytes_are_those_of_each_row_s_rule),
        cmocka_unit_test(a_row_without_room_for_a_frame_does_not_fit),
        cmocka_unit_test(a_row_that_replayed_the_trace_fits_whatever_workload_it_refused),
        cmocka_unit_test(a_need_that_no_probe_answers_leaves_a_row_open),
        cmocka_unit_test(times_of_a_replay_are_those_of_a_call_with_their_interval),
        cmocka_unit_test(the_times_of_another_trace_are_not_used),
        cmocka_unit_test(the_screen_says_whose_times_it_shows),
        cmocka_unit_test(the_screen_has_the_savings_and_the_reasons),
        cmocka_unit_test(a_faster_row_that_is_not_told_apart_has_its_reason),
        cmocka_unit_test(the_long_table_has_a_wide_name_whole),
        cmocka_unit_test(the_screen_says_when_no_row_is_known_to_fit),
        cmocka_unit_test(a_trace_needs_a_result_or_a_table),
        cmocka_unit_test(a_rule_that_makes_no_sense_is_refused),
    };

    return cmocka_run_group_tests(tests, make_files, remove_files);
}
