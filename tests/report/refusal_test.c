/* SPDX-License-Identifier: MIT */
/* Bytes that are no result file, or a made-up file that contradicts itself, are refused by one sentence that says where.
 * bad_file_test spoils real files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "tests/report/made_result.h"

static void a_truncated_document_is_refused_with_a_sentence(void **state)
{
    char *text = result_builder_text(build_ordinary(&ordinary), RESULT_DOCUMENT);
    size_t whole = strlen(text);
    (void)state;

    for (size_t length = 0; length + 2 < whole; length += 100)
        expect_bytes_refused(text, length, length == 0 ? "empty" : "line 1");
    free(text);
}

static void what_is_no_result_file_is_refused_with_a_sentence(void **state)
{
    static const char binary[] = "\x7F" "ELF\x02\x01\x00\xFF";
    static const char newer[] = "{\"schema\":\"corolab.result/999\"}", foreign[] = "{\"schema\":\"somebody.else/1\"}";
    (void)state;

    expect_bytes_refused(newer, sizeof newer - 1, "newer corolab");
    expect_bytes_refused(foreign, sizeof foreign - 1, "somebody.else/1");
    expect_bytes_refused(binary, sizeof binary, "not JSON");
    expect_bytes_refused("{\"a\":1}", 7, "schema");
    expect_bytes_refused("[]", 2, "schema");
    expect_bytes_refused("{\"schema\":\"corolab.result/1\"}", 29, "strategies");
}

/* Adds one more sample of the first cell, in that round. */
static struct result_builder *with_sample_of_round(int round)
{
    struct result_builder *build = build_ordinary(&ordinary);

    result_builder_sample(build, "box", "ready", "time_ns", 12, round);
    return build;
}

static void a_sample_that_stands_twice_is_refused(void **state)
{
    char *text = result_builder_text(with_sample_of_round(0), RESULT_DOCUMENT);
    (void)state;

    expect_made_refused(with_sample_of_round(0), "holds two samples of time_ns of box on ready in round 0");
    expect_bytes_refused(text, strlen(text), "holds two samples of time_ns of box on ready in round 0");
    free(text);
    report_result_free(made_result(with_sample_of_round(500)));
}

static void a_time_below_zero_is_refused(void **state)
{
    static const char *const ends[][2] = {
        {"\"wall_seconds\":-1", "\"wall_seconds\" below zero"}, {"\"harness_seconds\":-0.5", "\"harness_seconds\" below zero"},
        {"\"at\":-3", "\"at\" below zero"}, {"\"rounds\":-1", "\"rounds\" below zero"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        struct result_builder *build = build_ordinary(&ordinary);
        result_builder_end(build, "%s", ends[i][0]);
        expect_made_refused(build, ends[i][1]);
    }
}

static void a_size_or_count_below_zero_is_refused(void **state)
{
    static const char *const headers[][3] = {
        {"plan", "{\"rounds\":-5}", "\"rounds\" below zero"}, {"environment", "{\"cores\":-2}", "\"cores\" below zero"},
        {"environment", "{\"memory_bytes\":-1}", "\"memory_bytes\" below zero"},
        {"experiment", "{\"trials\":-1}", "\"trials\" below zero"},
    };
    struct result_builder *build = result_builder_new();
    (void)state;

    result_builder_strategy(build, "box", "\"task_bytes\":-32");
    expect_made_refused(build, "\"task_bytes\" below zero");
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        build = build_ordinary(&ordinary);
        result_builder_header(build, headers[i][0], "%s", headers[i][1]);
        expect_made_refused(build, headers[i][2]);
    }
}

static void a_count_below_zero_is_refused_and_a_difference_of_readings_is_not(void **state)
{
    struct result_builder *build = build_ordinary(&ordinary);
    (void)state;

    result_builder_sample(build, "box", "ready", "instructions", -5, 0);
    expect_made_refused(build, "has a count below zero");
    build = build_ordinary(&ordinary);
    result_builder_sample(build, "box", "ready", "allocations", -1, 0);
    expect_made_refused(build, "has a count below zero");
    build = build_ordinary(&ordinary);
    result_builder_sample(build, "box", "ready", "page_table_bytes", -4096, 0);
    report_result_free(made_result(build));
}

static void a_record_behind_the_end_is_refused_unless_the_run_was_interrupted(void **state)
{
    static const char end[] = "{\"record\":\"end\",\"interrupted\":%s}\n%s";
    static const char *const later[] = {"{\"record\":\"pass\",\"pass\":\"check\"}\n",
                                        "{\"record\":\"end\"}\n", "{\"record\":\"x\"}\n"};
    char spoilt[1 << 16];
    (void)state;

    for (size_t i = 0; i < sizeof later / sizeof later[0]; i++) {
        struct report_complaint complaint;
        struct report_result *result = NULL;
        struct result_builder *build = build_ordinary(&ordinary);
        result_builder_end(build, "\"interrupted\":true");
        char *text = result_builder_text(build, RESULT_LINES);
        int length = snprintf(spoilt, sizeof spoilt, "%s", text);
        snprintf(spoilt + length, sizeof spoilt - (size_t)length, end, "true", later[i]);
        assert_int_equal(report_result_parse("test.json", spoilt, strlen(spoilt), &result, &complaint), REPORT_OK);
        report_result_free(result);
        snprintf(spoilt + length, sizeof spoilt - (size_t)length, end, "false", later[i]);
        expect_bytes_refused(spoilt, strlen(spoilt), "is a record behind the end of a complete run");
        free(text);
    }
}

static void a_block_of_zero_bytes_at_the_end_is_left_out(void **state)
{
    char *text = result_builder_text(build_ordinary(&ordinary), RESULT_LINES);
    size_t length = strlen(text), block = 4096;
    struct report_complaint complaint = {""};
    struct report_result *result = NULL;
    char *spoilt = calloc(1, length + block);
    (void)state;

    assert_non_null(spoilt);
    for (size_t cut = 0; cut <= 20; cut += 20) {        /* behind the last line, and inside of it */
        memset(spoilt, 0, length + block);
        memcpy(spoilt, text, length - cut);
        assert_int_equal(report_result_parse("test.json", spoilt, length + block, &result, &complaint), REPORT_OK);
        assert_true(result->torn_line > 0);
        report_result_free(result);
    }
    spoilt[length + block - 1] = '}';
    expect_bytes_refused(spoilt, length + block, "is zero");
    free(spoilt);
    free(text);
}

#define CLAIM "\"strategy\":\"box\",\"row\":1,\"quote\":\"q\",\"verdict\":\"proved\",\"halves\":"
static void a_record_that_contradicts_the_file_is_refused_with_its_place(void **state)
{
    static const char *const records[][3] = {
        {"claim", "\"strategy\":\"nobody\",\"row\":1,\"quote\":\"q\",\"verdict\":\"proved\"", "line 69 names the strategy"},
        {"claim", "\"strategy\":\"box\",\"row\":9,\"quote\":\"q\",\"verdict\":\"proved\"", "line 69 has a \"row\""},
        {"claim", "\"strategy\":\"box\",\"row\":1,\"quote\":\"q\",\"verdict\":\"maybe\"", "unknown verdict"},
        {"claim", CLAIM "{}", "\"halves\" that are not a list of one or two"},
        {"claim", CLAIM "[]", "\"halves\" that are not a list of one or two"},
        {"claim", CLAIM "[{},{},{}]", "\"halves\" that are not a list of one or two"},
        {"claim", CLAIM "[1]", "\"halves\" with something in it that is not an object"},
        {"claim", CLAIM "[{\"says\":\"perhaps\"}]", "unknown says \"perhaps\""},
        {"claim", CLAIM "[{\"answer\":\"perhaps\"}]", "unknown answer \"perhaps\""},
        {"claim", CLAIM "[{\"ratio\":\"1.5\"}]", "\"ratio\" that is not a number"},
        {"probe", "\"strategy\":\"box\",\"probe\":\"p\",\"behaviour\":1", "\"behaviour\" that is not a string"},
        {"probe", "\"strategy\":\"box\",\"probe\":\"p\",\"behaviour\":\"works\",\"answer\":\"maybe\"",
         "line 69 has the unknown answer \"maybe\""},
        {"probe", "\"strategy\":\"box\",\"probe\":\"p\",\"behaviour\":\"works\",\"answer\":true",
         "\"answer\" that is not a string"},
        {"probe", "\"strategy\":\"box\",\"probe\":\"p\",\"behaviour\":\"works\",\"question\":null",
         "\"question\" that is not a string"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof records / sizeof records[0]; i++) {
        struct result_builder *build = build_ordinary(&ordinary);
        result_builder_record(build, records[i][0], "%s", records[i][1]);
        expect_made_refused(build, records[i][2]);
    }
}

static void a_header_that_is_malformed_or_double_is_refused(void **state)
{
    static const char *const headers[][3] = {
        {"plan", "[]", "\"plan\" that is not an object"},
        {"environment", "{\"cores\":\"NaN\"}", "\"cores\" that is not a number"},
        {"strategies", "[]", "duplicate"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        struct result_builder *build = build_ordinary(&ordinary);
        result_builder_header(build, headers[i][0], "%s", headers[i][1]);
        expect_made_refused(build, headers[i][2]);
    }
}

static void a_sample_of_a_cell_that_is_not_ok_is_refused(void **state)
{
    struct result_builder *build = result_builder_new();
    (void)state;

    result_builder_strategy(build, "box", NULL);
    result_builder_workload(build, "ready", NULL);
    result_builder_cell(build, "box", "ready", "timeout", NULL);
    result_builder_sample(build, "box", "ready", "time_ns", 1, -1);
    expect_made_refused(build, "line 3 is a sample of a cell");
}

static void what_a_strategys_own_file_says_is_read_where_the_result_has_it(void **state)
{
    struct result_builder *build = result_builder_new();
    (void)state;

    result_builder_strategy(build, "box", "\"fidelity\":\"rustc tests more\",\"tuned_on\":\"ready real\","
                            "\"lives\":{\"where\":\"call site\",\"fallback\":\"heap\"},"
                            "\"threads\":{\"share\":\"the heap\",\"may_share_iterator\":false,\"refusal\":\"one cache\"}");
    result_builder_strategy(build, "new", NULL);
    result_builder_workload(build, "ready", NULL);
    struct report_result *result = made_result(build);
    assert_string_equal(result->strategies[0].fidelity, "rustc tests more");
    assert_string_equal(result->strategies[1].fidelity, "");
    assert_string_equal(result->strategies[0].tuned_on, "ready real");
    assert_string_equal(result->strategies[1].tuned_on, "");
    assert_string_equal(result->strategies[0].threads_share, "the heap");
    assert_string_equal(result->strategies[0].sharing_refusal, "one cache");
    assert_true(result->strategies[0].says_sharing && !result->strategies[0].may_share_iterator);
    assert_false(result->strategies[1].says_sharing);
    assert_int_equal(result->strategies[0].lives.where, REPORT_PLACE_CALL_SITE);
    assert_int_equal(result->strategies[0].lives.fallback, REPORT_PLACE_HEAP);
    assert_int_equal(result->strategies[0].lives.pointer, REPORT_PLACE_UNKNOWN);
    assert_int_equal(result->strategies[1].lives.where, REPORT_PLACE_UNKNOWN);
    report_result_free(result);
    build = result_builder_new();
    result_builder_strategy(build, "box", "\"fidelity\":1");
    expect_made_refused(build, "\"fidelity\" that is not a string");
    build = result_builder_new();
    result_builder_strategy(build, "box", "\"lives\":{\"where\":\"cloud\"}");
    expect_made_refused(build, "unknown where \"cloud\"");
}

static void more_kinds_of_probes_than_a_page_holds_are_refused(void **state)
{
    struct result_builder *build = build_ordinary(&ordinary);
    (void)state;

    for (size_t i = 0; i <= REPORT_LONGEST_TABLE; i++)
        result_builder_record(build, "probe", "\"strategy\":\"box\",\"probe\":\"p%zu\",\"behaviour\":\"works\"", i);
    expect_made_refused(build, "line 261 is one of more than 192 kinds");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_truncated_document_is_refused_with_a_sentence),
        cmocka_unit_test(what_is_no_result_file_is_refused_with_a_sentence),
        cmocka_unit_test(a_sample_that_stands_twice_is_refused),
        cmocka_unit_test(a_time_below_zero_is_refused),
        cmocka_unit_test(a_size_or_count_below_zero_is_refused),
        cmocka_unit_test(a_count_below_zero_is_refused_and_a_difference_of_readings_is_not),
        cmocka_unit_test(a_record_behind_the_end_is_refused_unless_the_run_was_interrupted),
        cmocka_unit_test(a_block_of_zero_bytes_at_the_end_is_left_out),
        cmocka_unit_test(a_record_that_contradicts_the_file_is_refused_with_its_place),
        cmocka_unit_test(a_header_that_is_malformed_or_double_is_refused),
        cmocka_unit_test(a_sample_of_a_cell_that_is_not_ok_is_refused),
        cmocka_unit_test(what_a_strategys_own_file_says_is_read_where_the_result_has_it),
        cmocka_unit_test(more_kinds_of_probes_than_a_page_holds_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
