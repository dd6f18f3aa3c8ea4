/* SPDX-License-Identifier: MIT */
/* Every row on several threads, for ThreadSanitizer: tasks of several threads that await one iterator, tasks that wake each
 * other across threads, and tasks that move between two threads. The build compiles the rows with these workloads alone. The
 * line above a report of the sanitizer names the row. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include "bench/table/workload.h"

/* Twice, so that the second run finds what the first one left. */
static enum coro_status run(const struct row *row, const struct workload_card *workload, uint64_t items, const char **reason)
{
    struct cell *cell = NULL;
    enum coro_status status = cell_open(row, workload, NULL, &cell, reason);
    for (int times = 0; times < 2 && !status; times++)
        status = cell_run(cell, items, NULL, reason);
    cell_close(cell);
    return status;
}

static bool cannot_run(const struct row *row) { return row->refusal && row->refusal(); }
static bool may_not_share(const struct row *row) { return cannot_run(row) || row_card(row)->sharing_refusal; }

/* The rows that `refuses` names refuse, and no others do, but for a row with too little room for so many tasks. */
static void expect_right_results(const char *name, uint64_t items, bool (*refuses)(const struct row *))
{
    const struct workload_card *workload = table_find_workload(name);
    assert_non_null(workload);
    for (size_t i = 0; i < table_row_count(); i++) {
        const struct row *row = table_row(i);
        const char *reason = "it did not refuse";
        fprintf(stderr, "%s on %s\n", row_card(row)->name, name);
        enum coro_status status = run(row, workload, items, &reason);
        if (refuses(row) ? status != CORO_ERR_UNSUPPORTED : status && status != CORO_ERR_DOES_NOT_FIT)
            fail_msg("%s on %s: %s", row_card(row)->name, name, reason);
    }
}

static void rows_that_claim_it_share_an_iterator_between_threads(void **state)
{
    (void)state;
    expect_right_results("shared/4", 500, may_not_share);
}

static void tasks_of_several_threads_wake_each_other(void **state)
{
    (void)state;
    expect_right_results("threads/4", 1, cannot_run);
}

static void futures_end_on_another_thread_than_they_began(void **state)
{
    (void)state;
    expect_right_results("handed_over", 1, cannot_run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_that_claim_it_share_an_iterator_between_threads),
        cmocka_unit_test(tasks_of_several_threads_wake_each_other),
        cmocka_unit_test(futures_end_on_another_thread_than_they_began),
    };
    return cmocka_run_group_tests_name("rows on several threads", tests, NULL, NULL);
}
