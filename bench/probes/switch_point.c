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
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

enum { TRAP_FLAG = 0x100, INT3 = 0xcc };
extern unsigned char __executable_start, etext;     /* the linker's */

static struct switch_points *listed;                /* NULL: not stepping */
static struct {
    unsigned char *at;                              /* NULL: reached, or never set */
    unsigned char original;
    void (*meanwhile)(void *);
    void *arg;
} breakpoint;

static void list(unsigned char *instruction)
{
    if (instruction < &__executable_start || instruction >= &etext || listed->count == SWITCH_POINTS)
        return;
    for (size_t i = listed->count; i-- > 0;)        /* backwards: a loop's instructions are near the end */
        if (listed->at[i] == instruction)
            return;
    listed->at[listed->count++] = instruction;
}

static void on_trap(int number, siginfo_t *info, void *context)
{
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    unsigned char *next = (unsigned char *)registers[REG_RIP];
    int error = errno;
    (void)number, (void)info;
    if (breakpoint.at && next == breakpoint.at + 1) {
        *breakpoint.at = breakpoint.original;
        breakpoint.at = NULL;
        registers[REG_RIP]--;
        breakpoint.meanwhile(breakpoint.arg);
    } else if (listed) {
        list(next);
    }
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

void switch_points_list(struct switch_points *points, void (*call)(void *), void *arg)
{
    handle_traps();
    points->count = 0;
    listed = points;
    CHANGE_FLAGS("orq", TRAP_FLAG);
    call(arg);
    CHANGE_FLAGS("andq", ~TRAP_FLAG);
    listed = NULL;
}

bool switch_at(unsigned char *instruction, void (*call)(void *), void (*meanwhile)(void *), void *arg)
{
    size_t page_bytes = (size_t)sysconf(_SC_PAGESIZE);
    handle_traps();
    if (mprotect(instruction - (uintptr_t)instruction % page_bytes, page_bytes, PROT_READ | PROT_WRITE | PROT_EXEC) != 0)
        return false;
    breakpoint.original = *instruction;
    breakpoint.meanwhile = meanwhile;
    breakpoint.arg = arg;
    breakpoint.at = instruction;
    *instruction = INT3;
    call(arg);
    bool is_reached = breakpoint.at == NULL;
    if (!is_reached)
        *instruction = breakpoint.original;
    breakpoint.at = NULL;
    return is_reached;
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
