/* SPDX-License-Identifier: MIT */
/* Allocators that rows load beside the C library's (strategies/loaded_library.h): they load in every program, malloc stays as it
 * was, and a library that is missing is named in one sentence. Two rows whose libraries are not right are planted here. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bench/fixtures/aged_heap.h"
#include "bench/table/workload.h"
#include "coro/notice.h"
#include "strategies/loaded_allocator.h"

enum { BLOCK_BYTES = 10000, BLOCKS = 100 };

static bool has_tool(void) { return coro_notice_many() < SIZE_MAX; }

static bool is_planted(const struct row *row) { return strncmp(row->card.name, "no_", 3) == 0; }

/* The next row with an allocator that could be loaded, from *index on; NULL when there are no more. */
static const struct row *next_loaded(size_t *index)
{
    while (*index < table_row_count()) {
        const struct row *row = table_row((*index)++);
        if (row->allocator && !is_planted(row) && row->refusal() == NULL)
            return row;
    }
    return NULL;
}

static void expect_in(const char *text, const char *part)
{
    if (text == NULL || strstr(text, part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", text ? text : "(nothing)", part);
}

static void a_missing_library_is_named_with_its_package(void **state)
{
    const char *why = row_refusal(table_find_row("no_library"));
    (void)state;
    if (has_tool())
        return;
    expect_in(why, "libno_such_allocator.so.1: cannot open");
    expect_in(why, "libno-such-allocator1");
}

static void a_library_without_malloc_does_not_lend_the_c_librarys(void **state)
{
    (void)state;
    if (!has_tool())
        expect_in(row_refusal(table_find_row("no_allocator")), "libm.so.6 lacks");
}

static void no_cell_of_such_a_row_opens_and_the_reason_is_the_same(void **state)
{
    const struct cell_options options = { 0 };
    const char *reason = NULL;
    struct cell *cell = NULL;
    (void)state;
    assert_int_equal(cell_open(table_find_row("no_library"), table_find_workload("ready"), &options, &cell, &reason),
                     CORO_ERR_UNSUPPORTED);
    assert_null(cell);
    assert_string_equal(reason, row_refusal(table_find_row("no_library")));
}

/* Any other reason is a fault, such as too little room for the library's thread-local variables. */
static void a_library_that_is_there_loads(void **state)
{
    (void)state;
    for (size_t i = 0; i < table_row_count(); i++) {
        const struct row *row = table_row(i);
        const char *why = row->allocator && !is_planted(row) ? row->refusal() : NULL;
        if (why)
            expect_in(why, has_tool() ? "sanitizers and memcheck take its free for malloc's" : "No such file or directory");
    }
}

/* glibc counts the bytes of its own blocks. */
static size_t bytes_of_malloc(void) { return mallinfo2().uordblks; }

static void malloc_stays_the_c_librarys(void **state)
{
    const struct row *row;
    (void)state;
    for (size_t i = 0; (row = next_loaded(&i)) != NULL;) {
        size_t before = bytes_of_malloc();
        void *frame = row->allocator->malloc(BLOCK_BYTES);
        assert_non_null(frame);
        assert_int_equal(bytes_of_malloc(), before);
        void *volatile other = malloc(BLOCK_BYTES);     /* else the compiler drops the pair */
        assert_true(bytes_of_malloc() >= before + BLOCK_BYTES);
        free(other);
        assert_int_equal(bytes_of_malloc(), before);
        row->allocator->free(frame);
    }
}

/* Allocates and frees as a row does, small and over-aligned blocks; its result is not NULL when it worked. */
static void *use(void *arg)
{
    const struct loaded_allocator *allocator = arg;
    char *blocks[BLOCKS];
    bool is_right = true;
    for (size_t i = 0; i < BLOCKS; i++) {
        blocks[i] = i % 2 ? allocator->malloc(16 * (i + 1)) : allocator->aligned_alloc(64, 64 * (i + 1));
        is_right = is_right && blocks[i] && (uintptr_t)blocks[i] % (i % 2 ? 16 : 64) == 0
                   && allocator->usable_bytes(blocks[i]) >= 16 * (i + 1);
        if (blocks[i])
            memset(blocks[i], (int)i, 16 * (i + 1));
    }
    for (size_t i = 0; i < BLOCKS; i++) {
        is_right = is_right && blocks[i] && blocks[i][16 * i] == (char)i;
        allocator->free(blocks[i]);
    }
    return is_right ? arg : NULL;
}

static void threads_can_use_them(void **state)
{
    const struct row *row;
    (void)state;
    for (size_t i = 0; (row = next_loaded(&i)) != NULL;) {
        pthread_t thread;
        void *result = NULL;
        assert_int_equal(pthread_create(&thread, NULL, use, row->allocator), 0);
        assert_int_equal(pthread_join(thread, &result), 0);
        assert_non_null(result);
    }
}

static void child_processes_can_use_them(void **state)
{
    const struct row *row;
    (void)state;
    for (size_t i = 0; (row = next_loaded(&i)) != NULL;) {
        int status = -1;
        pid_t child = fork();
        if (child == 0)
            _exit(use(row->allocator) ? 0 : 1);
        assert_true(child > 0);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(status, 0);
    }
}

static size_t block_count;

static void *counting_malloc(size_t bytes)
{
    void *block = malloc(bytes);
    block_count += block != NULL;
    return block;
}

static void counting_free(void *block)
{
    block_count--;
    free(block);
}

static void the_heap_that_ages_is_the_allocators(void **state)
{
    const struct loaded_allocator counting = { .malloc = counting_malloc, .free = counting_free };
    struct aged_heap *heap;
    (void)state;
    assert_int_equal(aged_heap_open(&counting, &heap), CORO_OK);
    assert_true(block_count > 1000);
    aged_heap_close(heap);
    assert_int_equal(block_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_library_is_named_with_its_package),
        cmocka_unit_test(a_library_without_malloc_does_not_lend_the_c_librarys),
        cmocka_unit_test(no_cell_of_such_a_row_opens_and_the_reason_is_the_same),
        cmocka_unit_test(a_library_that_is_there_loads),
        cmocka_unit_test(malloc_stays_the_c_librarys),
        cmocka_unit_test(threads_can_use_them),
        cmocka_unit_test(child_processes_can_use_them),
        cmocka_unit_test(the_heap_that_ages_is_the_allocators),
    };
    return cmocka_run_group_tests_name("loaded allocators", tests, NULL, NULL);
}
