/* SPDX-License-Identifier: MIT */
/* The files of the workload `merge` (bench/fixtures/sorted_files.h): sorted, in the requested number and size, unlinked at
 * once, and with a status when reading fails. Also the heap that merges them. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>
#include "bench/fixtures/sorted_files.h"
#include "tests/support/failing.h"

enum { WIDTH = 8 };

static struct sorted_files *open_files(void)
{
    struct sorted_files *files = NULL;
    const char *reason = NULL;
    if (sorted_files_open(WIDTH, &files, &reason) != CORO_OK)
        fail_msg("%s", reason);
    return files;
}

static void files_are_sorted_and_add_up_to_what_is_known_of_them(void **state)
{
    enum { EACH = SORTED_BLOCK_NUMBERS + 3 };
    struct sorted_files *files = open_files();
    uint64_t sum = 0;
    (void)state;
    assert_int_equal(sorted_files_numbers_each(files), SORTED_ALL_NUMBERS / WIDTH);
    for (int twice = 0; twice < 2; twice++, sum = 0) {
        assert_int_equal(sorted_files_rewind(files, EACH), CORO_OK);
        for (size_t i = 0; i < WIDTH; i++) {
            struct sorted_file *file = sorted_files_at(files, i);
            uint64_t latest = 0;
            for (int n = 0; n < EACH; n++) {
                if (sorted_file_needs_block(file))
                    assert_int_equal(sorted_file_fill(file), CORO_OK);
                assert_true(file->block[file->at] > latest);
                sum += latest = file->block[file->at++];
            }
            assert_false(sorted_file_needs_block(file));
        }
        assert_int_equal(sum, sorted_files_sum(files, EACH));
    }
    sorted_files_close(files);
}

static void nothing_is_left_in_the_directory_while_the_files_are_open(void **state)
{
    char directory[] = "/tmp/corolab-test-XXXXXX";
    size_t count = 0;
    (void)state;
    assert_non_null(mkdtemp(directory));
    setenv("TMPDIR", directory, 1);
    struct sorted_files *files = open_files();
    DIR *listed = opendir(directory);
    assert_non_null(listed);
    while (readdir(listed) != NULL)
        count++;
    assert_int_equal(count, 2);         /* . and .. */
    closedir(listed);
    sorted_files_close(files);
    unsetenv("TMPDIR");
    assert_int_equal(rmdir(directory), 0);
}

static void a_directory_that_is_not_there_is_an_error_with_a_reason(void **state)
{
    struct sorted_files *files = NULL;
    const char *reason = NULL;
    (void)state;
    setenv("TMPDIR", "/nowhere", 1);
    assert_int_equal(sorted_files_open(WIDTH, &files, &reason), CORO_ERR_IO);
    unsetenv("TMPDIR");
    assert_null(files);
    assert_string_equal(reason, "a sorted file cannot be made in /nowhere: No such file or directory");
}

static void a_file_that_ends_early_or_cannot_be_read_is_an_error(void **state)
{
    struct sorted_files *files = open_files();
    (void)state;
    assert_int_equal(sorted_files_rewind(files, SORTED_BLOCK_NUMBERS), CORO_OK);
    struct sorted_file *file = sorted_files_at(files, 0), *closed = sorted_files_at(files, 1);
    assert_int_equal(ftruncate(file->descriptor, 100), 0);
    assert_int_equal(sorted_file_fill(file), CORO_ERR_IO);
    close(closed->descriptor);
    closed->descriptor = -1;
    assert_int_equal(sorted_file_fill(closed), CORO_ERR_IO);
    assert_int_equal(sorted_files_rewind(files, 1), CORO_ERR_IO);
    sorted_files_close(files);
}

static void more_numbers_than_a_file_has_are_refused(void **state)
{
    struct sorted_files *files = open_files();
    (void)state;
    assert_int_equal(sorted_files_rewind(files, SORTED_ALL_NUMBERS / WIDTH), CORO_OK);
    assert_int_equal(sorted_files_rewind(files, SORTED_ALL_NUMBERS / WIDTH + 1), CORO_ERR_INVALID);
    sorted_files_close(files);
}

static void every_failing_allocation_is_reported(void **state)
{
    (void)state;
    for (size_t n = 1; n <= 2; n++) {
        struct sorted_files *files = NULL;
        const char *reason = NULL;
        size_t taken = failing.allocation_count - failing.free_count;
        failing.allocations_until_failure = n;
        assert_int_equal(sorted_files_open(WIDTH, &files, &reason), CORO_ERR_NO_MEMORY);
        failing.allocations_until_failure = 0;
        assert_null(files);
        assert_int_equal(failing.allocation_count - failing.free_count, taken);
    }
}

static void a_heap_gives_the_least_again_and_again(void **state)
{
    enum { HEADS = 37 };
    struct merge_head heads[HEADS];
    uint64_t latest = 0;
    size_t count = 0;
    (void)state;
    for (uint64_t i = 0; i < HEADS; i++)
        merge_heap_add(heads, count++, (struct merge_head){ i * 29 % HEADS, i });
    for (uint64_t taken = 0; taken < 2 * HEADS; taken++) {      /* each stream has two items, the second 100 after the first */
        assert_true(heads[0].value >= latest);
        latest = heads[0].value;
        if (latest < 100)
            heads[0].value += 100;
        else
            heads[0] = heads[--count];
        merge_heap_sink(heads, count);
    }
    assert_int_equal(count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_sorted_and_add_up_to_what_is_known_of_them),
        cmocka_unit_test(nothing_is_left_in_the_directory_while_the_files_are_open),
        cmocka_unit_test(a_directory_that_is_not_there_is_an_error_with_a_reason),
        cmocka_unit_test(a_file_that_ends_early_or_cannot_be_read_is_an_error),
        cmocka_unit_test(more_numbers_than_a_file_has_are_refused),
        cmocka_unit_test(every_failing_allocation_is_reported),
        cmocka_unit_test(a_heap_gives_the_least_again_and_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
