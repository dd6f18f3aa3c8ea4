/* SPDX-License-Identifier: MIT */
/* A compiler of peers that fails where this is built: this program is linked with what bench/peers/foreign/build.cmake made of the
 * Rust peers by failing_rustc.sh. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "bench/table.h"

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
        if (strncmp(row_card(table_row(i))->name, "peer:rust/", strlen("peer:rust/")) != 0)
            continue;
        assert_int_equal(cell_open(table_row(i), table_find_workload("pending/8"), NULL, &cell, &reason), CORO_ERR_UNSUPPORTED);
        assert_non_null(strstr(reason, "failing_rustc.sh failed"));
        absent++;
    }
    assert_true(absent > 1);
}

static void rows_of_the_projects_own_compiler_run_beside_them(void **state)
{
    struct cell *cell = NULL;
    const char *reason = NULL;
    (void)state;
    assert_int_equal(cell_open(table_find_row("peer:virtual_call"), table_find_workload("ready"), NULL, &cell, &reason), CORO_OK);
    assert_int_equal(cell_run(cell, 100, NULL, &reason), CORO_OK);
    cell_close(cell);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rows_of_a_compiler_that_failed_are_in_the_table_and_quote_it),
        cmocka_unit_test(all_rows_of_that_compiler_say_the_same),
        cmocka_unit_test(rows_of_the_projects_own_compiler_run_beside_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
