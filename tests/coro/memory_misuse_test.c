/* SPDX-License-Identifier: MIT */
/* Misuse of slabs, arenas, side stacks and a task's slabs. Units that check, as this one does in every build, name a block that
 * is released twice or to the wrong owner. Sanitizers and memcheck see accesses outside the blocks in use. Each mistake is made
 * in a child. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "coro/arena.h"
#include "coro/side_stack.h"
#include "coro/slab.h"
#include "coro/task_slabs.h"
#include "tests/support/in_child.h"

/* Allocators behind one interface; `memory` is an arena, a side stack or a task's slabs. */
struct allocator {
    const char *name;
    void *(*alloc)(void *memory, struct coro_layout);
    void (*release)(void *memory, void *at, struct coro_layout);
};
static void *slab_alloc(void *memory, struct coro_layout layout) { (void)memory; return coro_slab_alloc(layout); }
static void slab_release(void *memory, void *at, struct coro_layout layout) { (void)memory; coro_slab_release(at, layout); }
static void *arena_alloc(void *arena, struct coro_layout layout)
{
    void *at;
    return coro_arena_alloc(arena, layout, &at) == CORO_OK ? at : NULL;
}
static void arena_release(void *arena, void *at, struct coro_layout layout) { coro_arena_release_block(arena, at, layout); }
static void *side_alloc(void *side, struct coro_layout layout)
{
    void *at;
    return coro_side_stack_push(side, layout, &at) == CORO_OK ? at : NULL;
}
static void side_release(void *side, void *at, struct coro_layout layout) { coro_side_stack_pop(side, at, layout); }
static void *task_slabs_alloc(void *slabs, struct coro_layout layout)
{
    void *at;
    return coro_task_slabs_push(slabs, layout, &at) == CORO_OK ? at : NULL;
}
static void task_slabs_release(void *slabs, void *at, struct coro_layout layout) { coro_task_slabs_pop(slabs, at, layout); }

enum { SLAB, ARENA, SIDE, TASK_SLABS, ALLOCATORS };
static const struct allocator allocators[ALLOCATORS] = {
    { "slab", slab_alloc, slab_release }, { "arena", arena_alloc, arena_release }, { "side stack", side_alloc, side_release },
    { "task's slabs", task_slabs_alloc, task_slabs_release },
};

static struct coro_arena arena;
static struct coro_side_stack side;
static struct coro_task_slabs task_slabs;
static _Alignas(64) char side_memory[1 << 16];
static void *const memories[ALLOCATORS] = { NULL, &arena, &side, &task_slabs };

static int begin(void **state)
{
    (void)state;
    coro_side_stack_init(&side, (struct coro_stack){ side_memory, sizeof side_memory });
    coro_task_slabs_init(&task_slabs);
    return 0;
}
static int end(void **state)
{
    (void)state;
    coro_arena_fini(&arena);
    (void)coro_side_stack_fini(&side);
    coro_task_slabs_fini(&task_slabs);
    return 0;
}

/* ---- released twice ---- */

/* Blocks are released in this order, up to -1. */
struct order { size_t which; struct coro_layout layout; int released[6]; };

static void release_in_order(void *arg)
{
    const struct order *order = arg;
    const struct allocator *allocator = &allocators[order->which];
    void *blocks[4];
    for (int i = 0; i < 4; i++)
        blocks[i] = allocator->alloc(memories[order->which], order->layout);
    for (int i = 0; order->released[i] >= 0; i++)
        allocator->release(memories[order->which], blocks[order->released[i]], order->layout);
}

static const struct coro_layout layouts[] = { { 1, 1 }, { 24, 8 }, { 64, 64 }, { 100, 16 }, { 1000, 16 }, { 192, 64 } };
enum { LAYOUTS = sizeof layouts / sizeof *layouts };

static void releasing_a_block_twice_aborts(const int released[6], size_t from, size_t to)
{
    for (size_t which = from; which <= to; which++)
        for (size_t i = 0; i < LAYOUTS; i++) {
            struct order order = { which, layouts[i], { 0 } };
            memcpy(order.released, released, sizeof order.released);
            if (!child_aborts_saying(release_in_order, &order, "coro: bug: "))
                fail_msg("%s, blocks of %zu bytes", allocators[which].name, layouts[i].bytes);
        }
}

static void a_block_that_is_released_twice_in_turn_aborts(void **state)
{
    (void)state;
    releasing_a_block_twice_aborts((int[6]){ 3, 3, -1 }, SLAB, TASK_SLABS);
    releasing_a_block_twice_aborts((int[6]){ 0, 0, -1 }, SLAB, TASK_SLABS);
}

static void a_block_that_is_released_again_after_others_aborts(void **state)
{
    (void)state;
    releasing_a_block_twice_aborts((int[6]){ 1, 0, 2, 1, -1 }, SLAB, TASK_SLABS);
    releasing_a_block_twice_aborts((int[6]){ 3, 2, 3, -1 }, SLAB, TASK_SLABS);
}

static void releasing_more_blocks_than_there_are_aborts(void **state)
{
    (void)state;
    releasing_a_block_twice_aborts((int[6]){ 3, 2, 1, 0, 0, -1 }, SLAB, TASK_SLABS);
}

static void a_large_slab_block_that_is_released_twice_aborts_where_the_library_checks(void **state)
{
    static const struct coro_layout large[] = { { 2049, 1 }, { 8192, 16 }, { 3000, 64 }, { 100, 4096 }, { 1 << 20, 16 } };
    (void)state;
    if (!LIBRARY_CHECKS || coro_notice_guards_memory())
        skip();
    for (size_t i = 0; i < sizeof large / sizeof *large; i++) {
        struct order in_turn = { SLAB, large[i], { 3, 3, -1 } }, later = { SLAB, large[i], { 1, 0, 2, 1, -1 } };
        assert_true(child_aborts_saying(release_in_order, &in_turn, "a block is released twice, or "));
        assert_true(child_aborts_saying(release_in_order, &later, "a block is released twice, or "));
    }
}

static void release_nothing(void *layout) { coro_slab_release(NULL, *(struct coro_layout *)layout); }
static void a_slab_that_gets_nothing_back_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(release_nothing, &(struct coro_layout){ 100, 16 }, "NULL is released as a block"));
    if (LIBRARY_CHECKS && !coro_notice_guards_memory())
        assert_true(child_aborts_saying(release_nothing, &(struct coro_layout){ 8192, 16 }, "or is no block of a slab"));
}

/* Nobody writes to the blocks, so they hold what the arena left in them. */
static void arena_blocks_may_come_again_unwritten(void **state)
{
    (void)state;
    for (int round = 0; round < 4; round++)
        for (size_t i = 0; i < LAYOUTS; i++) {
            void *blocks[8];
            for (int b = 0; b < 8; b++)
                assert_non_null(blocks[b] = arena_alloc(&arena, layouts[i]));
            for (int b = 0; b < 8; b++)
                arena_release(&arena, blocks[(b * 5 + round) % 8], layouts[i]);
        }
}

static struct coro_layout handed_layout = { 100, 16 };
static void *release_handed(void *block)
{
    coro_slab_release(block, handed_layout);
    return NULL;
}
static void release_after_a_thread_did(void *arg)
{
    void *block = coro_slab_alloc(handed_layout);
    pthread_t thread;
    (void)arg;
    if (pthread_create(&thread, NULL, release_handed, block) == 0 && pthread_join(thread, NULL) == 0)
        coro_slab_release(block, handed_layout);
}
static void a_block_that_another_thread_released_and_left_behind_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(release_after_a_thread_did, NULL, "is released twice"));
}

/* ---- released to the wrong owner ---- */

static void release_with_another_size(void *arg)
{
    void *block = coro_slab_alloc((struct coro_layout){ 100, 16 });
    coro_slab_release(block, *(struct coro_layout *)arg);
}
static void a_slab_block_released_with_another_size_aborts(void **state)
{
    struct coro_layout smaller = { 60, 16 }, larger = { 1000, 16 };
    (void)state;
    assert_true(child_aborts_saying(release_with_another_size, &smaller, "has another size or another owner"));
    assert_true(child_aborts_saying(release_with_another_size, &larger, "has another size or another owner"));
}

static void release_what_it_does_not_have(void *arg)
{
    size_t which = *(size_t *)arg;
    struct coro_layout layout = { 32, 16 };
    char *block = aligned_alloc(64, 4096);
    (void)allocators[which].alloc(memories[which], layout);
    (void)allocators[which].alloc(memories[which], layout);
    memset(block, 0, 4096);
    allocators[which].release(memories[which], block + 1024, layout);
}
static void memory_of_another_owner_aborts(void **state)
{
    (void)state;
    for (size_t which = 0; which < ALLOCATORS; which++)
        if (!child_aborts_saying(release_what_it_does_not_have, &which, "coro: bug: "))
            fail_msg("%s", allocators[which].name);
}

static void pop_with_another_size(void *arg)
{
    (void)arg;
    void *low = side_alloc(&side, (struct coro_layout){ 32, 16 }), *high = side_alloc(&side, (struct coro_layout){ 32, 16 });
    coro_side_stack_pop(&side, low, (struct coro_layout){ 32, 16 });
    coro_side_stack_pop(&side, high, (struct coro_layout){ 48, 16 });
}
static void a_frame_popped_with_another_size_than_is_left_aborts(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(pop_with_another_size, NULL, "a side stack that does not have it"));
}

/* ---- seen by tools ---- */

static bool has_tool(void)
{
#if defined(CORO_NOTICE_ASAN)
    return true;
#elif defined(CORO_NOTICE_TSAN)
    return false;
#else
    return coro_notice_is_memcheck;
#endif
}
/* Under memcheck the child goes on, and ends with the status that --error-exitcode says. */
static bool is_reported(void (*fn)(void *), void *arg)
{
    int status = child_run(fn, arg);
    return WIFEXITED(status) && WEXITSTATUS(status) != 0;
}

/* Accesses a byte at `at` from the block's begin, or from its end if `at` is not negative. */
struct access { size_t which; struct coro_layout layout; bool is_after_release, has_neighbours, is_write; int at; };

static void access_block(void *arg)
{
    const struct access *access = arg;
    const struct allocator *allocator = &allocators[access->which];
    void *memory = memories[access->which], *below = allocator->alloc(memory, access->layout);
    volatile char *block = allocator->alloc(memory, access->layout);
    void *above = access->has_neighbours ? allocator->alloc(memory, access->layout) : NULL;
    (void)below, (void)above;
    memset((char *)block, 1, access->layout.bytes);
    if (access->is_after_release)
        allocator->release(memory, (char *)block, access->layout);
    if (access->is_write)
        block[access->at] = 1;
    else if (block[access->at] == 1)        /* memcheck reports the use of a value, and the access */
        __asm__ volatile("");
}

static void expect_report(struct access access)
{
    if (!is_reported(access_block, &access))
        fail_msg("%s: byte %d of %zu, %s%s", allocators[access.which].name, access.at, access.layout.bytes,
                 access.is_write ? "written" : "read", access.is_after_release ? " after its release" : "");
}

static void a_block_in_use_may_be_touched_everywhere(void **state)
{
    (void)state;
    for (size_t which = 0; which < ALLOCATORS; which++)
        for (size_t i = 0; i < LAYOUTS; i++) {
            struct access access = { which, layouts[i], false, true, true, (int)layouts[i].bytes - 1 };
            assert_false(is_reported(access_block, &access));
        }
}

static void use_after_release_is_reported(void **state)
{
    (void)state;
    if (!has_tool())
        skip();
    for (size_t which = 0; which < ALLOCATORS; which++)
        for (size_t i = 0; i < LAYOUTS; i++)
            for (int kind = 0; kind < 4; kind++)
                expect_report((struct access){ which, layouts[i], true, kind & 1, kind & 2, 0 });
    for (size_t which = 0; which < ALLOCATORS; which++)
        for (size_t i = 0; i < LAYOUTS; i++)
            expect_report((struct access){ which, layouts[i], true, true, true, (int)layouts[i].bytes - 1 });
}

/* The block after it was never allocated, which only the library knows. */
static void access_past_the_end_is_reported(void **state)
{
    (void)state;
    if (!has_tool() || !LIBRARY_CHECKS)
        skip();
    for (size_t which = 0; which < ALLOCATORS; which++)
        for (size_t i = 0; i < LAYOUTS; i++)
            for (int kind = 0; kind < 2; kind++)
                expect_report((struct access){ which, layouts[i], false, false, kind, (int)layouts[i].bytes });
}

static void a_byte_of_the_rounding_between_blocks_is_reported(void **state)
{
    (void)state;
    if (!has_tool() || !LIBRARY_CHECKS)
        skip();
    for (size_t which = 0; which < ALLOCATORS; which++)
        expect_report((struct access){ which, { 100, 16 }, false, true, true, 100 });
}

int main(void)
{
#define TEST(promise) cmocka_unit_test_setup_teardown(promise, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(a_block_that_is_released_twice_in_turn_aborts),
        TEST(a_block_that_is_released_again_after_others_aborts),
        TEST(releasing_more_blocks_than_there_are_aborts),
        TEST(a_large_slab_block_that_is_released_twice_aborts_where_the_library_checks),
        TEST(a_slab_that_gets_nothing_back_aborts),
        TEST(arena_blocks_may_come_again_unwritten),
        TEST(a_block_that_another_thread_released_and_left_behind_aborts),
        TEST(a_slab_block_released_with_another_size_aborts),
        TEST(memory_of_another_owner_aborts),
        TEST(a_frame_popped_with_another_size_than_is_left_aborts),
        TEST(a_block_in_use_may_be_touched_everywhere),
        TEST(use_after_release_is_reported),
        TEST(access_past_the_end_is_reported),
        TEST(a_byte_of_the_rounding_between_blocks_is_reported),
    };
    return cmocka_run_group_tests_name("misuse of memory", tests, NULL, NULL);
}
