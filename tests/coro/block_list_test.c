/* SPDX-License-Identifier: MIT */
/* Bounded lists of blocks (coro/block_chunk.h), above all those that keep the latest block apart: the order of blocks, bounds,
 * threads that end, threads that only release, and exhaustion. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "coro/block_chunk.h"
#include "tests/support/failing.h"

static const struct coro_layout small = { 72, 8 }, large = { 3000, 16 };        /* of small pages, and of runs */
static _Thread_local struct coro_block_pool pool = { .is_of_thread = true };
static _Thread_local struct coro_block_list smalls, larges;

static struct coro_block_list *list_of(struct coro_layout layout) { return layout.bytes == small.bytes ? &smalls : &larges; }
static void *take(struct coro_layout layout)
{
    void *at = coro_block_take_latest(list_of(layout), layout);
    if (at == NULL)
        at = coro_block_pop(&pool, list_of(layout), layout);
    if (at == NULL)
        abort();        /* also on threads, which cmocka does not know */
    memset(at, 0x5a, layout.bytes);
    return at;
}
static void release(void *at, struct coro_layout layout) { coro_block_release_latest(&pool, list_of(layout), at, layout); }

static void in_thread(void *(*body)(void *), void *arg)
{
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, body, arg), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
}

enum { BLOCKS = 1000 };
static void *blocks[BLOCKS];

static void burst(struct coro_layout layout)
{
    for (size_t i = 0; i < BLOCKS; i++)
        blocks[i] = take(layout);
    for (size_t i = 0; i < BLOCKS; i++)
        release(blocks[i], layout);
}
static size_t free_count(struct coro_layout layout)
{
    size_t count = 0;
    for (const struct coro_block *block = list_of(layout)->free; block != NULL; block = block->next)
        count++;
    return count + ((uintptr_t)list_of(layout)->latest > (uintptr_t)CORO_BLOCK_NONE);
}

static void the_block_released_last_is_taken_first(void **state)
{
    (void)state;
    void *first = take(small), *second = take(small);
    release(first, small);
    release(second, small);
    assert_ptr_equal(take(small), first);       /* it found the place of the latest free */
    assert_ptr_equal(take(small), second);
    release(second, small);
    assert_ptr_equal(take(small), second);
    release(second, small);
    release(first, small);
    coro_block_pool_trim(&pool);
}

static bool is_filled(const unsigned char *block)
{
    for (size_t i = 0; i < small.bytes; i++)
        if (block[i] != 0x5a)
            return false;
    return true;
}

/* The system's pages may be larger than those that blocks are cut from: every other one of these becomes free. */
static void purging_pages_leaves_the_blocks_beside_them_alone(void **state)
{
    enum { MANY = 4000 };
    static void *many[MANY];
    (void)state;
    for (size_t i = 0; i < MANY; i++)
        many[i] = take(small);
    for (size_t i = 0; i < MANY; i++)
        if ((uintptr_t)many[i] / CORO_BLOCK_PAGE_BYTES % 2 == 0) {
            release(many[i], small);
            many[i] = NULL;
        }
    coro_block_pool_trim(&pool);
    for (size_t i = 0; i < MANY; i++)
        if (many[i] != NULL) {
            assert_true(is_filled(many[i]));
            release(many[i], small);
        }
    coro_block_pool_trim(&pool);
}

static void blocks_in_use_are_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < BLOCKS; i++) {
        blocks[i] = take(small);
        memset(blocks[i], (int)i, small.bytes);
    }
    size_t wrong_count = 0;
    for (size_t i = 0; i < BLOCKS; i++)
        for (size_t byte = 0; byte < small.bytes; byte++)
            wrong_count += ((unsigned char *)blocks[i])[byte] != (unsigned char)i;
    assert_int_equal(wrong_count, 0);
    for (size_t i = 0; i < BLOCKS; i++)
        release(blocks[i], small);
    coro_block_pool_trim(&pool);
}

/* Reads free blocks, which sanitizers and memcheck forbid. */
static void a_list_is_bounded_after_a_burst(void **state)
{
    (void)state;
    if (coro_notice_guards_memory())
        skip();
    burst(small);
    assert_in_range(free_count(small), 1, 65);
    burst(large);
    assert_in_range(free_count(large), 1, 6);
    coro_block_pool_trim(&pool);
}

static void a_list_that_is_not_used_is_emptied_while_another_bursts(void **state)
{
    (void)state;
    release(take(large), large);
    assert_non_null(larges.latest);
    burst(small);
    assert_null(larges.latest);
    release(take(large), large);        /* and works again */
    assert_non_null(larges.latest);
    coro_block_pool_trim(&pool);
}

static void a_list_without_memory_says_so_and_works_again(void **state)
{
    (void)state;
    size_t count = 0;
    failing.maps_until_failure = 1;
    void **last = NULL, **block;
    while ((block = coro_block_pop(&pool, &larges, large)) != NULL) {       /* until the mapped pages are full */
        *block = last;
        last = block;
        count++;
    }
    assert_in_range(count, 1, 1000000);
    failing.maps_until_failure = 0;
    release(take(large), large);
    for (; last != NULL; last = block) {
        block = *last;
        release(last, large);
    }
    coro_block_pool_trim(&pool);
}

static void blocks_too_large_for_a_page_are_the_heaps(void **state)
{
    static const struct coro_layout layouts[] = { { 1, 4096 }, { 100, 64 }, { 16384, 16 }, { 16385, 16 }, { 40000, 4096 } };
    (void)state;
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        struct coro_block_list list = { 0 };
        struct coro_block_pool own = { 0 };
        char *at = coro_block_pop(&own, &list, layouts[i]);
        assert_non_null(at);
        assert_int_equal((uintptr_t)at % layouts[i].align, 0);
        memset(at, 1, layouts[i].bytes);
        assert_int_equal(own.block_count > 0, layouts[i].bytes <= CORO_BLOCK_MAX_BYTES);
        coro_block_release_latest(&own, &list, at, layouts[i]);
        coro_block_pool_trim(&own);
    }
}

/* ---- threads ---- */

static void *use_both(void *arg)
{
    (void)arg;
    void *first = take(small), *second = take(small), *third = take(large);
    release(first, small);
    release(second, small);
    release(third, large);
    return NULL;
}

static void ten_thousand_threads_in_turn_leave_nothing(void **state)
{
    enum { THREADS = CORO_NOTICE_STACK_FACTOR > 1 || TESTS_ARE_EMULATED ? 300 : 10000 };
    size_t before = coro_block_page_count();
    (void)state;
    for (int i = 0; i < THREADS; i++)
        in_thread(use_both, NULL);
    assert_int_equal(coro_block_page_count(), before);
}

/* A thread that never took a block of the type. */
static void *release_all(void *arg)
{
    const struct coro_layout *layout = arg;
    for (size_t i = 0; i < BLOCKS; i++)
        release(blocks[i], *layout);
    return NULL;
}
static void a_thread_that_only_releases_leaves_nothing(void **state)
{
    struct coro_layout layouts[] = { small, large };
    size_t before = coro_block_page_count();
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        for (size_t block = 0; block < BLOCKS; block++)
            blocks[block] = take(layouts[i]);
        in_thread(release_all, &layouts[i]);
    }
    coro_block_pool_trim(&pool);
    assert_int_equal(coro_block_page_count(), before);
}

static void *take_all(void *arg)
{
    (void)arg;
    for (size_t i = 0; i < BLOCKS; i++)
        blocks[i] = take(small);
    return NULL;
}
static void blocks_in_use_outlive_the_thread_that_took_them(void **state)
{
    size_t before = coro_block_page_count(), wrong_count = 0;
    (void)state;
    in_thread(take_all, NULL);
    in_thread(use_both, NULL);
    for (size_t i = 0; i < BLOCKS; i++)
        for (size_t byte = 0; byte < small.bytes; byte++)
            wrong_count += ((unsigned char *)blocks[i])[byte] != 0x5a;
    assert_int_equal(wrong_count, 0);
    release_all((void *)&small);
    coro_block_pool_trim(&pool);
    assert_int_equal(coro_block_page_count(), before);
}

/* Two threads take and release at once, and each releases half of the other's blocks. */
enum { ROUNDS = 200, HANDED = 100 };
static struct { pthread_barrier_t turn; void *blocks[2][HANDED]; } crossing;
static void *cross(void *arg)
{
    size_t own = arg != NULL;
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < HANDED; i++)
            crossing.blocks[own][i] = take(small);
        pthread_barrier_wait(&crossing.turn);
        for (size_t i = 0; i < HANDED; i++)
            release(crossing.blocks[i % 2 ? own : !own][i], small);
        pthread_barrier_wait(&crossing.turn);
    }
    return NULL;
}
static void two_threads_exchange_blocks(void **state)
{
    pthread_t thread;
    size_t before = coro_block_page_count();
    (void)state;
    pthread_barrier_init(&crossing.turn, NULL, 2);
    assert_int_equal(pthread_create(&thread, NULL, cross, &crossing), 0);
    (void)cross(NULL);
    assert_int_equal(pthread_join(thread, NULL), 0);
    pthread_barrier_destroy(&crossing.turn);
    coro_block_pool_trim(&pool);
    assert_int_equal(coro_block_page_count(), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_block_released_last_is_taken_first),
        cmocka_unit_test(purging_pages_leaves_the_blocks_beside_them_alone),
        cmocka_unit_test(blocks_in_use_are_apart),
        cmocka_unit_test(a_list_is_bounded_after_a_burst),
        cmocka_unit_test(a_list_that_is_not_used_is_emptied_while_another_bursts),
        cmocka_unit_test(a_list_without_memory_says_so_and_works_again),
        cmocka_unit_test(blocks_too_large_for_a_page_are_the_heaps),
        cmocka_unit_test(ten_thousand_threads_in_turn_leave_nothing),
        cmocka_unit_test(a_thread_that_only_releases_leaves_nothing),
        cmocka_unit_test(blocks_in_use_outlive_the_thread_that_took_them),
        cmocka_unit_test(two_threads_exchange_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
