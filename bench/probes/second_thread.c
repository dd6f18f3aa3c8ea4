/* SPDX-License-Identifier: MIT */
/* The second thread of second_thread.h. Two facts tell a thread that waits from a slow one: it sleeps, as for a mutex, or it has
 * used the processor for far longer than any job takes, as for a spin lock. */
#define _GNU_SOURCE 1 /* gettid */
#include "bench/probes/second_thread.h"
#include <stdint.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_NS = 200000, SPINNING_NS = 50000000 };

static void *second_main(void *arg)
{
    struct second_thread *second = arg;
    second->id = gettid();
    sem_post(&second->has_done);
    for (;;) {
        while (sem_wait(&second->has_job) != 0) {
        }
        if (second->job == NULL)
            return NULL;
        second->job(second->arg);
        sem_post(&second->has_done);
    }
}

bool second_thread_begin(struct second_thread *second)
{
    sem_init(&second->has_job, 0, 0);
    sem_init(&second->has_done, 0, 0);
    if (pthread_create(&second->thread, NULL, second_main, second) != 0)
        return false;
    while (sem_wait(&second->has_done) != 0) {
    }
    return true;
}

void second_thread_end(struct second_thread *second)
{
    second_thread_start(second, NULL, NULL);
    pthread_join(second->thread, NULL);
}

void second_thread_start(struct second_thread *second, void (*job)(void *), void *arg)
{
    second->job = job;
    second->arg = arg;
    sem_post(&second->has_job);
}

void second_thread_do(struct second_thread *second, void (*job)(void *), void *arg)
{
    second_thread_start(second, job, arg);
    while (sem_wait(&second->has_done) != 0) {
    }
}

/* Its state in /proc/self/task/ID/stat follows the name, which ends with the last parenthesis. */
static bool is_asleep(const struct second_thread *second)
{
    char path[64], text[256];
    snprintf(path, sizeof path, "/proc/self/task/%d/stat", (int)second->id);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = file < 0 ? 0 : read(file, text, sizeof text - 1);
    if (file >= 0)
        close(file);
    text[got > 0 ? got : 0] = '\0';
    const char *state = strrchr(text, ')');
    return state && state[1] == ' ' && state[2] == 'S';
}

static int64_t processor_ns(clockid_t clock)
{
    struct timespec now = { 0, 0 };
    clock_gettime(clock, &now);
    return now.tv_sec * 1000000000ll + now.tv_nsec;
}

static bool is_done_soon(struct second_thread *second)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += LOOK_NS;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    return sem_timedwait(&second->has_done, &until) == 0;
}

/* Asleep twice in a row: the first look may meet it on its way to wait for the next job. */
bool second_thread_finish(struct second_thread *second)
{
    clockid_t clock;
    unsigned asleep_count = 0;
    pthread_getcpuclockid(second->thread, &clock);
    int64_t begun_ns = processor_ns(clock);
    while (!is_done_soon(second)) {
        asleep_count = is_asleep(second) ? asleep_count + 1 : 0;
        if (asleep_count == 2 || processor_ns(clock) - begun_ns > SPINNING_NS)
            return sem_trywait(&second->has_done) == 0;
    }
    return true;
}
