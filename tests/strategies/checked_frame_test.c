/* SPDX-License-Identifier: MIT */
/* Units that check name a mistake of place or release where it is made, also on the frames of real iterators. This unit checks in
 * every build; its strategy makes the mistake that a test asks for. Each mistake is made in a child. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#define CHECKED_FRAMES 1
#include "strategies/strategy.h"
#include "tests/support/in_child.h"

enum { ROOM_BYTES = 256 };
struct adapter {};
struct call_site { _Alignas(CORO_MAX_ALIGN) char room[ROOM_BYTES]; };
struct task_part {};

enum mistake { NONE, NO_MEMORY, WRONG_ALIGNMENT, SAME_MEMORY, OVERLAP };
static enum mistake mistake;
static _Alignas(CORO_MAX_ALIGN) char shared[2 * ROOM_BYTES];
static size_t placed_count;

CORO_INLINE enum coro_status mistaken_place(struct coro_layout layout, struct holders holders, void **frame)
{
    size_t before = placed_count++;
    char *const places[] = {
        [NONE] = holders.site->room, [NO_MEMORY] = NULL, [WRONG_ALIGNMENT] = shared + 4, [SAME_MEMORY] = shared,
        [OVERLAP] = shared + before * (layout.bytes - 8),
    };
    *frame = places[mistake];
    return CORO_OK;
}
static const struct placing placing = { .place = mistaken_place };
static const struct strategy strategy = { .sentence = "a mistake", .placing = &placing, .lives = { LIVES_AT_CALL_SITE, 0, 0 } };

#include "strategies/callee_side.h"
#include "strategies/caller_side.h"
static const struct sum_bodies dyn_sums[1];
#include "bench/unit/compile_as_callee.h"
struct waiting { int waits; };
ASYNC_NEXT(waiting, little(nothing), uint64_t words[4];)
{
    my->words[0] = 1;
    SUSPEND();
    RETURN(coro_some(my->words[0]));
}
ASYNC_END
DYN_ITERATOR(waiting)

static struct waiting iterator;
static struct coro_task task;
static struct next_frame awaits[2];

static void begin(size_t which)
{
    next_async_init(&awaits[which]);
    next_async_begin(&awaits[which], &task, (struct coro_dyn_iterator){ &iterator, &waiting_vtable });
}
static void end(size_t which)
{
    next_async_end(&awaits[which], &task);
    next_async_fini(&awaits[which]);
}

static void begin_two(void *made)
{
    mistake = *(enum mistake *)made;
    begin(0);
    begin(1);
}
static void end_twice(void *arg)
{
    (void)arg;
    mistake = SAME_MEMORY;
    begin(0);
    struct coro_dyn_future future = awaits[0].future;
    end(0);
    frame_is_released(future.data, layout_of(future.vtable), (struct holders){ .site = &awaits[0].held });
}

static void expect(enum mistake made, const char *sentence)
{
    if (!child_aborts_saying(begin_two, &made, sentence))
        fail_msg("no child aborts with \"%s\"", sentence);
}

static void a_place_without_memory_is_named(void **state)
{
    (void)state;
    expect(NO_MEMORY, "place returned CORO_OK for a frame of 48 bytes and gave no memory");
}
static void a_place_without_the_alignment_is_named(void **state)
{
    (void)state;
    expect(WRONG_ALIGNMENT, "a multiple of 4 and not of 8, its alignment");
}
static void two_live_frames_in_one_place_are_named(void **state)
{
    (void)state;
    expect(SAME_MEMORY, "place gave a frame of 48 bytes the memory of a live frame of 48 bytes");
    expect(OVERLAP, "place gave a frame of 48 bytes memory that overlaps a live frame of 48 bytes by 8");
}
static void a_frame_that_is_released_twice_is_named(void **state)
{
    (void)state;
    assert_true(child_aborts_saying(end_twice, NULL, "release gets a frame of 48 bytes that is not live"));
}

static void fresh_and_ended_frames_are_full_of_known_bytes(void **state)
{
    enum { UNTOUCHED = 24 };        /* an offset in `words`, of which the body writes the first */
    (void)state;
    mistake = NONE;
    begin(0);
    const unsigned char *frame = awaits[0].future.data;
    assert_int_equal(frame[UNTOUCHED], FRESH_FRAME_FILL);
    next_async_end(&awaits[0], &task);
#ifndef CORO_NOTICE_ASAN
    assert_int_equal(frame[UNTOUCHED], RELEASED_FRAME_FILL);
#endif
    next_async_fini(&awaits[0]);
}

#ifdef CORO_NOTICE_ASAN
enum { IS_WATCHED = 1 };
#else
enum { IS_WATCHED = 0 };
#endif
static void the_place_of_an_ended_frame_is_forbidden_until_the_strategy_is_called(void **state)
{
    (void)state;
    mistake = NONE;
    begin(0);
    char *frame = awaits[0].future.data;
    assert_false(coro_notice_is_forbidden(frame));
    next_async_end(&awaits[0], &task);
    assert_int_equal(coro_notice_is_forbidden(frame), IS_WATCHED);
    next_async_begin(&awaits[0], &task, (struct coro_dyn_iterator){ &iterator, &waiting_vtable });
    assert_false(coro_notice_is_forbidden(frame));
    end(0);
    assert_false(coro_notice_is_forbidden(frame));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_without_memory_is_named),
        cmocka_unit_test(a_place_without_the_alignment_is_named),
        cmocka_unit_test(two_live_frames_in_one_place_are_named),
        cmocka_unit_test(a_frame_that_is_released_twice_is_named),
        cmocka_unit_test(fresh_and_ended_frames_are_full_of_known_bytes),
        cmocka_unit_test(the_place_of_an_ended_frame_is_forbidden_until_the_strategy_is_called),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
