/* SPDX-License-Identifier: MIT */
/* Traces a child process (syscalls.h). The child asks to be traced and stops. Each of its threads then stops at the entry and
 * at the exit of a system call. The kernel tells which of the two it is, so the tracer keeps no state per thread. */
#define _GNU_SOURCE
#include "bench/measure/syscalls.h"
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static const long trace_options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL;
enum { SYSTEM_CALL_STOP = SIGTRAP | 0x80 };     /* as PTRACE_O_TRACESYSGOOD marks it */

enum coro_status tracer_attach(struct tracer *tracer)
{
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0) {
        tracer->refusal = errno;
        return CORO_ERR_UNSUPPORTED;
    }
    raise(SIGSTOP);             /* stops until the parent has set its options */
    return tracer->refusal ? CORO_ERR_UNSUPPORTED : CORO_OK;
}

static _Noreturn void run_traced(void (*body)(void *arg), void *arg, pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);       /* an untraced child must not outlive the tracer either */
    if (getppid() == parent)
        body(arg);
    _exit(0);
}

static void count_entry(struct tracer *tracer, pid_t thread)
{
    struct __ptrace_syscall_info info;
    long got = ptrace(PTRACE_GET_SYSCALL_INFO, thread, sizeof info, &info);
    if (got <= 0 && errno != ESRCH)         /* ESRCH: the thread was killed meanwhile */
        tracer->refusal = errno;
    else if (got > 0 && info.op == PTRACE_SYSCALL_INFO_ENTRY)
        atomic_fetch_add(&tracer->system_calls, 1);
}

/* Returns the signal to deliver when the thread continues; 0 for stops that tracing caused. */
static int signal_after_stop(struct tracer *tracer, pid_t thread, int wait_status)
{
    int stop = WSTOPSIG(wait_status);
    if (stop == SYSTEM_CALL_STOP) {
        count_entry(tracer, thread);
        return 0;
    }
    return stop == SIGSTOP || stop == SIGTRAP ? 0 : stop;
}

/* Follows the child to its end, and returns its wait status. */
static int follow(struct tracer *tracer, pid_t child)
{
    int wait_status = 0;
    bool has_options = false;
    for (;;) {
        pid_t thread = waitpid(-1, &wait_status, __WALL);
        if (thread < 0 && errno == EINTR)
            continue;
        if (thread < 0 || (thread == child && !WIFSTOPPED(wait_status)))
            return wait_status;
        if (!WIFSTOPPED(wait_status))
            continue;
        if (!has_options && ptrace(PTRACE_SETOPTIONS, child, NULL, trace_options) != 0)
            tracer->refusal = errno;
        has_options = true;
        ptrace(PTRACE_SYSCALL, thread, NULL, (long)signal_after_stop(tracer, thread, wait_status));
    }
}

enum coro_status tracer_run(struct tracer *tracer, void (*body)(void *arg), void *arg, const char **reason)
{
    static char sentence[160];
    pid_t parent = getpid();
    fflush(NULL);
    pid_t child = fork();
    if (child == 0)
        run_traced(body, arg, parent);
    int wait_status = child > 0 ? follow(tracer, child) : 0;
    *reason = sentence;
    if (child < 0) {
        snprintf(sentence, sizeof sentence, "there is no process to count system calls in: %s", strerror(errno));
        return CORO_ERR_IO;
    }
    if (tracer->refusal) {
        snprintf(sentence, sizeof sentence, "system calls are not counted: ptrace does not work here (%s)",
                 strerror(tracer->refusal));
        return CORO_ERR_UNSUPPORTED;
    }
    if (WIFSIGNALED(wait_status) || !WIFEXITED(wait_status) || WEXITSTATUS(wait_status) != 0) {
        int signal = WIFSIGNALED(wait_status) ? WTERMSIG(wait_status) : 0;
        snprintf(sentence, sizeof sentence, "the traced process was ended: %s", signal ? strsignal(signal) : "it gave up");
        return CORO_ERR_IO;
    }
    return CORO_OK;
}
