/* SPDX-License-Identifier: MIT */
/* A native switch keeps every value that either side holds, in whichever register the compiler put it: integers, doubles, a
 * vector, and what a block of variable size and an over-aligned local leave to address the frame by. CMake builds it for several
 * levels of optimisation.
 *
 * With GUARD_LANDINGS on aarch64, the code of this program is guarded: an indirect branch to anything but a landing pad is a
 * SIGILL. The linker cannot ask for that, because startup files of the C library have no landing pads. */
#define CORO_CONTEXT CORO_CONTEXT_NATIVE
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include "coro/coroutine.h"
#include "tests/support/in_child.h"
#include "tests/support/pages.h"

enum { INTEGERS = 24, DOUBLES = 24, ALIGN = 128, ROUNDS = 1000, STACK_BYTES = 256 * 1024 };
typedef double vector __attribute__((vector_size(32)));

static char memory[STACK_BYTES] __attribute__((aligned(CORO_MAX_ALIGN)));
static uint64_t seed = 1;
static uint64_t lost_count;

static CORO_NOINLINE uint64_t draw(void) { return seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407); }

typedef void switcher(struct coro *);
CORO_INLINE void switch_out(struct coro *self) { (void)coro_suspend(self); }
CORO_INLINE void switch_in(struct coro *co) { (void)!coro_resume(co); }

/* Inlined together with the switch, the values are held across it. The copies in memory are compared with afterwards. */
CORO_INLINE void hold_values_across(switcher *switcher, struct coro *co)
{
    size_t length = 64 + draw() % 200;
    _Alignas(ALIGN) volatile char aligned[ALIGN];
    char block[length];
    volatile uint64_t integers[INTEGERS];
    volatile double doubles[DOUBLES];
    uint64_t held[INTEGERS];
    double held_doubles[DOUBLES];
    vector held_vector = { (double)draw(), (double)draw(), (double)draw(), (double)draw() };
    volatile vector vectors = held_vector;

    memset(block, (int)length, length);
    aligned[5] = (char)length;
#pragma GCC unroll 24
    for (int i = 0; i < INTEGERS; i++)
        integers[i] = held[i] = draw();
#pragma GCC unroll 24
    for (int i = 0; i < DOUBLES; i++)
        doubles[i] = held_doubles[i] = (double)draw();

    switcher(co);

    bool is_lost = aligned[5] != (char)length || (uintptr_t)aligned % ALIGN != 0;
#pragma GCC unroll 24
    for (int i = 0; i < INTEGERS; i++)
        is_lost |= integers[i] != held[i];
#pragma GCC unroll 24
    for (int i = 0; i < DOUBLES; i++)
        is_lost |= doubles[i] != held_doubles[i];
    for (int i = 0; i < 4; i++)
        is_lost |= vectors[i] != held_vector[i];
    for (size_t i = 0; i < length; i++)
        is_lost |= block[i] != (char)length;
    lost_count += is_lost;
}

/* The compiler chooses registers for each of them apart. */
static CORO_NOINLINE void hold_inside(struct coro *self) { hold_values_across(switch_out, self); }
static CORO_NOINLINE void hold_outside(struct coro *co) { hold_values_across(switch_in, co); }

static struct coro_polled body(struct coro *self, void *arg)
{
    (void)arg;
    for (int i = 0; i < ROUNDS; i++)
        hold_inside(self);
    return coro_none();
}

#ifdef GUARD_LANDINGS
extern char etext[];
/* Returns false where neither the processor nor its emulator knows landing pads. */
static bool protect_code(int more)
{
    uintptr_t functions[] = { (uintptr_t)coro_native_entry, (uintptr_t)body, (uintptr_t)hold_inside, (uintptr_t)hold_outside };
    uintptr_t lowest = (uintptr_t)etext;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        lowest = functions[i] < lowest ? functions[i] : lowest;
    char *from = page_of((char *)lowest);
    return mprotect(from, (size_t)(etext - from), PROT_READ | PROT_EXEC | more) == 0;
}
static bool guard_landings(void) { return protect_code(0x10); }        /* PROT_BTI */
/* Functions that run at the end of the process have no landing pads. */
static void unguard_landings(void) { (void)protect_code(0); }

static void branch_behind_a_landing_pad(void *function)
{
    enum { INSTRUCTION_BYTES = 4 };
    void (*behind)(struct coro *) = (void (*)(struct coro *))((uintptr_t)function + INSTRUCTION_BYTES);
    CORO_OPAQUE(behind);        /* else the branch may be direct */
    (void)guard_landings();
    signal(SIGILL, SIG_DFL);
    behind(NULL);
}
static void a_branch_to_anything_else_is_an_illegal_instruction(void **state)
{
    (void)state;
    if (!guard_landings())
        skip();
    unguard_landings();
    int status = child_run(branch_behind_a_landing_pad, (void *)(uintptr_t)hold_outside);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGILL);
}
#else
static bool guard_landings(void) { return true; }
static void unguard_landings(void) {}
#endif

static void a_switch_keeps_every_value_of_both_sides(void **state)
{
    (void)state;
    if (!guard_landings())
        skip();
    struct coro *co = coro_init((struct coro_stack){ memory, sizeof memory }, body, NULL);
    while (!coro_is_finished(co))
        hold_outside(co);
    coro_fini(co);
    unguard_landings();
    assert_int_equal(lost_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#ifdef GUARD_LANDINGS
        cmocka_unit_test(a_branch_to_anything_else_is_an_illegal_instruction),
#endif
        cmocka_unit_test(a_switch_keeps_every_value_of_both_sides),
    };
    return cmocka_run_group_tests_name("registers across a native switch", tests, NULL, NULL);
}
