/* SPDX-License-Identifier: MIT */
/* The message for the author of a strategy whose frames overflow the stack. The measuring programs, here with
 * tests/strategies/rows/overflowing.c in the table, name the coroutine and the row. The line becomes the reason of the cell
 * and the evidence of the probe. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "bench/check/scorecard.h"
#include "bench/runner/plan/reply.h"

#define SAID "coro: stack overflow: coroutine sum of overflowing ran out of its stack at 0x"

static void expect_in(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", text, part);
}

static void the_reason_of_a_cell_names_the_coroutine_and_the_row(void **state)
{
    const char *const arguments[] = { OVERFLOWING_CELL, "verify", "overflowing", "ready", NULL };
    struct child_job job = { .argv = arguments, .timeout_ms = 60000, .output_limit = 10000, .cpu = RUNNER_ANY_CPU };
    struct reply reply;
    (void)state;
    assert_int_equal(runner_reply_ask(&job, &reply), CORO_OK);
    assert_int_equal(reply.status, CELL_FAILED);
    expect_in(reply.reason, SAID);
    expect_in(reply.reason, "bytes): fault at 0x");
    runner_reply_fini(&reply);
}

static void the_evidence_of_a_probe_does_so_too(void **state)
{
    unsigned timeout_ms = PROBE_TIMEOUT_MS;
    struct finding found;
    (void)state;
    assert_int_equal(prober_ask(OVERFLOWING_COUNT, "overflowing", "results", &timeout_ms, &found), CORO_OK);
    assert_int_equal(found.behaviour, FAILS);
    expect_in(found.evidence, SAID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reason_of_a_cell_names_the_coroutine_and_the_row),
        cmocka_unit_test(the_evidence_of_a_probe_does_so_too),
    };
    return cmocka_run_group_tests_name("a row that overflows its stack", tests, NULL, NULL);
}
