/* SPDX-License-Identifier: MIT */
/* The ledger as data: its claims are whole, a claim with a fault is named, and no sentence is both a claim and undecidable. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdbool.h>
#include <string.h>
#include "bench/check/scorecard.h"
#include "bench/check/undecidable.h"
#include "bench/table/table.h"
#include "bench/table/workload.h"

typedef void visit_claim(const struct row_card *, const struct claim *);
static void for_each_claim(visit_claim *visit)
{
    for (size_t i = 0; i < table_row_count(); i++) {
        const struct row_card *card = row_card(table_row(i));
        for (size_t j = 0; j < card->claim_count; j++)
            visit(card, &card->claims[j]);
    }
}

static void expect_no_fault(const struct row_card *card, const struct claim *claim)
{
    const char *fault = claim_fault(card, claim);
    if (fault)
        fail_msg("%s: \"%s\": %s", card->name, claim->quote, fault);
}
static void every_claim_is_whole(void **state)
{
    (void)state;
    for_each_claim(expect_no_fault);
}

/* Each has one fault; the row that some name need not exist. */
static void a_claim_with_a_fault_is_named(void **state)
{
    static const struct claim faulty[] = {
        { 9, "q", "s", PROBE_allocates, ANSWER_YES, .why = NULL },
        { 0, "q", NULL, PROBE_allocates, ANSWER_YES, .why = NULL },
        { 0, "q", "s", PROBE_none, ANSWER_YES, .why = NULL },
        { 0, "q", "s", PROBE_none, ANSWER_YES, "why", .otherwise = { .under = "b", .probe = PROBE_allocates } },
        { 0, "q", "s", PROBE_allocates, ANSWER_YES, NULL, .otherwise = { .under = "b", .probe = PROBE_allocates } },
        { 0, "q", "s", PROBE_allocates, ANSWER_YES, NULL, .under = "a", .otherwise = { .under = "b", .probe = PROBE_none } },
        { 0, "q", "s", PROBE_allocates, ANSWER_YES, NULL, .under = "a", .otherwise = { .under = "b" }, .also = { .under = "c" } },
        { 0, "q", "s", PROBE_allocates, ANSWER_YES, NULL, .on = "ready" },
        { 0, "q", "s", PROBE_allocates, ANSWER_YES, NULL, .against = "box" },
        { 0, "q", "s", PROBE_time_against, ANSWER_YES, NULL, .against = "box" },
        { 0, "q", "s", PROBE_time_against, ANSWER_YES, NULL, .ratio = 2 },
        { 0, "q", "s", PROBE_time_against, ANSWER_YES, NULL, .against = "box", .ratio = -1 },
        { 0, "q", "s", PROBE_time_against, ANSWER_YES, NULL, .against = "box", .ratio = __builtin_nan("") },
        { 0, "q", "s", PROBE_time_against, ANSWER_YES, NULL, .against = "box", .ratio = __builtin_inf() },
        { 0, "q", "s", PROBE_time_against, ANSWER_YES, NULL, .against = "box", .ratio = 2, .on = "no such workload" },
        { 0, "q", "s", PROBE_time_against, ANSWER_YES, NULL, .against = "itself", .ratio = 2 },
        { 0, "q", "s", PROBE_counted_allocations, ANSWER_YES, NULL, .on = "no such workload" },
    };
    static const struct claim whole = { 8, "q", "s", PROBE_time_against, ANSWER_YES, NULL, .against = "no such row", .ratio = 2 };
    const struct row_card card = { .name = "itself" };
    (void)state;
    for (size_t i = 0; i < sizeof faulty / sizeof *faulty; i++)
        if (claim_fault(&card, &faulty[i]) == NULL)
            fail_msg("no fault in claim %zu", i);
    assert_null(claim_fault(&card, &whole));
}

static bool is_part(const char *words, const char *of) { return strstr(of, words) != NULL; }

static void expect_not_undecidable(const struct row_card *card, const struct claim *claim)
{
    for (size_t i = 0; i < undecidable_count; i++) {
        const struct undecidable *one = &undecidable_sentences[i];
        if (is_part(one->quote, claim->quote) || is_part(claim->quote, one->quote))
            fail_msg("%s: \"%s\" is a claim, and undecidable: \"%s\"", card->name, claim->quote, one->quote);
    }
}
static void no_sentence_is_both_a_claim_and_undecidable(void **state)
{
    (void)state;
    for_each_claim(expect_not_undecidable);
}

static void every_undecidable_sentence_stands_once_with_source_and_reason(void **state)
{
    (void)state;
    assert_true(undecidable_count > 0);
    for (size_t i = 0; i < undecidable_count; i++) {
        const struct undecidable *one = &undecidable_sentences[i];
        assert_true(one->quote[0] != '\0' && one->source[0] != '\0' && one->reason[0] != '\0');
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(one->quote, undecidable_sentences[j].quote);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_claim_is_whole),
        cmocka_unit_test(a_claim_with_a_fault_is_named),
        cmocka_unit_test(no_sentence_is_both_a_claim_and_undecidable),
        cmocka_unit_test(every_undecidable_sentence_stands_once_with_source_and_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
