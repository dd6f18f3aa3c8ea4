/* SPDX-License-Identifier: MIT */
/* The verdicts on claims about time, computed from made-up samples; and that every output says why a verdict differs from the
 * claim. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "report/html/page.h"
#include "report/markdown/markdown.h"
#include "report/terminal/terminal.h"
#include "tests/report/made_result.h"

/* A claim of the first strategy with that probe; `more` is more members, each with a comma in front. */
static void build_claim(struct result_builder *build, const char *probe, const char *says, const char *more)
{
    result_builder_record(build, "claim", "\"strategy\":\"box\",\"row\":1,\"downside\":true,\"quote\":\"q\",\"probe\":\"%s\","
                          "\"says\":\"%s\",\"verdict\":\"answered by report\"%s", probe, says, more);
}

/* The verdict when box takes `factor` times what the others take. */
static enum report_verdict decided(const char *probe, const char *says, const char *more, double factor)
{
    struct ordinary made = ordinary;

    made.first_factor = factor;
    struct result_builder *build = build_ordinary(&made);
    build_full_plan(build);
    build_claim(build, probe, says, more);
    struct report_result *result = made_result(build);
    enum report_verdict verdict = result->claims[0].verdict;
    report_result_free(result);
    return verdict;
}

static void a_claim_about_time_is_decided_from_the_samples(void **state)
{
    struct result_builder *build = build_ordinary(&ordinary);
    (void)state;

    assert_int_equal(decided("time", "yes", "", 2.0), REPORT_PROVED);
    assert_int_equal(decided("time", "yes", "", 0.5), REPORT_REFUTED);
    assert_int_equal(decided("time", "yes", "", 1.02), REPORT_OUT_OF_REACH);
    build_full_plan(build);
    result_builder_record(build, "claim", "\"strategy\":\"box\",\"row\":1,\"downside\":true,\"probe\":\"time\","
                          "\"quote\":\"not especially efficient\",\"verdict\":\"not tested\"");
    struct report_result *result = made_result(build);
    assert_int_equal(result->claims[0].verdict, REPORT_PROVED);
    assert_non_null(strstr(result->claims[0].evidence, "n = 5"));
    report_result_free(result);
}

static void a_run_that_screens_gives_no_verdict_about_time(void **state)
{
    struct result_builder *build = build_ordinary(&ordinary);
    (void)state;

    result_builder_header(build, "plan", "{\"mode\":\"quick\",\"rounds\":5}");
    build_claim(build, "time", "yes", "");
    struct report_result *result = made_result(build);
    assert_int_equal(result->claims[0].verdict, REPORT_NOT_MEASURED);
    assert_non_null(strstr(result->claims[0].evidence, "gives no verdict"));
    report_result_free(result);
}

static void a_claim_is_held_against_the_row_and_the_workload_that_it_names(void **state)
{
    static const char against[] = ",\"against\":\"strategy_1/param\"", on[] = ",\"on\":\"pending/1\"";
    (void)state;

    assert_int_equal(decided("time_against", "yes", against, 2.0), REPORT_PROVED);
    assert_int_equal(decided("time_against", "no", against, 2.0), REPORT_REFUTED);
    assert_int_equal(decided("time_against", "yes", against, 0.5), REPORT_REFUTED);
    assert_int_equal(decided("time_against", "yes", against, 1.01), REPORT_OUT_OF_REACH);
    assert_int_equal(decided("time_against", "yes", ",\"against\":\"nobody\"", 2.0), REPORT_NOT_MEASURED);
    assert_int_equal(decided("time", "yes", on, 2.0), REPORT_PROVED);
    assert_int_equal(decided("time", "yes", ",\"on\":\"nothing\"", 2.0), REPORT_NOT_MEASURED);
}

static void the_fastest_is_only_what_is_below_all_others(void **state)
{
    (void)state;

    assert_int_equal(decided("time_fastest", "yes", "", 0.5), REPORT_PROVED);
    assert_int_equal(decided("time_fastest", "yes", "", 1.015), REPORT_REFUTED);
    assert_int_equal(decided("time_fastest", "yes", "", 2.0), REPORT_REFUTED);
    assert_int_equal(decided("time_fastest", "yes", "", 1.01), REPORT_OUT_OF_REACH);
}

static void where_a_verdict_differs_every_output_says_why(void **state)
{
    struct result_builder *build = build_ordinary(&ordinary);
    struct report_text terminal = {0}, page = {0}, markdown = {0};
    (void)state;

    result_builder_record(build, "claim", "\"strategy\":\"box\",\"row\":1,\"downside\":true,\"probe\":\"allocates\","
                          "\"quote\":\"requires allocation\",\"verdict\":\"refuted\",\"evidence\":\"counted\","
                          "\"why\":\"on Tuesdays only\"");
    result_builder_record(build, "claim", "\"strategy\":\"box\",\"row\":0,\"downside\":false,\"probe\":\"none\","
                          "\"quote\":\"it is lovely\",\"verdict\":\"out of reach\",\"evidence\":\"a matter of taste\"");
    struct report_result *result = made_result(build);
    report_terminal_add(&terminal, result, REPORT_LOOK_PLAIN);
    report_page_add(&page, &result, 1);
    report_markdown_add(&markdown, result);
    assert_non_null(strstr(terminal.bytes, "on Tuesdays only"));
    assert_non_null(strstr(terminal.bytes, "a matter of taste"));
    assert_non_null(strstr(terminal.bytes, "0 proved, 0 refuted, 1 out of reach"));
    assert_non_null(strstr(page.bytes, "on Tuesdays only"));
    assert_non_null(strstr(page.bytes, "a matter of taste"));
    assert_non_null(strstr(markdown.bytes, "on Tuesdays only"));
    report_text_fini(&markdown);
    report_text_fini(&page);
    report_text_fini(&terminal);
    report_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_claim_about_time_is_decided_from_the_samples),
        cmocka_unit_test(a_run_that_screens_gives_no_verdict_about_time),
        cmocka_unit_test(a_claim_is_held_against_the_row_and_the_workload_that_it_names),
        cmocka_unit_test(the_fastest_is_only_what_is_below_all_others),
        cmocka_unit_test(where_a_verdict_differs_every_output_says_why),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
