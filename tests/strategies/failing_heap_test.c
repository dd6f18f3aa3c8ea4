/* SPDX-License-Identifier: MIT */
/* Memory and room that run out: rows that swallow a failure, or do not recover from it, are planted beside those of the table,
 * and the probes of `check` name each. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include "bench/check/scorecard.h"
#include "bench/table/workload.h"

static struct finding ask(const char *row, const char *probe)
{
    unsigned timeout_ms = PROBE_TIMEOUT_MS;
    struct finding found;
    assert_int_equal(prober_ask(FAULTY_COUNT, row, probe, &timeout_ms, &found), CORO_OK);
    return found;
}

static void expect(const char *row, const char *probe, enum answer answer, const char *part)
{
    struct finding found = ask(row, probe);
    if (!found.is_answered || found.answer != answer || strstr(found.evidence, part) == NULL)
        fail_msg("%s, %s: \"%s\" does not say \"%s\"", row, probe, found.evidence, part);
}

static void an_end_instead_of_an_error_is_found(void **state)
{
    (void)state;
    expect("ends_early", "survives_no_memory", ANSWER_NO, "sees no error");
}

static void a_row_that_survives_one_failure_and_not_two_is_found(void **state)
{
    (void)state;
    expect("retries_once", "survives_no_memory", ANSWER_NO, "and all later ones fail, the program ends");
}

static void a_row_that_fails_for_ever_after_one_failure_is_found(void **state)
{
    (void)state;
    expect("gives_up", "survives_no_memory", ANSWER_NO, "the next task, which has memory, does not work");
}

static void a_box_survives(void **state)
{
    (void)state;
    expect("box", "survives_no_memory", ANSWER_YES, "the caller saw an error");
}

static void room_that_a_refused_frame_keeps_is_found(void **state)
{
    (void)state;
    expect("lost_room", "recovers", ANSWER_NO, "afterwards a small one does not work");
}

static void a_refusal_that_changes_nothing_is_recovered_from(void **state)
{
    (void)state;
    expect("stackfuture", "recovers", ANSWER_YES, "8 times, the same task then gets the right item");
    expect("box", "recovers", ANSWER_NO, "no frame of");
}

/* A row that loads an allocator of its own takes as much from it as it says, and sees its failures. */
static void an_allocator_that_a_row_loads_is_counted_and_fails_on_request(void **state)
{
    (void)state;
    for (size_t i = 0; i < table_row_count(); i++) {
        const struct row *row = table_row(i);
        if (row->allocator == NULL || (row->refusal && row->refusal()))
            continue;
        assert_int_equal(ask(row->card.name, "claimed_allocations").behaviour, WORKS);
        assert_int_equal(ask(row->card.name, "allocates").answer, ANSWER_YES);
        expect(row->card.name, "survives_no_memory", ANSWER_YES, "the caller saw an error");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_end_instead_of_an_error_is_found),
        cmocka_unit_test(a_row_that_survives_one_failure_and_not_two_is_found),
        cmocka_unit_test(a_row_that_fails_for_ever_after_one_failure_is_found),
        cmocka_unit_test(a_box_survives),
        cmocka_unit_test(room_that_a_refused_frame_keeps_is_found),
        cmocka_unit_test(a_refusal_that_changes_nothing_is_recovered_from),
        cmocka_unit_test(an_allocator_that_a_row_loads_is_counted_and_fails_on_request),
    };
    return cmocka_run_group_tests_name("memory that runs out", tests, NULL, NULL);
}
