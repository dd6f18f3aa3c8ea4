/* SPDX-License-Identifier: MIT */
/* Promises on the outputs of one result: what they show, how wide they are, and that nothing out of a file goes through
 * unescaped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "report/html/page.h"
#include "report/markdown/markdown.h"
#include "report/result/result.h"
#include "report/terminal/terminal.h"
#include "report/text/text.h"
#include "tests/report/made_result.h"

static void without_a_box_another_baseline_is_used_and_named(void **state)
{
    struct ordinary made = ordinary;
    struct report_text text = {0};
    (void)state;

    made.first_strategy = "inline_slot";
    struct report_result *result = made_result(build_ordinary(&made));
    assert_string_equal(report_baseline_name(result), "inline_slot");
    report_terminal_add(&text, result, REPORT_LOOK_PLAIN);
    assert_non_null(strstr(text.bytes, "multiple of inline_slot"));
    assert_non_null(strstr(text.bytes, "(box, the usual"));
    report_text_fini(&text);
    report_result_free(result);
}

static void no_line_of_the_terminal_table_is_wider_than_80_columns(void **state)
{
    static const struct ordinary made[] = {
        {16, 20, 5, "box", 2.0},
        {3, 40, 1, "\xE6\xBC\xA2\xE5\xAD\x97 a very long name of a strategy, longer than its "
                                       "column", 1e9},
        {2, 1, 1, "box", 1e-9},
    };
    (void)state;

    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++) {
        struct report_result *result = made_result(build_ordinary(&made[i]));
        struct report_text text = {0};
            report_terminal_add(&text, result, REPORT_LOOK_PLAIN);
        for (char *rest = text.bytes, *line; (line = strsep(&rest, "\n")) != NULL;)
            assert_true(report_utf8_width(line) <= REPORT_TERMINAL_COLUMNS);
        report_text_fini(&text);
        report_result_free(result);
    }
}

static void what_a_file_says_is_escaped_everywhere(void **state)
{
    struct ordinary made = ordinary;
    struct report_text text = {0};
    (void)state;

    made.first_strategy = "<script>\\u001b[31m\\\"a,b\\\"|\\u202e";
    struct report_result *result = made_result(build_ordinary(&made));
    report_page_add(&text, &result, 1);
    report_markdown_add(&text, result);
    assert_null(strstr(text.bytes, "<script>\033"));
    assert_null(strstr(text.bytes, "<script>\xEF\xBF\xBD"));
    assert_non_null(strstr(text.bytes, "&lt;script&gt;\xEF\xBF\xBD"));
    report_terminal_add(&text, result, REPORT_LOOK_PLAIN);
    assert_null(strchr(text.bytes, '\033'));
    assert_null(strstr(text.bytes, "\xE2\x80\xAE"));
    report_text_fini(&text);
    report_csv_add(&text, result);
    assert_non_null(strstr(text.bytes, "\n\"<script>\xEF\xBF\xBD[31m\"\"a,b\"\"|\xEF\xBF\xBD\",ready,time_ns,ns,"));
    report_text_fini(&text);
    report_result_free(result);
}

static void csv_has_the_header_and_a_row_for_cells_that_could_not_run(void **state)
{
    struct report_result *result = made_result(build_ordinary(&ordinary));
    struct report_text text = {0};
    (void)state;

    report_csv_add(&text, result);
    assert_int_equal(strncmp(text.bytes, "strategy,workload,metric,unit,value,lo,hi,n,status\n", 51), 0);
    assert_non_null(strstr(text.bytes, "\nbox,ready,time_ns,ns,20.04,20,20.08,5,ok\n"));
    assert_non_null(strstr(text.bytes, "\nstrategy_3/param,pending/2,time_ns,ns,,,,0,unsupported\n"));
    report_text_fini(&text);
    report_result_free(result);
}

static void csv_has_the_code_bytes_of_rows_that_have_any(void **state)
{
    struct result_builder *build = result_builder_new();
    struct report_text text = {0};
    (void)state;

    result_builder_strategy(build, "box", "\"code_bytes\":398");
    result_builder_strategy(build, "peer:x", NULL);
    result_builder_workload(build, "ready", NULL);
    struct report_result *result = made_result(build);
    report_csv_add(&text, result);
    assert_non_null(strstr(text.bytes, "\nbox,,code_bytes,B,398,,,1,ok\n"));
    assert_null(strstr(text.bytes, "\npeer:x,,code_bytes"));
    report_text_fini(&text);
    report_result_free(result);
}

static void the_page_of_a_quick_suite_is_under_a_megabyte_and_needs_nothing_else(void **state)
{
    static const struct ordinary quick = {16, 20, 5, "box", 2.0};
    struct report_result *result = made_result(build_ordinary(&quick));
    struct report_text text = {0};
    (void)state;

    report_page_add(&text, &result, 1);
    assert_true(text.length < 1000000);
    assert_null(strstr(text.bytes, " src="));
    assert_null(strstr(text.bytes, "url("));
    assert_null(strstr(text.bytes, ">nan"));
    assert_null(strstr(text.bytes, " nan"));
    report_text_fini(&text);
    report_result_free(result);
}

static void the_notes_of_the_run_are_told_but_for_passes_that_were_asked_to_be_skipped(void **state)
{
    struct result_builder *build = build_ordinary(&ordinary);
    struct report_text text = {0};
    (void)state;

    result_builder_note(build, "the pass \\\"kernel\\\" was skipped, as --skip asks");
    result_builder_note(build, "this machine counts no <cycles>");
    struct report_result *result = made_result(build);
    report_run_notes_say(result, &text);
    assert_string_equal(text.bytes, "The run noted: this machine counts no <cycles>.");
    report_text_fini(&text);
    report_terminal_add(&text, result, REPORT_LOOK_PLAIN);
    assert_non_null(strstr(text.bytes, "The run noted: this machine counts no <cycles>."));
    report_text_fini(&text);
    report_page_add(&text, &result, 1);
    assert_non_null(strstr(text.bytes, "The run noted: this machine counts no &lt;cycles&gt;."));
    report_text_fini(&text);
    report_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_notes_of_the_run_are_told_but_for_passes_that_were_asked_to_be_skipped),
        cmocka_unit_test(without_a_box_another_baseline_is_used_and_named),
        cmocka_unit_test(no_line_of_the_terminal_table_is_wider_than_80_columns),
        cmocka_unit_test(what_a_file_says_is_escaped_everywhere),
        cmocka_unit_test(csv_has_the_header_and_a_row_for_cells_that_could_not_run),
        cmocka_unit_test(csv_has_the_code_bytes_of_rows_that_have_any),
        cmocka_unit_test(the_page_of_a_quick_suite_is_under_a_megabyte_and_needs_nothing_else),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
