/* SPDX-License-Identifier: MIT */
/* Promises on the sentence about arrays that are boxed. The inputs are small results of made-up counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "report/analysis/boxed_array.h"
#include "report/terminal/terminal.h"
#include "tests/report/made_result.h"

struct row { const char *name; double instructions; };

/* The result of these rows on `workload`; the caller's. */
static struct report_result *result_of(const struct row *rows, size_t count, const char *workload)
{
    struct result_builder *build = result_builder_new();

    result_builder_workload(build, workload, NULL);
    for (size_t i = 0; i < count; i++) {
        result_builder_strategy(build, rows[i].name, NULL);
        result_builder_cell(build, rows[i].name, workload, "ok", NULL);
        result_builder_sample(build, rows[i].name, workload, "instructions", rows[i].instructions, 0);
        result_builder_sample(build, rows[i].name, workload, "time_ns", 20, 0);
    }
    return made_result(build);
}

static void expect_sentence(const struct row *rows, size_t count, const char *workload, const char *expected)
{
    struct report_result *result = result_of(rows, count, workload);
    struct report_text text = {0};

    report_boxed_array_say(result, &text);
    assert_string_equal(report_text_string(&text), expected);
    report_text_fini(&text);
    report_result_free(result);
}

static const struct row arrays[] = {
    {"peer:temporary/rustc/made", 381}, {"peer:temporary/rustc/made_in_place", 246},
    {"peer:temporary/rustc/zeros", 251}, {"peer:temporary/rustc/zeros_in_place", 250},
};

static void an_array_is_copied_when_its_own_place_takes_fewer_instructions(void **state)
{
    (void)state;
    expect_sentence(arrays, 4, "frame/1016",
                    "An array that is the argument of Box::new, or of std::make_unique, is made on the stack and copied, in "
                    "instructions against making it in its box: rustc/made (381 against 246). Made in the box: rustc/zeros (251 "
                    "against 250).");
    expect_sentence(&arrays[2], 2, "frame/1016",
                    "An array that is the argument of Box::new, or of std::make_unique, is made in the box: rustc/zeros (251 "
                    "against 250).");
}

static void an_array_without_its_counterpart_is_not_judged(void **state)
{
    (void)state;
    expect_sentence(arrays, 1, "frame/1016", "");
    expect_sentence(arrays, 4, "frame/1040", "");
}

static void the_arrays_are_in_no_table_of_times(void **state)
{
    struct report_result *result = result_of(arrays, 4, "frame/1016");
    struct report_text text = {0};
    (void)state;

    report_terminal_add_times(&text, result, REPORT_LOOK_PLAIN);
    assert_null(strstr(report_text_string(&text), "temporary"));
    report_terminal_add_elision(&text, result);
    assert_non_null(strstr(report_text_string(&text), "rustc/made"));
    report_text_fini(&text);
    report_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_array_is_copied_when_its_own_place_takes_fewer_instructions),
        cmocka_unit_test(an_array_without_its_counterpart_is_not_judged),
        cmocka_unit_test(the_arrays_are_in_no_table_of_times),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
