/* SPDX-License-Identifier: MIT */
/* Promises on the section of the page in which a reader chooses a row. The inputs are small results. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "report/html/page.h"
#include "tests/report/made_result.h"

/* The section of a result, which is freed. */
static struct report_text section_of(struct report_result *result)
{
    struct report_text text = {0};

    made_section(report_page_choose, result, &text);
    report_result_free(result);
    return text;
}

static void expect(const struct report_text *text, const char *words)
{
    if (strstr(report_text_string(text), words) == NULL)
        fail_msg("\"%s\" is not in: %s", words, report_text_string(text));
}

static void expect_no(const struct report_text *text, const char *words)
{
    if (strstr(report_text_string(text), words) != NULL)
        fail_msg("\"%s\" is in: %s", words, report_text_string(text));
}

static void build_timed(struct result_builder *build, const char *name, const char *members, double time)
{
    result_builder_strategy(build, name, members);
    result_builder_cell(build, name, "ready", "ok", NULL);
    for (int round = 0; round < 5; round++)
        result_builder_sample(build, name, "ready", "time_ns", time * (1 + 0.001 * round), round);
}

/* box, a row at half its time, a row that no sample tells from it, and a peer. */
static struct result_builder *build_four(void)
{
    struct result_builder *build = result_builder_new();

    result_builder_workload(build, "ready", NULL);
    build_timed(build, "box", "\"protocol\":\"callee places\"", 10);
    build_timed(build, "near", "\"protocol\":\"callee places\"", 10.001);
    build_timed(build, "half", "\"protocol\":\"callee places\"", 5);
    build_timed(build, "known", "\"protocol\":\"static\"", 2);
    build_timed(build, "peer:virtual_call", NULL, 1);
    return build;
}

static void rows_stand_best_first_and_those_that_know_the_type_last(void **state)
{
    struct report_text text = section_of(made_result(build_four()));
    (void)state;

    const char *known = strstr(text.bytes, "href=\"#known\">known<"), *half = strstr(text.bytes, "href=\"#half\">half<");
    const char *box = strstr(text.bytes, "href=\"#box\">box<");
    assert_non_null(known);
    assert_true(half < box && box < known);
    expect_no(&text, "virtual_call");
    report_text_fini(&text);
}

static void only_a_cell_that_the_samples_tell_from_the_baseline_is_tinted(void **state)
{
    struct report_text text = section_of(made_result(build_four()));
    (void)state;

    expect(&text, "<td class=\"v f2\"><a><b>0.50×</b>5.01</a>");
    expect(&text, "<td class=\"v unsure\"><a><b>1.00×</b>10.0</a>");
    expect(&text, "<td class=\"v\"><a><b>1.00×</b>10.0</a>");
    report_text_fini(&text);
}

static void a_yardstick_is_no_answer(void **state)
{
    struct report_text text = section_of(made_result(build_four()));
    (void)state;

    expect(&text, "<tr id=\"c3\" class=\"row yard");
    expect(&text, "<tr id=\"c0\" class=\"row base");
    report_text_fini(&text);
}

static void a_row_that_does_not_fit_says_the_constraint_and_the_evidence(void **state)
{
    struct result_builder *build = build_four();
    (void)state;

    result_builder_record(build, "probe", "\"strategy\":\"box\",\"probe\":\"no_heap\",\"question\":\"?\",\"answer\":\"no\","
                                          "\"behaviour\":\"works\",\"evidence\":\"it does not link without <malloc>\"");
    struct report_text text = section_of(made_result(build));
    expect(&text, "<tr id=\"c0\" class=\"row base x-no-heap ");
    expect(&text, "<span class=\"w-no-heap\"><b>needs malloc or mmap</b> it does not link without &lt;malloc&gt;</span>");
    expect(&text, "<span class=\"w-no-heap\"><b>no heap</b> not measured</span>");
    report_text_fini(&text);
}

static void a_file_without_probes_has_no_constraints_to_tick(void **state)
{
    struct report_text text = section_of(made_result(build_four()));
    (void)state;

    expect_no(&text, "type=\"checkbox\"");
    expect_no(&text, "class=\"cap\"");
    report_text_fini(&text);
}

static void a_refused_cell_has_its_reason(void **state)
{
    struct report_text text = section_of(made_result(build_ordinary(&ordinary)));
    (void)state;

    expect(&text, "<td class=\"v na\" title=\"There is no space.\">refused</td>");
    report_text_fini(&text);
}

static void a_file_of_counts_shows_instructions(void **state)
{
    struct result_builder *build = result_builder_new();
    (void)state;

    result_builder_workload(build, "ready", NULL);
    for (int i = 0; i < 2; i++) {
        const char *name = i == 0 ? "box" : "half";
        result_builder_strategy(build, name, "\"protocol\":\"callee places\"");
        result_builder_cell(build, name, "ready", "ok", NULL);
        result_builder_sample(build, name, "ready", "instructions", i == 0 ? 100 : 50, 0);
    }
    struct report_text text = section_of(made_result(build));
    expect(&text, "<small>instructions");
    expect(&text, "<td class=\"v\"><a>50</a>");
    report_text_fini(&text);
}

static void a_file_without_numbers_and_probes_has_no_section(void **state)
{
    struct result_builder *build = result_builder_new();
    (void)state;

    result_builder_workload(build, "ready", NULL);
    result_builder_strategy(build, "box", NULL);
    struct report_text text = section_of(made_result(build));
    assert_int_equal(text.length, 0);
    report_text_fini(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_stand_best_first_and_those_that_know_the_type_last),
        cmocka_unit_test(only_a_cell_that_the_samples_tell_from_the_baseline_is_tinted),
        cmocka_unit_test(a_yardstick_is_no_answer),
        cmocka_unit_test(a_row_that_does_not_fit_says_the_constraint_and_the_evidence),
        cmocka_unit_test(a_file_without_probes_has_no_constraints_to_tick),
        cmocka_unit_test(a_refused_cell_has_its_reason),
        cmocka_unit_test(a_file_of_counts_shows_instructions),
        cmocka_unit_test(a_file_without_numbers_and_probes_has_no_section),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
