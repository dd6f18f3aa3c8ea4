/* SPDX-License-Identifier: MIT */
/* Loading of plug-ins (bench/plugin/load_library.c): a library that is no plug-in is refused with a sentence, and the next
 * one loads as if the other had never been there. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "bench/table/plug_in_interface.h"

/* Loads the good one, and uses it. */
static void expect_usable(void)
{
    struct plugin_library library;
    const char *why = "untouched";
    assert_int_equal(plugin_load(PLUGIN_GOOD, "stub", &library, &why), CORO_OK);
    assert_int_equal(library.plugin->version, PLUGIN_VERSION);
    assert_int_equal(library.plugin->kept_blocks(), 0);
}

static void expect_refused(const char *path, const char *strategy, enum coro_status status, const char *words)
{
    struct plugin_library library = { 0 };
    const char *why = NULL;
    assert_int_equal(plugin_load(path, strategy, &library, &why), status);
    assert_null(library.handle);
    if (why == NULL || strstr(why, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", why ? why : "", words);
    expect_usable();
}

static void a_plug_in_of_another_version_is_refused_and_the_next_one_loads(void **state)
{
    (void)state;
    expect_refused(PLUGIN_OTHER_VERSION, "stub", CORO_ERR_INVALID, "was built for version 99");
}

static void a_library_without_the_symbol_is_refused_and_the_next_one_loads(void **state)
{
    (void)state;
    expect_refused(PLUGIN_NO_SYMBOL, "stub", CORO_ERR_INVALID, "exports no corolab_plugin");
}

static void a_plug_in_for_another_row_is_refused_and_the_next_one_loads(void **state)
{
    (void)state;
    expect_refused(PLUGIN_GOOD, "another", CORO_ERR_INVALID, "was built for stub, and not for another");
}

static void a_file_that_is_missing_or_no_library_is_refused_and_the_next_one_loads(void **state)
{
    char path[] = "/tmp/corolab_plugin_test.XXXXXX";
    int file = mkstemp(path);
    (void)state;
    assert_true(file >= 0);
    assert_int_equal(write(file, "no library\n", 11), 11);
    close(file);
    expect_refused(path, "stub", CORO_ERR_IO, "cannot be loaded");
    unlink(path);
    expect_refused("/no/such/library.so", "stub", CORO_ERR_IO, "cannot be loaded");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plug_in_of_another_version_is_refused_and_the_next_one_loads),
        cmocka_unit_test(a_library_without_the_symbol_is_refused_and_the_next_one_loads),
        cmocka_unit_test(a_plug_in_for_another_row_is_refused_and_the_next_one_loads),
        cmocka_unit_test(a_file_that_is_missing_or_no_library_is_refused_and_the_next_one_loads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
