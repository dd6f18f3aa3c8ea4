/* SPDX-License-Identifier: MIT */
/* Wakers that cross threads (coro/thread_waker.h), and the inbox of an executor, which receives them (inbox.h).
 *
 * The inbox is a stack of wakers. Any thread pushes with compare-and-swap; the executor's thread takes the whole stack
 * (Treiber, 1986). Single wakers are never popped, so there is no ABA problem. A waker is in the inbox at most once. Its state
 * is one word:
 *
 *     | references ... | GONE | WOKEN | QUEUED |
 *
 *     QUEUED    it is in the inbox, or the thread that set the bit is about to push it; only taking clears it
 *     WOKEN     taking it wakes the task; without the bit, it was pushed because its last reference was dropped
 *     GONE      the task has ended: set on the executor's thread, once; `watch` is unlinked then
 *
 * A waker is freed when it has no references and is not QUEUED. The thread that drops the last reference frees it if GONE is
 * set; otherwise it pushes the waker, and the executor's thread frees it. The last of executor and wakers frees the inbox. The
 * lock guards only the sleep: a thread takes it after a push that found the executor asleep. */
#include "coro/thread_waker.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include "coro/bug.h"
#include "coro/checks.h"
#include "coro/executor/inbox.h"
#include "coro/notice.h"

enum { QUEUED = 1, WOKEN = 2, GONE = 4, REFERENCE = 8 };

struct shared_inbox {
    struct coro_inbox inbox;            /* first: the part that the executor knows */
    _Atomic(struct coro_thread_waker *) head;   /* the newest; &closed once the executor has ended */
    atomic_size_t reference_count;
    atomic_bool is_asleep;              /* the executor sleeps or is about to; always true with a bell */
    pthread_mutex_t lock;
    pthread_cond_t rung;
    void (*bell)(void *);               /* of a loop that replaces coro_executor_run(); NULL: `rung` is enough */
    void *bell_arg;
    bool is_closed;                     /* under the lock: the executor has ended, do not ring */
};

struct coro_thread_waker {
    struct coro_watch watch;            /* of the task; first, so that task_ended can cast it to the waker */
    struct coro_task *task;             /* valid while not GONE; executor's thread only */
    struct shared_inbox *inbox;
    struct coro_thread_waker *next;     /* in the inbox; the thread that set QUEUED may write it */
    atomic_size_t word;
};

static struct coro_thread_waker closed;

static struct shared_inbox *shared(struct coro_inbox *inbox) { return (struct shared_inbox *)inbox; }

static void release_inbox(struct shared_inbox *inbox)
{
    coro_notice_send(inbox);
    if (atomic_fetch_sub_explicit(&inbox->reference_count, 1, memory_order_acq_rel) != 1)
        return;
    coro_notice_receive(inbox);
    pthread_cond_destroy(&inbox->rung);
    pthread_mutex_destroy(&inbox->lock);
    free(inbox);
}

static void free_waker(struct coro_thread_waker *waker)
{
    struct shared_inbox *inbox = waker->inbox;
    coro_notice_receive(waker);
    free(waker);
    release_inbox(inbox);
}

/* ---- any thread ---- */

static void ring(struct shared_inbox *inbox)
{
    pthread_mutex_lock(&inbox->lock);
    if (inbox->bell != NULL && !inbox->is_closed)
        inbox->bell(inbox->bell_arg);
    pthread_cond_signal(&inbox->rung);
    pthread_mutex_unlock(&inbox->lock);
}

/* Returns false when the executor has ended. inbox_wait() writes is_asleep and then reads head; push() writes head and then reads
 * is_asleep, so at least one of the two threads sees the other. */
static bool push(struct shared_inbox *inbox, struct coro_thread_waker *waker)
{
    struct coro_thread_waker *head = atomic_load_explicit(&inbox->head, memory_order_relaxed);
    do {
        if (head == &closed)
            return false;
        waker->next = head;
    } while (!atomic_compare_exchange_weak(&inbox->head, &head, waker));
    if (atomic_load(&inbox->is_asleep))
        ring(inbox);
    return true;
}

static void check_referenced(size_t word)
{
    if (CORO_CHECKS && word < REFERENCE)
        coro_bug("a thread waker without a reference is used");
}

enum coro_status coro_thread_waker_wake(struct coro_thread_waker *waker)
{
    size_t word = atomic_load_explicit(&waker->word, memory_order_relaxed);
    check_referenced(word);
    coro_notice_send(waker);
    do {
        if (word & GONE)
            return CORO_ERR_FINISHED;
    } while (!atomic_compare_exchange_weak_explicit(&waker->word, &word, word | QUEUED | WOKEN, memory_order_acq_rel,
                                                    memory_order_relaxed));
    if (word & QUEUED)
        return CORO_OK;
    if (push(waker->inbox, waker))
        return CORO_OK;
    atomic_fetch_and_explicit(&waker->word, ~(size_t)(QUEUED | WOKEN), memory_order_release);
    return CORO_ERR_FINISHED;
}

struct coro_thread_waker *coro_thread_waker_copy(struct coro_thread_waker *waker)
{
    check_referenced(atomic_fetch_add_explicit(&waker->word, REFERENCE, memory_order_relaxed));
    return waker;
}

/* Hands a waker without references to the executor's thread, which alone may unlink its watch. After the push the waker may be
 * freed, and with it the inbox; so the inbox gets a reference first. */
static void hand_over(struct coro_thread_waker *waker)
{
    struct shared_inbox *inbox = waker->inbox;
    atomic_fetch_add_explicit(&inbox->reference_count, 1, memory_order_relaxed);
    if (!push(inbox, waker))
        free_waker(waker);
    release_inbox(inbox);
}

void coro_thread_waker_drop(struct coro_thread_waker *waker)
{
    if (waker == NULL)
        return;
    size_t word = atomic_load_explicit(&waker->word, memory_order_relaxed), left;
    coro_notice_send(waker);
    do {
        if (word < REFERENCE)
            coro_bug("a thread waker is dropped more often than it has references");
        left = word - REFERENCE;
        if (left < REFERENCE && !(left & GONE))
            left |= QUEUED;
    } while (!atomic_compare_exchange_weak_explicit(&waker->word, &word, left, memory_order_acq_rel, memory_order_relaxed));
    if (left == GONE)
        free_waker(waker);
    else if (left < REFERENCE && !(word & (GONE | QUEUED)))
        hand_over(waker);
}

/* ---- the executor's thread ---- */

static void unlink_waker(struct coro_thread_waker *waker)
{
    coro_task_unwatch(waker->task, &waker->watch);
    waker->inbox->inbox.waker_count--;
}

static void task_ended(struct coro_watch *watch, struct coro_task *task)
{
    struct coro_thread_waker *waker = (struct coro_thread_waker *)watch;
    (void)task;
    waker->inbox->inbox.waker_count--;
    coro_notice_send(waker);
    atomic_fetch_or_explicit(&waker->word, GONE, memory_order_acq_rel);     /* referenced or queued: not freed here */
}

static void take_one(struct coro_thread_waker *waker)
{
    size_t word = atomic_fetch_and_explicit(&waker->word, ~(size_t)(QUEUED | WOKEN), memory_order_acq_rel);
    coro_notice_receive(waker);
    if (!(word & GONE) && (word & WOKEN))
        coro_waker_wake(coro_task_waker(waker->task));
    if (word >= REFERENCE)
        return;
    if (!(word & GONE))
        unlink_waker(waker);
    free_waker(waker);
}

/* Takes wakers in the order in which they were pushed. */
static void take_all(struct coro_thread_waker *latest)
{
    struct coro_thread_waker *oldest = NULL;
    while (latest != NULL) {
        struct coro_thread_waker *before = latest->next;
        latest->next = oldest;
        oldest = latest;
        latest = before;
    }
    while (oldest != NULL) {
        struct coro_thread_waker *waker = oldest;
        oldest = waker->next;
        take_one(waker);
    }
}

static void inbox_take(struct coro_inbox *inbox)
{
    struct shared_inbox *own = shared(inbox);
    if (atomic_load_explicit(&own->head, memory_order_relaxed) != NULL)
        take_all(atomic_exchange_explicit(&own->head, NULL, memory_order_acquire));
}

static void inbox_wait(struct coro_inbox *inbox, uint64_t deadline_ns)
{
    struct shared_inbox *own = shared(inbox);
    struct timespec until = { (time_t)(deadline_ns / 1000000000), (long)(deadline_ns % 1000000000) };
    int error = 0;
    pthread_mutex_lock(&own->lock);
    atomic_store(&own->is_asleep, true);
    while (error == 0 && atomic_load(&own->head) == NULL)
        error = pthread_cond_timedwait(&own->rung, &own->lock, &until);
    atomic_store(&own->is_asleep, own->bell != NULL);
    pthread_mutex_unlock(&own->lock);
}

/* Waits for a bell that is being rung. Wakers left in the inbox belong to ended tasks. */
static void inbox_close(struct coro_inbox *inbox)
{
    struct shared_inbox *own = shared(inbox);
    pthread_mutex_lock(&own->lock);
    own->is_closed = true;
    pthread_mutex_unlock(&own->lock);
    take_all(atomic_exchange(&own->head, &closed));
    release_inbox(own);
}

static enum coro_status init_sleep(struct shared_inbox *inbox)
{
    pthread_condattr_t monotonic;
    if (pthread_condattr_init(&monotonic) != 0)
        return CORO_ERR_NO_MEMORY;
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    int error = pthread_cond_init(&inbox->rung, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (error != 0)
        return CORO_ERR_NO_MEMORY;
    if (pthread_mutex_init(&inbox->lock, NULL) != 0) {
        pthread_cond_destroy(&inbox->rung);
        return CORO_ERR_NO_MEMORY;
    }
    return CORO_OK;
}

static enum coro_status make_inbox(struct coro_executor *executor)
{
    struct shared_inbox *made = calloc(1, sizeof *made);
    if (made == NULL)
        return CORO_ERR_NO_MEMORY;
    made->inbox = (struct coro_inbox){ .take = inbox_take, .wait = inbox_wait, .close = inbox_close };
    made->reference_count = 1;
    made->bell = executor->bell;
    made->bell_arg = executor->bell_arg;
    made->is_asleep = executor->bell != NULL;
    enum coro_status status = init_sleep(made);
    if (status != CORO_OK) {
        free(made);
        return status;
    }
    executor->inbox = &made->inbox;
    return CORO_OK;
}

enum coro_status coro_thread_waker_new(struct coro_task *task, struct coro_thread_waker **out)
{
    struct coro_executor *executor = task->executor;
    if (coro_task_is_finished(task))
        return CORO_ERR_FINISHED;
    if (executor->inbox == NULL && make_inbox(executor) != CORO_OK)
        return CORO_ERR_NO_MEMORY;
    struct coro_thread_waker *waker = malloc(sizeof *waker);
    if (waker == NULL)
        return CORO_ERR_NO_MEMORY;
    *waker = (struct coro_thread_waker){
        .watch.ended = task_ended, .task = task, .inbox = shared(executor->inbox), .word = REFERENCE,
    };
    atomic_fetch_add_explicit(&waker->inbox->reference_count, 1, memory_order_relaxed);
    coro_notice_leave_alone(&waker->next, sizeof waker->next);
    coro_task_watch(task, &waker->watch);
    executor->inbox->waker_count++;
    coro_waker_wake(coro_task_waker(&executor->event_task));
    *out = waker;
    return CORO_OK;
}
