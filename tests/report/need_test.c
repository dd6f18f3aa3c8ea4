/* SPDX-License-Identifier: MIT */
/* Promises about constraints: the probe that decides each, what a row that was not asked is, and who leads by each rank. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "report/analysis/need.h"
#include "report/analysis/rank.h"
#include "tests/report/made_result.h"

static const char state_machine[] = "\"caller\":\"state machine\",\"callee\":\"state machine\",\"protocol\":\"callee places\"";

static void build_probe(struct result_builder *build, const char *row, const char *probe, const char *words)
{
    result_builder_record(build, "probe", "\"strategy\":\"%s\",\"probe\":\"%s\",%s", row, probe, words);
}

/* Two rows; every probe of `other` was asked of `box`, so that the file has the question. */
static struct report_result *row_with(const char *members, const char *probe, const char *words)
{
    struct result_builder *build = result_builder_new();

    result_builder_strategy(build, "box", state_machine);
    result_builder_strategy(build, "other", members);
    result_builder_workload(build, "ready", NULL);
    build_probe(build, "box", probe, "\"answer\":\"yes\",\"behaviour\":\"works\",\"evidence\":\"seen\"");
    if (words != NULL)
        build_probe(build, "other", probe, words);
    return made_result(build);
}

static void expect_fit(struct report_result *result, size_t need, enum report_fit fit, const char *evidence)
{
    struct report_text text = {0};

    assert_string_equal(report_fit_words[report_need_fit(result, 1, need, NULL)], report_fit_words[fit]);
    report_need_say_evidence(result, 1, need, &text);
    assert_string_equal(text.bytes, evidence);
    report_text_fini(&text);
    report_result_free(result);
}

static void a_probes_answer_decides(void **state)
{
    (void)state;
    expect_fit(row_with(state_machine, "no_heap", "\"answer\":\"yes\",\"behaviour\":\"works\",\"evidence\":\"it links\""),
               REPORT_NEED_NO_HEAP, REPORT_FIT_YES, "it links");
    expect_fit(row_with(state_machine, "no_heap", "\"answer\":\"no\",\"behaviour\":\"refuses\",\"evidence\":\"no malloc\""),
               REPORT_NEED_NO_HEAP, REPORT_FIT_NO, "no malloc");
    expect_fit(row_with(state_machine, "large_callee", "\"answer\":\"yes\",\"behaviour\":\"falls back\",\"evidence\":\"a box\""),
               REPORT_NEED_ANY_SIZE, REPORT_FIT_FALLS_BACK, "a box");
    expect_fit(row_with(state_machine, "several_in_flight", "\"answer\":\"no\",\"behaviour\":\"fails\",\"evidence\":\"one\""),
               REPORT_NEED_SELF, REPORT_FIT_NO, "one");
}

static void a_row_that_was_not_asked_is_unknown_and_no_no(void **state)
{
    (void)state;
    for (size_t need = 0; need < REPORT_NEED_STATE_MACHINE; need++)
        expect_fit(row_with(state_machine, report_needs[need].probes[0], NULL), need, REPORT_FIT_UNKNOWN, "not measured");
    expect_fit(row_with(NULL, "no_heap", NULL), REPORT_NEED_TRAIT, REPORT_FIT_UNKNOWN, "not measured");
    expect_fit(row_with(NULL, "no_heap", NULL), REPORT_NEED_STATE_MACHINE, REPORT_FIT_UNKNOWN, "not measured");
}

static void the_worst_of_several_probes_decides(void **state)
{
    static const char yes[] = "\"answer\":\"yes\",\"behaviour\":\"works\",\"evidence\":\"4 deep\"";
    static const char no[] = "\"answer\":\"no\",\"behaviour\":\"refuses\",\"evidence\":\"level 64 is refused\"";
    struct result_builder *build = result_builder_new();
    (void)state;

    result_builder_strategy(build, "box", state_machine);
    result_builder_strategy(build, "frame_stack", state_machine);
    result_builder_workload(build, "ready", NULL);
    build_probe(build, "box", "recursion", yes);
    build_probe(build, "frame_stack", "recursion", yes);
    build_probe(build, "frame_stack", "deep_recursion", no);
    struct report_result *result = made_result(build);
    assert_int_equal(report_need_fit(result, 0, REPORT_NEED_RECURSION, NULL), REPORT_FIT_UNKNOWN);
    expect_fit(result, REPORT_NEED_RECURSION, REPORT_FIT_NO, "level 64 is refused");
}

static void what_stays_of_a_burst_has_a_bound_or_grows_with_it(void **state)
{
    static const char of[] = "\"answer\":\"%s\",\"behaviour\":\"works\",\"value\":%s,\"evidence\":\"%s bytes stay\"";
    static const struct { const char *answer, *value; enum report_fit fit; } cases[] = {
        {"no", "0", REPORT_FIT_YES}, {"yes", "135168", REPORT_FIT_YES}, {"yes", "1360000", REPORT_FIT_NO},
    };
    char words[160], evidence[40];
    (void)state;

    for (size_t i = 0; i < 3; i++) {
        snprintf(words, sizeof words, of, cases[i].answer, cases[i].value, cases[i].value);
        snprintf(evidence, sizeof evidence, "%s bytes stay", cases[i].value);
        expect_fit(row_with(state_machine, "stays_after_burst", words), REPORT_NEED_BOUNDED, cases[i].fit, evidence);
    }
    expect_fit(row_with(state_machine, "stays_after_burst", "\"answer\":\"no\",\"behaviour\":\"refuses\",\"evidence\":\"full\""),
               REPORT_NEED_BOUNDED, REPORT_FIT_UNKNOWN, "full");
}

static void the_record_decides_where_no_probe_was_asked(void **state)
{
    (void)state;
    expect_fit(row_with("\"protocol\":\"polls next\"", "no_heap", NULL), REPORT_NEED_TRAIT, REPORT_FIT_NO,
               "the trait is another: it polls next, and has no future");
    expect_fit(row_with("\"protocol\":\"static\"", "no_heap", NULL), REPORT_NEED_TRAIT, REPORT_FIT_NO,
               "there is no dyn: the caller knows the type");
    expect_fit(row_with("\"protocol\":\"calls\",\"caller\":\"stackful\"", "no_heap", NULL), REPORT_NEED_STATE_MACHINE,
               REPORT_FIT_NO, "its callers are no state machines");
    expect_fit(row_with(state_machine, "no_heap", NULL), REPORT_NEED_STATE_MACHINE, REPORT_FIT_YES,
               "its callers are state machines");
    expect_fit(row_with("\"protocol\":\"callee places\",\"threads\":{\"share\":\"a slot\",\"may_share_iterator\":false,"
                        "\"refusal\":\"it holds one frame\"}", "no_heap", NULL),
               REPORT_NEED_THREADS, REPORT_FIT_NO, "it holds one frame");
}

static void needs_and_presets_have_keys_of_their_own_and_ranks_that_exist(void **state)
{
    struct report_result *result = made_result(build_ordinary(&(struct ordinary){3, 10, 5, "box", 2}));
    struct report_rank rank;
    (void)state;

    for (size_t i = 0; i < REPORT_NEEDS; i++)
        assert_int_equal(report_need_find(report_needs[i].key), i);
    for (size_t i = 0; i < REPORT_PRESETS; i++)
        assert_int_equal(report_preset_find(report_presets[i].key), i);
    assert_int_equal(report_need_find("heap"), REPORT_NOT_FOUND);
    assert_true(report_rank_find(result, "pending/8", &rank) && rank.workload == 8);
    assert_false(report_rank_find(result, "memory", &rank));
    assert_false(report_rank_find(result, "pending/80", &rank));
    report_result_free(result);
}

/* Of two rows with these bytes in a waiting task, who leads? */
static size_t leaders_by_memory(double bytes, double other_bytes)
{
    struct result_builder *build = result_builder_new();
    struct report_group group;
    struct report_rank rank;

    result_builder_workload(build, "tasks/10000", NULL);
    for (size_t i = 0; i < 2; i++) {
        const char *name = i == 0 ? "box" : "other";
        result_builder_strategy(build, name, state_machine);
        result_builder_cell(build, name, "tasks/10000", "ok", NULL);
        result_builder_sample(build, name, "tasks/10000", "bytes_per_waiting_task", i == 0 ? bytes : other_bytes, 0);
    }
    struct report_result *result = made_result(build);
    assert_true(report_rank_find(result, "memory", &rank));
    report_rank_lead(result, &rank, (const bool[]){true, true}, &group);
    report_result_free(result);
    return group.count;
}

static void rows_that_a_rank_does_not_tell_apart_lead_together(void **state)
{
    struct report_result *result = made_result(build_ordinary(&(struct ordinary){3, 1, 5, "box", 2}));
    struct report_group group;
    struct report_rank rank;
    (void)state;

    assert_int_equal(leaders_by_memory(200, 210), 2);
    assert_int_equal(leaders_by_memory(200, 230), 1);
    assert_true(report_rank_find(result, "ready", &rank));
    report_rank_lead(result, &rank, (const bool[]){true, true, true}, &group);
    assert_int_equal(group.strategies[0], 1);
    report_rank_lead(result, &rank, (const bool[]){true, false, false}, &group);
    assert_true(group.count == 1 && group.strategies[0] == 0);
    report_rank_lead(result, &rank, (const bool[]){false, false, false}, &group);
    assert_int_equal(group.count, 0);
    report_result_free(result);
}

static void without_a_burst_rows_rank_by_what_stays_on_the_workload_that_the_file_has(void **state)
{
    struct result_builder *build = result_builder_new();
    struct report_text text = {0};
    struct report_rank rank;
    (void)state;

    result_builder_workload(build, "handed_over/8", NULL);
    result_builder_strategy(build, "box", state_machine);
    result_builder_cell(build, "box", "handed_over/8", "ok", NULL);
    result_builder_sample(build, "box", "handed_over/8", "retained_bytes", 4096, 0);
    struct report_result *result = made_result(build);
    assert_true(report_rank_find(result, "retained", &rank));
    report_rank_say(result, &rank, &text);
    assert_string_equal(text.bytes, "bytes that stay on handed_over/8");
    assert_string_equal(report_rank_number(&rank, report_rank_value(result, &rank, 0)).text, "4096 B");
    report_text_fini(&text);
    report_result_free(result);
}

static void ranks_are_those_that_the_file_has_numbers_for(void **state)
{
    struct report_result *result = made_result(build_ordinary(&(struct ordinary){3, 2, 5, "box", 2}));
    struct report_rank rank;
    struct report_text text = {0};
    (void)state;

    for (size_t i = 0; report_rank_read(result, i, &rank); i++)
        report_text_format(&text, "%s;", rank.key);
    assert_string_equal(text.bytes, "ready;pending/1;");    /* one row cannot run pending/1, so no mean is over both */
    report_text_fini(&text);
    report_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_probes_answer_decides),
        cmocka_unit_test(a_row_that_was_not_asked_is_unknown_and_no_no),
        cmocka_unit_test(the_worst_of_several_probes_decides),
        cmocka_unit_test(what_stays_of_a_burst_has_a_bound_or_grows_with_it),
        cmocka_unit_test(the_record_decides_where_no_probe_was_asked),
        cmocka_unit_test(needs_and_presets_have_keys_of_their_own_and_ranks_that_exist),
        cmocka_unit_test(rows_that_a_rank_does_not_tell_apart_lead_together),
        cmocka_unit_test(without_a_burst_rows_rank_by_what_stays_on_the_workload_that_the_file_has),
        cmocka_unit_test(ranks_are_those_that_the_file_has_numbers_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
