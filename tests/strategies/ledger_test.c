/* SPDX-License-Identifier: MIT */
/* The ledger as data: its claims name rows, peers and workloads that exist, and no sentence is both a claim and undecidable. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdbool.h>
#include <string.h>
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

static void expect_row(const struct row_card *card, const char *name)
{
    if (name != NULL && table_find_row(name) == NULL)
        fail_msg("%s: a claim names the row %s, which is not in the table", card->name, name);
}
static void expect_workload(const struct row_card *card, const char *name)
{
    size_t i = 0;
    while (name != NULL && i < table_workload_count() && strcmp(table_workload(i)->name, name) != 0)
        i++;
    if (i == table_workload_count())
        fail_msg("%s: a claim names the workload %s, which is not in the table", card->name, name);
}
static void expect_half(const struct row_card *card, const struct half *half)
{
    expect_row(card, half->of);
    expect_row(card, half->against);
    expect_workload(card, half->on);
    expect_workload(card, half->against_on);
}
static void expect_names(const struct row_card *card, const struct claim *claim)
{
    expect_row(card, claim->of);
    expect_row(card, claim->against);
    expect_workload(card, claim->on);
    expect_workload(card, claim->against_on);
    expect_half(card, &claim->otherwise);
    expect_half(card, &claim->also);
}
static void claims_name_rows_and_workloads_of_the_table(void **state)
{
    (void)state;
    for_each_claim(expect_names);
}

static void expect_one_second_half(const struct row_card *card, const struct claim *claim)
{
    if (claim->otherwise.under != NULL && claim->also.under != NULL)
        fail_msg("%s: \"%s\" has two second halves", card->name, claim->quote);
}
static void no_claim_has_two_second_halves(void **state)
{
    (void)state;
    for_each_claim(expect_one_second_half);
}

static void expect_not_itself(const struct row_card *card, const struct claim *claim)
{
    const char *of = claim->of ? claim->of : card->name, *on = claim->on ? claim->on : "ready";
    bool is_elsewhere = claim->against_on != NULL && strcmp(claim->against_on, on) != 0;
    if (claim->against != NULL && strcmp(claim->against, of) == 0 && !is_elsewhere)
        fail_msg("%s: \"%s\" holds a row against itself", card->name, claim->quote);
}
static void no_time_is_held_against_itself(void **state)
{
    (void)state;
    for_each_claim(expect_not_itself);
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
        cmocka_unit_test(claims_name_rows_and_workloads_of_the_table),
        cmocka_unit_test(no_claim_has_two_second_halves),
        cmocka_unit_test(no_time_is_held_against_itself),
        cmocka_unit_test(no_sentence_is_both_a_claim_and_undecidable),
        cmocka_unit_test(every_undecidable_sentence_stands_once_with_source_and_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
