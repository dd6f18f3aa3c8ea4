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
static const char good[] = HEADER "0,64,1,0\n0,4000,3,2\n1,1,10,16\n";

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
    const struct trace_record second = { 0, 4000, 3, 2 }, third = { 1, 1, 10, 16 };
    assert_memory_equal(&trace->records[1], &second, sizeof second);
    assert_memory_equal(&trace->records[2], &third, sizeof third);
    free(trace);
}

static void a_malformed_line_is_named_by_its_number(void **state)
{
    (void)state;
    assert_refused(HEADER "0,64,1,0\n0,64,1\n", "x.csv:4: polls_until_ready must be followed by a comma");
    assert_refused(HEADER "0,64,1,0,0\n", "x.csv:3: depth must be followed by the line's end");
    assert_refused(HEADER "0,64,1,0\r\n", "x.csv:3: depth must be followed by the line's end");
    assert_refused(HEADER "0;64;1;0\n", "x.csv:3: task must be followed by a comma");
    assert_refused(HEADER "\n", "x.csv:3: task is not a number");
    assert_refused(HEADER "0,64,1,0\n\n0,64,1,0\n", "x.csv:4: task is not a number");
    assert_refused(HEADER "0,,1,0\n", "x.csv:3: callee_bytes is not a number");
    assert_refused(HEADER "0, 64,1,0\n", "x.csv:3: callee_bytes is not a number");
    assert_refused(HEADER "-1,64,1,0\n", "x.csv:3: task is not a number");
    assert_refused(HEADER "0,6.4,1,0\n", "x.csv:3: callee_bytes must be followed by a comma");
    assert_refused(HEADER "0,0x40,1,0\n", "x.csv:3: callee_bytes must be 1 to 16384");
}

static void zero_and_huge_values_are_refused(void **state)
{
    (void)state;
    assert_refused(HEADER "0,0,1,0\n", "x.csv:3: callee_bytes must be 1 to 16384");
    assert_refused(HEADER "0,16385,1,0\n", "x.csv:3: callee_bytes must be 1 to 16384");
    assert_refused(HEADER "0,4294967360,1,0\n", "x.csv:3: callee_bytes must be 1 to 16384");
    assert_refused(HEADER "0,99999999999999999999999999,1,0\n", "x.csv:3: callee_bytes must be 1 to 16384");
    assert_refused(HEADER "0,64,0,0\n", "x.csv:3: polls_until_ready must be 1 to 10000");
    assert_refused(HEADER "0,64,10001,0\n", "x.csv:3: polls_until_ready must be 1 to 10000");
    assert_refused(HEADER "0,64,1,17\n", "x.csv:3: depth must be 0 to 16");
    assert_refused(HEADER "1024,64,1,0\n", "x.csv:3: task must be 0 to 1023");
}

static void a_missing_or_other_header_is_refused(void **state)
{
    (void)state;
    assert_refused("", "x.csv:1: the trace ends before this line");
    assert_refused("# corolab trace", "x.csv:1: the trace ends in the middle of a line");
    assert_refused("0,64,1,0\n", "x.csv:1: a trace begins with \"# corolab trace 1: \" and how it was recorded");
    assert_refused("# corolab trace 2: later\n", "x.csv:1: a trace begins with \"# corolab trace 1: \" and how it was recorded");
    assert_refused("# corolab trace 1: x\n0,64,1,0\n",
                   "x.csv:2: the second line must be \"task,callee_bytes,polls_until_ready,depth\"");
    assert_refused(HEADER, "x.csv:3: a trace has at least one record");
}

static void a_trace_that_ends_too_early_is_refused_wherever_it_ends(void **state)
{
    (void)state;
    for (size_t count = 0; count < strlen(good); count++) {
        struct trace *trace = NULL;
        const char *reason = NULL;
        char *bytes = malloc(count + 1);        /* of its own, so that reading beyond it is seen */
        assert_non_null(bytes);
        memcpy(bytes, good, count);
        char *exact = realloc(bytes, count ? count : 1);
        enum coro_status status = parse(exact, count, &trace, &reason);
        bool is_whole = count > strlen(HEADER) && good[count - 1] == '\n';
        assert_int_equal(status, is_whole ? CORO_OK : CORO_ERR_INVALID);
        if (!is_whole)
            assert_non_null(strstr(reason, "x.csv:"));
        free(trace);
        free(exact);
    }
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

static void more_records_than_the_limit_are_refused(void **state)
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
    assert_int_equal(parse(bytes, count, &trace, &reason), CORO_ERR_INVALID);
    assert_string_equal(reason, "x.csv:65539: a trace has no more than 65536 records");
    assert_int_equal(parse(bytes, count - strlen(line), &trace, &reason), CORO_OK);
    free(trace);
    free(bytes);
}

static void what_is_no_file_is_refused_by_name(void **state)
{
    struct trace *trace = NULL;
    const char *reason = NULL;
    (void)state;
    assert_int_equal(trace_open("/nowhere/x.csv", &trace, &reason), CORO_ERR_IO);
    assert_string_equal(reason, "the trace /nowhere/x.csv cannot be opened: No such file or directory");
    assert_int_equal(trace_open("/", &trace, &reason), CORO_ERR_IO);
    assert_string_equal(reason, "the trace / is a directory");
    assert_int_equal(trace_open("/dev/zero", &trace, &reason), CORO_ERR_IO);
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
    trace = NULL;
    assert_int_equal(ftruncate(fd, TRACE_MAX_FILE_BYTES + 1), 0);
    assert_int_equal(trace_open(path, &trace, &reason), CORO_ERR_INVALID);
    assert_null(trace);
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
        cmocka_unit_test(zero_and_huge_values_are_refused),
        cmocka_unit_test(a_missing_or_other_header_is_refused),
        cmocka_unit_test(a_trace_that_ends_too_early_is_refused_wherever_it_ends),
        cmocka_unit_test(binary_bytes_are_refused),
        cmocka_unit_test(more_records_than_the_limit_are_refused),
        cmocka_unit_test(what_is_no_file_is_refused_by_name),
        cmocka_unit_test(a_file_is_read_as_its_bytes_are),
        cmocka_unit_test(the_default_trace_is_a_good_one),
        cmocka_unit_test(every_failing_allocation_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
