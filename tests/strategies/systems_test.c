/* SPDX-License-Identifier: MIT */
/* Promises on what the table cites: the systems beside its rows, the answers that cannot be rows, and earlier benchmarks. The
 * tests name no strategy and no system, so one more is tested from the start. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "bench/table/citations.h"
#include "bench/table/table.h"
#include "report/result/result.h"

enum { LEAST_ROWS = 15 };

static void assert_clause(const char *owner, const char *words)
{
    if (words == NULL || words[0] == '\0' || words[strlen(words) - 1] == '.')
        fail_msg("%s: \"%s\" is no clause without a full stop", owner, words);
}

static void assert_source(const char *owner, const char *source)
{
    if (source == NULL || !report_is_address(source))
        fail_msg("%s: \"%s\" is no https address", owner, source);
}

static size_t assert_systems(const char *owner, const struct system *system)
{
    size_t count = 0;

    for (; system != NULL && system->name != NULL; system++, count++) {
        assert_true(system->name[0] != '\0');
        assert_clause(system->name, system->does);
        assert_source(system->name, system->source);
    }
    if (system != NULL && (count == 0 || count > REPORT_MOST_SYSTEMS))
        fail_msg("%s has %zu systems", owner, count);
    return count;
}

static void every_system_has_a_name_a_clause_and_an_https_source(void **state)
{
    (void)state;
    for (size_t i = 0; i < table_row_count(); i++)
        assert_systems(row_card(table_row(i))->name, row_card(table_row(i))->systems);
}

static void at_least_fifteen_rows_have_a_system_and_no_peer_has(void **state)
{
    size_t count = 0;
    (void)state;

    for (size_t i = 0; i < table_row_count(); i++) {
        const struct row_card *card = row_card(table_row(i));
        if (card->is_peer)
            assert_null(card->systems);
        else
            count += card->systems != NULL;
    }
    assert_true(count >= LEAST_ROWS);
}

static void no_two_systems_say_the_same(void **state)
{
    const struct system *all[REPORT_LONGEST_TABLE * REPORT_MOST_SYSTEMS];
    size_t count = 0;
    (void)state;

    for (size_t i = 0; i < table_row_count(); i++)
        for (const struct system *system = row_card(table_row(i))->systems; system != NULL && system->name != NULL; system++)
            all[count++] = system;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(all[i]->does, all[j]->does) == 0)
                fail_msg("%s and %s: \"%s\"", all[i]->name, all[j]->name, all[i]->does);
}

static void an_answer_that_cannot_be_a_row_has_a_reason_and_a_system(void **state)
{
    (void)state;
    assert_non_null(absent_rows[0].name);
    for (const struct absent_row *row = absent_rows; row->name != NULL; row++) {
        assert_null(table_find_row(row->name));
        assert_clause(row->name, row->reason);
        assert_true(assert_systems(row->name, row->systems) > 0);
    }
}

static void an_earlier_benchmark_names_rows_and_workloads_of_this_table(void **state)
{
    (void)state;
    assert_non_null(earlier_benchmarks[0].name);
    for (const struct earlier_benchmark *earlier = earlier_benchmarks; earlier->name != NULL; earlier++) {
        assert_clause(earlier->name, earlier->measured);
        assert_source(earlier->name, earlier->source);
        assert_true(earlier->rows[0] != NULL && earlier->workloads[0] != NULL);
        for (size_t i = 0; i < CITED_ROWS && earlier->rows[i] != NULL; i++)
            if (table_find_row(earlier->rows[i]) == NULL)
                fail_msg("%s: there is no row %s", earlier->name, earlier->rows[i]);
        for (size_t i = 0; i < CITED_WORKLOADS && earlier->workloads[i] != NULL; i++)
            if (table_find_workload(earlier->workloads[i]) == NULL)
                fail_msg("%s: there is no workload %s", earlier->name, earlier->workloads[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_system_has_a_name_a_clause_and_an_https_source),
        cmocka_unit_test(at_least_fifteen_rows_have_a_system_and_no_peer_has),
        cmocka_unit_test(no_two_systems_say_the_same),
        cmocka_unit_test(an_answer_that_cannot_be_a_row_has_a_reason_and_a_system),
        cmocka_unit_test(an_earlier_benchmark_names_rows_and_workloads_of_this_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
