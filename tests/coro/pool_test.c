/* SPDX-License-Identifier: MIT */
/* The slab, the arena and chunks of blocks (coro/slab.h, coro/arena.h, coro/block_chunk.h): live blocks never overlap, released
 * memory is reused, and exhaustion is a status. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "coro/arena.h"
#include "coro/slab.h"
#include "tests/support/in_child.h"
#include "tests/support/failing.h"

/* The sizes and alignments that frames may have: nothing at all, the edges of size classes, more than any class, alignment up to
 * a page. */
static const struct coro_layout layouts[] = {
    { 0, 1 }, { 1, 1 }, { 31, 8 }, { 32, 16 }, { 33, 16 }, { 64, 64 }, { 100, 64 }, { 0, 64 }, { 1, 4096 }, { 5000, 4096 },
    { 2047, 16 }, { 2048, 16 }, { 2049, 16 }, { 2000, 2048 }, { 2100, 2048 }, { 100000, 16 }, { 24, 8 }, { 1040, 32 },
};
enum { LAYOUTS = sizeof layouts / sizeof *layouts };

/* So that a block that overlaps another is found out. */
static void fill(void *at, size_t i)
{
    assert_non_null(at);
    assert_int_equal((uintptr_t)at % layouts[i].align, 0);
    memset(at, (int)i + 1, layouts[i].bytes);
}
static void assert_is_filled(const void *at, size_t i)
{
    for (size_t byte = 0; byte < layouts[i].bytes; byte++)
        assert_int_equal(((const unsigned char *)at)[byte], i + 1);
}

static void slab_blocks_of_every_layout_are_aligned_and_apart(void **state)
{
    void *blocks[LAYOUTS];
    (void)state;
    for (size_t i = 0; i < LAYOUTS; i++) {
        blocks[i] = coro_slab_alloc(layouts[i]);
        fill(blocks[i], i);
    }
    for (size_t i = 0; i < LAYOUTS; i++)
        assert_is_filled(blocks[i], i);
    for (size_t i = 0; i < LAYOUTS; i++)
        coro_slab_release(blocks[i], layouts[i]);
}

static void a_slab_uses_the_latest_block_again_first(void **state)
{
    const struct coro_layout layout = { 100, 16 }, same_class = { 97, 8 };
    (void)state;
    void *first = coro_slab_alloc(layout), *second = coro_slab_alloc(layout);
    coro_slab_release(first, layout);
    coro_slab_release(second, layout);
    assert_ptr_equal(coro_slab_alloc(same_class), second);
    assert_ptr_equal(coro_slab_alloc(layout), first);
    coro_slab_release(first, layout);
    coro_slab_release(second, layout);
}

static void a_slab_counts_the_blocks_in_use(void **state)
{
    const struct coro_layout layout = { 40, 8 };
    (void)state;
    void *block = coro_slab_alloc(layout);
    assert_int_equal((ptrdiff_t)coro_slab_kept_blocks(), -1);
    coro_slab_release(block, layout);
    assert_int_equal(coro_slab_kept_blocks(), 0);
}

static void a_million_blocks_take_no_more_pages_than_one(void **state)
{
    const struct coro_layout layout = { 200, 16 };
    (void)state;
    coro_slab_release(coro_slab_alloc(layout), layout);
    size_t before = failing.map_count, pages = coro_block_page_count();
    for (int i = 0; i < 1000000; i++) {
        void *block = coro_slab_alloc(layout);
        assert_non_null(block);
        coro_slab_release(block, layout);
    }
    assert_int_equal(failing.map_count, before);
    assert_int_equal(coro_block_page_count(), pages);
}

static void a_million_blocks_in_flight_are_all_apart(void **state)
{
    enum { BLOCKS = 1000000 };
    const struct coro_layout layout = { sizeof(uint64_t), 8 };
    uint64_t **blocks = calloc(BLOCKS, sizeof *blocks);
    (void)state;
    assert_non_null(blocks);
    for (uint64_t i = 0; i < BLOCKS; i++) {
        blocks[i] = coro_slab_alloc(layout);
        assert_non_null(blocks[i]);
        *blocks[i] = i;
    }
    size_t wrong_count = 0;
    for (uint64_t i = 0; i < BLOCKS; i++)
        wrong_count += *blocks[i] != i;
    assert_int_equal(wrong_count, 0);
    for (uint64_t i = 0; i < BLOCKS; i++)
        coro_slab_release(blocks[i], layout);
    free(blocks);
}

struct handed { void *block; struct coro_layout layout; void *taken_again; size_t kept_count; };

static void *release_elsewhere(void *arg)
{
    struct handed *handed = arg;
    coro_slab_release(handed->block, handed->layout);
    handed->taken_again = coro_slab_alloc(handed->layout);
    coro_slab_release(handed->taken_again, handed->layout);
    return NULL;
}

static void a_block_released_on_another_thread_is_that_threads_next(void **state)
{
    struct handed handed = { .layout = { 300, 16 } };
    pthread_t thread;
    (void)state;
    handed.block = coro_slab_alloc(handed.layout);
    memset(handed.block, 7, handed.layout.bytes);
    assert_int_equal(pthread_create(&thread, NULL, release_elsewhere, &handed), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_ptr_equal(handed.taken_again, handed.block);
}

/* Of a class that no other test uses, so that its list is empty. */
static void a_slab_without_memory_says_so_and_works_again(void **state)
{
    const struct coro_layout unused = { 1500, 16 }, large = { 10000, 16 };
    (void)state;
    failing.allocations_until_failure = 1;
    assert_null(coro_slab_alloc(large));
    failing.allocations_until_failure = 0;
    void *block = coro_slab_alloc(large), *other = coro_slab_alloc(unused);
    assert_non_null(block);
    assert_non_null(other);
    coro_slab_release(other, unused);
    coro_slab_release(block, large);
}

static void blocks_of_a_list_are_aligned_as_asked_for(void **state)
{
    static const struct coro_layout layouts[] = {
        { 16, 16 }, { 40, 8 }, { 48, 16 }, { 64, 64 }, { 4096, 16 }, { 4096, 4096 }, { 12288, 4096 },
    };
    enum { COUNT = sizeof layouts / sizeof *layouts };
    struct coro_block_pool pool = { 0 };
    struct coro_block_list lists[COUNT] = { 0 };
    (void)state;
    for (size_t i = 0; i < COUNT; i++) {
        struct coro_block_list *list = &lists[i];
        assert_int_equal(coro_block_refill(&pool, list, layouts[i].bytes), CORO_OK);
        assert_non_null(list->free);
        for (struct coro_block *block = list->free; block != NULL; block = block->next)
            assert_int_equal((uintptr_t)block % layouts[i].align, 0);
        assert_int_equal(coro_block_pool_kept(&pool), 0);
    }
    void *block = coro_block_pop(&pool, &lists[0], layouts[0]);
    assert_int_equal((ptrdiff_t)coro_block_pool_kept(&pool), -1);
    coro_block_release(&pool, &lists[0], block, layouts[0]);
    coro_block_pool_trim(&pool);
    assert_int_equal(coro_block_pool_kept(&pool), 0);
}

static void a_frame_of_no_bytes_takes_a_block_that_can_be_listed(void **state)
{
    (void)state;
    assert_true(coro_block_bytes((struct coro_layout){ 1, 1 }) >= sizeof(struct coro_block));
    assert_int_equal(coro_block_bytes((struct coro_layout){ 100, 64 }), 128);
    assert_true(coro_block_bytes((struct coro_layout){ 0, 1 }) >= sizeof(struct coro_block));
    assert_true(coro_slab_has_class((struct coro_layout){ 0, 1 }));
}

static void *take(struct coro_arena *arena, size_t i)
{
    void *at = NULL;
    assert_int_equal(coro_arena_alloc(arena, layouts[i], &at), CORO_OK);
    fill(at, i);
    return at;
}

static void arena_blocks_of_every_layout_are_aligned_and_apart(void **state)
{
    struct coro_arena arena = { 0 };
    void *blocks[LAYOUTS];
    (void)state;
    for (size_t i = 0; i < LAYOUTS; i++)
        blocks[i] = take(&arena, i);
    for (size_t i = 0; i < LAYOUTS; i++)
        assert_is_filled(blocks[i], i);
    for (size_t i = 0; i < LAYOUTS; i++)
        coro_arena_release(&arena);
    coro_arena_fini(&arena);
}

static void an_empty_arena_begins_anew_in_its_largest_chunk(void **state)
{
    const struct coro_layout layout = { 3000, 16 };
    struct coro_arena arena = { 0 };
    void *at = NULL, *again = NULL;
    (void)state;
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 50; i++)
            assert_int_equal(coro_arena_alloc(&arena, layout, &at), CORO_OK);
        for (int i = 0; i < 50; i++)
            coro_arena_release(&arena);
    }
    size_t before = failing.allocation_count;
    assert_null(arena.newest->older);
    assert_int_equal(coro_arena_alloc(&arena, layout, &at), CORO_OK);
    coro_arena_release(&arena);
    assert_int_equal(coro_arena_alloc(&arena, layout, &again), CORO_OK);
    assert_ptr_equal(at, again);
    coro_arena_release(&arena);
    assert_int_equal(failing.allocation_count, before);
    coro_arena_fini(&arena);
}

static void an_arena_in_use_one_by_one_does_not_grow(void **state)
{
    const struct coro_layout layout = { 500, 16 };
    struct coro_arena arena = { 0 };
    void *at;
    (void)state;
    for (int i = 0; i < 1000000; i++) {
        assert_int_equal(coro_arena_alloc(&arena, layout, &at), CORO_OK);
        coro_arena_release(&arena);
    }
    assert_null(arena.newest->older);
    coro_arena_fini(&arena);
}

static void an_arena_without_memory_says_so_and_works_again(void **state)
{
    const struct coro_layout layout = { 900, 16 };
    struct coro_arena arena = { 0 };
    void *untouched = &arena, *first, *second;
    (void)state;
    failing.allocations_until_failure = 1;
    assert_int_equal(coro_arena_alloc(&arena, layout, &untouched), CORO_ERR_NO_MEMORY);
    failing.allocations_until_failure = 0;
    assert_ptr_equal(untouched, &arena);
    assert_int_equal(coro_arena_alloc(&arena, layout, &first), CORO_OK);
    failing.allocations_until_failure = 1;
    assert_int_equal(coro_arena_alloc(&arena, layout, &untouched), CORO_ERR_NO_MEMORY);
    failing.allocations_until_failure = 0;
    memset(first, 1, layout.bytes);
    assert_int_equal(coro_arena_alloc(&arena, layout, &second), CORO_OK);
    memset(second, 2, layout.bytes);
    assert_int_equal(((unsigned char *)first)[layout.bytes - 1], 1);
    coro_arena_release(&arena);
    coro_arena_release(&arena);
    coro_arena_fini(&arena);
}

static void forget_a_block(void *arg)
{
    void *at;
    if (coro_arena_alloc(arg, (struct coro_layout){ 16, 16 }, &at) == CORO_OK)
        coro_arena_fini(arg);
}
static void an_arena_that_ends_while_a_block_is_alive_aborts(void **state)
{
    struct coro_arena arena = { 0 };
    (void)state;
    assert_true(child_aborts_saying(forget_a_block, &arena, "an arena ends while 1 blocks of it are alive"));
}

/* ---- layouts that no memory has ---- */

/* Every second size wraps around to a small one when it is rounded up. */
static const size_t impossible_bytes[] = {
    SIZE_MAX, SIZE_MAX - 1, SIZE_MAX - 7, SIZE_MAX - 8, SIZE_MAX - 15, SIZE_MAX - 31, SIZE_MAX - 63, SIZE_MAX - 4095,
    SIZE_MAX / 2 + 1, SIZE_MAX / 2 + 17,
};
static const size_t aligns[] = { 1, 8, 16, 32, 64, 2048, 4096, (size_t)1 << 31, (size_t)1 << 62, (size_t)1 << 63 };
enum { IMPOSSIBLES = sizeof impossible_bytes / sizeof *impossible_bytes, ALIGNS = sizeof aligns / sizeof *aligns };

/* The tool would end the program instead of returning NULL. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "allocator_may_return_null=1"; }
const char *__tsan_default_options(void);
const char *__tsan_default_options(void) { return "allocator_may_return_null=1"; }

static void a_slab_refuses_layouts_that_no_memory_has(void **state)
{
    (void)state;
    for (size_t i = 0; i < ALIGNS; i++)
        for (size_t j = 0; j < IMPOSSIBLES; j++)
            assert_null(coro_slab_alloc((struct coro_layout){ impossible_bytes[j], aligns[i] }));
    assert_null(coro_slab_alloc((struct coro_layout){ 100, (size_t)1 << 63 }));
    assert_null(coro_slab_alloc((struct coro_layout){ 100, (size_t)1 << 62 }));
}

static void an_arena_refuses_layouts_that_no_memory_has(void **state)
{
    struct coro_arena empty = { 0 }, arena = { 0 };
    void *at, *untouched = &arena;
    (void)state;
    assert_int_equal(coro_arena_alloc(&arena, (struct coro_layout){ 16, 16 }, &at), CORO_OK);
    for (size_t i = 0; i < ALIGNS; i++)
        for (size_t j = 0; j < IMPOSSIBLES; j++) {
            struct coro_layout layout = { impossible_bytes[j], aligns[i] };
            assert_int_equal(coro_arena_alloc(&arena, layout, &untouched), CORO_ERR_NO_MEMORY);
            assert_int_equal(coro_arena_alloc(&empty, layout, &untouched), CORO_ERR_NO_MEMORY);
        }
    for (size_t align = (size_t)1 << 62; align != 0; align <<= 1)
        assert_int_equal(coro_arena_alloc(&arena, (struct coro_layout){ 100, align }, &untouched), CORO_ERR_NO_MEMORY);
    assert_ptr_equal(untouched, &arena);
    assert_int_equal(arena.alive_count, 1);
    coro_arena_release(&arena);
    coro_arena_fini(&arena);
    coro_arena_fini(&empty);
}

static void a_list_of_blocks_refuses_layouts_that_no_memory_has(void **state)
{
    struct coro_block_pool pool = { 0 };
    (void)state;
    for (size_t i = 0; i < ALIGNS; i++)
        for (size_t j = 0; j < IMPOSSIBLES; j++) {
            struct coro_block_list list = { 0 };
            struct coro_layout layout = { impossible_bytes[j], aligns[i] };
            assert_null(coro_block_pop(&pool, &list, layout));
            pool.lists = NULL;
        }
    assert_int_equal(pool.block_count, 0);
}

static void alloc_from_slab(void *layout) { (void)!coro_slab_alloc(*(struct coro_layout *)layout); }
static void alloc_from_arena(void *layout)
{
    struct coro_arena arena = { 0 };
    void *at;
    (void)!coro_arena_alloc(&arena, *(struct coro_layout *)layout, &at);
}
static void an_alignment_that_is_no_power_of_two_aborts(void **state)
{
    struct coro_layout odd[] = { { 100, 48 }, { 5000, 24 }, { 5000, SIZE_MAX } }, *at = odd;
    (void)state;
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++, at++) {
        assert_true(child_aborts_saying(alloc_from_arena, at, "is no power of two"));
        if (i > 0 || CORO_CHECKS)       /* the path of a small block looks at the alignment only then */
            assert_true(child_aborts_saying(alloc_from_slab, at, "is no power of two"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slab_without_memory_says_so_and_works_again),
        cmocka_unit_test(slab_blocks_of_every_layout_are_aligned_and_apart),
        cmocka_unit_test(a_slab_uses_the_latest_block_again_first),
        cmocka_unit_test(a_slab_counts_the_blocks_in_use),
        cmocka_unit_test(a_million_blocks_take_no_more_pages_than_one),
        cmocka_unit_test(a_million_blocks_in_flight_are_all_apart),
        cmocka_unit_test(a_block_released_on_another_thread_is_that_threads_next),
        cmocka_unit_test(blocks_of_a_list_are_aligned_as_asked_for),
        cmocka_unit_test(a_frame_of_no_bytes_takes_a_block_that_can_be_listed),
        cmocka_unit_test(arena_blocks_of_every_layout_are_aligned_and_apart),
        cmocka_unit_test(an_empty_arena_begins_anew_in_its_largest_chunk),
        cmocka_unit_test(an_arena_in_use_one_by_one_does_not_grow),
        cmocka_unit_test(an_arena_without_memory_says_so_and_works_again),
        cmocka_unit_test(a_slab_refuses_layouts_that_no_memory_has),
        cmocka_unit_test(an_arena_refuses_layouts_that_no_memory_has),
        cmocka_unit_test(a_list_of_blocks_refuses_layouts_that_no_memory_has),
        cmocka_unit_test(an_alignment_that_is_no_power_of_two_aborts),
        cmocka_unit_test(an_arena_that_ends_while_a_block_is_alive_aborts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
