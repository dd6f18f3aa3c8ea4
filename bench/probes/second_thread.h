/* SPDX-License-Identifier: MIT */
/* A second thread that does one job at a time, as the first thread tells it. The first may let go of a job that waits for
 * something that it holds itself, and take it up again later. */
#ifndef BENCH_PROBES_SECOND_THREAD_H
#define BENCH_PROBES_SECOND_THREAD_H
#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <sys/types.h>

struct second_thread {
    pthread_t thread;
    pid_t id;
    sem_t has_job, has_done;
    void (*job)(void *);        /* NULL: end */
    void *arg;
};

/* Returns false when no thread can be made. */
bool second_thread_begin(struct second_thread *);
void second_thread_end(struct second_thread *);

/* Hands it a job, and returns at once. One of the two below comes before the next job. */
void second_thread_start(struct second_thread *, void (*job)(void *), void *arg);
/* Waits for the end of the job. Returns false when the thread waits for another one instead. May be called from a signal handler;
 * after `false`, call it again. */
bool second_thread_finish(struct second_thread *);
/* Starts the job and waits for its end. */
void second_thread_do(struct second_thread *, void (*job)(void *), void *arg);

#endif
