/* SPDX-License-Identifier: MIT */
/* Ten thousand threads come and go under every row, each with a task that waits; none leaves memory behind. Sanitizers and
 * valgrind run fewer threads, and search for leaks themselves. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "bench/fixtures/spare_memory.h"
#include "bench/table/table.h"
#include "coro/notice.h"

enum { THREADS = 10000, FEW_THREADS = 100, LEAST_FRAME_BYTES = 128 };

static double owned_bytes(void) { return system_number("/proc/self/smaps_rollup", "Anonymous:") * 1024; }

/* Returns the bytes that stay after most of the threads; the first threads fill caches. */
static double bytes_left(const struct row *row, struct cell *cell, uint64_t threads)
{
    const char *reason = "";
    enum coro_status status = cell_run(cell, FEW_THREADS, NULL, &reason);
    double before = owned_bytes();
    if (!status)
        status = cell_run(cell, threads, NULL, &reason);
    if (status && status != CORO_ERR_DOES_NOT_FIT)      /* a row of fixed space may refuse the frame */
        fail_msg("%s: %s", row_card(row)->name, reason);
    return owned_bytes() - before;
}

static void threads_that_end_leave_no_frame_behind(void **state)
{
    bool is_watched = coro_notice_many() < THREADS;
    size_t ran_count = 0;
    (void)state;
    for (size_t i = 0; i < table_row_count(); i++) {
        const struct row *row = table_row(i);
        struct cell *cell = NULL;
        const char *reason;
        if (row_card(row)->is_peer || row_card(row)->is_variant)
            continue;
        if (cell_open(row, table_find_workload("short_threads/1000"), NULL, &cell, &reason) == CORO_OK) {
            double left = bytes_left(row, cell, is_watched ? FEW_THREADS : THREADS);
            if (!is_watched && left >= THREADS * LEAST_FRAME_BYTES / 2)
                fail_msg("%s: %.0f bytes stay after %d threads", row_card(row)->name, left, THREADS);
            ran_count++;
        }
        cell_close(cell);
    }
    assert_true(ran_count > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_that_end_leave_no_frame_behind),
    };
    return cmocka_run_group_tests_name("threads that come and go", tests, NULL, NULL);
}
