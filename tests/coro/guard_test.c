/* SPDX-License-Identifier: MIT */
/* The guard of a pooled stack against the C library, which moves the stack pointer by many pages at once and touches none of the
 * pages between. Each function with a large step runs with ever more room left. It then fits, or its overflow is reported with
 * the coroutine's name. It never writes to the neighbour's stack. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fnmatch.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include "coro/coroutine.h"
#include "coro/overflow.h"
#include "tests/support/in_child.h"
#include "tests/support/pages.h"

enum { STACK_BYTES = 63488, FIRST_ROOM_BYTES = 320, ROOM_STEP_BYTES = 1744, MOST_ROOM_BYTES = 40000 };

struct call { const char *name; void (*run)(void); size_t room_bytes; };

static void print_to_stderr(void) { fprintf(stderr, "%d %s\n", 7, "words"); }
static void print_wide_to_stderr(void) { fwprintf(stderr, L"%d %ls\n", 7, L"words"); }
static void read_a_long_double(void)
{
    volatile long double value = strtold("1.23456789123456789e-4000", NULL);
    (void)value;
}
static void match_a_pattern(void)
{
    volatile int is_other = fnmatch("[[:alpha:]]*[!b-z]?", "wordsa1", 0);
    (void)is_other;
}

static struct coro_stack victim, neighbour;
static struct sigaction reporting;

static bool is_neighbour_whole(void)
{
    for (size_t i = 0; i < neighbour.bytes; i++)
        if (neighbour.base[i] != 0x55)
            return false;
    return true;
}

/* On the thread's signal stack. The report, which the runtime installed before, comes after the judgement. */
static void judge_the_fault(int number, siginfo_t *fault, void *context)
{
    if (!is_neighbour_whole())
        _exit(1);
    reporting.sa_sigaction(number, fault, context);
}

/* Leaves about room_bytes of the stack for the call. */
static CORO_NOINLINE struct coro_polled call_near_the_end(struct coro *self, void *arg)
{
    const struct call *call = arg;
    size_t left_bytes = (size_t)((char *)__builtin_frame_address(0) - self->limit);
    char *unused = __builtin_alloca(left_bytes - call->room_bytes);
    CORO_OPAQUE(unused);
    call->run();
    CORO_OPAQUE(unused);
    return coro_none();
}

static void call_on_the_second_of_two(void *call)
{
    struct coro_stack_source *source;
    struct sigaction judging = { .sa_sigaction = judge_the_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK };
    if (coro_pooled_stacks.open(STACK_BYTES, &source) || coro_pooled_stacks.acquire(source, &neighbour) ||
        coro_pooled_stacks.acquire(source, &victim) || coro_overflow_report())
        _exit(2);
    memset(neighbour.base, 0x55, neighbour.bytes);
    (void)setlocale(LC_ALL, "C.UTF-8");         /* fnmatch then works with wide characters, in larger frames */
    (void)sigaction(SIGSEGV, &judging, &reporting);
    struct coro *co = coro_init_with(victim, call_near_the_end, call, (struct coro_options){ .name = "Tom" });
    (void)!coro_resume(co);
    _exit(is_neighbour_whole() ? 0 : 3);
}

/* True if it overflowed. */
static bool expect_a_report_or_success(struct call call)
{
    static char said[1 << 14];
    int status = child_run_and_listen(call_on_the_second_of_two, &call, said, sizeof said);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return false;
    if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGSEGV)
        fail_msg("%s with %zu bytes left: status %d", call.name, call.room_bytes, status);
    assert_non_null(strstr(said, "coro: stack overflow: coroutine Tom ran out of its stack"));
    return true;
}

static void no_function_of_the_c_library_jumps_over_the_guard(void **state)
{
    static const struct call calls[] = {
        { "fprintf", print_to_stderr, 0 }, { "fwprintf", print_wide_to_stderr, 0 },
        { "strtold", read_a_long_double, 0 }, { "fnmatch", match_a_pattern, 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        unsigned overflow_count = 0;
        for (size_t room = FIRST_ROOM_BYTES; room < MOST_ROOM_BYTES; room += ROOM_STEP_BYTES)
            overflow_count += expect_a_report_or_success((struct call){ calls[i].name, calls[i].run, room });
        assert_true(overflow_count > 0);        /* else the test asks nothing */
    }
}

#ifdef __aarch64__
/* Every step of 4 KiB or more in the code at `at`: "sub sp, sp, #N, lsl #12". A second instruction may add 4,095 bytes. Returns
 * the largest. */
static size_t largest_step(const unsigned char *at, const unsigned char *end)
{
    enum { NUMBER_AT = 10, NUMBER_BITS = 0xfff };
    const uint32_t fixed_bits = ~(uint32_t)(NUMBER_BITS << NUMBER_AT), opcode = 0xd14003ff;
    size_t largest = 0;
    for (; at + sizeof opcode <= end; at += sizeof opcode) {
        uint32_t instruction;
        memcpy(&instruction, at, sizeof instruction);
        size_t bytes = ((size_t)(instruction >> NUMBER_AT & NUMBER_BITS) << 12) + 4095;
        if ((instruction & fixed_bits) == opcode && bytes > largest)
            largest = bytes;
    }
    return largest;
}
#else
/* Every step of a page or more in the code at `at`: "sub $N, %rsp". Returns the largest. */
static size_t largest_step(const unsigned char *at, const unsigned char *end)
{
    static const unsigned char opcode[] = { 0x48, 0x81, 0xec };
    enum { MOST_BYTES = 1 << 20 };      /* a larger number is no step but part of another instruction */
    size_t largest = 0;
    for (; at + sizeof opcode + sizeof(uint32_t) <= end; at++) {
        uint32_t bytes;
        memcpy(&bytes, at + sizeof opcode, sizeof bytes);
        if (memcmp(at, opcode, sizeof opcode) == 0 && bytes % 8 == 0 && bytes < MOST_BYTES && bytes > largest)
            largest = bytes;
    }
    return largest;
}
#endif

/* Of the libraries that are mapped in this process. */
static size_t largest_step_of(const char *library)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[512], rights[8];
    size_t largest = 0;
    uintptr_t begin, end;
    while (maps != NULL && fgets(line, sizeof line, maps) != NULL)
        if (strstr(line, library) != NULL && sscanf(line, "%lx-%lx %7s", &begin, &end, rights) == 3 && rights[2] == 'x') {
            size_t step = largest_step((const unsigned char *)begin, (const unsigned char *)end);
            largest = step > largest ? step : largest;
        }
    if (maps != NULL)
        fclose(maps);
    return largest;
}

static void the_guard_is_larger_than_each_step_of_the_c_library(void **state)
{
    (void)state;
    enum { RETURN_ADDRESS_BYTES = 8 };
    size_t of_libc = largest_step_of("/libc"), of_libm = largest_step_of("/libm");
    if (of_libc == 0)
        skip();         /* linked statically, or another machine's code */
    assert_in_range(of_libc + RETURN_ADDRESS_BYTES, 4096, CORO_STACK_GUARD_BYTES);
    assert_in_range(of_libm + RETURN_ADDRESS_BYTES, 0, CORO_STACK_GUARD_BYTES);
}

static struct coro_polled touch(struct coro *self, void *address)
{
    (void)self;
    *(volatile char *)address = 1;
    return coro_none();
}
struct touched { ptrdiff_t below_bytes; };
static void touch_below_the_stack(void *arg)
{
    const struct touched *touched = arg;
    struct coro_stack_source *source;
    if (coro_overflow_report() || coro_pooled_stacks.open(STACK_BYTES, &source) || coro_pooled_stacks.acquire(source, &victim))
        _exit(2);
    char *at = page_of(victim.base) - touched->below_bytes;
    struct coro *co = coro_init_with(victim, touch, at, (struct coro_options){ .name = "Tom" });
    (void)!coro_resume(co);
}

static void every_address_of_the_guard_names_the_coroutine(void **state)
{
    static const ptrdiff_t below[] = { 1, 4096, 4097, 20000, CORO_STACK_GUARD_BYTES };
    char said[4096];
    (void)state;
    for (size_t i = 0; i < sizeof below / sizeof *below; i++) {
        struct touched touched = { below[i] };
        int status = child_run_and_listen(touch_below_the_stack, &touched, said, sizeof said);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
        assert_non_null(strstr(said, "coro: stack overflow: coroutine Tom"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_function_of_the_c_library_jumps_over_the_guard),
        cmocka_unit_test(the_guard_is_larger_than_each_step_of_the_c_library),
        cmocka_unit_test(every_address_of_the_guard_names_the_coroutine),
    };
    return cmocka_run_group_tests_name("guards of stacks", tests, NULL, NULL);
}
