/* SPDX-License-Identifier: MIT */
/* The report of coro/overflow.h. The handler runs on the thread's signal stack, because the stack in use is exhausted. It calls
 * only write and sigaction. */
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>
#include "coro/attributes.h"
#include "coro/overflow.h"
#include "coro/stack/guard_map.h"

/* A signal frame with AVX-512 or AMX state takes up to 11 KiB; the previous handler may run on the same stack. */
enum { SIGNAL_STACK_BYTES = 64 << 10 };

static pthread_mutex_t handlers_lock = PTHREAD_MUTEX_INITIALIZER;
static bool has_handlers;
static struct sigaction before_segv, before_bus;    /* constant once has_handlers */
static _Thread_local bool is_reporting;             /* this thread has a signal stack, and the process the handlers */
static pthread_once_t key_once = PTHREAD_ONCE_INIT;
static pthread_key_t signal_stack_key;              /* the signal stack mapped here; NULL when the thread had one before */
static bool has_key;

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

static void write_fault(struct line *line, const void *address)
{
    add_text(line, ": fault at ");
    add_number(line, (uintptr_t)address, 16);
    line->text[line->length++] = '\n';
    (void)!write(STDERR_FILENO, line->text, line->length);
}

static void report_overflow(struct coro_stack stack, const void *address)
{
    struct line line = { .length = 0 };
    add_text(&line, "coro: stack overflow: coroutine ");
    add_text(&line, coro_overflow_name(stack));
    add_text(&line, " ran out of its stack at ");
    add_number(&line, (uintptr_t)stack.base, 16);
    add_text(&line, "..");
    add_number(&line, (uintptr_t)(stack.base + stack.bytes), 16);
    add_text(&line, " (");
    add_number(&line, stack.bytes, 10);
    add_text(&line, " bytes)");
    write_fault(&line, address);
}

/* Returns 0 where it is not known. */
static uintptr_t stack_pointer_of(const ucontext_t *interrupted)
{
#if defined(__x86_64__)
    return (uintptr_t)interrupted->uc_mcontext.gregs[REG_RSP];
#elif defined(__aarch64__)
    return (uintptr_t)interrupted->uc_mcontext.sp;
#else
    (void)interrupted;
    return 0;
#endif
}

/* A call or a step of a large frame touches memory near the stack pointer. A wild pointer rarely does. */
static bool is_at_the_stack_pointer(const void *address, const void *context)
{
    enum { BELOW_BYTES = 64 << 10, ABOVE_BYTES = 4096 };
    uintptr_t pointer = stack_pointer_of(context), at = (uintptr_t)address;
    return pointer != 0 && at + BELOW_BYTES > pointer && at < pointer + ABOVE_BYTES;
}

static void report_overflow_of_thread(const void *address)
{
    struct line line = { .length = 0 };
    add_text(&line, "coro: stack overflow: a thread ran out of its own stack, or a coroutine out of one without a known guard");
    write_fault(&line, address);
}

/* Restores the default effect. After the handler returns, a fault repeats by itself; a sent signal is raised again. */
static void let_default_act(int number, const siginfo_t *fault)
{
    struct sigaction action = { .sa_handler = SIG_DFL };
    sigaction(number, &action, NULL);
    if (fault->si_code <= 0)
        raise(number);
}

static const struct sigaction *handler_before(int number) { return number == SIGBUS ? &before_bus : &before_segv; }

static bool has_default(int number)
{
    const struct sigaction *before = handler_before(number);
    return !(before->sa_flags & SA_SIGINFO) && before->sa_handler == SIG_DFL;
}

static void pass_on(int number, siginfo_t *fault, void *context)
{
    const struct sigaction *before = handler_before(number);
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
    } else if (fault->si_code > 0 && has_default(number) && is_at_the_stack_pointer(fault->si_addr, context)) {
        report_overflow_of_thread(fault->si_addr);
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

static void free_signal_stack(void *memory)
{
    stack_t none = { .ss_flags = SS_DISABLE };
    if (sigaltstack(&none, NULL) == 0)
        munmap(memory, SIGNAL_STACK_BYTES);
    is_reporting = false;
}

/* Threads free their signal stacks as they end. */
static void make_key(void) { has_key = pthread_key_create(&signal_stack_key, free_signal_stack) == 0; }

static enum coro_status give_signal_stack(void)
{
    if (pthread_once(&key_once, make_key) != 0 || !has_key)
        return CORO_ERR_UNSUPPORTED;
    void *memory = mmap(NULL, SIGNAL_STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        return CORO_ERR_NO_MEMORY;
    stack_t alternate = { .ss_sp = memory, .ss_size = SIGNAL_STACK_BYTES };
    if (sigaltstack(&alternate, NULL) != 0) {
        munmap(memory, SIGNAL_STACK_BYTES);
        return CORO_ERR_UNSUPPORTED;
    }
    if (pthread_setspecific(signal_stack_key, memory) != 0) {
        free_signal_stack(memory);
        return CORO_ERR_NO_MEMORY;
    }
    return CORO_OK;
}

/* Never inlined: only the first call of a thread gets here. */
static CORO_NOINLINE enum coro_status begin_reporting(void)
{
    stack_t present;
    if (sigaltstack(NULL, &present) != 0)
        return CORO_ERR_UNSUPPORTED;
    enum coro_status status = present.ss_flags & SS_DISABLE ? give_signal_stack() : CORO_OK;
    if (status)
        return status;
    is_reporting = install_handlers();
    return is_reporting ? CORO_OK : CORO_ERR_UNSUPPORTED;
}

enum coro_status coro_overflow_report(void)
{
    return is_reporting ? CORO_OK : begin_reporting();
}

void coro_overflow_end_thread(void)
{
    void *memory = has_key ? pthread_getspecific(signal_stack_key) : NULL;
    if (memory == NULL)
        return;
    (void)pthread_setspecific(signal_stack_key, NULL);
    free_signal_stack(memory);
}
