/* SPDX-License-Identifier: MIT */
/* A compiler of peers that fails: this program links the stand-ins that bench/peers/foreign/build.cmake makes for the Rust
 * peers when failing_rustc.sh is the compiler. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <string.h>
#include "bench/table/table.h"

static void the_rows_of_a_compiler_that_failed_are_in_the_table_and_quote_it(void **state)
{
    struct cell *cell = NULL;
    const char *reason = NULL;
    const struct row *row = table_find_row("peer:rust/box");
    (void)state;
    assert_non_null(row);
    assert_int_equal(cell_open(row, table_find_workload("ready"), NULL, &cell, &reason), CORO_ERR_UNSUPPORTED);
    assert_null(cell);
    assert_string_equal(reason, "failing_rustc.sh failed where this was built: error[E0425]: cannot find value \"i\\t\"; "
                                "[nothing of that name");
}

static void all_rows_of_that_compiler_say_the_same(void **state)
{
    size_t absent = 0;
    (void)state;
    for (size_t i = 0; i < table_row_count(); i++) {
        struct cell *cell = NULL;
        const char *reason = NULL;
        const char *name = row_card(table_row(i))->name;
        if (strncmp(name, "peer:rust/", strlen("peer:rust/")) != 0 || strstr(name, "/one_crate/"))
            continue;
        assert_int_equal(cell_open(table_row(i), table_find_workload("pending/8"), NULL, &cell, &reason), CORO_ERR_UNSUPPORTED);
        assert_non_null(strstr(reason, "failing_rustc.sh failed"));
        absent++;
    }
    assert_true(absent > 1);
}

/* CORO_ERR_UNSUPPORTED only when *reason says why. */
static enum coro_status run(const struct row *row, const char *workload, const char **reason)
{
    struct cell *cell = NULL;
    enum coro_status status = cell_open(row, table_find_workload(workload), NULL, &cell, reason);
    if (!status)
        status = cell_run(cell, 1000, NULL, reason);
    cell_close(cell);
    return status;
}

static void every_peer_beside_them_arrives_at_the_known_total_or_says_why_not(void **state)
{
    static const char *const workloads[] = { "ready", "pending/1", "pending/8", "pending/64", "two_types", "depth/4",
                                             "frame/1016", "result/24", "result/100" };
    (void)state;
    for (size_t i = 0; i < table_row_count(); i++)
        for (size_t j = 0; j < sizeof workloads / sizeof *workloads && row_card(table_row(i))->is_peer; j++) {
            const char *reason = NULL;
            enum coro_status status = run(table_row(i), workloads[j], &reason);
            if (status != CORO_OK && (status != CORO_ERR_UNSUPPORTED || reason == NULL))
                fail_msg("%s, %s: %s", row_card(table_row(i))->name, workloads[j], reason);
        }
}

static void a_program_of_two_types_runs_either_of_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < table_row_count(); i++)
        for (uint64_t items = 100; items <= 101; items++) {
            struct cell *cell = NULL;
            const char *reason = NULL;
            enum coro_status status = cell_open(table_row(i), table_find_workload("two_types"), NULL, &cell, &reason);
            if (!status)
                status = cell_run(cell, items, NULL, &reason);
            cell_close(cell);
            if (status != CORO_OK && status != CORO_ERR_UNSUPPORTED)
                fail_msg("%s: %s", row_card(table_row(i))->name, reason);
        }
}

static void a_compiler_that_failed_takes_no_other_peers_with_it(void **state)
{
    const char *reason = NULL;
    (void)state;
    assert_int_equal(run(table_find_row("peer:virtual_call"), "ready", &reason), CORO_OK);
    if (run(table_find_row("peer:rust_abort/box"), "ready", &reason) == CORO_ERR_UNSUPPORTED)
        assert_null(strstr(reason, "failing_rustc.sh"));
}

static void signals_stay_the_programs_when_the_runtime_of_ada_starts(void **state)
{
    static const int signals[] = { SIGABRT, SIGFPE, SIGILL, SIGBUS, SIGSEGV };
    enum { SIGNALS = sizeof signals / sizeof *signals };
    struct sigaction before[SIGNALS], after;
    const char *reason = NULL;
    (void)state;
    for (size_t i = 0; i < SIGNALS; i++)
        assert_int_equal(sigaction(signals[i], NULL, &before[i]), 0);
    if (run(table_find_row("peer:ada/return_copy"), "ready", &reason) == CORO_ERR_UNSUPPORTED)
        skip();
    for (size_t i = 0; i < SIGNALS; i++) {
        assert_int_equal(sigaction(signals[i], NULL, &after), 0);
        assert_ptr_equal(after.sa_handler, before[i].sa_handler);
    }
}

int main(void)
{
    /* The runtime of Ada starts once: its test comes before what walks the table. */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signals_stay_the_programs_when_the_runtime_of_ada_starts),
        cmocka_unit_test(the_rows_of_a_compiler_that_failed_are_in_the_table_and_quote_it),
        cmocka_unit_test(all_rows_of_that_compiler_say_the_same),
        cmocka_unit_test(every_peer_beside_them_arrives_at_the_known_total_or_says_why_not),
        cmocka_unit_test(a_program_of_two_types_runs_either_of_them),
        cmocka_unit_test(a_compiler_that_failed_takes_no_other_peers_with_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
