/* SPDX-License-Identifier: MIT */
/* The verdicts on claims, made of their halves, and the command that measures what they lack. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "report/analysis/claim_decision.h"
#include "tests/report/made_claims.h"

/* Is box slower than strategy_1/param by that ratio? */
#define SLOWER(ratio, more) \
    "{\"probe\":\"time_against\",\"says\":\"yes\",\"against\":\"strategy_1/param\",\"ratio\":" ratio more \
    ",\"evidence\":\"the report decides it\"}"
#define COUNTED(more) "{\"probe\":\"counted_allocations\",\"says\":\"yes\"" more ",\"evidence\":\"the report decides it\"}"

/* The verdict on a claim that check has left to the report. Its first half's evidence must contain the words. */
static enum report_verdict decided(struct result_builder *build, const char *halves, const char *words)
{
    build_claim(build, "answered by report", halves, "");
    struct report_result *result = made_result(build);
    enum report_verdict verdict = result->claims[0].verdict;
    if (strstr(result->claims[0].halves[0].evidence, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", result->claims[0].halves[0].evidence, words);
    report_result_free(result);
    return verdict;
}

static void two_halves_make_one_verdict(void **state)
{
    enum report_half_outcome holds = REPORT_HALF_HOLDS, fails = REPORT_HALF_FAILS;
    const enum report_half_outcome unknown = REPORT_HALF_UNDECIDED, left = REPORT_HALF_LEFT;
    const enum report_join conditions = REPORT_JOIN_CONDITIONS, parts = REPORT_JOIN_PARTS;
    (void)state;

    assert_int_equal(report_verdict_of(&holds, 1, conditions), REPORT_PROVED);
    assert_int_equal(report_verdict_of(&fails, 1, conditions), REPORT_REFUTED);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){holds, holds}, 2, conditions), REPORT_PROVED);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){fails, fails}, 2, conditions), REPORT_REFUTED);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){fails, holds}, 2, conditions), REPORT_DEPENDS);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){holds, unknown}, 2, conditions), REPORT_NOT_MEASURED);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){left, unknown}, 2, conditions), REPORT_NOT_MEASURED);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){left, holds}, 2, conditions), REPORT_LEFT_TO_REPORT);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){holds, holds}, 2, parts), REPORT_PROVED);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){fails, holds}, 2, parts), REPORT_REFUTED);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){unknown, fails}, 2, parts), REPORT_REFUTED);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){unknown, holds}, 2, parts), REPORT_NOT_MEASURED);
}

static void a_half_about_time_joins_the_half_that_a_probe_decided(void **state)
{
    static const char both[] = HALF("a", YES) "," SLOWER("1.5", ""), other[] = HALF("a", NO) "," SLOWER("1.5", "");
    (void)state;

    assert_int_equal(decided(build_full(2), both, "seen"), REPORT_PROVED);
    assert_int_equal(decided(build_full(1), both, "seen"), REPORT_DEPENDS);
    assert_int_equal(decided(build_full(2), other, "seen"), REPORT_DEPENDS);
    assert_int_equal(decided(build_full(1), other, "seen"), REPORT_REFUTED);
    assert_int_equal(decided(build_full(1.515), other, "seen"), REPORT_TOO_FEW_SAMPLES);
}

/* Check writes such a claim as not measured: the half that no probe decided keeps its evidence. */
static void a_half_that_its_probe_left_open_leaves_the_claim_open(void **state)
{
    struct result_builder *build = build_full(2);
    (void)state;

    build_claim(build, "not measured", HALF("a", "") "," SLOWER("1.5", ""), "");
    struct report_result *result = made_result(build);
    assert_string_equal(result->claims[0].halves[0].evidence, "seen");
    assert_int_equal(result->claims[0].verdict, REPORT_NOT_MEASURED);
    report_result_free(result);
}

static void a_time_is_held_against_the_named_row_by_the_ratio(void **state)
{
    (void)state;

    assert_int_equal(decided(build_full(2), SLOWER("1.5", ""), "held against 1.50"), REPORT_PROVED);
    assert_int_equal(decided(build_full(2), SLOWER("3", ""), "n = 5"), REPORT_REFUTED);
    assert_int_equal(decided(build_full(2.02), SLOWER("2", ""), "the intervals overlap at 2.00×"),
                     REPORT_TOO_FEW_SAMPLES);
    assert_int_equal(decided(build_full(2), SLOWER("1.5", ",\"on\":\"pending/1\""), "on pending/1"), REPORT_PROVED);
    assert_int_equal(decided(build_full(2), SLOWER("0.6", ",\"of\":\"strategy_2/param\""), "strategy_2/param takes"),
                     REPORT_PROVED);
    assert_int_equal(decided(build_full(2), SLOWER("1.5", ",\"against_on\":\"pending/1\""), "pending/1, itself on ready"),
                     REPORT_PROVED);
    assert_int_equal(decided(build_full(2), SLOWER("1.5", ",\"against_on\":\"lines\""), "no time for strategy_1/param on lines"),
                     REPORT_NOT_MEASURED);
    assert_int_equal(decided(build_full(2), SLOWER("0", ""), "which row and ratio"), REPORT_NOT_MEASURED);
}

static void a_verdict_is_made_of_the_halves_whatever_the_file_says(void **state)
{
    (void)state;

    struct result_builder *build = build_full(2);
    build_claim(build, "proved", HALF("a", YES) "," HALF("b", NO), "");
    build_claim(build, "proved", HALF("a", ""), "");
    build_claim(build, "refuted", HALF("a", YES), "");
    build_claim(build, "out of reach", HALF("a", YES) "," HALF("b", NO), "");
    build_claim(build, "out of reach", "{\"probe\":\"none\",\"says\":\"yes\",\"evidence\":\"a judgement\"}", "");
    struct report_result *result = made_result(build);
    assert_int_equal(result->claims[0].verdict, REPORT_DEPENDS);
    assert_int_equal(result->claims[1].verdict, REPORT_NOT_MEASURED);
    assert_int_equal(result->claims[2].verdict, REPORT_PROVED);
    assert_int_equal(result->claims[3].verdict, REPORT_DEPENDS);
    assert_int_equal(result->claims[4].verdict, REPORT_OUT_OF_REACH);
    report_result_free(result);
}

static void of_a_question_that_is_not_known_only_that_half_says_so(void **state)
{
    static const char unknown[] = "{\"under\":\"b\",\"probe\":\"future_q\","
                                  "\"says\":\"yes\",\"evidence\":\"the report decides it\"}";
    struct result_builder *build = build_full(2);
    char halves[600];
    (void)state;

    snprintf(halves, sizeof halves, "%s,%s", HALF("a", YES), unknown);
    build_claim(build, "answered by report", halves, "");
    struct report_result *result = made_result(build);
    assert_string_equal(result->claims[0].halves[0].evidence, "seen");
    assert_string_equal(result->claims[0].halves[1].evidence, "this corolab does not know the question");
    assert_int_equal(result->claims[0].verdict, REPORT_NOT_MEASURED);
    report_result_free(result);
    snprintf(halves, sizeof halves, "%s,%s", unknown, SLOWER("1.5", ""));
    assert_int_equal(decided(build_full(2), halves, "does not know the question"), REPORT_NOT_MEASURED);
}

static void a_peer_can_be_held_against(void **state)
{
    struct result_builder *build = build_full(2);
    (void)state;

    result_builder_strategy(build, "peer:rust/box", NULL);
    result_builder_cell(build, "peer:rust/box", "ready", "ok", NULL);
    for (int round = 0; round < 5; round++)
        result_builder_sample(build, "peer:rust/box", "ready", "time_ns", 10 + 0.01 * round, round);
    assert_int_equal(decided(build, "{\"probe\":\"time_against\",\"says\":\"no\",\"against\":\"peer:rust/box\",\"ratio\":1.1}",
                             "the time of peer:rust/box on ready"), REPORT_REFUTED);
}

static void where_a_row_or_a_workload_is_absent_the_evidence_names_it(void **state)
{
    static const char absent_row[] = "{\"probe\":\"time_against\",\"says\":\"yes\",\"against\":\"side_stack/c++\",\"ratio\":1.5}";
    (void)state;

    assert_int_equal(decided(build_full(2), absent_row, "no time for side_stack/c++ on ready"), REPORT_NOT_MEASURED);
    assert_int_equal(decided(build_full(2), SLOWER("1.5", ",\"of\":\"gone\""), "no time for gone"), REPORT_NOT_MEASURED);
    assert_int_equal(decided(build_full(2), SLOWER("1.5", ",\"on\":\"lines\""), "on lines"), REPORT_NOT_MEASURED);
    assert_int_equal(decided(build_full(2), COUNTED(",\"of\":\"peer:x\""), "no count of allocations for peer:x"),
                     REPORT_NOT_MEASURED);
    assert_int_equal(decided(build_full(2), "{\"probe\":\"time_against\",\"says\":\"yes\",\"against\":\"strategy_3/param\","
                             "\"ratio\":1.5,\"on\":\"pending/2\"}", "unsupported: There is no space."), REPORT_NOT_MEASURED);
}

/* Expects the words on why claims were not measured, and the command that measures them; "" for none. */
static void expect_command(struct result_builder *build, const char *why, const char *command)
{
    struct report_result *result = made_result(build);
    struct report_text sentence = {0}, words = {0};

    report_unmeasured_say(result, &sentence);
    report_unmeasured_command(result, &words);
    assert_string_equal(report_text_string(&sentence), why);
    assert_string_equal(report_text_string(&words), command);
    report_text_fini(&sentence);
    report_text_fini(&words);
    report_result_free(result);
}

static void one_command_measures_all_that_the_claims_need(void **state)
{
    static const char unsupported[] = "{\"probe\":\"time_against\",\"says\":\"yes\",\"against\":\"strategy_3/param\","
                                      "\"ratio\":1.5,\"on\":\"pending/2\"}";
    struct result_builder *builds[3] = {build_full(2), build_full(2), build_full(2)};
    (void)state;

    build_claim(builds[0], "answered by report", SLOWER("1.5", ""), "");    /* decided */
    build_claim(builds[0], "answered by report", unsupported, "");          /* no run decides it */
    expect_command(builds[0], "", "");
    build_claim(builds[1], "answered by report", SLOWER("1.5", ",\"of\":\"gone\"") "," COUNTED(",\"on\":\"lines\""), "");
    build_claim(builds[1], "answered by report", SLOWER("1.5", ",\"against_on\":\"lines\""), "");
    build_claim(builds[1], "answered by report", SLOWER("1.5", ",\"against_on\":\"lines\""), "");       /* repeats it */
    expect_command(builds[1], "2 claims are not measured in this file. To measure them:",
                   "./lab run --thorough -s '^(box|gone|strategy_1/param)$' -w '^(ready|lines)$' -o claims.json");
    build_claim(builds[2], "answered by report", COUNTED(",\"of\":\"peer:x\""), "");
    expect_command(builds[2], "1 claim is not measured in this file. To measure it:",
                   "./lab run -s '^(box|peer:x)$' -w '^(ready)$' -o claims.json");
}

static void few_samples_are_told_from_none(void **state)
{
    struct result_builder *build = build_ordinary(&ordinary);
    (void)state;

    result_builder_header(build, "plan", "{\"mode\":\"quick\",\"rounds\":5}");
    build_claim(build, "answered by report", SLOWER("1.5", ""), "");
    build_claim(build, "answered by report", COUNTED(",\"of\":\"peer:x\""), "");
    expect_command(build, "1 claim is not measured in this file, 1 claim has too few samples in it. To measure them:",
                   "./lab run --thorough -s '^(box|strategy_1/param|peer:x)$' -w '^(ready)$' -o claims.json");
}

static void names_out_of_a_file_cannot_end_the_command_and_many_are_left_out(void **state)
{
    static const char hostile[] = "{\"probe\":\"time_against\",\"says\":\"yes\",\"against\":\"a)'; rm *; '\",\"ratio\":1.5}";
    struct result_builder *builds[2] = {build_full(2), build_full(2)};
    char of[100];
    (void)state;

    build_claim(builds[0], "answered by report", hostile, "");
    expect_command(builds[0], "1 claim is not measured in this file. To measure it:",
                   "./lab run --thorough -s '^(box|a....rm.....)$' -w '^(ready)$' -o claims.json");
    for (int i = 0; i < 100; i++) {
        snprintf(of, sizeof of, "{\"probe\":\"counted_allocations\",\"says\":\"yes\",\"of\":\"row %d\"}", i);
        build_claim(builds[1], "answered by report", of, "");
    }
    expect_command(builds[1], "100 claims are not measured in this file. To measure them:", "./lab run -o claims.json");
}

static void a_run_that_screens_decides_counts_and_no_times(void **state)
{
    struct result_builder *build = build_ordinary(&ordinary), *counted = build_ordinary(&ordinary);
    (void)state;

    result_builder_header(build, "plan", "{\"mode\":\"quick\",\"rounds\":5}");
    assert_int_equal(decided(build, SLOWER("1.5", ""), "; too few samples"), REPORT_TOO_FEW_SAMPLES);
    result_builder_header(counted, "plan", "{\"mode\":\"quick\",\"rounds\":5}");
    result_builder_sample(counted, "box", "ready", "allocations", 1, -1);
    assert_int_equal(decided(counted, COUNTED(""), "on ready, an item of box takes 1 allocation"), REPORT_PROVED);
}

static void a_rare_allocation_is_not_one_of_each_item(void **state)
{
    struct result_builder *build = build_full(2);
    (void)state;

    result_builder_sample(build, "strategy_2/param", "pending/1", "allocations", 0.0014, -1);
    assert_int_equal(decided(build, COUNTED(",\"of\":\"strategy_2/param\",\"on\":\"pending/1\""), "0.0014"), REPORT_REFUTED);
}

/* A row whose times swing, so that the noise floor of the whole run is large. */
static void build_noisy(struct result_builder *build)
{
    result_builder_strategy(build, "noisy", "\"protocol\":\"callee places\"");
    result_builder_cell(build, "noisy", "ready", "ok", NULL);
    for (int round = 0; round < 10; round++)
        result_builder_sample(build, "noisy", "ready", "time_ns", round % 2 == 0 ? 1 : 30, round);
}

/* A result with claims of each kind, and many or few rows. */
static struct report_result *made_with_rows(size_t strategies, bool has_noisy)
{
    static const char *const halves[] = {SLOWER("1.9", ""), SLOWER("2.1", ""), SLOWER("1.98", ""),
                                         HALF("a", YES) "," HALF("b", NO), SLOWER("1.5", ",\"of\":\"gone\""), COUNTED("")};
    struct ordinary made = ordinary;

    made.strategies = strategies;
    struct result_builder *build = build_ordinary(&made);
    build_full_plan(build);
    if (has_noisy)
        build_noisy(build);
    for (size_t i = 0; i < sizeof halves / sizeof halves[0]; i++)
        build_claim(build, i == 3 ? "depends" : "answered by report", halves[i], "");
    return made_result(build);
}

static void expect_same_claims(const struct report_result *result, const struct report_result *other)
{
    assert_int_equal(result->claim_count, other->claim_count);
    for (size_t i = 0; i < result->claim_count; i++) {
        assert_int_equal(result->claims[i].verdict, other->claims[i].verdict);
        assert_string_equal(result->claims[i].halves[0].evidence, other->claims[i].halves[0].evidence);
    }
}

static void adding_rows_to_a_result_changes_no_verdict(void **state)
{
    struct report_result *few = made_with_rows(3, false), *many = made_with_rows(40, false), *noisy = made_with_rows(3, true);
    (void)state;

    assert_int_equal(few->claims[0].verdict, REPORT_PROVED);
    assert_int_equal(few->claims[1].verdict, REPORT_REFUTED);
    assert_int_equal(few->claims[2].verdict, REPORT_TOO_FEW_SAMPLES);
    assert_true(noisy->noise.floor > 0.5);
    expect_same_claims(few, many);
    expect_same_claims(few, noisy);
    report_result_free(few);
    report_result_free(many);
    report_result_free(noisy);
}

static void of_two_parts_one_that_fails_refutes(void **state)
{
    struct result_builder *builds[2] = {build_full(1), build_full(2)};
    (void)state;

    for (size_t i = 0; i < 2; i++) {
        build_claim(builds[i], "answered by report", HALF("a", YES) "," SLOWER("1.5", ""), ",\"join\":\"and\"");
        struct report_result *result = made_result(builds[i]);
        assert_int_equal(result->claims[0].verdict, i == 0 ? REPORT_REFUTED : REPORT_PROVED);
        report_result_free(result);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_halves_make_one_verdict),
        cmocka_unit_test(a_half_about_time_joins_the_half_that_a_probe_decided),
        cmocka_unit_test(a_half_that_its_probe_left_open_leaves_the_claim_open),
        cmocka_unit_test(a_time_is_held_against_the_named_row_by_the_ratio),
        cmocka_unit_test(a_verdict_is_made_of_the_halves_whatever_the_file_says),
        cmocka_unit_test(of_a_question_that_is_not_known_only_that_half_says_so),
        cmocka_unit_test(a_peer_can_be_held_against),
        cmocka_unit_test(where_a_row_or_a_workload_is_absent_the_evidence_names_it),
        cmocka_unit_test(one_command_measures_all_that_the_claims_need),
        cmocka_unit_test(few_samples_are_told_from_none),
        cmocka_unit_test(names_out_of_a_file_cannot_end_the_command_and_many_are_left_out),
        cmocka_unit_test(a_run_that_screens_decides_counts_and_no_times),
        cmocka_unit_test(a_rare_allocation_is_not_one_of_each_item),
        cmocka_unit_test(adding_rows_to_a_result_changes_no_verdict),
        cmocka_unit_test(of_two_parts_one_that_fails_refutes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
