/* SPDX-License-Identifier: MIT */
/* The parser of traces (bench/fixtures/call_trace.h): refusals name the line of the fault, and only a trace is accepted. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "bench/fixtures/call_trace.h"
#include "tests/support/failing.h"

#define HEADER "# corolab trace 1: by hand\ntask,callee_bytes,polls_until_ready,depth\n"
#define HEADER_2 "# corolab trace 2: by hand\ntask,callee_bytes,polls_until_ready,depth,in_flight\n"
static const char good[] = HEADER "0,64,1,0\n0,4000,3,2\n1,1,10,16\n";
static const char good_2[] = HEADER_2 "0,64,1,0,0\n7,0,3,2,40\n";

static enum coro_status parse(const char *bytes, size_t count, struct trace **trace, const char **reason)
{
    return trace_parse("x.csv", bytes, count, trace, reason);
}

static void assert_refused(const char *bytes, const char *why)
{
    struct trace *trace = NULL;
    const char *reason = NULL;
    assert_int_equal(parse(bytes, strlen(bytes), &trace, &reason), CORO_ERR_INVALID);
    assert_null(trace);
    if (strcmp(reason, why) != 0)
        fail_msg("\"%s\" is not \"%s\"", reason, why);
}

static void a_trace_s_records_are_read_in_order(void **state)
{
    struct trace *trace = NULL;
    const char *reason = NULL;
    (void)state;
    assert_int_equal(parse(good, strlen(good), &trace, &reason), CORO_OK);
    assert_int_equal(trace->count, 3);
    assert_string_equal(trace->name, "x.csv");
    const struct trace_record second = { 0, 4000, 3, 2, 0 }, third = { 1, 1, 10, 16, 0 };
    assert_memory_equal(&trace->records[1], &second, sizeof second);
    assert_memory_equal(&trace->records[2], &third, sizeof third);
    free(trace);
}

static void a_malformed_line_is_named_by_its_number(void **state)
{
    (void)state;
    assert_refused(HEADER "0,64,1,0\n0,64,1\n", "x.csv:4: polls_until_ready must be followed by a comma");
    assert_refused(HEADER "0,64,1,0,0\n", "x.csv:3: depth must be followed by the line's end");
    assert_refused(HEADER_2 "0,64,1,0\n", "x.csv:3: depth must be followed by a comma");
    assert_refused(HEADER_2 "0,64,1,0,0,0\n", "x.csv:3: in_flight must be followed by the line's end");
    assert_refused(HEADER "0;64;1;0\n", "x.csv:3: task must be followed by a comma");
    assert_refused(HEADER "\n", "x.csv:3: task is not a number");
    assert_refused(HEADER "0,64,1,0\n\n0,64,1,0\n", "x.csv:4: task is not a number");
    assert_refused(HEADER "0,,1,0\n", "x.csv:3: callee_bytes is not a number");
    assert_refused(HEADER "0, 64,1,0\n", "x.csv:3: callee_bytes is not a number");
    assert_refused(HEADER "-1,64,1,0\n", "x.csv:3: task is not a number");
    assert_refused(HEADER "0,6.4,1,0\n", "x.csv:3: callee_bytes must be followed by a comma");
    assert_refused(HEADER "0,0x40,1,0\n", "x.csv:3: callee_bytes must be followed by a comma");
}

static void a_line_of_windows_is_refused_for_its_end(void **state)
{
    (void)state;
    assert_refused(HEADER "0,64,1,0\r\n", "x.csv:3: the line ends in a carriage return: end lines with a newline alone");
    assert_refused("# corolab trace 2: x\r\n", "x.csv:1: the line ends in a carriage return: end lines with a newline alone");
}

static void a_long_line_is_refused_before_it_is_read_to_its_end(void **state)
{
    char bytes[5000] = HEADER;
    (void)state;
    memset(bytes + strlen(HEADER), '1', sizeof bytes - 1 - strlen(HEADER));
    assert_refused(bytes, "x.csv:3: a line of a trace has at most 440 bytes");
    memset(bytes, 'x', sizeof bytes - 1);
    memcpy(bytes, "# corolab trace 2: ", strlen("# corolab trace 2: "));
    assert_refused(bytes, "x.csv:1: a line of a trace has at most 440 bytes");
    bytes[strlen("# corolab trace 2: ") + 401] = '\n';
    assert_refused(bytes, "x.csv:1: how it was recorded must be said in 400 bytes");
}

static void a_number_beyond_its_type_is_refused(void **state)
{
    (void)state;
    assert_refused(HEADER "0,4294967296,1,0\n", "x.csv:3: callee_bytes must be 0 to 4294967295");
    assert_refused(HEADER "0,99999999999999999999999999,1,0\n", "x.csv:3: callee_bytes must be 0 to 4294967295");
    assert_refused(HEADER "0,64,0,0\n", "x.csv:3: polls_until_ready must be 1 to 4294967295");
    assert_refused(HEADER "0,64,1,4294967296\n", "x.csv:3: depth must be 0 to 4294967295");
    assert_refused(HEADER "16777216,64,1,0\n", "x.csv:3: task must be 0 to 16777215");
    assert_refused(HEADER_2 "0,64,1,0,4294967296\n", "x.csv:3: in_flight must be 0 to 4294967295");
}

static void assert_cuts(const char *bytes, const char *words)
{
    struct trace *trace = NULL;
    const char *reason = NULL;
    char sentence[400];
    assert_int_equal(parse(bytes, strlen(bytes), &trace, &reason), CORO_OK);
    trace_say_cuts(trace, sentence, sizeof sentence);
    assert_string_equal(sentence, words);
    free(trace);
}

static void a_replay_has_limits_and_says_what_they_cut(void **state)
{
    struct trace *trace = NULL;
    const char *reason = NULL;
    static const char wide[] = HEADER_2 "1025,16385,10001,17,4294967295\n1,4294967295,1,0,0\n0,0,1,0,0\n";
    (void)state;
    assert_int_equal(parse(wide, strlen(wide), &trace, &reason), CORO_OK);
    const struct trace_record first = { 1, 16384, 10000, 16, 4294967295u }, second = { 1, 16384, 1, 0, 0 };
    assert_memory_equal(&trace->records[0], &first, sizeof first);
    assert_memory_equal(&trace->records[1], &second, sizeof second);
    assert_int_equal(trace->records[2].callee_bytes, 0);
    free(trace);
    assert_cuts(wide, "the trace x.csv is replayed with changes: 3 calls by 1024 tasks, 1 with the smallest frame for 0 bytes, "
                      "2 cut to 16384 bytes, 1 cut to polls of 10000, 1 cut to a depth of 16");
    assert_cuts(good, "");
}

static void a_sentence_on_cuts_ends_where_its_memory_does(void **state)
{
    struct trace *trace = NULL;
    const char *reason = NULL, deep[] = HEADER "0,1,1,17\n";
    char sentence[80];
    (void)state;
    assert_int_equal(parse(deep, strlen(deep), &trace, &reason), CORO_OK);
    for (size_t bytes = 1; bytes <= sizeof sentence; bytes++) {
        memset(sentence, 'x', sizeof sentence);
        trace_say_cuts(trace, sentence, bytes);
        assert_true(strlen(sentence) < bytes);
    }
    free(trace);
}

static void a_missing_or_other_header_is_refused(void **state)
{
    static const char first[] = "x.csv:1: a trace begins with \"# corolab trace 2: \" and how it was recorded";
    (void)state;
    assert_refused("", "x.csv:1: the trace ends before this line");
    assert_refused("# corolab trace", "x.csv:1: the trace ends in the middle of a line");
    assert_refused("0,64,1,0\n", first);
    assert_refused("# corolab trace 22: x\n", first);
    assert_refused("# corolab trace 3: later\n", "x.csv:1: the trace is of format 3, and this corolab reads 1 and 2");
    assert_refused("# corolab trace 1: x\n0,64,1,0\n",
                   "x.csv:2: the second line must be \"task,callee_bytes,polls_until_ready,depth\"");
    assert_refused("# corolab trace 2: x\ntask,callee_bytes,polls_until_ready,depth\n",
                   "x.csv:2: the second line must be \"task,callee_bytes,polls_until_ready,depth,in_flight\"");
    assert_refused(HEADER, "x.csv:3: a trace has at least one call");
}

/* Cut in memory and in a file, whose bytes come in parts. */
static void assert_cut_is_refused(const char *path, const char *whole, size_t head, size_t count)
{
    struct trace *trace = NULL;
    const char *reason = NULL;
    char *exact = malloc(count ? count : 1);            /* of its own, so that reading beyond it is seen */
    FILE *file = fopen(path, "w");
    assert_non_null(exact);
    assert_non_null(file);
    memcpy(exact, whole, count);
    assert_int_equal(fwrite(whole, 1, count, file), count);
    fclose(file);
    enum coro_status expected = count > head && whole[count - 1] == '\n' ? CORO_OK : CORO_ERR_INVALID;
    assert_int_equal(parse(exact, count, &trace, &reason), expected);
    assert_true(expected == CORO_OK || strstr(reason, "x.csv:") != NULL);
    free(trace);
    trace = NULL;
    assert_int_equal(trace_open(path, &trace, &reason), expected);
    assert_true(expected == CORO_OK || strncmp(reason, path, strlen(path)) == 0);
    free(trace);
    free(exact);
}

static void a_trace_that_ends_too_early_is_refused_wherever_it_ends(void **state)
{
    char path[] = "/tmp/corolab-trace-XXXXXX";
    int fd = mkstemp(path);
    (void)state;
    assert_true(fd >= 0);
    close(fd);
    for (size_t count = 0; count < strlen(good); count++)
        assert_cut_is_refused(path, good, strlen(HEADER), count);
    for (size_t count = 0; count < strlen(good_2); count++)
        assert_cut_is_refused(path, good_2, strlen(HEADER_2), count);
    unlink(path);
}

static void binary_bytes_are_refused(void **state)
{
    struct trace *trace = NULL;
    const char *reason = NULL;
    char bytes[sizeof good];
    (void)state;
    for (size_t i = 0; i < strlen(good); i++) {
        if (i >= strlen("# corolab trace 1: ") && i < strlen("# corolab trace 1: by hand"))
            continue;                           /* the words of the header are free text */
        memcpy(bytes, good, sizeof good);
        bytes[i] = '\0';
        assert_int_equal(parse(bytes, strlen(good), &trace, &reason), CORO_ERR_INVALID);
        bytes[i] = (char)0xff;
        assert_int_equal(parse(bytes, strlen(good), &trace, &reason), CORO_ERR_INVALID);
    }
}

static void of_a_long_trace_the_first_calls_are_taken(void **state)
{
    static const char line[] = "0,64,1,0\n";
    struct trace *trace = NULL;
    const char *reason = NULL;
    size_t count = strlen(HEADER) + (TRACE_MAX_RECORDS + 1) * strlen(line);
    char *bytes = malloc(count + 1), *at = bytes;
    (void)state;
    assert_non_null(bytes);
    at += sprintf(at, "%s", HEADER);
    for (int i = 0; i <= TRACE_MAX_RECORDS; i++)
        at += sprintf(at, "%s", line);
    assert_int_equal(parse(bytes, count, &trace, &reason), CORO_OK);
    assert_int_equal(trace->count, TRACE_MAX_RECORDS);
    assert_true(trace->cuts.leaves_calls_out);
    free(trace);
    assert_int_equal(parse(bytes, count - strlen(line), &trace, &reason), CORO_OK);
    assert_int_equal(trace->count, TRACE_MAX_RECORDS);
    assert_false(trace->cuts.leaves_calls_out);
    free(trace);
    free(bytes);
}

static void the_calls_of_a_replay_are_polled_in_the_time_of_a_sample(void **state)
{
    static const char line[] = "0,64,4294967295,0\n";
    enum { TAKEN = TRACE_MAX_POLLS_IN_ALL / TRACE_MAX_POLLS };
    struct trace *trace = NULL;
    const char *reason = NULL;
    char *bytes = malloc(strlen(HEADER) + (TAKEN + 9) * strlen(line) + 1), *at = bytes;
    (void)state;
    assert_non_null(bytes);
    at += sprintf(at, "%s", HEADER);
    for (int i = 0; i < TAKEN + 9; i++)
        at += sprintf(at, "%s", line);
    assert_int_equal(parse(bytes, (size_t)(at - bytes), &trace, &reason), CORO_OK);
    assert_int_equal(trace->count, TAKEN);
    assert_int_equal(trace->cuts.long_waits, TAKEN);
    assert_true(trace->cuts.leaves_calls_out);
    free(trace);
    free(bytes);
}

static void what_is_no_file_is_refused_by_name(void **state)
{
    struct trace *trace = NULL;
    const char *reason = NULL;
    (void)state;
    assert_int_equal(trace_open("/nowhere/x.csv", &trace, &reason), CORO_ERR_INVALID);
    assert_string_equal(reason, "the trace /nowhere/x.csv cannot be opened: No such file or directory");
    assert_int_equal(trace_open("/", &trace, &reason), CORO_ERR_INVALID);
    assert_string_equal(reason, "the trace / is a directory");
    assert_int_equal(trace_open("/dev/zero", &trace, &reason), CORO_ERR_INVALID);
}

static void a_file_is_read_as_its_bytes_are(void **state)
{
    char path[] = "/tmp/corolab-trace-XXXXXX";
    struct trace *trace = NULL;
    const char *reason = NULL;
    int fd = mkstemp(path);
    (void)state;
    assert_true(fd >= 0);
    assert_int_equal(trace_open(path, &trace, &reason), CORO_ERR_INVALID);        /* it is empty */
    assert_int_equal(write(fd, good, strlen(good)), strlen(good));
    assert_int_equal(trace_open(path, &trace, &reason), CORO_OK);
    assert_int_equal(trace->count, 3);
    free(trace);
    close(fd);
    unlink(path);
}

static void the_default_trace_is_a_good_one(void **state)
{
    struct trace *trace = NULL;
    const char *reason = NULL;
    (void)state;
    if (trace_open(NULL, &trace, &reason) != CORO_OK)
        fail_msg("%s", reason);
    assert_true(trace->count > 1000);
    free(trace);
}

static void every_failing_allocation_is_reported(void **state)
{
    struct trace *trace = NULL;
    const char *reason = NULL;
    (void)state;
    failing.allocations_until_failure = 1;
    assert_int_equal(trace_open(NULL, &trace, &reason), CORO_ERR_NO_MEMORY);
    failing.allocations_until_failure = 0;
    assert_null(trace);
    assert_non_null(reason);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_trace_s_records_are_read_in_order),
        cmocka_unit_test(a_malformed_line_is_named_by_its_number),
        cmocka_unit_test(a_line_of_windows_is_refused_for_its_end),
        cmocka_unit_test(a_long_line_is_refused_before_it_is_read_to_its_end),
        cmocka_unit_test(a_number_beyond_its_type_is_refused),
        cmocka_unit_test(a_replay_has_limits_and_says_what_they_cut),
        cmocka_unit_test(a_sentence_on_cuts_ends_where_its_memory_does),
        cmocka_unit_test(a_missing_or_other_header_is_refused),
        cmocka_unit_test(a_trace_that_ends_too_early_is_refused_wherever_it_ends),
        cmocka_unit_test(binary_bytes_are_refused),
        cmocka_unit_test(of_a_long_trace_the_first_calls_are_taken),
        cmocka_unit_test(the_calls_of_a_replay_are_polled_in_the_time_of_a_sample),
        cmocka_unit_test(what_is_no_file_is_refused_by_name),
        cmocka_unit_test(a_file_is_read_as_its_bytes_are),
        cmocka_unit_test(the_default_trace_is_a_good_one),
        cmocka_unit_test(every_failing_allocation_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
