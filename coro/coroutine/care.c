/* SPDX-License-Identifier: MIT */
/* Looks after the stack and the switches of a coroutine, where instructions do not count: at its begin and its end when a tool or
 * the program asks for it, and at each switch of units with CORO_CHECKS. coro/coroutine.h calls these functions.
 *
 * The running coroutine and the number of the thread are thread-local. Functions compiled apart read them, because the address of
 * a thread-local variable must not be kept across a switch: the coroutine may come back on another thread. */
#include <stdatomic.h>
#include "coro/coroutine.h"
#include "coro/coroutine/canary.h"
#include "coro/overflow.h"
#include "coro/stack/guard_map.h"

static _Thread_local struct coro *running;          /* NULL outside coroutines that units with CORO_CHECKS resumed */
static _Thread_local uint16_t thread_number;        /* 0 before the first use */
static bool are_canaries_laid;                      /* by units without CORO_CHECKS, too */
static _Atomic bool may_all_move;

void coro_lay_canaries(void)
{
    are_canaries_laid = true;
    coro_notice_want();
}

void coro_allow_moves_of_all(void) { atomic_store(&may_all_move, true); }

/* Numbers repeat after 65,534 threads; a move between two threads of one number is not noticed. */
static uint16_t number_of_thread(void)
{
    static _Atomic unsigned thread_count;
    if (thread_number == 0)
        thread_number = (uint16_t)(1 + atomic_fetch_add(&thread_count, 1) % (CORO_ANY_THREAD - 1));
    return thread_number;
}

/* A guard finds each overflow at once, and canaries would touch one page more of each stack. Copied frames lie on one guarded
 * stack. */
static bool is_guarded(const struct coro *co)
{
    return (co->kind & CORO_KIND_COPIED) || coro_guard_map_guards((uintptr_t)co->limit);
}

static void expect_canary(const struct coro *co)
{
    if ((co->kind & CORO_HAS_CANARY) && !coro_canary_is_whole(co->limit))
        coro_bug("coroutine %s has outgrown its stack, whose low end at %p is overwritten", coro_name(co), (void *)co->limit);
}

void coro_care_begin(struct coro *co, struct coro_stack frames)
{
    bool is_wanted = are_canaries_laid || (co->kind & CORO_HAS_CANARY);
    co->kind &= (uint8_t)~CORO_HAS_CANARY;
    coro_notice_begin(&co->notice, frames);
    if (!is_wanted || is_guarded(co))
        return;
    coro_canary_lay(co->limit);
    co->kind |= CORO_HAS_CANARY;
}

void coro_care_move_canary(struct coro *co) { coro_canary_lay(co->limit); }

/* Without a kind, the control block belongs to a coroutine that has ended. */
static void expect_not_ended(const struct coro *co)
{
    if ((co->kind & CORO_KIND_BITS) == 0)
        coro_bug("coroutine %s is used after its end", coro_name(co));
}

void coro_care_end(struct coro *co, struct coro_stack at_end)
{
    expect_not_ended(co);
    expect_canary(co);
    co->kind = 0;
    coro_notice_end(&co->notice, at_end);
}

static const char *name_of_kind(unsigned kind)
{
    static const char *const names[3][4] = {
        { "no context", "fcontext", "ucontext", "the native context" },
        { "no context, copied", "fcontext with copied frames", "ucontext, copied", "the native context with copied frames" },
        { "no context, split", "fcontext on split stacks", "ucontext on split stacks", "the native context on split stacks" },
    };
    return names[kind / CORO_KIND_COPIED % 3][kind % CORO_KIND_COPIED];
}

void coro_care_expect_kind(const struct coro *co, unsigned kind, const char *what)
{
    unsigned made = co->kind & CORO_KIND_BITS;
    expect_not_ended(co);
    if (made != kind)
        coro_bug("coroutine %s was made by code for %s and %s by code for %s", coro_name(co), name_of_kind(made), what,
                 name_of_kind(kind));
}

static void expect_thread(struct coro *co)
{
    uint16_t here = number_of_thread();
    if (co->state == CORO_CREATED && co->thread != CORO_ANY_THREAD)
        co->thread = atomic_load(&may_all_move) ? CORO_ANY_THREAD : here;
    if (co->thread != here && co->thread != CORO_ANY_THREAD && co->thread != 0)
        coro_bug("coroutine %s is resumed on another thread than before; its thread-local variables, such as errno, may still be "
                 "those of the former: coro_allow_moves() permits it", coro_name(co));
}

/* The C++ runtime's, in programs that have it (Itanium C++ ABI: Exception Handling, 2.2.2). `caught` leads to the exceptions that
 * the thread has caught and whose handlers have not ended; uncaught_count counts those that unwind its stack. */
struct exceptions { void *caught; unsigned uncaught_count; };
extern struct exceptions *__cxa_get_globals(void) __attribute__((weak));
static struct exceptions exceptions(void) { return __cxa_get_globals ? *__cxa_get_globals() : (struct exceptions){ NULL, 0 }; }

struct coro_care_outer coro_care_enter(struct coro *co)
{
    struct exceptions now = exceptions();
    struct coro_care_outer outer = { running, now.caught, now.uncaught_count };
    expect_thread(co);
    co->kind |= CORO_IS_TRACKED;
    running = co;
    return outer;
}

enum coro_status coro_care_refuse_resume(const struct coro *co)
{
    if (co->state == CORO_RUNNING)
        coro_bug("coroutine %s is resumed while it runs", coro_name(co));
    return CORO_ERR_FINISHED;
}

/* Runs on the resumer's stack: that of an overgrown coroutine has no room for the message. */
void coro_care_returned(struct coro *co, struct coro_care_outer outer)
{
    running = outer.running;
    co->kind &= (uint8_t)~CORO_IS_TRACKED;
    expect_canary(co);
    struct exceptions now = exceptions();
    if (now.caught != outer.caught)
        coro_bug("coroutine %s suspends within a handler of an exception", coro_name(co));
    if (now.uncaught_count != outer.uncaught_count)
        coro_bug("coroutine %s suspends while an exception unwinds its stack", coro_name(co));
}

void coro_care_expect_running(const struct coro *co, const char *what)
{
    if (co->state != CORO_RUNNING || ((co->kind & CORO_IS_TRACKED) && running != co))
        coro_bug("coroutine %s %s while it does not run: coroutine %s does", coro_name(co), what,
                 running == NULL ? "(none)" : coro_name(running));
}

void coro_care_expect_low_end(const struct coro *co, size_t taken_bytes, size_t rest_bytes)
{
    size_t bytes = (size_t)((const char *)co - co->limit);
    if (co->state != CORO_CREATED)
        coro_bug("the low end of the stack of coroutine %s is taken after it has run", coro_name(co));
    if (taken_bytes > bytes || coro_round_up(taken_bytes, CORO_MAX_ALIGN) + rest_bytes > bytes)
        coro_bug("coroutine %s: %zu bytes at the low end of its stack are taken, and %zu of the %zu must stay", coro_name(co),
                 taken_bytes, rest_bytes, bytes);
}

const char *coro_overflow_name(struct coro_stack stack)
{
    const struct coro *co = coro_at(stack);
    bool is_coroutine = co->state == CORO_RUNNING && co->limit >= stack.base && co->limit < (const char *)co;
    return is_coroutine ? coro_name(co) : "(none)";
}
