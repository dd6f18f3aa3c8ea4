/* SPDX-License-Identifier: MIT */
/* Steps through a call once with the processor's trap flag, which makes a SIGTRAP after every instruction, and lists the
 * addresses. Later calls stop at one of them by a breakpoint: its first byte becomes INT3 until it is reached. Stepping every
 * call to its point would take a hundred times as long, since a trap costs microseconds. */
#define _GNU_SOURCE 1 /* REG_RIP */
#include "bench/probes/switch_point.h"
#if defined(__x86_64__)
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <ucontext.h>
#include "coro/block_chunk.h"
#include "coro/coroutine.h"
#include "coro/iterator.h"

enum { TRAP_FLAG = 0x100, INT3 = 0xcc };
extern unsigned char __executable_start, etext, __start_unlisted_code, __stop_unlisted_code;     /* the linker's */

static struct switch_points *listed;                /* NULL: not stepping */
static bool is_inside;                              /* the latest step was an instruction of the program */
static struct {
    unsigned char *at;                              /* NULL: reached, or never set */
    unsigned char original;
    void (*meanwhile)(void *);                      /* NULL: steps on from there */
    void *arg;
} breakpoint;

static bool is_of_program(const unsigned char *instruction)
{
    return instruction >= &__executable_start && instruction < &etext;
}

/* Makes the program's code writable, once: a call per breakpoint would take longer than the stepped code. */
static bool can_write(void)
{
    static enum { NOT_TRIED, WRITABLE, REFUSED } code;
    size_t bytes = (size_t)(&etext - &__executable_start);      /* the linker puts the start on a page of its own */
    if (code == NOT_TRIED)
        code = mprotect(&__executable_start, bytes, PROT_READ | PROT_WRITE | PROT_EXEC) == 0 ? WRITABLE : REFUSED;
    return code == WRITABLE;
}

static bool set_breakpoint(unsigned char *at, void (*meanwhile)(void *), void *arg)
{
    if (!can_write())
        return false;
    breakpoint.original = *at;
    breakpoint.meanwhile = meanwhile;
    breakpoint.arg = arg;
    breakpoint.at = at;
    *at = INT3;
    return true;
}

/* Returns false when it was reached, or never set. */
static bool clear_breakpoint(void)
{
    if (breakpoint.at == NULL)
        return false;
    *breakpoint.at = breakpoint.original;
    breakpoint.at = NULL;
    return true;
}

static void list(unsigned char *instruction)
{
    if (listed->count == SWITCH_POINTS)
        return;
    for (size_t i = listed->count; i-- > 0;)        /* backwards: a loop's instructions are near the end */
        if (listed->at[i] == instruction)
            return;
    listed->at[listed->count++] = instruction;
}

static bool is_unlisted(const unsigned char *instruction)
{
    return instruction >= &__start_unlisted_code && instruction < &__stop_unlisted_code;
}

/* The program's own functions that are safe on any thread and no part of a row: the counting allocator, and checks. */
static bool begins_whole(const unsigned char *next)
{
    const void *const functions[] = { (void *)malloc, (void *)calloc, (void *)aligned_alloc, (void *)free,
                                      (void *)coro_iterator_future_begins, (void *)coro_iterator_future_ends,
                                      (void *)coro_care_begin, (void *)coro_care_end, (void *)coro_block_check };
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (next == functions[i])
            return true;
    return false;
}
/* These return on another stack than that of the call. */
static bool begins_switch(const unsigned char *next)
{
    return next == (unsigned char *)swapcontext || next == (unsigned char *)setcontext;
}

/* Lists the next instruction. A call of a shared library runs without steps to its return, whose address is on top of the stack:
 * a sanitizer's malloc has thousands of instructions. Functions of the program that it calls back are not listed. */
static void step(unsigned char *next, greg_t *registers)
{
    bool was_inside = is_inside;
    is_inside = is_of_program(next) && !begins_whole(next);
    if (is_inside && !is_unlisted(next))
        list(next);
    if (is_inside || !was_inside || begins_switch(next))
        return;
    unsigned char *back = *(unsigned char **)registers[REG_RSP];
    if (is_of_program(back) && set_breakpoint(back, NULL, NULL))
        registers[REG_EFL] &= ~TRAP_FLAG;
}

static void on_trap(int number, siginfo_t *info, void *context)
{
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    unsigned char *next = (unsigned char *)registers[REG_RIP];
    int error = errno;
    (void)number, (void)info;
    if (breakpoint.at && next == breakpoint.at + 1) {
        clear_breakpoint();
        next--;
        registers[REG_RIP]--;
        if (breakpoint.meanwhile)
            breakpoint.meanwhile(breakpoint.arg);
        else
            registers[REG_EFL] |= TRAP_FLAG;
    }
    if (listed)
        step(next, registers);
    errno = error;
}

static void handle_traps(void)
{
    struct sigaction action = { .sa_sigaction = on_trap, .sa_flags = SA_SIGINFO | SA_ONSTACK };
    sigemptyset(&action.sa_mask);
    sigaction(SIGTRAP, &action, NULL);
}

/* The push must not reach the red zone. */
#define CHANGE_FLAGS(instruction, flags) \
    __asm__ volatile("lea -128(%%rsp), %%rsp\n\tpushfq\n\t" instruction " %0, (%%rsp)\n\tpopfq\n\tlea 128(%%rsp), %%rsp" \
                     : : "i"(flags) : "memory", "cc")

UNLISTED_CODE void switch_points_list(struct switch_points *points, void (*call)(void *), void *arg)
{
    handle_traps();
    points->count = 0;
    listed = points;
    is_inside = true;
    CHANGE_FLAGS("orq", TRAP_FLAG);
    call(arg);
    CHANGE_FLAGS("andq", ~TRAP_FLAG);
    clear_breakpoint();         /* of a call that never returned */
    listed = NULL;
}

bool switch_at(unsigned char *instruction, void (*call)(void *), void (*meanwhile)(void *), void *arg)
{
    handle_traps();
    if (!set_breakpoint(instruction, meanwhile, arg))
        return false;
    call(arg);
    return !clear_breakpoint();
}
#else
void switch_points_list(struct switch_points *points, void (*call)(void *), void *arg)
{
    points->count = 0;
    call(arg);
}
bool switch_at(unsigned char *instruction, void (*call)(void *), void (*meanwhile)(void *), void *arg)
{
    (void)instruction, (void)meanwhile;
    call(arg);
    return false;
}
#endif
