/* SPDX-License-Identifier: MIT */
/* The way from answers to verdicts in check: made-up claims are held against made-up answers, and against those of other rows. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "bench/check/scorecard.h"

static struct sheet sheet;

/* A sheet of a strategy with this one claim and no answer. */
static void begin(const struct claim *claim)
{
    static struct row_card card;
    card = (struct row_card){ .name = "made", .claims = claim, .claim_count = 1 };
    sheet = (struct sheet){ .card = &card };
}

static void answer(enum question_id question, enum answer answer)
{
    sheet.findings[question] = finding_answered(finding_of(WORKS, "seen"), answer);
}

static struct finding *found(enum question_id question) { return &sheet.findings[question]; }

static enum report_verdict verdict(void) { return sheet_judge(&sheet, sheet.card->claims).verdict; }

static void a_claim_of_two_halves_is_judged_by_both(void **state)
{
    static const struct claim claim = {
        0, "it works", "a test", PROBE_escapes, ANSWER_YES, .under = "alone",
        .otherwise = { .under = "with others", .probe = PROBE_recursion, .says = ANSWER_YES },
    };
    (void)state;
    begin(&claim);
    assert_int_equal(verdict(), REPORT_NOT_MEASURED);
    answer(QUESTION_escapes, ANSWER_YES);
    assert_int_equal(verdict(), REPORT_NOT_MEASURED);
    answer(QUESTION_recursion, ANSWER_NO);
    assert_int_equal(verdict(), REPORT_DEPENDS);
    answer(QUESTION_recursion, ANSWER_YES);
    assert_int_equal(verdict(), REPORT_PROVED);
    answer(QUESTION_recursion, ANSWER_NO);
    answer(QUESTION_escapes, ANSWER_NO);
    assert_int_equal(verdict(), REPORT_REFUTED);
}

static void a_claim_of_two_parts_is_refuted_by_either(void **state)
{
    static const struct claim claim = {
        0, "it works", "a test", PROBE_escapes, ANSWER_YES, .under = "alone",
        .also = { .under = "with others", .probe = PROBE_recursion, .says = ANSWER_YES },
    };
    (void)state;
    begin(&claim);
    answer(QUESTION_escapes, ANSWER_YES);
    assert_int_equal(verdict(), REPORT_NOT_MEASURED);
    answer(QUESTION_recursion, ANSWER_NO);
    assert_int_equal(verdict(), REPORT_REFUTED);
    answer(QUESTION_recursion, ANSWER_YES);
    assert_int_equal(verdict(), REPORT_PROVED);
    *found(QUESTION_recursion) = finding_of(REFUSES, "it was not asked");
    answer(QUESTION_escapes, ANSWER_NO);
    assert_int_equal(verdict(), REPORT_REFUTED);
}

static void a_half_about_samples_leaves_the_claim_to_the_report(void **state)
{
    static const struct claim claim = {
        0, "it works", "a test", PROBE_escapes, ANSWER_YES, .under = "alone",
        .otherwise = { .under = "timed", .probe = PROBE_time_against, .says = ANSWER_NO, .against = "box", .ratio = 1.5 },
    };
    (void)state;
    begin(&claim);
    assert_int_equal(verdict(), REPORT_NOT_MEASURED);
    answer(QUESTION_escapes, ANSWER_YES);
    assert_int_equal(verdict(), REPORT_LEFT_TO_REPORT);
}

static void a_claim_is_by_construction_where_one_of_its_halves_is(void **state)
{
    static const struct claim claim = {
        0, "it grows", "a test", PROBE_adds_to_iterator, ANSWER_YES, .under = "the iterator",
        .otherwise = { .under = "the task", .probe = PROBE_adds_to_task, .says = ANSWER_YES },
    };
    (void)state;
    begin(&claim);
    answer(QUESTION_adds_to_iterator, ANSWER_YES);
    answer(QUESTION_adds_to_task, ANSWER_YES);
    assert_false(sheet_judge(&sheet, &claim).is_by_construction);
    *found(QUESTION_adds_to_task) = finding_declared(*found(QUESTION_adds_to_task));
    struct judgement judgement = sheet_judge(&sheet, &claim);
    assert_true(judgement.is_by_construction);
    assert_true(!judgement.halves[0].is_by_construction && judgement.halves[1].is_by_construction);
}

/* The first strategy of the table, or its first peer. */
static const char *any_row(bool is_peer)
{
    size_t i = 0;
    while (row_card(table_row(i))->is_peer != is_peer)
        i++;
    return row_card(table_row(i))->name;
}

static void a_row_that_the_claim_names_is_asked(void **state)
{
    static struct claim claim = { 0, "it works", "a test", PROBE_state_machine_caller, ANSWER_YES, .of = NULL };
    unsigned timeout_ms = PROBE_TIMEOUT_MS;
    struct finding direct;
    (void)state;
    claim.of = any_row(false);
    begin(&claim);
    assert_int_equal(sheet_ask_named(&sheet, COROLAB_COUNT, NULL, 0), CORO_OK);
    assert_int_equal(prober_ask(COROLAB_COUNT, claim.of, "state_machine_caller", &timeout_ms, &direct), CORO_OK);
    assert_true(direct.is_answered);
    assert_string_equal(sheet_judge(&sheet, &claim).halves[0].evidence, direct.evidence);
    assert_int_equal(verdict(), direct.answer == ANSWER_YES ? REPORT_PROVED : REPORT_REFUTED);
}

static void a_named_row_that_check_has_asked_is_not_asked_again(void **state)
{
    static const struct claim claim = { 0, "it works", "a test", PROBE_escapes, ANSWER_YES, .of = "another" };
    static const struct row_card card = { .name = "another" };
    static struct sheet another;
    (void)state;
    another = (struct sheet){ .card = &card };
    another.findings[QUESTION_escapes] = finding_answered(finding_of(WORKS, "seen over there"), ANSWER_YES);
    begin(&claim);
    assert_int_equal(sheet_ask_named(&sheet, "/nowhere/corolab_count", &another, 1), CORO_OK);
    assert_int_equal(verdict(), REPORT_PROVED);
    assert_string_equal(sheet_judge(&sheet, &claim).halves[0].evidence, "seen over there");
}

static void a_named_row_that_is_absent_leaves_the_claim_not_measured(void **state)
{
    static const struct claim claim = { 0, "it works", "a test", PROBE_escapes, ANSWER_YES, .of = "no such row" };
    (void)state;
    begin(&claim);
    answer(QUESTION_escapes, ANSWER_YES);       /* the claim's own row, which is not asked */
    assert_int_equal(sheet_ask_named(&sheet, COROLAB_COUNT, NULL, 0), CORO_OK);
    assert_int_equal(verdict(), REPORT_NOT_MEASURED);
    assert_non_null(strstr(sheet_judge(&sheet, &claim).halves[0].evidence, "no row no such row"));
}

static void a_named_peer_has_no_probes_and_leaves_the_claim_not_measured(void **state)
{
    static struct claim claim = { 0, "it works", "a test", PROBE_escapes, ANSWER_YES, .of = NULL };
    (void)state;
    claim.of = any_row(true);
    begin(&claim);
    assert_int_equal(sheet_ask_named(&sheet, COROLAB_COUNT, NULL, 0), CORO_OK);
    assert_int_equal(verdict(), REPORT_NOT_MEASURED);
    assert_non_null(strstr(sheet_judge(&sheet, &claim).halves[0].evidence, "peers have no probes"));
}

static void a_named_peer_is_asked_what_it_does_without_memory(void **state)
{
    static const struct claim claim = {
        0, "it works", "a test", PROBE_survives_no_memory, ANSWER_YES, .of = "peer:virtual_call",   /* allocates nothing */
    };
    (void)state;
    begin(&claim);
    assert_int_equal(sheet_ask_named(&sheet, COROLAB_COUNT, NULL, 0), CORO_OK);
    assert_int_equal(verdict(), REPORT_PROVED);
}

static void a_record_has_both_halves_with_their_answers(void **state)
{
    static const struct claim claim = {
        4, "it works", "a test", PROBE_escapes, ANSWER_YES, "it is so", .under = "alone",
        .otherwise = { .under = "timed", .probe = PROBE_time_against, .says = ANSWER_NO, .against = "box", .ratio = 1.5 },
    };
    json_t *claims = json_array();
    const char *first_answer, *against, *word;
    double ratio;
    int unanswered;
    (void)state;
    begin(&claim);
    answer(QUESTION_escapes, ANSWER_NO);
    sheet_append_claims(&sheet, claims);
    assert_int_equal(json_unpack(json_array_get(claims, 0), "{s:s, s:[{s:s}, {s:s, s:F}]}", "verdict", &word, "halves", "answer",
                                 &first_answer, "against", &against, "ratio", &ratio), 0);
    assert_string_equal(word, "answered by report");
    assert_string_equal(first_answer, "no");
    assert_string_equal(against, "box");
    unanswered = json_object_get(json_array_get(json_object_get(json_array_get(claims, 0), "halves"), 1), "answer") == NULL;
    assert_true(unanswered && ratio > 1.49 && ratio < 1.51);
    json_decref(claims);
}

static void a_mistake_in_placing_is_said_once_and_nothing_else_is_asked(void **state)
{
    unsigned timeout_ms = PROBE_TIMEOUT_MS;
    size_t failure_count = 0;
    (void)state;
    begin(NULL);
    *found(QUESTION_frames) = finding_of(FAILS, "release frees a heap block twice");
    assert_int_equal(sheet_ask(&sheet, "/nowhere/corolab_count", QUESTION_frames + 1, QUESTION_COUNT, &timeout_ms), CORO_OK);
    for (size_t i = 0; i < QUESTION_COUNT; i++)
        failure_count += sheet_failed(&sheet, i);
    assert_int_equal(failure_count, 1);
    assert_true(sheet_fails(&sheet));
    assert_non_null(strstr(found(QUESTION_results)->evidence, "not asked"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_claim_of_two_halves_is_judged_by_both),
        cmocka_unit_test(a_claim_of_two_parts_is_refuted_by_either),
        cmocka_unit_test(a_half_about_samples_leaves_the_claim_to_the_report),
        cmocka_unit_test(a_claim_is_by_construction_where_one_of_its_halves_is),
        cmocka_unit_test(a_row_that_the_claim_names_is_asked),
        cmocka_unit_test(a_named_row_that_check_has_asked_is_not_asked_again),
        cmocka_unit_test(a_named_row_that_is_absent_leaves_the_claim_not_measured),
        cmocka_unit_test(a_named_peer_has_no_probes_and_leaves_the_claim_not_measured),
        cmocka_unit_test(a_named_peer_is_asked_what_it_does_without_memory),
        cmocka_unit_test(a_mistake_in_placing_is_said_once_and_nothing_else_is_asked),
        cmocka_unit_test(a_record_has_both_halves_with_their_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
