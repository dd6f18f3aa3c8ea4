/* SPDX-License-Identifier: MIT */
/* The two threads share `wish` and `caller` and need no lock for them: one writes before it wakes, the other reads when it was woken,
 * and there is one call at a time. */
#include "bench/echo.h"
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/mman.h>
#include "coro/bug.h"

enum { THREAD_STACK_BYTES = 1 << 20 };

struct echo {
    enum { NOTHING, ANSWER, HANG_UP, STOP } wish;
    struct coro_thread_waker *caller;   /* NULL while it answers to nobody */
    struct coro_thread_waker *own;      /* of the echo's task; the caller's thread wakes and drops it */
    sem_t done;                         /* posted when it has started, failed to, or hung up */
    pthread_t thread;
    void *stack;
    enum coro_status status;            /* of starting */
};

static void echo_begin(void *frame, void *echo) { *(struct echo **)frame = echo; }
static void echo_drop(void *frame, struct coro_task *task) { (void)frame, (void)task; }
static struct coro_polled echo_poll(void *frame, struct coro_task *task)
{
    struct echo *echo = *(struct echo **)frame;
    (void)task;
    switch (echo->wish) {
    case ANSWER:
        (void)coro_thread_waker_wake(echo->caller);
        break;
    case HANG_UP:
        coro_thread_waker_drop(echo->caller);
        echo->caller = NULL;
        sem_post(&echo->done);
        break;
    case STOP:
        return coro_none();
    case NOTHING:
        break;
    }
    return coro_pending();
}
static const struct coro_async_fn echoing = { { sizeof(struct echo *), _Alignof(struct echo *) }, echo_begin, echo_poll, echo_drop };

/* The first poll, which nobody asked for, is over before anybody may call. */
static void *run_echo(void *arg)
{
    struct echo *echo = arg, *frame;
    struct coro_executor executor;
    struct coro_task task;
    coro_executor_init(&executor);
    coro_task_init(&task, &executor, &echoing, &frame, echo);
    echo->status = coro_thread_waker_new(&task, &echo->own);
    while (!echo->status && coro_executor_poll(&executor)) {
    }
    bool has_started = !echo->status;
    sem_post(&echo->done);
    if (has_started)
        coro_executor_run(&executor);
    coro_task_fini(&task);
    coro_executor_fini(&executor);
    return NULL;
}

static void wait_until_done(struct echo *echo)
{
    while (sem_wait(&echo->done) != 0) {        /* a signal */
    }
}

/* On a stack of ours: the C library would keep its own, and what belongs to it, for later threads, and that looks like a leak. */
static enum coro_status start_thread(struct echo *echo)
{
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0)
        return CORO_ERR_NO_MEMORY;
    int failed = pthread_attr_setstack(&attributes, echo->stack, THREAD_STACK_BYTES);
    if (!failed)
        failed = pthread_create(&echo->thread, &attributes, run_echo, echo);
    pthread_attr_destroy(&attributes);
    return failed ? CORO_ERR_NO_MEMORY : CORO_OK;
}

static void free_echo(struct echo *echo)
{
    munmap(echo->stack, THREAD_STACK_BYTES);
    sem_destroy(&echo->done);
    free(echo);
}

enum coro_status echo_start(struct echo **started)
{
    struct echo *echo = calloc(1, sizeof *echo);
    if (echo == NULL)
        return CORO_ERR_NO_MEMORY;
    echo->stack = mmap(NULL, THREAD_STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (echo->stack == MAP_FAILED) {
        free(echo);
        return CORO_ERR_NO_MEMORY;
    }
    sem_init(&echo->done, 0, 0);
    enum coro_status status = start_thread(echo);
    if (!status) {
        wait_until_done(echo);
        status = echo->status;
        if (status)
            pthread_join(echo->thread, NULL);
    }
    if (status) {
        free_echo(echo);
        return status;
    }
    *started = echo;
    return CORO_OK;
}

static void tell(struct echo *echo, int wish)
{
    echo->wish = wish;
    if (coro_thread_waker_wake(echo->own) != CORO_OK)
        coro_bug("an echo ended before its caller");
}

void echo_stop(struct echo *echo)
{
    if (echo == NULL)
        return;
    tell(echo, STOP);
    pthread_join(echo->thread, NULL);
    coro_thread_waker_drop(echo->own);
    free_echo(echo);
}

void echo_answer_to(struct echo *echo, struct coro_thread_waker *waker) { echo->caller = waker; }

void echo_call(struct echo *echo) { tell(echo, ANSWER); }

void echo_hang_up(struct echo *echo)
{
    tell(echo, HANG_UP);
    wait_until_done(echo);
}
