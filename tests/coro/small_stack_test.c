/* SPDX-License-Identifier: MIT */
/* Stacks that fit their bodies, as coro/async.h makes them: what a body declares, and what it leaves undeclared, finds room. Each
 * stack here lies behind a zone that an overflow would write to. */
#define ASYNC_MODEL ASYNC_STACKFUL
#define ASYNC_STACK_BYTES CORO_SEGMENT_FIRST_BYTES
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <float.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include "coro/async.h"
#include "coro/task.h"

enum { PAGE = 4096, ZONE_BYTES = 64 << 10, ZONE = 0x5a };
static FILE *unbuffered, *wide;
static volatile sig_atomic_t signal_count;
static unsigned ended_count;

static void count_signal(int number)
{
    (void)number;
    signal_count++;
}

/* On a stack of 1 KiB, undeclared. */
ASYNC(chatty, unsigned, turns, nothing, unsigned left; AWAITS(coro_yield))
{
    struct coro_polled got;
    for (my->left = turns; my->left > 0; my->left--) {
        AWAIT(got, coro_yield);
        if (got.tag != CORO_NONE)
            RETURN(got);
        fprintf(unbuffered, "%s: %.50f\n", "a line", 3.25);
        fwprintf(wide, L"%ls: %Lf\n", L"a line", strtold("1.5", NULL));
        raise(SIGUSR1);
    }
    RETURN(coro_some(turns));
}
ASYNC_END_AFTER(ended_count++)

/* On a stack of 1 KiB: it calls little, but it has locals of 2 KiB. */
ASYNC(roomy, unsigned, turns, little(nothing), char bytes[2048]; AWAITS(coro_yield))
{
    struct coro_polled got;
    memset(my->bytes, (int)turns, sizeof my->bytes);
    AWAIT(got, coro_yield);
    RETURN(got.tag != CORO_NONE ? got : coro_some((uint64_t)my->bytes[0] + (uint64_t)my->bytes[2047] - turns));
}
ASYNC_END_AFTER(ended_count++)

/* Known functions, awaited on a stack of 1 KiB: one with large locals, one with locals of extended alignment, three in a row with
 * a few locals each, and one that awaits itself. */
ASYNC(holding, unsigned, fill, little(nothing), char bytes[60000]; AWAITS(coro_yield))
{
    struct coro_polled got;
    memset(my->bytes, (int)fill, sizeof my->bytes);
    AWAIT(got, coro_yield);
    RETURN(got.tag != CORO_NONE ? got : coro_some((uint64_t)my->bytes[0] + (uint64_t)my->bytes[59999] - fill));
}
ASYNC_END
ASYNC(awaits_holding, unsigned, fill, little(nothing), AWAITS(holding))
{
    struct coro_polled got;
    AWAIT(got, holding, fill);
    RETURN(got);
}
ASYNC_END_AFTER(ended_count++)
ASYNC(on_a_page, unsigned, fill, little(nothing), _Alignas(PAGE) unsigned char page[PAGE]; AWAITS(coro_yield))
{
    struct coro_polled got;
    unsigned char *at = my->page;
    memset(at, (int)fill, PAGE);
    CORO_OPAQUE(at);
    AWAIT(got, coro_yield);
    RETURN(got.tag == CORO_NONE && (uintptr_t)at % PAGE == 0 && at[0] == my->page[PAGE - 1] ? coro_some(fill) : coro_none());
}
ASYNC_END
ASYNC(awaits_on_a_page, unsigned, fill, little(nothing), AWAITS(on_a_page))
{
    struct coro_polled got;
    AWAIT(got, on_a_page, fill);
    RETURN(got);
}
ASYNC_END_AFTER(ended_count++)
ASYNC(third, unsigned, fill, little(nothing), char bytes[200]; AWAITS(coro_yield))
{
    struct coro_polled got;
    memset(my->bytes, (int)fill, sizeof my->bytes);
    AWAIT(got, coro_yield);
    RETURN(got.tag != CORO_NONE ? got : coro_some((uint64_t)my->bytes[199]));
}
ASYNC_END
ASYNC(second, unsigned, fill, little(nothing), char bytes[200]; AWAITS(third))
{
    struct coro_polled got;
    memset(my->bytes, (int)fill, sizeof my->bytes);
    AWAIT(got, third, fill);
    RETURN(got.tag == CORO_SOME && my->bytes[0] == my->bytes[199] ? got : coro_none());
}
ASYNC_END
ASYNC(first, unsigned, fill, little(nothing), char bytes[200]; AWAITS(second))
{
    struct coro_polled got;
    memset(my->bytes, (int)fill, sizeof my->bytes);
    AWAIT(got, second, fill);
    RETURN(got.tag == CORO_SOME && my->bytes[0] == my->bytes[199] ? got : coro_none());
}
ASYNC_END_AFTER(ended_count++)
ASYNC(deepening, unsigned, depth, nothing, AWAITS(deepening))
{
    struct coro_polled got;
    if (depth == 0) {
        fwprintf(wide, L"%.100Lf\n", LDBL_MAX);
        SUSPEND();
        RETURN(coro_some(0));
    }
    AWAIT(got, deepening, depth - 1);
    RETURN(got.tag == CORO_SOME ? coro_some(got.value + 1) : got);
}
ASYNC_END
ASYNC(deepens, unsigned, depth, nothing, AWAITS(deepening))
{
    struct coro_polled got;
    coro_waker_wake(coro_task_waker(task));
    AWAIT(got, deepening, depth);
    RETURN(got);
}
ASYNC_END_AFTER(ended_count++)

/* Calls more than it need declare otherwise. */
ASYNC(precise, unsigned, value, deep(64 << 10, nothing), unsigned lines; AWAITS(coro_yield))
{
    struct coro_polled got;
    char *text = malloc(20000);
    my->lines = text && snprintf(text, 20000, "%.15000g", 1.5) == 3;
    free(text);
    AWAIT(got, coro_yield);
    RETURN(got.tag != CORO_NONE ? got : coro_some(value * my->lines));
}
ASYNC_END_AFTER(ended_count++)

/* On stacks of 8 KiB and more, which may have a guard or not. */
#undef ASYNC_STACK_BYTES
#define ASYNC_STACK_BYTES ((8 << 10) * CORO_NOTICE_STACK_FACTOR * CORO_SEGMENT_FRAMES_FACTOR)
#include "coro/async.h"
ASYNC(printing, unsigned, value, nothing, AWAITS(coro_yield))
{
    struct coro_polled got;
    fprintf(unbuffered, "%s: %Lf\n", "a line", LDBL_MAX);
    fwprintf(wide, L"%.100Lf\n", -LDBL_MAX);
    AWAIT(got, coro_yield);
    RETURN(got.tag != CORO_NONE ? got : coro_some(value));
}
ASYNC_END
ASYNC(where, uintptr_t, base, nothing)
{
    char here;
    RETURN(coro_some((uintptr_t)&here - base < ASYNC_STACK_BYTES ? 9 : 8));
}
ASYNC_END
#undef ASYNC_STACK_BYTES
#define ASYNC_STACK_BYTES ((16 << 10) * CORO_NOTICE_STACK_FACTOR * CORO_SEGMENT_FRAMES_FACTOR)
#include "coro/async.h"
ASYNC(printing_on_16_kib, const unsigned, value, nothing, AWAITS(printing))
{
    struct coro_polled got;
    AWAIT(got, printing, value);
    RETURN(got);
}
ASYNC_END

#undef ASYNC_STACK_BYTES
#undef ASYNC_STACK_FITS
#define ASYNC_STACK_BYTES (4096 * CORO_NOTICE_STACK_FACTOR)
#define ASYNC_STACK_FITS 1
#include "coro/async.h"

/* On a stack that fits: locals of extended alignment, declared, and undeclared in a body that declares nothing. */
ASYNC(aligned, unsigned, fill, little(nothing), _Alignas(PAGE) unsigned char page[PAGE];)
{
    unsigned char *at = my->page;
    memset(at, (int)fill, PAGE);
    CORO_OPAQUE(at);
    RETURN((uintptr_t)at % PAGE == 0 && at[0] == at[PAGE - 1] ? coro_some(fill) : coro_none());
}
ASYNC_END
ASYNC(plainly_aligned, unsigned, fill, nothing)
{
    _Alignas(PAGE) unsigned char page[PAGE], *at = page;
    memset(at, (int)fill, PAGE);
    CORO_OPAQUE(at);
    RETURN((uintptr_t)at % PAGE == 0 && at[0] == at[PAGE - 1] ? coro_some(fill) : coro_none());
}
ASYNC_END

ASYNC(awaits_large_where_it_fits, unsigned, fill, little(nothing), AWAITS(holding))
{
    struct coro_polled got;
    AWAIT(got, holding, fill);
    RETURN(got);
}
ASYNC_END

/* Stacks as in a program: from the provider, between blocks that must stay as they are. */
enum { TASKS = 16 };
static void small_stacks_run(const struct coro_async_fn *body, unsigned turns)
{
    static struct coro_task tasks[TASKS];
    struct coro_executor executor;
    struct coro_stack_source *source;
    struct coro_stack stacks[TASKS];
    unsigned char *neighbours[TASKS];
    signal_count = 0, ended_count = 0;
    coro_executor_init(&executor);
    assert_int_equal(coro_segment_stacks.open(CORO_SEGMENT_FIRST_BYTES, &source), CORO_OK);
    for (size_t i = 0; i < TASKS; i++) {
        neighbours[i] = malloc(CORO_SEGMENT_FIRST_BYTES);
        assert_non_null(neighbours[i]);
        memset(neighbours[i], ZONE, CORO_SEGMENT_FIRST_BYTES);
        assert_int_equal(coro_segment_stacks.acquire(source, &stacks[i]), CORO_OK);
        coro_task_init(&tasks[i], &executor, body, stacks[i].base, (void *)(uintptr_t)turns);
    }
    (void)coro_executor_poll(&executor);
    assert_int_equal(coro_task_cancel(&tasks[0]), CORO_OK);
    assert_int_equal(ended_count, 1);
    coro_executor_run(&executor);
    for (size_t i = 0; i < TASKS; i++) {
        assert_int_equal(tasks[i].result.value, i == 0 ? CORO_ERR_CANCELLED : turns);
        coro_task_fini(&tasks[i]);
        coro_segment_stacks.release(source, stacks[i]);
        for (size_t at = 0; at < CORO_SEGMENT_FIRST_BYTES; at++)
            assert_int_equal(neighbours[i][at], ZONE);
        free(neighbours[i]);
    }
    assert_int_equal(ended_count, TASKS);
    coro_segment_stacks.close(source);
    coro_executor_fini(&executor);
}

static void a_body_that_declares_nothing_calls_the_c_library_on_a_small_stack(void **state)
{
    (void)state;
    small_stacks_run(&chatty, 3);
    assert_int_equal(signal_count, 3 * (TASKS - 1));
}
static void a_body_with_large_locals_runs_on_a_small_stack(void **state)
{
    (void)state;
    small_stacks_run(&roomy, 7);
}

static void a_known_function_has_room_for_its_locals(void **state)
{
    (void)state;
    small_stacks_run(&awaits_holding, 7);
    small_stacks_run(&awaits_on_a_page, 7);
    small_stacks_run(&first, 7);
}
static void a_known_function_may_await_itself(void **state)
{
    (void)state;
    small_stacks_run(&deepens, 40);
}
static void a_body_that_declares_more_than_the_c_library_has_it(void **state)
{
    (void)state;
    small_stacks_run(&precise, 7);
}

/* Runs the body on a stack of its own size, at `offset` in memory, behind a zone. */
static void run_behind_a_zone(const struct coro_async_fn *body, size_t offset)
{
    struct coro_executor executor;
    struct coro_task task = { .executor = &executor, .state = CORO_TASK_POLLING };
    unsigned char *memory = aligned_alloc(PAGE, coro_round_up(ZONE_BYTES + PAGE + body->layout.bytes, PAGE));
    assert_non_null(memory);
    coro_executor_init(&executor);
    memset(memory, ZONE, ZONE_BYTES + offset);
    void *frame = memory + ZONE_BYTES + offset;
    body->start(frame, (void *)9);
    struct coro_polled got = body->poll(frame, &task);
    if (got.tag == CORO_PENDING)
        got = body->poll(frame, &task);
    body->drop(frame, &task);
    for (size_t at = 0; at < ZONE_BYTES + offset; at++)
        if (memory[at] != ZONE)
            fail_msg("with a stack at %zu beyond a page: an overflow of %zu bytes", offset, ZONE_BYTES + offset - at);
    assert_int_equal(got.tag, CORO_SOME);
    assert_int_equal(got.value, 9);
    coro_executor_fini(&executor);
    free(memory);
}

static void locals_of_extended_alignment_stay_on_a_stack_that_fits(void **state)
{
    (void)state;
    for (size_t offset = 0; offset < PAGE; offset += CORO_MAX_ALIGN) {
        run_behind_a_zone(&aligned, offset);
        run_behind_a_zone(&plainly_aligned, offset);
    }
}

static void stacks_of_8_kib_and_more_from_the_heap_have_room_for_the_c_library(void **state)
{
    (void)state;
    run_behind_a_zone(&printing, 0);
    run_behind_a_zone(&printing_on_16_kib, CORO_MAX_ALIGN);
    run_behind_a_zone(&awaits_large_where_it_fits, 0);
}

static void a_body_on_a_stack_with_a_guard_stays_there(void **state)
{
    (void)state;
    struct coro_stack_source *source;
    struct coro_stack stack;
    struct coro_task task = { .executor = NULL };
    assert_int_equal(coro_pooled_stacks.open(where.layout.bytes, &source), CORO_OK);
    assert_int_equal(coro_pooled_stacks.acquire(source, &stack), CORO_OK);
    where.start(stack.base, stack.base);
    assert_int_equal(where.poll(stack.base, &task).value, 9);
    where.drop(stack.base, &task);
    coro_pooled_stacks.release(source, stack);
    coro_pooled_stacks.close(source);
}

static int open_streams(void **state)
{
    (void)state;
    unbuffered = fopen("/dev/null", "w");
    wide = fopen("/dev/null", "w");
    if (unbuffered == NULL || wide == NULL || signal(SIGUSR1, count_signal) == SIG_ERR)
        return -1;
    return setvbuf(unbuffered, NULL, _IONBF, 0) || setvbuf(wide, NULL, _IONBF, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_body_that_declares_nothing_calls_the_c_library_on_a_small_stack),
        cmocka_unit_test(a_body_with_large_locals_runs_on_a_small_stack),
        cmocka_unit_test(a_known_function_has_room_for_its_locals),
        cmocka_unit_test(a_known_function_may_await_itself),
        cmocka_unit_test(a_body_that_declares_more_than_the_c_library_has_it),
        cmocka_unit_test(locals_of_extended_alignment_stay_on_a_stack_that_fits),
        cmocka_unit_test(stacks_of_8_kib_and_more_from_the_heap_have_room_for_the_c_library),
        cmocka_unit_test(a_body_on_a_stack_with_a_guard_stays_there),
    };
    return cmocka_run_group_tests(tests, open_streams, NULL);
}
