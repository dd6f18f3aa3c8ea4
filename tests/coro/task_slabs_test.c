/* SPDX-License-Identifier: MIT */
/* A task's slabs (coro/task_slabs.h): frames end in any order, the chain grows and shrinks with them, and little is kept. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "coro/task_slabs.h"
#include "tests/support/failing.h"
#include "tests/support/in_child.h"

/* A frame in use, filled with its mark. */
struct frame { unsigned char *at, mark; struct coro_layout layout; };

static size_t block_count(void) { return failing.allocation_count - failing.free_count; }
enum { MOST_SPARE = 1 };

static struct frame push(struct coro_task_slabs *slabs, struct coro_layout layout)
{
    static unsigned char mark;
    void *at = NULL;
    assert_int_equal(coro_task_slabs_push(slabs, layout, &at), CORO_OK);
    assert_int_equal((uintptr_t)at % layout.align, 0);
    memset(at, ++mark, layout.bytes);
    return (struct frame){ at, mark, layout };
}
static void pop(struct coro_task_slabs *slabs, struct frame frame)
{
    for (size_t i = 0; i < frame.layout.bytes; i++)
        assert_int_equal(frame.at[i], frame.mark);
    coro_task_slabs_pop(slabs, frame.at, frame.layout);
}
static bool lies_in_task(const struct coro_task_slabs *slabs, struct frame frame)
{
    return (char *)frame.at >= slabs->bytes && (char *)frame.at < slabs->bytes + sizeof slabs->bytes;
}

static const struct coro_layout small = { 48, 8 }, middle = { 500, 16 }, large = { 5000, 16 };

static void the_first_frames_lie_in_the_task(void **state)
{
    struct coro_task_slabs slabs;
    size_t before = failing.allocation_count;
    (void)state;
    coro_task_slabs_init(&slabs);
    struct frame first = push(&slabs, small), second = push(&slabs, small);
    assert_true(lies_in_task(&slabs, first) && lies_in_task(&slabs, second));
    pop(&slabs, second);
    assert_ptr_equal((second = push(&slabs, small)).at, first.at + 48);
    pop(&slabs, second);
    pop(&slabs, first);
    coro_task_slabs_fini(&slabs);
    assert_int_equal(failing.allocation_count, before);
}

static void a_frame_may_fill_the_first_bytes_to_the_last(void **state)
{
    struct coro_task_slabs slabs;
    (void)state;
    coro_task_slabs_init(&slabs);
    struct frame all = push(&slabs, (struct coro_layout){ CORO_TASK_SLABS_FIRST_BYTES, 16 });
    assert_true(lies_in_task(&slabs, all));
    pop(&slabs, all);
    coro_task_slabs_fini(&slabs);
}

static void a_task_at_the_edge_of_a_block_adds_it_once(void **state)
{
    struct coro_task_slabs slabs;
    (void)state;
    coro_task_slabs_init(&slabs);
    struct frame below = push(&slabs, (struct coro_layout){ CORO_TASK_SLABS_FIRST_BYTES - 16, 16 });
    size_t before = failing.allocation_count;
    for (int i = 0; i < 100; i++) {
        struct frame outer = push(&slabs, small), inner = push(&slabs, middle);
        pop(&slabs, inner);
        pop(&slabs, outer);
    }
    assert_int_equal(failing.allocation_count, before + 1);
    for (int i = 0; i < 100; i++) {
        pop(&slabs, below);
        below = push(&slabs, (struct coro_layout){ CORO_TASK_SLABS_FIRST_BYTES - 16, 16 });
        pop(&slabs, push(&slabs, small));
    }
    assert_int_equal(failing.allocation_count, before + 1);
    pop(&slabs, below);
    coro_task_slabs_fini(&slabs);
    assert_int_equal(block_count(), 0);
}

static void a_large_frame_has_a_block_of_its_own_that_goes_with_it(void **state)
{
    struct coro_task_slabs slabs;
    (void)state;
    coro_task_slabs_init(&slabs);
    struct frame below = push(&slabs, small), frame = push(&slabs, large);
    assert_int_equal(block_count(), 1);
    pop(&slabs, frame);
    pop(&slabs, below);
    assert_int_equal(block_count(), 0);
    coro_task_slabs_fini(&slabs);
}

static void after_a_burst_one_block_stays_and_none_after_the_task(void **state)
{
    enum { FRAMES = 1000 };
    static struct frame frames[FRAMES];
    struct coro_task_slabs slabs;
    (void)state;
    coro_task_slabs_init(&slabs);
    for (int i = 0; i < FRAMES; i++)
        frames[i] = push(&slabs, small);
    assert_true(block_count() > 40);
    for (int i = FRAMES; i > 0; i--)
        pop(&slabs, frames[i - 1]);
    assert_int_equal(block_count(), MOST_SPARE);
    coro_task_slabs_fini(&slabs);
    assert_int_equal(block_count(), 0);
}

static void frames_that_die_oldest_first_take_no_more_than_are_in_use(void **state)
{
    enum { WINDOW = 8 };
    struct frame frames[WINDOW];
    struct coro_task_slabs slabs;
    (void)state;
    coro_task_slabs_init(&slabs);
    for (unsigned i = 0; i < 10000; i++) {
        if (i >= WINDOW)
            pop(&slabs, frames[i % WINDOW]);
        frames[i % WINDOW] = push(&slabs, i % 3 ? small : middle);
        assert_true(block_count() <= WINDOW + 1 + MOST_SPARE);
    }
    for (unsigned i = 0; i < WINDOW; i++)
        pop(&slabs, frames[i]);
    coro_task_slabs_fini(&slabs);
    assert_int_equal(block_count(), 0);
}

/* ---- every order of six ---- */

enum { SIX = 6 };
static const struct coro_layout six_layouts[SIX] = { { 100, 8 }, { 40, 64 }, { 900, 16 }, { 0, 1 }, { 3000, 16 }, { 200, 16 } };

/* Begins six, and one more after every second death: the further ones die last first. */
static void die_in_order(const unsigned order[SIX])
{
    struct coro_task_slabs slabs;
    struct frame frames[SIX], further[SIX / 2];
    coro_task_slabs_init(&slabs);
    for (unsigned i = 0; i < SIX; i++)
        frames[i] = push(&slabs, six_layouts[i]);
    for (unsigned i = 0; i < SIX; i++) {
        pop(&slabs, frames[order[i]]);
        if (i % 2)
            further[i / 2] = push(&slabs, six_layouts[order[i]]);
    }
    for (unsigned i = SIX / 2; i > 0; i--)
        pop(&slabs, further[i - 1]);
    assert_true(block_count() <= MOST_SPARE + 1);
    coro_task_slabs_fini(&slabs);
    assert_int_equal(block_count(), 0);
}
static unsigned die_in_every_order(unsigned order[SIX], unsigned fixed)
{
    unsigned count = fixed == SIX;
    if (fixed == SIX)
        die_in_order(order);
    for (unsigned i = fixed; i < SIX; i++) {
        unsigned here = order[fixed];
        order[fixed] = order[i], order[i] = here;
        count += die_in_every_order(order, fixed + 1);
        order[i] = order[fixed], order[fixed] = here;
    }
    return count;
}
static void six_frames_may_die_in_every_order(void **state)
{
    (void)state;
    assert_int_equal(die_in_every_order((unsigned[SIX]){ 0, 1, 2, 3, 4, 5 }, 0), 720);
}

/* ---- random programs ---- */

static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    return *state ^= *state << 5;
}

/* Pushes and pops at random, now and then without memory. A frame that lay on another would lose its mark. */
static void run_random(uint32_t seed)
{
    enum { MOST = 40, STEPS = 400 };
    struct frame frames[MOST];
    struct coro_task_slabs slabs;
    unsigned count = 0;
    coro_task_slabs_init(&slabs);
    for (int step = 0; step < STEPS || count > 0; step++) {
        uint32_t chance = next_random(&seed), size = next_random(&seed);
        if (step < STEPS && count < MOST && chance % 5 < (step / 100 % 2 ? 2 : 3)) {
            struct coro_layout layout = { size % (chance % 64 ? 300 : 4000), (size_t)1 << (size >> 16) % 8 };
            void *at = &slabs;
            failing.allocations_until_failure = chance % 16 == 0;
            if (coro_task_slabs_push(&slabs, layout, &at) == CORO_OK)
                coro_task_slabs_pop(&slabs, at, layout), frames[count++] = push(&slabs, layout);
            else
                assert_ptr_equal(at, &slabs);
            failing.allocations_until_failure = 0;
        } else if (count > 0) {
            unsigned which = chance % 3 ? count - 1 : size % count;
            pop(&slabs, frames[which]);
            frames[which] = frames[--count];
        }
        assert_true(block_count() <= count + 1 + MOST_SPARE);
    }
    coro_task_slabs_fini(&slabs);
    assert_int_equal(block_count(), 0);
}
static void random_frames_keep_their_bytes_and_leave_nothing(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 200; seed++)
        run_random(seed * 2654435761u);
}

/* ---- errors ---- */

static void without_memory_the_push_fails_and_the_slabs_stay_usable(void **state)
{
    struct coro_task_slabs slabs;
    void *untouched = &slabs;
    (void)state;
    coro_task_slabs_init(&slabs);
    struct frame below = push(&slabs, small);
    failing.allocations_until_failure = 1;
    assert_int_equal(coro_task_slabs_push(&slabs, middle, &untouched), CORO_ERR_NO_MEMORY);
    struct frame beside = push(&slabs, small);
    failing.allocations_until_failure = 0;
    assert_ptr_equal(untouched, &slabs);
    struct frame above = push(&slabs, middle);
    pop(&slabs, below);
    pop(&slabs, beside);
    pop(&slabs, above);
    coro_task_slabs_fini(&slabs);
}

static void layouts_that_no_memory_has_are_refused(void **state)
{
    static const size_t bytes[] = { SIZE_MAX, SIZE_MAX - 8, SIZE_MAX - 15, SIZE_MAX - 63, SIZE_MAX / 2 + 1, SIZE_MAX / 2, 16 };
    struct coro_task_slabs slabs;
    void *untouched = &slabs;
    (void)state;
    coro_task_slabs_init(&slabs);
    for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++)
        for (size_t align = bytes[i] == 16 ? (size_t)1 << 31 : 1; align != 0; align <<= 1)
            assert_int_equal(coro_task_slabs_push(&slabs, (struct coro_layout){ bytes[i], align }, &untouched),
                             CORO_ERR_NO_MEMORY);
    assert_ptr_equal(untouched, &slabs);
    coro_task_slabs_fini(&slabs);
}

static void push_with_an_odd_alignment(void *slabs)
{
    void *frame;
    (void)!coro_task_slabs_push(slabs, (struct coro_layout){ 100, 48 }, &frame);
}
static void pop_a_frame_of_nobody(void *slabs)
{
    static _Alignas(16) char memory[64];
    coro_task_slabs_pop(slabs, memory, (struct coro_layout){ 64, 16 });
}
static void mistakes_abort_and_say_so(void **state)
{
    struct coro_task_slabs slabs;
    (void)state;
    coro_task_slabs_init(&slabs);
    struct frame frame = push(&slabs, middle);
    assert_true(child_aborts_saying(push_with_an_odd_alignment, &slabs, "is no power of two"));
    assert_true(child_aborts_saying(pop_a_frame_of_nobody, &slabs, "a task's slabs that do not have it"));
    assert_true(child_aborts_saying((void (*)(void *))coro_task_slabs_fini, &slabs, "slabs end while a frame is on them"));
    pop(&slabs, frame);
    coro_task_slabs_fini(&slabs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_frames_lie_in_the_task),
        cmocka_unit_test(a_frame_may_fill_the_first_bytes_to_the_last),
        cmocka_unit_test(a_task_at_the_edge_of_a_block_adds_it_once),
        cmocka_unit_test(a_large_frame_has_a_block_of_its_own_that_goes_with_it),
        cmocka_unit_test(after_a_burst_one_block_stays_and_none_after_the_task),
        cmocka_unit_test(frames_that_die_oldest_first_take_no_more_than_are_in_use),
        cmocka_unit_test(six_frames_may_die_in_every_order),
        cmocka_unit_test(random_frames_keep_their_bytes_and_leave_nothing),
        cmocka_unit_test(without_memory_the_push_fails_and_the_slabs_stay_usable),
        cmocka_unit_test(layouts_that_no_memory_has_are_refused),
        cmocka_unit_test(mistakes_abort_and_say_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
