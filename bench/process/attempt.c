/* SPDX-License-Identifier: MIT */
/* Owns the child process of an attempt and the memory that it answers in. The memory is shared rather than a pipe, since the
 * function may close all descriptors, and an exit status would be an answer that the function can give by accident. */
#define _GNU_SOURCE     /* MAP_ANONYMOUS */
#include "bench/process/attempt.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct shared { bool is_complete; _Alignas(max_align_t) char answer[]; };

static _Noreturn void work_and_exit(attempt_work *work, const void *about, struct shared *shared, pid_t parent)
{
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (getppid() != parent || nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0 || dup2(nowhere, STDERR_FILENO) < 0)
        _exit(EXIT_FAILURE);
    work(about, shared->answer);
    shared->is_complete = true;
    _exit(EXIT_SUCCESS);
}

/* A stopped process has no end, so the wait has its own limit. */
static bool has_ended_in(pid_t child, unsigned seconds)
{
    enum { NAP_NS = 1000000, NAPS_PER_SECOND = 1000 };
    siginfo_t end = { 0 };
    for (unsigned nap = 0; nap < seconds * NAPS_PER_SECOND; nap++) {
        if (waitid(P_PID, (id_t)child, &end, WEXITED | WNOHANG | WNOWAIT) == 0 && end.si_pid == child)
            return true;
        nanosleep(&(struct timespec){ .tv_nsec = NAP_NS }, NULL);
    }
    return false;
}

/* The group is killed before its leader is reaped: until then no other group can have its number. */
static struct attempt_end wait_for(pid_t child, unsigned seconds, const struct shared *shared)
{
    bool has_ended = has_ended_in(child, seconds);
    int status = 0;
    kill(-child, SIGKILL);
    kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    if (!has_ended)
        return (struct attempt_end){ ATTEMPT_LATE, 0 };
    if (shared->is_complete)
        return (struct attempt_end){ ATTEMPT_ANSWERED, 0 };
    return WIFEXITED(status) ? (struct attempt_end){ ATTEMPT_EXITED, WEXITSTATUS(status) }
                             : (struct attempt_end){ ATTEMPT_CRASHED, WTERMSIG(status) };
}

struct attempt_end attempt_run(attempt_work *work, const void *about, void *answer, size_t answer_bytes,
                               unsigned patience_seconds)
{
    size_t bytes = sizeof(struct shared) + answer_bytes;
    struct shared *shared = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t parent = getpid();
    if (shared == MAP_FAILED)
        return (struct attempt_end){ ATTEMPT_NOT_BEGUN, errno };
    memcpy(shared->answer, answer, answer_bytes);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0)
        work_and_exit(work, about, shared, parent);
    struct attempt_end end = { ATTEMPT_NOT_BEGUN, errno };
    if (child > 0) {
        setpgid(child, child);
        end = wait_for(child, patience_seconds, shared);
        memcpy(answer, shared->answer, answer_bytes);
    }
    munmap(shared, bytes);
    return end;
}

const char *attempt_end_words(struct attempt_end end, unsigned patience_seconds)
{
    static char words[160];
    if (end.outcome == ATTEMPT_EXITED)
        snprintf(words, sizeof words, "ends the program with exit status %d", end.code);
    else if (end.outcome == ATTEMPT_CRASHED)
        snprintf(words, sizeof words, "crashes: %s", strsignal(end.code));
    else if (end.outcome == ATTEMPT_LATE)
        snprintf(words, sizeof words, "takes more than %u seconds", patience_seconds);
    else
        snprintf(words, sizeof words, "cannot be tried: no process can be made: %s", strerror(end.code));
    return words;
}
