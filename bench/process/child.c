/* SPDX-License-Identifier: MIT */
/* Forks, executes, and runs one ppoll loop over outputs and errors. SIGCHLD tells the end of the process itself, so a
 * grandchild that keeps the pipes open does not block the loop. A pidfd would do as well, but not every valgrind knows
 * pidfd_open. SIGCHLD and the stop signals are blocked except inside ppoll, so none is missed between looking and waiting. */
#define _GNU_SOURCE
#include "bench/process/child.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "bench/process/clock.h"
#include "bench/process/emulator.h"
#include "bench/process/stop.h"
#include "report/base/memory.h"

enum { OUTPUT, ERRORS, POLLED };
enum { BLOCK_BYTES = 4096 };

static char start_failure[160]; /* of the last jobs; empty: they were started */
static double total_seconds;    /* while programs ran and this one did not */

struct running {
    pid_t pid;
    struct pollfd *polled;      /* its part of the batch's */
    long long deadline_ms;
    bool was_gone;              /* before the last poll */
    bool is_done;
    enum child_outcome outcome; /* valid when is_done */
    int wait_status;
    char *output;
    size_t output_bytes, output_capacity, output_limit;
    char errors[1024];          /* the end of standard error */
    size_t errors_bytes;
};

/* The programs that run side by side. */
struct batch {
    struct running children[RUNNER_CHILDREN_MAX];
    struct pollfd polled[RUNNER_CHILDREN_MAX * POLLED];
    size_t count;               /* of the programs that were started */
    pid_t group;                /* 0 before the first */
};

static long long now_ms(void) { return (long long)(runner_clock_seconds() * 1000); }

static void close_if_open(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* Turns the new process into the program. It runs unpinned when it cannot be pinned. Needs no more descriptors than the caller
 * had free: the pipes' ends are closed before /dev/null is opened. */
CORO_NORETURN static void exec_program(const struct child_job *job, int output, int errors, pid_t parent, pid_t group,
                                       const sigset_t *mask)
{
    setpgid(0, group);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent || dup2(output, STDOUT_FILENO) < 0 || dup2(errors, STDERR_FILENO) < 0)
        _exit(126);
    close(output);
    close(errors);
    int input = open("/dev/null", O_RDONLY);
    if (input < 0 || dup2(input, STDIN_FILENO) < 0) {
        dprintf(STDERR_FILENO, "/dev/null cannot be opened: %s\n", strerror(errno));
        _exit(126);
    }
    if (job->cpu != RUNNER_ANY_CPU) {
        cpu_set_t only;
        CPU_ZERO(&only);
        CPU_SET((size_t)job->cpu, &only);
        sched_setaffinity(0, sizeof only, &only);
    }
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
    sigprocmask(SIG_SETMASK, mask, NULL);
    if (strchr(job->argv[0], '/') != NULL)
        emulator_exec(job->argv[0], (char *const *)job->argv, parent);
    execvp(job->argv[0], (char *const *)job->argv);
    dprintf(STDERR_FILENO, "cannot start %s: %s\n", job->argv[0], strerror(errno));
    _exit(127);
}

static enum coro_status fail_to_start(void)
{
    int error = errno;
    struct rlimit files;
    size_t letters = (size_t)snprintf(start_failure, sizeof start_failure, "no process can be made: %s", strerror(error));
    if (error == EMFILE && getrlimit(RLIMIT_NOFILE, &files) == 0)
        snprintf(start_failure + letters, sizeof start_failure - letters, ": `ulimit -n` allows %llu descriptors",
                 (unsigned long long)files.rlim_cur);
    return CORO_ERR_IO;
}

/* Leaves the reading ends of the pipes in running->polled. The first process leads the group, also as a zombie, until all are
 * reaped. */
static enum coro_status start(const struct child_job *job, pid_t group, const sigset_t *mask, struct running *running)
{
    int output[2], errors[2];
    pid_t parent = getpid();
    enum coro_status status = CORO_ERR_IO;

    if (pipe2(output, O_CLOEXEC) != 0)
        return fail_to_start();
    if (pipe2(errors, O_CLOEXEC) != 0) {
        (void)fail_to_start();
        goto close_output;
    }
    running->pid = fork();
    if (running->pid < 0) {
        (void)fail_to_start();
        goto close_errors;
    }
    if (running->pid == 0)
        exec_program(job, output[1], errors[1], parent, group, mask);
    setpgid(running->pid, group);   /* both processes do it: the group exists before anything can kill it */
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

/* Makes room for one more block and the final NUL. */
static void make_room(struct running *running)
{
    if (running->output_capacity - running->output_bytes > BLOCK_BYTES)
        return;
    running->output_capacity = running->output_capacity == 0 ? 2 * BLOCK_BYTES : running->output_capacity * 2;
    running->output = report_reallocate(running->output, running->output_capacity, 1);
}

static void read_output(struct running *running)
{
    make_room(running);
    ssize_t got = read(running->polled[OUTPUT].fd, running->output + running->output_bytes, BLOCK_BYTES);
    if (got > 0)
        running->output_bytes += (size_t)got;
    else if (got == 0 || errno != EINTR)
        close_if_open(&running->polled[OUTPUT].fd);
}

/* Keeps the end of standard error, where a program says why it dies. */
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

/* True when the process has ended. It stays a zombie, so the kernel gives its number to no other. */
static bool is_gone(const struct running *running)
{
    siginfo_t info = { .si_pid = 0 };
    return waitid(P_PID, (id_t)running->pid, &info, WEXITED | WNOWAIT | WNOHANG) == 0 && info.si_pid == running->pid;
}

static void finish(struct running *running, enum child_outcome outcome)
{
    running->is_done = true;
    running->outcome = outcome;
    if (outcome != CHILD_EXITED)
        kill(running->pid, SIGKILL);        /* not reaped yet, so the number is still its own */
    for (int i = 0; i < POLLED; i++)
        close_if_open(&running->polled[i].fd);
}

static void enforce_limits(struct running *running)
{
    if (runner_stop_requested())
        finish(running, CHILD_STOPPED);
    else if (running->output_bytes > running->output_limit)
        finish(running, CHILD_OUTPUT_TOO_LONG);
    else if (running->deadline_ms <= now_ms())
        finish(running, CHILD_TIMED_OUT);
}

/* The longest time that the loop may wait for this child: until its deadline, 0 when it is gone, LLONG_MAX when it is done. */
static long long longest_wait_ms(struct running *running)
{
    running->was_gone = !running->is_done && is_gone(running);
    if (running->is_done)
        return LLONG_MAX;
    long long left_ms = running->deadline_ms - now_ms();
    return running->was_gone || left_ms < 0 ? 0 : left_ms;
}

/* Reads what is ready. A child has come to its own end when the process is gone and its pipes are drained. */
static void read_or_finish(struct running *running)
{
    bool has_output = running->polled[OUTPUT].revents != 0, has_errors = running->polled[ERRORS].revents != 0;
    if (has_output)
        read_output(running);
    if (has_errors)
        read_errors(running);
    if (!has_output && !has_errors && running->was_gone)
        finish(running, CHILD_EXITED);
}

static enum coro_status wait_for_all(struct batch *batch, const sigset_t *mask)
{
    for (;;) {
        long long least_ms = LLONG_MAX;
        for (size_t i = 0; i < batch->count; i++) {
            if (!batch->children[i].is_done)
                enforce_limits(&batch->children[i]);
            long long wait_ms = longest_wait_ms(&batch->children[i]);
            least_ms = wait_ms < least_ms ? wait_ms : least_ms;
        }
        if (least_ms == LLONG_MAX)
            return CORO_OK;
        struct timespec timeout = { .tv_sec = least_ms / 1000, .tv_nsec = least_ms % 1000 * 1000000 };
        int ready = ppoll(batch->polled, batch->count * POLLED, &timeout, mask);
        if (ready < 0 && errno != EINTR)
            return CORO_ERR_IO;
        for (size_t i = 0; i < batch->count && ready >= 0; i++)
            if (!batch->children[i].is_done)
                read_or_finish(&batch->children[i]);
    }
}

/* Kills the group while its leader is not reaped, so no other group can have the number. */
static void kill_and_reap(struct batch *batch)
{
    if (batch->count > 0)
        kill(-batch->group, SIGKILL);
    for (size_t i = 0; i < batch->count; i++) {
        struct running *running = &batch->children[i];
        if (!is_gone(running))
            kill(running->pid, SIGKILL);
        while (waitpid(running->pid, &running->wait_status, 0) < 0 && errno == EINTR)
            continue;
        for (int fd = 0; fd < POLLED; fd++)
            close_if_open(&running->polled[fd].fd);
    }
    runner_stop_guard_group(0);
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

static void describe_end(const struct running *running, struct child_end *end)
{
    int status = running->wait_status;
    *end = (struct child_end){ .outcome = running->outcome, .output = running->output, .output_bytes = running->output_bytes };
    end->output[running->output_bytes] = '\0';
    copy_last_line(running, end->complaint, sizeof end->complaint);
    if (running->outcome != CHILD_EXITED)
        return;
    end->outcome = WIFEXITED(status) ? CHILD_EXITED : CHILD_KILLED;
    end->code = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
}

static void on_child(int signal_number)
{
    (void)signal_number;    /* interrupting ppoll is all that it is for */
}

static enum coro_status start_all(const struct child_job *jobs, size_t count, const sigset_t *mask, struct batch *batch)
{
    for (size_t i = 0; i < count; i++) {
        struct running *running = &batch->children[i];
        running->deadline_ms = now_ms() + jobs[i].timeout_ms;
        running->output_limit = jobs[i].output_limit;
        running->polled = &batch->polled[i * POLLED];
        make_room(running);
        if (start(&jobs[i], batch->group, mask, running) != CORO_OK)
            return CORO_ERR_IO;
        batch->count++;
        if (i == 0)
            batch->group = running->pid;
        runner_stop_guard_group(batch->group);
    }
    return CORO_OK;
}

static enum coro_status run_watched(const struct child_job *jobs, size_t count, const sigset_t *before, struct batch *batch)
{
    sigset_t waiting = *before;
    sigdelset(&waiting, SIGCHLD);
    double started = runner_clock_seconds(), own_started = runner_clock_own_seconds();
    enum coro_status status = start_all(jobs, count, before, batch);
    if (status == CORO_OK)
        status = wait_for_all(batch, &waiting);
    kill_and_reap(batch);
    total_seconds += runner_clock_seconds() - started - (runner_clock_own_seconds() - own_started);
    return status;
}

enum coro_status runner_child_run_together(const struct child_job *jobs, size_t count, struct child_end *ends)
{
    struct batch batch = { .count = 0 };
    struct sigaction former, watch = { .sa_handler = on_child, .sa_flags = SA_NOCLDSTOP };
    sigset_t before, child;
    start_failure[0] = '\0';
    runner_stop_hold(&before);
    sigemptyset(&watch.sa_mask);
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, NULL);
    sigaction(SIGCHLD, &watch, &former);
    enum coro_status status = run_watched(jobs, count, &before, &batch);
    sigaction(SIGCHLD, &former, NULL);
    runner_stop_release(&before);
    for (size_t i = 0; i < count && status == CORO_OK; i++)
        describe_end(&batch.children[i], &ends[i]);
    for (size_t i = 0; i < count && status != CORO_OK; i++)
        free(batch.children[i].output);
    return status;
}

enum coro_status runner_child_run(const struct child_job *job, struct child_end *end)
{
    return runner_child_run_together(job, 1, end);
}

const char *runner_child_reason(const char *otherwise) { return start_failure[0] != '\0' ? start_failure : otherwise; }

double runner_child_total_seconds(void) { return total_seconds; }

void runner_child_fini(struct child_end *end)
{
    free(end->output);
    end->output = NULL;
}
