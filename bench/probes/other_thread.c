/* SPDX-License-Identifier: MIT */
/* Futures that are begun, polled or dropped on another thread than the one that made the iterator. One thread at a time: the
 * question is what belongs to a thread, not whether anything is locked. */
#include <pthread.h>
#include "bench/probes/probe.h"
#include "bench/probes/probe_fixture.h"

struct errand { void (*run)(struct trial *, struct errand *); struct trial *trial; struct coro_polled got; };

static void *thread_main(void *arg)
{
    struct errand *errand = arg;
    errand->run(errand->trial, errand);
    return NULL;
}

/* Runs the errand on a thread of its own, and waits for that to end. */
static enum coro_status send(struct trial *trial, struct errand *errand, void (*run)(struct trial *, struct errand *))
{
    pthread_t thread;
    *errand = (struct errand){ run, trial, { 0 } };
    if (pthread_create(&thread, NULL, thread_main, errand) != 0)
        return CORO_ERR_NO_MEMORY;
    pthread_join(thread, NULL);
    return errand->got.tag == CORO_FAILED ? (enum coro_status)errand->got.value : CORO_OK;
}

static void finish(struct trial *trial, struct errand *errand)
{
    do {
        errand->got = trial->steps->hand_poll(trial->stage, 0);
    } while (errand->got.tag == CORO_PENDING);
    trial->steps->hand_drop(trial->stage, 0);
}
static void begin(struct trial *trial, struct errand *errand)
{
    trial->steps->hand_begin(trial->stage, 0);
    errand->got = trial->steps->hand_poll(trial->stage, 0);
}
static void begin_and_finish(struct trial *trial, struct errand *errand)
{
    trial->steps->hand_begin(trial->stage, 0);
    finish(trial, errand);
}

/* The first thread of a process leaves blocks behind, which are the C library's. */
static void idle(struct trial *trial, struct errand *errand) { (void)trial, (void)errand; }

static bool is_item(const struct errand *errand, uint64_t item) { return errand->got.tag == CORO_SOME && errand->got.value == item; }

/* All of it there; begun here and finished there; begun there and finished on a third. */
static enum coro_status play(struct trial *trial)
{
    struct errand errand;
    enum coro_status status = send(trial, &errand, begin_and_finish);
    if (status || !is_item(&errand, 0))
        return status ? status : CORO_ERR_WRONG_RESULT;
    begin(trial, &errand);
    status = send(trial, &errand, finish);
    if (status || !is_item(&errand, 1))
        return status ? status : CORO_ERR_WRONG_RESULT;
    status = send(trial, &errand, begin);
    if (status)
        return status;
    status = send(trial, &errand, finish);
    return status || is_item(&errand, 2) ? status : CORO_ERR_WRONG_RESULT;
}

struct finding probe_other_thread(const struct row *row)
{
    struct trial trial;
    struct errand errand;
    enum coro_status status = send(NULL, &errand, idle);
    if (!status)
        status = trial_open(&trial, row, PROBE_FILTERS, 0);
    if (!status) {
        status = trial.steps->hand_open(trial.stage, 3);
        if (!status) {
            status = play(&trial);
            trial.steps->hand_close(trial.stage);
        }
        int64_t left = trial_close(&trial);
        if (!status && left > 0) {
            struct finding found = finding_of(FALLS_BACK, "futures that are begun, polled and dropped on other threads give the right "
                                                          "items; blocks that stay behind with threads that ended: %lld", (long long)left);
            return finding_valued(finding_answered(found, ANSWER_YES), (double)left);
        }
    }
    if (status)
        return finding_of_status(status, "a future on another thread than its iterator's");
    return finding_answered(finding_of(WORKS, "futures that are begun, polled and dropped on other threads give the right items"),
                            ANSWER_YES);
}
