/* SPDX-License-Identifier: MIT */
/* The report of coro/overflow.h. The handler runs on the thread's signal stack, because the coroutine's stack is exhausted. It
 * calls only write and sigaction. */
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "coro/coroutine.h"
#include "coro/stack/guard_map.h"
#include "coro/overflow.h"

/* A signal frame with AVX-512 or AMX state takes up to 11 KiB; the previous handler may run on the same stack. */
enum { SIGNAL_STACK_BYTES = 64 << 10 };

static pthread_mutex_t handlers_lock = PTHREAD_MUTEX_INITIALIZER;
static bool has_handlers;
static struct sigaction before_segv, before_bus;    /* constant once has_handlers */
static _Thread_local void *signal_stack;            /* mapped here; NULL when the thread had one before */

struct line { char text[512]; size_t length; };

static void add_text(struct line *line, const char *text)
{
    while (*text != '\0' && line->length < sizeof line->text - 1)       /* room for the newline */
        line->text[line->length++] = *text++;
}

static void add_number(struct line *line, uintptr_t number, unsigned base)
{
    char digits[24], *first = digits + sizeof digits - 1;
    *first = '\0';
    do
        *--first = "0123456789abcdef"[number % base];
    while ((number /= base) != 0);
    add_text(line, base == 16 ? "0x" : "");
    add_text(line, first);
}

/* Returns the coroutine's name. A pooled stack may also be in use without a coroutine at its top. */
static const char *name_on(struct coro_stack stack)
{
    const struct coro *co = coro_at(stack);
    bool is_coroutine = co->state == CORO_RUNNING && co->limit >= stack.base && co->limit < (const char *)co;
    return is_coroutine ? coro_name(co) : "(none)";
}

static void report_overflow(struct coro_stack stack, const void *address)
{
    struct line line = { .length = 0 };
    add_text(&line, "coro: stack overflow: coroutine ");
    add_text(&line, name_on(stack));
    add_text(&line, " ran out of its stack at ");
    add_number(&line, (uintptr_t)stack.base, 16);
    add_text(&line, "..");
    add_number(&line, (uintptr_t)(stack.base + stack.bytes), 16);
    add_text(&line, " (");
    add_number(&line, stack.bytes, 10);
    add_text(&line, " bytes): fault at ");
    add_number(&line, (uintptr_t)address, 16);
    line.text[line.length++] = '\n';
    (void)!write(STDERR_FILENO, line.text, line.length);
}

/* Restores the default effect. After the handler returns, a fault repeats by itself; a sent signal is raised again. */
static void let_default_act(int number, const siginfo_t *fault)
{
    struct sigaction action = { .sa_handler = SIG_DFL };
    sigaction(number, &action, NULL);
    if (fault->si_code <= 0)
        raise(number);
}

static void pass_on(int number, siginfo_t *fault, void *context)
{
    const struct sigaction *before = number == SIGBUS ? &before_bus : &before_segv;
    if (before->sa_flags & SA_SIGINFO)
        before->sa_sigaction(number, fault, context);
    else if (before->sa_handler == SIG_DFL || (before->sa_handler == SIG_IGN && fault->si_code > 0))
        let_default_act(number, fault);
    else if (before->sa_handler != SIG_IGN)
        before->sa_handler(number);
}

static void on_fault(int number, siginfo_t *fault, void *context)
{
    struct coro_stack stack;
    if (fault->si_code > 0 && coro_guard_map_find(fault->si_addr, &stack)) {
        report_overflow(stack, fault->si_addr);
        let_default_act(number, fault);
    } else {
        pass_on(number, fault, context);
    }
}

/* Returns true if the process has the handlers. */
static bool install_handlers(void)
{
    struct sigaction action = { .sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK };
    sigemptyset(&action.sa_mask);
    pthread_mutex_lock(&handlers_lock);
    if (!has_handlers) {
        /* Queries the old handlers first: a fault right after installing a handler needs its predecessor. */
        has_handlers = sigaction(SIGSEGV, NULL, &before_segv) == 0 && sigaction(SIGBUS, NULL, &before_bus) == 0 &&
                       sigaction(SIGSEGV, &action, NULL) == 0 && sigaction(SIGBUS, &action, NULL) == 0;
    }
    bool has = has_handlers;
    pthread_mutex_unlock(&handlers_lock);
    return has;
}

static enum coro_status give_signal_stack(void)
{
    void *memory = mmap(NULL, SIGNAL_STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        return CORO_ERR_NO_MEMORY;
    stack_t alternate = { .ss_sp = memory, .ss_size = SIGNAL_STACK_BYTES };
    if (sigaltstack(&alternate, NULL) != 0) {
        munmap(memory, SIGNAL_STACK_BYTES);
        return CORO_ERR_UNSUPPORTED;
    }
    signal_stack = memory;
    return CORO_OK;
}

enum coro_status coro_overflow_report(void)
{
    stack_t present;
    if (sigaltstack(NULL, &present) != 0)
        return CORO_ERR_UNSUPPORTED;
    enum coro_status status = present.ss_flags & SS_DISABLE ? give_signal_stack() : CORO_OK;
    if (status)
        return status;
    return install_handlers() ? CORO_OK : CORO_ERR_UNSUPPORTED;
}

void coro_overflow_end_thread(void)
{
    stack_t none = { .ss_flags = SS_DISABLE };
    if (signal_stack == NULL || sigaltstack(&none, NULL) != 0)
        return;
    munmap(signal_stack, SIGNAL_STACK_BYTES);
    signal_stack = NULL;
}
