/* SPDX-License-Identifier: MIT */
/* fork, exec, and one ppoll loop over output and errors. The end of the process itself is told by SIGCHLD, so a grandchild that
 * keeps the pipes open cannot keep us waiting (a pidfd would do as well, but not every valgrind knows pidfd_open). It and the
 * stop signals are held back except inside ppoll, so none is missed between looking and waiting. */
#define _GNU_SOURCE
#include "bench/runner/child.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "bench/runner/clock.h"
#include "bench/runner/stop.h"

enum { OUTPUT, ERRORS, POLLED };

static double total_seconds;    /* in which programs ran and this one did not */

struct running {
    pid_t pid;
    struct pollfd polled[POLLED];
    char *output;
    size_t output_bytes, output_capacity, output_limit;
    char errors[1024];          /* the end of standard error */
    size_t errors_bytes;
};

static long long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static void close_if_open(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* In the new process. Failing to pin is no reason not to run. */
CORO_NORETURN static void become(const struct child_job *job, int output, int errors, pid_t parent, const sigset_t *mask)
{
    int input = open("/dev/null", O_RDONLY);
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent || input < 0)
        _exit(126);
    if (dup2(input, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 || dup2(errors, STDERR_FILENO) < 0)
        _exit(126);
    if (job->cpu != RUNNER_ANY_CPU) {
        cpu_set_t only;
        CPU_ZERO(&only);
        CPU_SET((size_t)job->cpu, &only);
        sched_setaffinity(0, sizeof only, &only);
    }
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
    sigprocmask(SIG_SETMASK, mask, NULL);
    execvp(job->argv[0], (char *const *)job->argv);
    dprintf(STDERR_FILENO, "cannot start %s: %s\n", job->argv[0], strerror(errno));
    _exit(127);
}

/* Leaves the pipes' reading ends in running->polled. */
static enum coro_status start(const struct child_job *job, const sigset_t *mask, struct running *running)
{
    int output[2], errors[2];
    pid_t parent = getpid();
    enum coro_status status = CORO_ERR_IO;

    if (pipe2(output, O_CLOEXEC) != 0)
        return CORO_ERR_IO;
    if (pipe2(errors, O_CLOEXEC) != 0)
        goto close_output;
    running->pid = fork();
    if (running->pid < 0)
        goto close_errors;
    if (running->pid == 0)
        become(job, output[1], errors[1], parent, mask);
    setpgid(running->pid, running->pid);    /* whoever is first; the group exists when it is to be killed */
    runner_stop_guard_group(running->pid);
    running->polled[OUTPUT] = (struct pollfd){ .fd = output[0], .events = POLLIN };
    running->polled[ERRORS] = (struct pollfd){ .fd = errors[0], .events = POLLIN };
    output[0] = errors[0] = -1;
    status = CORO_OK;

close_errors:
    close_if_open(&errors[0]);
    close_if_open(&errors[1]);
close_output:
    close_if_open(&output[0]);
    close_if_open(&output[1]);
    return status;
}

static enum coro_status make_room(struct running *running)
{
    if (running->output_capacity - running->output_bytes > 4096)
        return CORO_OK;
    size_t capacity = running->output_capacity == 0 ? 8192 : running->output_capacity * 2;
    char *larger = realloc(running->output, capacity);
    if (larger == NULL)
        return CORO_ERR_NO_MEMORY;
    running->output = larger;
    running->output_capacity = capacity;
    return CORO_OK;
}

static enum coro_status read_output(struct running *running)
{
    enum coro_status status = make_room(running);
    if (status != CORO_OK)
        return status;
    ssize_t got = read(running->polled[OUTPUT].fd, running->output + running->output_bytes, 4096);
    if (got > 0)
        running->output_bytes += (size_t)got;
    else if (got == 0 || errno != EINTR)
        close_if_open(&running->polled[OUTPUT].fd);
    return CORO_OK;
}

/* Keeps the end: what a program says last is why it died. */
static void read_errors(struct running *running)
{
    size_t half = sizeof running->errors / 2;
    if (running->errors_bytes > half) {
        size_t dropped = running->errors_bytes - half;
        memmove(running->errors, running->errors + dropped, half);
        running->errors_bytes = half;
    }
    ssize_t got = read(running->polled[ERRORS].fd, running->errors + running->errors_bytes, half);
    if (got > 0)
        running->errors_bytes += (size_t)got;
    else if (got == 0 || errno != EINTR)
        close_if_open(&running->polled[ERRORS].fd);
}

/* Has the process ended? It stays a zombie, so that its number stays its own. */
static bool is_gone(const struct running *running)
{
    siginfo_t info = { .si_pid = 0 };
    return waitid(P_PID, (id_t)running->pid, &info, WEXITED | WNOWAIT | WNOHANG) == 0 && info.si_pid == running->pid;
}

static enum coro_status read_what_is_ready(struct running *running)
{
    enum coro_status status = CORO_OK;
    if (running->polled[OUTPUT].revents != 0)
        status = read_output(running);
    if (running->polled[ERRORS].revents != 0)
        read_errors(running);
    return status;
}

/* *outcome is what ended the waiting: CHILD_EXITED stands for "the process is gone and the pipes are drained". */
static enum coro_status attend(struct running *running, long long deadline_ms, const sigset_t *mask, enum child_outcome *outcome)
{
    for (;;) {
        long long left_ms = deadline_ms - now_ms();
        if (runner_stop_requested())
            *outcome = CHILD_STOPPED;
        else if (running->output_bytes > running->output_limit)
            *outcome = CHILD_TALKED_TOO_MUCH;
        else if (left_ms <= 0)
            *outcome = CHILD_TIMED_OUT;
        else
            *outcome = CHILD_EXITED;
        if (*outcome != CHILD_EXITED)
            return CORO_OK;

        bool was_gone = is_gone(running);
        if (was_gone)
            left_ms = 0;
        struct timespec patience = { .tv_sec = left_ms / 1000, .tv_nsec = left_ms % 1000 * 1000000 };
        int ready = ppoll(running->polled, POLLED, &patience, mask);
        if (ready < 0 && errno != EINTR)
            return CORO_ERR_IO;
        if (ready == 0 && was_gone)
            return CORO_OK;
        enum coro_status status = ready > 0 ? read_what_is_ready(running) : CORO_OK;
        if (status != CORO_OK)
            return status;
    }
}

/* The group is killed while its leader is not reaped, so the number cannot belong to anybody else yet. */
static int kill_and_reap(struct running *running)
{
    int wait_status = 0;
    if (!is_gone(running))
        kill(running->pid, SIGKILL);
    kill(-running->pid, SIGKILL);
    while (waitpid(running->pid, &wait_status, 0) < 0 && errno == EINTR)
        continue;
    runner_stop_guard_group(0);
    for (int i = 0; i < POLLED; i++)
        close_if_open(&running->polled[i].fd);
    return wait_status;
}

static void copy_last_line(const struct running *running, char *line, size_t capacity)
{
    size_t end = running->errors_bytes;
    while (end > 0 && (running->errors[end - 1] == '\n' || running->errors[end - 1] == ' '))
        end--;
    size_t begin = end;
    while (begin > 0 && running->errors[begin - 1] != '\n')
        begin--;
    size_t length = end - begin < capacity ? end - begin : capacity - 1;
    for (size_t i = 0; i < length; i++) {
        char letter = running->errors[begin + i];
        line[i] = letter >= ' ' && letter <= '~' ? letter : '?';
    }
    line[length] = '\0';
}

static void describe_end(struct running *running, int wait_status, enum child_outcome outcome, struct child_end *end)
{
    *end = (struct child_end){ .outcome = outcome, .output = running->output, .output_bytes = running->output_bytes };
    end->output[running->output_bytes] = '\0';
    copy_last_line(running, end->complaint, sizeof end->complaint);
    if (outcome != CHILD_EXITED)
        return;
    end->outcome = WIFEXITED(wait_status) ? CHILD_EXITED : CHILD_KILLED;
    end->code = WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : WTERMSIG(wait_status);
}

static void on_child(int signal_number)
{
    (void)signal_number;    /* that ppoll was interrupted is the message */
}

static enum coro_status run_watched(const struct child_job *job, const sigset_t *before, struct running *running,
                                    struct child_end *end)
{
    enum child_outcome outcome = CHILD_EXITED;
    sigset_t waiting = *before;
    sigdelset(&waiting, SIGCHLD);
    long long deadline_ms = now_ms() + job->timeout_ms;
    double started = runner_clock_seconds(), own_started = runner_clock_own_seconds();
    enum coro_status status = start(job, before, running);
    if (status != CORO_OK)
        return status;
    status = attend(running, deadline_ms, &waiting, &outcome);
    int wait_status = kill_and_reap(running);
    total_seconds += runner_clock_seconds() - started - (runner_clock_own_seconds() - own_started);
    if (status == CORO_OK)
        describe_end(running, wait_status, outcome, end);
    return status;
}

enum coro_status runner_child_run(const struct child_job *job, struct child_end *end)
{
    struct running running = { .output_limit = job->output_limit };
    struct sigaction former, watch = { .sa_handler = on_child, .sa_flags = SA_NOCLDSTOP };
    sigset_t before, child;
    enum coro_status status = make_room(&running);      /* also room for the final NUL */
    if (status != CORO_OK)
        return status;
    runner_stop_hold(&before);
    sigemptyset(&watch.sa_mask);
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, NULL);
    sigaction(SIGCHLD, &watch, &former);
    status = run_watched(job, &before, &running, end);
    sigaction(SIGCHLD, &former, NULL);
    runner_stop_release(&before);
    if (status != CORO_OK)
        free(running.output);
    return status;
}

double runner_child_total_seconds(void)
{
    return total_seconds;
}

void runner_child_fini(struct child_end *end)
{
    free(end->output);
    end->output = NULL;
}
