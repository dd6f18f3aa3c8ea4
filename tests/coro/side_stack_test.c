/* SPDX-License-Identifier: MIT */
/* The side stack (coro/side_stack.h): frames end in any order, exhaustion is a status, and a leaked frame aborts. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "coro/side_stack.h"
#include "tests/support/in_child.h"

enum { SIDE_BYTES = 4096 };

static struct coro_side_stack open_side(void)
{
    struct coro_side_stack side;
    char *memory = malloc(SIDE_BYTES);
    assert_non_null(memory);
    coro_side_stack_init(&side, (struct coro_stack){ memory, SIDE_BYTES });
    return side;
}

static void close_side(struct coro_side_stack *side)
{
    struct coro_stack memory = coro_side_stack_fini(side);
    assert_int_equal(memory.bytes, SIDE_BYTES);
    free(memory.base);
}

static void *push(struct coro_side_stack *side, struct coro_layout layout)
{
    void *frame = NULL;
    assert_int_equal(coro_side_stack_push(side, layout, &frame), CORO_OK);
    assert_int_equal((uintptr_t)frame % layout.align, 0);
    memset(frame, 0xa5, layout.bytes);
    return frame;
}

static void assert_is_empty(const struct coro_side_stack *side)
{
    assert_ptr_equal(side->top, side->base);
    assert_null(side->holes);
}

static void a_frame_gets_memory_of_its_own(void **state)
{
    (void)state;
    struct coro_side_stack side = open_side();
    struct coro_layout small = { 24, 8 }, large = { 1000, 16 };
    char *first = push(&side, small), *second = push(&side, large);
    assert_true(second >= first + small.bytes);
    assert_true(second + large.bytes <= side.end);
    coro_side_stack_pop(&side, second, large);
    coro_side_stack_pop(&side, first, small);
    assert_is_empty(&side);
    close_side(&side);
}

static void the_last_frame_s_memory_is_used_again_at_once(void **state)
{
    (void)state;
    struct coro_side_stack side = open_side();
    struct coro_layout layout = { 100, 16 };
    void *first = push(&side, layout);
    coro_side_stack_pop(&side, first, layout);
    assert_ptr_equal(push(&side, layout), first);
    coro_side_stack_pop(&side, first, layout);
    close_side(&side);
}

enum { FRAMES = 5 };

/* Pushes five frames of different sizes and pops them as `order` says. */
static void push_and_pop(const unsigned order[FRAMES], size_t align)
{
    struct coro_side_stack side = open_side();
    void *frames[FRAMES];
    struct coro_layout layouts[FRAMES];
    for (unsigned i = 0; i < FRAMES; i++) {
        layouts[i] = (struct coro_layout){ 1 + 40 * i, i % 2 ? align : 8 };
        frames[i] = push(&side, layouts[i]);
    }
    for (unsigned i = 0; i < FRAMES; i++)
        coro_side_stack_pop(&side, frames[order[i]], layouts[order[i]]);
    assert_is_empty(&side);
    close_side(&side);
}

static void swap(unsigned *a, unsigned *b)
{
    unsigned kept = *a;
    *a = *b;
    *b = kept;
}

/* Tries every order of what is left from `fixed` on. */
static void in_every_order(unsigned order[FRAMES], unsigned fixed, size_t align)
{
    if (fixed == FRAMES)
        push_and_pop(order, align);
    for (unsigned i = fixed; i < FRAMES; i++) {
        swap(&order[fixed], &order[i]);
        in_every_order(order, fixed + 1, align);
        swap(&order[fixed], &order[i]);
    }
}

static void frames_may_die_in_any_order(void **state)
{
    (void)state;
    unsigned order[FRAMES] = { 0, 1, 2, 3, 4 };
    in_every_order(order, 0, 16);
    in_every_order(order, 0, 64);
}

static void a_hole_stays_until_what_is_above_it_has_gone(void **state)
{
    (void)state;
    struct coro_side_stack side = open_side();
    struct coro_layout layout = { 64, 16 };
    char *low = push(&side, layout), *high = push(&side, layout);
    coro_side_stack_pop(&side, low, layout);
    assert_ptr_equal(side.top, high + layout.bytes);
    assert_non_null(side.holes);
    for (size_t i = 0; i < layout.bytes; i++)
        assert_int_equal((unsigned char)high[i], 0xa5);
    coro_side_stack_pop(&side, high, layout);
    assert_is_empty(&side);
    close_side(&side);
}

static void a_frame_of_no_bytes_has_a_place_of_its_own(void **state)
{
    (void)state;
    struct coro_side_stack side = open_side();
    struct coro_layout none = { 0, 1 }, some = { 32, 16 };
    char *empty = push(&side, none), *full = push(&side, some);
    assert_ptr_not_equal(empty, full);
    coro_side_stack_pop(&side, empty, none);
    for (size_t i = 0; i < some.bytes; i++)
        assert_int_equal((unsigned char)full[i], 0xa5);
    coro_side_stack_pop(&side, full, some);
    assert_is_empty(&side);
    close_side(&side);
}

static void an_over_aligned_frame_leaves_nothing_behind(void **state)
{
    (void)state;
    struct coro_side_stack side = open_side();
    struct coro_layout odd = { 16, 16 }, line = { 64, 64 }, page = { 100, 1024 };
    void *first = push(&side, odd), *second = push(&side, line), *third = push(&side, page);
    coro_side_stack_pop(&side, third, page);
    coro_side_stack_pop(&side, second, line);
    coro_side_stack_pop(&side, first, odd);
    assert_is_empty(&side);
    close_side(&side);
}

static void a_full_stack_refuses_and_stays_usable(void **state)
{
    (void)state;
    struct coro_side_stack side = open_side();
    struct coro_layout all = { SIDE_BYTES, 16 }, more = { SIDE_BYTES + 1, 16 }, huge = { SIZE_MAX - 64, 16 };
    void *untouched = &side, *frame;
    assert_int_equal(coro_side_stack_push(&side, more, &untouched), CORO_ERR_DOES_NOT_FIT);
    assert_int_equal(coro_side_stack_push(&side, huge, &untouched), CORO_ERR_DOES_NOT_FIT);
    frame = push(&side, all);
    assert_int_equal(coro_side_stack_push(&side, (struct coro_layout){ 1, 1 }, &untouched), CORO_ERR_DOES_NOT_FIT);
    assert_int_equal(coro_side_stack_push(&side, (struct coro_layout){ 64, 64 }, &untouched), CORO_ERR_DOES_NOT_FIT);
    assert_ptr_equal(untouched, &side);
    coro_side_stack_pop(&side, frame, all);
    assert_ptr_equal(push(&side, all), frame);
    coro_side_stack_pop(&side, frame, all);
    assert_is_empty(&side);
    close_side(&side);
}

static void layouts_that_no_memory_has_do_not_fit(void **state)
{
    static const size_t bytes[] = { SIZE_MAX, SIZE_MAX - 8, SIZE_MAX - 15, SIZE_MAX - 63, SIZE_MAX / 2 + 1, 16 };
    struct coro_side_stack side = open_side();
    struct coro_layout small = { 16, 16 };
    void *untouched = &side, *frame = push(&side, small);
    (void)state;
    for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++)
        for (size_t align = 1; align != 0; align <<= 1) {
            if (bytes[i] == 16 && align < (size_t)1 << 48)     /* the stack may lie at such an address */
                continue;
            assert_int_equal(coro_side_stack_push(&side, (struct coro_layout){ bytes[i], align }, &untouched),
                             CORO_ERR_DOES_NOT_FIT);
        }
    assert_ptr_equal(untouched, &side);
    coro_side_stack_pop(&side, frame, small);
    assert_is_empty(&side);
    close_side(&side);
}

static void push_with_an_odd_alignment(void *side)
{
    void *frame;
    (void)!coro_side_stack_push(side, (struct coro_layout){ 100, 48 }, &frame);
}
static void an_alignment_that_is_no_power_of_two_aborts(void **state)
{
    (void)state;
    struct coro_side_stack side = open_side();
    assert_true(child_aborts_saying(push_with_an_odd_alignment, &side, "is no power of two"));
    close_side(&side);
}

static void forget_a_frame(void *arg)
{
    struct coro_side_stack *side = arg;
    void *frame;
    if (coro_side_stack_push(side, (struct coro_layout){ 16, 16 }, &frame) == CORO_OK)
        close_side(side);
}

static void ending_with_frames_on_it_aborts(void **state)
{
    (void)state;
    struct coro_side_stack side = open_side();
    assert_true(child_aborts_saying(forget_a_frame, &side, "a side stack ends while 16 bytes of frames are on it"));
    close_side(&side);
}

static void a_side_stack_comes_from_a_source_and_goes_back_there(void **state)
{
    (void)state;
    const struct coro_stack_provider *provider = &coro_pooled_side_stacks;
    struct coro_stack_source *source;
    struct coro_side_stack side;
    assert_int_equal(provider->open(SIDE_BYTES, &source), CORO_OK);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(coro_side_stack_open(&side, provider, source), CORO_OK);
        assert_int_equal(side.end - side.base, SIDE_BYTES);
        coro_side_stack_close(&side, provider, source);
    }
    assert_int_equal(provider->fresh_count(source), 1);
    provider->close(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_frame_gets_memory_of_its_own),
        cmocka_unit_test(the_last_frame_s_memory_is_used_again_at_once),
        cmocka_unit_test(frames_may_die_in_any_order),
        cmocka_unit_test(a_hole_stays_until_what_is_above_it_has_gone),
        cmocka_unit_test(a_frame_of_no_bytes_has_a_place_of_its_own),
        cmocka_unit_test(an_over_aligned_frame_leaves_nothing_behind),
        cmocka_unit_test(a_full_stack_refuses_and_stays_usable),
        cmocka_unit_test(layouts_that_no_memory_has_do_not_fit),
        cmocka_unit_test(an_alignment_that_is_no_power_of_two_aborts),
        cmocka_unit_test(ending_with_frames_on_it_aborts),
        cmocka_unit_test(a_side_stack_comes_from_a_source_and_goes_back_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
