/* SPDX-License-Identifier: MIT */
/* `.lives` is refused by a clear contradiction alone: whose memory a kept heap block or a map is cannot be seen. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "bench/frames/lives_check.h"

static const char *said_of(struct place_of_frame lives, struct seen_frames seen)
{
    static struct lives_sentence said;
    return lives_are_contradicted(lives, &seen, &said) ? said.text : NULL;
}

static const struct place_of_frame task = { .where = LIVES_IN_TASK }, heap = { .where = LIVES_ON_HEAP },
                                   site = { .where = LIVES_AT_CALL_SITE },
                                   site_or_heap = { .where = LIVES_AT_CALL_SITE, .fallback = LIVES_ON_HEAP },
                                   stack = { .where = LIVES_ON_STACK },
                                   stack_or_heap = { .where = LIVES_ON_STACK, .fallback = LIVES_ON_HEAP };

static void a_task_may_own_maps_and_blocks(void **state)
{
    (void)state;
    assert_null(said_of(task, (struct seen_frames){ .at[SEEN_ELSEWHERE] = 5 }));
    assert_null(said_of(task, (struct seen_frames){ .at[SEEN_IN_NEW_BLOCK] = 5, .at[SEEN_IN_KEPT_BLOCK] = 1 }));
    assert_string_equal(said_of(task, (struct seen_frames){ .at[SEEN_IN_NEW_BLOCK] = 5 }),
                        ".lives says that frames live in the task: 5 of 5 lay in heap blocks");
}

static void memory_for_the_heap_may_come_from_pages(void **state)
{
    (void)state;
    assert_null(said_of(heap, (struct seen_frames){ .at[SEEN_ELSEWHERE] = 5 }));
    assert_string_equal(said_of(heap, (struct seen_frames){ .at[SEEN_IN_TASK] = 3, .at[SEEN_AT_CALL_SITE] = 2 }),
                        ".lives says that frames live on the heap: 3 of 5 lay in struct task_part");
}

static void frames_beside_the_first_choice_need_a_fallback(void **state)
{
    const struct seen_frames both = { .at[SEEN_AT_CALL_SITE] = 2, .at[SEEN_IN_NEW_BLOCK] = 3 };
    (void)state;
    assert_null(said_of(site_or_heap, both));
    assert_string_equal(said_of(site, both), "3 of 5 frames lay in heap blocks, which .lives does not name: set .fallback");
    assert_string_equal(said_of(site_or_heap, (struct seen_frames){ .at[SEEN_IN_NEW_BLOCK] = 3 }),
                        ".lives says that frames live at the call site: 3 of 3 lay in heap blocks");
}

static void a_state_machine_needs_another_place_than_a_stack(void **state)
{
    const struct seen_frames boxes = { .at[SEEN_IN_NEW_BLOCK] = 3 };
    (void)state;
    assert_null(said_of(stack_or_heap, boxes));
    assert_string_equal(said_of(stack, boxes), ".lives says that frames live on a stack: 3 of 3 lay in heap blocks");
}

static void nothing_is_said_of_no_frames(void **state)
{
    (void)state;
    assert_null(said_of(site, (struct seen_frames){ { 0 } }));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_task_may_own_maps_and_blocks),
        cmocka_unit_test(memory_for_the_heap_may_come_from_pages),
        cmocka_unit_test(frames_beside_the_first_choice_need_a_fallback),
        cmocka_unit_test(a_state_machine_needs_another_place_than_a_stack),
        cmocka_unit_test(nothing_is_said_of_no_frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
