/* SPDX-License-Identifier: MIT */
/* Owns the queue of woken tasks, and sleeps while it is empty (coro/executor.h). The queue is linked through the tasks, so
 * waking never allocates, and dropping a queued task takes constant time. Timers are in timer_heap.c, the watches of a task in
 * task_watch.c; wakes from other threads arrive through inbox.h. */
#include "coro/executor.h"
#include <time.h>
#include "coro/bug.h"
#include "coro/checks.h"
#include "coro/executor/inbox.h"
#include "coro/executor/mark.h"
#include "coro/executor/timer_heap.h"
#include "coro/overflow.h"

static _Thread_local char this_thread;      /* its address tells threads apart */
static void *load_thread(void *const *of) { return __atomic_load_n(of, __ATOMIC_RELAXED); }
static void store_thread(void **of, void *thread) { __atomic_store_n(of, thread, __ATOMIC_RELAXED); }

static bool is_of_another_thread(const struct coro_executor *executor)
{
    void *polled_on = load_thread(&executor->polled_on), *user = polled_on ? polled_on : load_thread(&executor->run_on);
    return user != NULL && user != &this_thread;
}

static void push(struct coro_executor *executor, struct coro_task *task)
{
    task->state = CORO_TASK_QUEUED;
    task->next = NULL;
    task->previous = executor->last;
    if (executor->last)
        executor->last->next = task;
    else
        executor->first = task;
    executor->last = task;
}

static void unlink_task(struct coro_executor *executor, struct coro_task *task)
{
    if (task->previous)
        task->previous->next = task->next;
    else
        executor->first = task->next;
    if (task->next)
        task->next->previous = task->previous;
    else
        executor->last = task->previous;
}

/* Looks at the list afresh after each call, because a call may remove any other watch. The last one, an owner, may free the
 * task's memory. */
static void notify_watches(struct coro_task *task)
{
    bool is_last = false;
    struct coro_watch *watch;
    while (!is_last && (watch = task->watches) != NULL) {
        is_last = watch->next == NULL;
        coro_task_unwatch(task, watch);
        watch->ended(watch, task);
    }
}

/* Runs once per task. Out of line, it adds no instruction to a poll. */
static CORO_NOINLINE void finish(struct coro_task *task, struct coro_polled result)
{
    task->body->drop(task->frame, task);
    task->result = result;
    task->state = CORO_TASK_FINISHED;
    task->executor->unfinished_count--;
    if (CORO_UNLIKELY(task->watches != NULL))
        notify_watches(task);
}

/* ---- the event task ---- */

static void event_start(void *frame, void *arg) { (void)frame, (void)arg; }
static void event_drop(void *frame, struct coro_task *task) { (void)frame, (void)task; }
static struct coro_polled event_poll(void *executor, struct coro_task *event_task)
{
    coro_executor_hear(executor);
    if (event_task->executor->first != NULL && coro_executor_expects(executor))
        coro_waker_wake(coro_task_waker(event_task));
    return coro_pending();
}
static const struct coro_async_fn event_body = { { 0, 1 }, event_start, event_poll, event_drop };

/* ---- the executor and its tasks ---- */

/* Polls and drops outside a run may recurse as deep as those within one. */
void coro_executor_init(struct coro_executor *executor)
{
    (void)!coro_overflow_report();          /* without it, an overflow is less well described, and no more */
    *executor = (struct coro_executor){ 0 };
    executor->event_task = (struct coro_task){ .executor = executor, .body = &event_body, .frame = executor };
}

void coro_executor_fini(struct coro_executor *executor)
{
    if (load_thread(&executor->run_on) != NULL || load_thread(&executor->polled_on) != NULL)
        coro_bug("an executor ends while it runs");
    if (executor->unfinished_count != 0)
        coro_bug("an executor ends before %zu of its tasks", executor->unfinished_count);
    if (executor->timers != NULL)
        coro_bug("an executor ends while a timer runs");
    if (executor->inbox != NULL)
        executor->inbox->close(executor->inbox);
}

static void check_start(const struct coro_task *task, const struct coro_executor *executor)
{
    if (is_of_another_thread(executor))
        coro_bug("a task is started on another thread than its executor's");
    if (task->mark == coro_mark_of(task, task->executor) && task->state != CORO_TASK_FINISHED)
        coro_bug("an unfinished task is started again");
}

void coro_task_init(struct coro_task *task, struct coro_executor *executor, const struct coro_async_fn *body, void *frame,
                    void *arg)
{
    if (CORO_CHECKS)
        check_start(task, executor);
    *task = (struct coro_task){ .executor = executor, .body = body, .frame = frame };
    if (CORO_CHECKS)
        task->mark = coro_mark_of(task, executor);
    body->start(frame, arg);
    executor->unfinished_count++;
    push(executor, task);
}

void coro_task_fini(struct coro_task *task)
{
    if (task->state == CORO_TASK_FINISHED)
        return;
    if (task->state == CORO_TASK_POLLING || task->state == CORO_TASK_WOKEN)
        coro_bug("a task is dropped from inside its own poll");
    if (CORO_CHECKS && is_of_another_thread(task->executor))
        coro_bug("a task is dropped on another thread than its executor's");
    if (task->state == CORO_TASK_QUEUED)
        unlink_task(task->executor, task);
    task->state = CORO_TASK_POLLING;        /* a drop that wakes the task must not queue it */
    finish(task, coro_failed(CORO_ERR_CANCELLED));
}

static void begin_poll(struct coro_executor *executor)
{
    void *runner = load_thread(&executor->run_on);
    void *outer = __atomic_exchange_n(&executor->polled_on, (void *)&this_thread, __ATOMIC_RELAXED);
    if (outer == &this_thread)
        coro_bug("an executor is polled from inside one of its own tasks");
    if (outer != NULL || (runner != NULL && runner != &this_thread))
        coro_bug("an executor is polled on two threads at once");
}

static void end_poll(struct coro_executor *executor) { store_thread(&executor->polled_on, NULL); }

#if defined(__x86_64__)
#define SYMBOL "i"              /* the constraint for an address that the linker knows */
#elif defined(__aarch64__)
#define SYMBOL "S"
#endif
#ifdef SYMBOL
extern void coro_task_personality(void);        /* exception.c: an exception that leaves a task ends the program there */
static void (*const task_personality)(void) = coro_task_personality;
/* Names the routine in the unwind information of the function around it; makes no instruction. 0x9b: the address of a pointer to
 * the routine, relative to this place. */
#define ENDS_EXCEPTIONS() __asm__ volatile(".cfi_personality 0x9b, %c0" : : SYMBOL(&task_personality))
#else
#define ENDS_EXCEPTIONS() ((void)0)
#endif

bool coro_executor_poll(struct coro_executor *executor)
{
    ENDS_EXCEPTIONS();
    if (CORO_CHECKS)
        begin_poll(executor);
    struct coro_task *task = executor->first;
    if (task == NULL) {
        if (CORO_CHECKS)
            end_poll(executor);
        return false;
    }
    executor->first = task->next;
    if (task->next)
        task->next->previous = NULL;
    else
        executor->last = NULL;
    task->state = CORO_TASK_POLLING;
    struct coro_polled got = task->body->poll(task->frame, task);
    if (got.tag != CORO_PENDING) {
        finish(task, got);
    } else if (task->state == CORO_TASK_WOKEN) {
        push(executor, task);
    } else {
        task->state = CORO_TASK_WAITING;
    }
    if (CORO_CHECKS)
        end_poll(executor);
    return true;
}

void coro_executor_hear(struct coro_executor *executor)
{
    if (executor->timers != NULL)
        coro_timers_wake(executor);
    if (executor->inbox != NULL)
        executor->inbox->take(executor->inbox);
}

bool coro_executor_expects(const struct coro_executor *executor)
{
    return executor->timers != NULL || (executor->inbox != NULL && executor->inbox->waker_count > 0);
}

static void sleep_until_ns(uint64_t deadline_ns)
{
    struct timespec until = { (time_t)(deadline_ns / 1000000000), (long)(deadline_ns % 1000000000) };
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);     /* the caller loops if a signal ends it early */
}

/* Sleeps until another thread may have woken a task, or until the next deadline. */
static void wait_outside(struct coro_executor *executor)
{
    uint64_t deadline_ns = coro_timers_next_ns(executor);
    if (executor->timers != NULL && executor->clock != NULL)
        executor->clock->skip_to(executor->clock, deadline_ns);
    else if (executor->inbox != NULL)
        executor->inbox->wait(executor->inbox, deadline_ns);
    else
        sleep_until_ns(deadline_ns);
}

void coro_executor_begin_run(struct coro_executor *executor)
{
    if (load_thread(&executor->run_on) != NULL || load_thread(&executor->polled_on) != NULL)
        coro_bug("an executor is run from inside one of its own tasks, or on two threads at once");
    store_thread(&executor->run_on, &this_thread);
    (void)!coro_overflow_report();          /* this thread may be another one than that of coro_executor_init() */
}

void coro_executor_end_run(struct coro_executor *executor) { store_thread(&executor->run_on, NULL); }

void coro_executor_run(struct coro_executor *executor)
{
    coro_executor_begin_run(executor);
    for (;;) {
        coro_executor_hear(executor);
        if (coro_executor_expects(executor))
            coro_waker_wake(coro_task_waker(&executor->event_task));
        while (coro_executor_poll(executor)) {
        }
        if (!coro_executor_expects(executor))
            break;
        wait_outside(executor);
    }
    coro_executor_end_run(executor);
}

void coro_waker_wake(struct coro_waker waker)
{
    if (CORO_CHECKS && is_of_another_thread(waker.task->executor))
        coro_bug("a task is woken on another thread than its executor's, without a thread waker");
    if (waker.task->state == CORO_TASK_WAITING)
        push(waker.task->executor, waker.task);
    else if (waker.task->state == CORO_TASK_POLLING)
        waker.task->state = CORO_TASK_WOKEN;
}
