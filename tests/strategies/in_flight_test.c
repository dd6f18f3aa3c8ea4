/* SPDX-License-Identifier: MIT */
/* Faults of placing and releasing, above all of futures that share memory: rows with such faults are planted beside those of the
 * table, and the probes of `check` name each. None of them crashes, and a fault of two threads is found every time. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/check/scorecard.h"
#include "bench/probes/switch_point.h"

static struct finding ask(const char *row, const char *probe)
{
    unsigned timeout_ms = PROBE_TIMEOUT_MS;
    struct finding found;
    assert_int_equal(prober_ask(SHARED_COUNT, row, probe, &timeout_ms, &found), CORO_OK);
    return found;
}

static void expect(const char *row, const char *probe, enum answer answer, const char *part)
{
    struct finding found = ask(row, probe);
    if (!found.is_answered || found.answer != answer || strstr(found.evidence, part) == NULL)
        fail_msg("%s, %s: \"%s\" does not say \"%s\"", row, probe, found.evidence, part);
}

/* The row's file claims what the probe finds to be wrong: no answer, but a failure. */
static void expect_refuted(const char *row, const char *probe, const char *part)
{
    struct finding found = ask(row, probe);
    assert_int_equal(found.behaviour, FAILS);
    assert_false(found.is_answered);
    if (strstr(found.evidence, ".threads says that threads may share") == NULL || strstr(found.evidence, part) == NULL)
        fail_msg("%s, %s: \"%s\" does not say \"%s\"", row, probe, found.evidence, part);
}

static void call_nothing(void *arg) { (void)arg; }
static bool can_stop_threads(void)
{
    static struct switch_points points;
    switch_points_list(&points, call_nothing, NULL);
    return points.count > 0;
}

static void a_stack_that_pops_out_of_order_is_found_by_a_further_future(void **state)
{
    (void)state;
    expect("lifo_slab", "several_in_flight", ANSWER_NO, "the fourth got the memory of the second");
}

static void what_one_thread_cannot_do_two_cannot_either(void **state)
{
    (void)state;
    expect("lifo_slab", "shared_by_threads", ANSWER_NO, "on one thread already, of several futures");
}

static void a_flag_that_is_read_and_then_written_gives_two_futures_one_frame(void **state)
{
    (void)state;
    expect("plain_cache", "several_in_flight", ANSWER_YES, "");
    if (can_stop_threads())
        for (int times = 0; times < 3; times++)
            expect("plain_cache", "shared_by_threads", ANSWER_NO, "two futures got one frame, when the second thread steps in");
}

static void a_list_whose_head_comes_back_meanwhile_is_found_too(void **state)
{
    (void)state;
    expect("lock_free_list", "several_in_flight", ANSWER_YES, "");
    if (can_stop_threads())
        for (int times = 0; times < 3; times++)
            expect_refuted("lock_free_list", "shared_by_threads", "two futures got one frame, when the second thread");
}

static void a_thread_that_waits_for_a_lock_is_no_fault(void **state)
{
    (void)state;
    expect("locked_cache", "shared_by_threads", ANSWER_YES, can_stop_threads() ? "it waits for the first" : "");
}

static void a_claim_that_a_row_could_make_is_named(void **state)
{
    (void)state;
    expect("locked_cache", "shared_by_threads", ANSWER_YES, "could claim it");
}

static void frames_that_pile_up_on_the_thread_that_drops_are_found(void **state)
{
    (void)state;
    expect("plain_cache", "handed_on", ANSWER_YES, "1600 more take no further memory");
    expect("thread_list", "handed_on", ANSWER_NO, "bytes more, which stay with the other thread");
}

/* A frame of the row thread_list. glibc gives 8 bytes more, a sanitizer's allocator none. */
enum { THREAD_LIST_BYTES = 4096 };

static void frames_that_stay_are_counted_after_a_burst_and_per_thread_that_has_ended(void **state)
{
    char after_burst[80], after_threads[96];
    void *frame = malloc(THREAD_LIST_BYTES);
    (void)state;
    snprintf(after_burst, sizeof after_burst, "bytes stay, %zu for each of", malloc_usable_size(frame));
    snprintf(after_threads, sizeof after_threads, "%s 1,000 threads", after_burst);
    free(frame);
    expect("plain_cache", "stays_after_burst", ANSWER_NO, "nothing stays");
    expect("plain_cache", "stays_after_types", ANSWER_NO, "nothing stays after 50 types");
    expect("plain_cache", "stays_after_threads", ANSWER_NO, "nothing stays after 1,000 threads");
    expect("thread_list", "stays_after_burst", ANSWER_YES, after_burst);
    expect("thread_list", "stays_after_threads", ANSWER_YES, after_threads);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stack_that_pops_out_of_order_is_found_by_a_further_future),
        cmocka_unit_test(what_one_thread_cannot_do_two_cannot_either),
        cmocka_unit_test(a_flag_that_is_read_and_then_written_gives_two_futures_one_frame),
        cmocka_unit_test(a_list_whose_head_comes_back_meanwhile_is_found_too),
        cmocka_unit_test(a_thread_that_waits_for_a_lock_is_no_fault),
        cmocka_unit_test(a_claim_that_a_row_could_make_is_named),
        cmocka_unit_test(frames_that_pile_up_on_the_thread_that_drops_are_found),
        cmocka_unit_test(frames_that_stay_are_counted_after_a_burst_and_per_thread_that_has_ended),
    };
    return cmocka_run_group_tests_name("faults of placing", tests, NULL, NULL);
}
