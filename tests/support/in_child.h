/* SPDX-License-Identifier: MIT */
/* Crashes on purpose, in a child process, so that the test survives them. For the promises that end in abort or a signal:
 * guard pages, contract violations, refused misuse. */
#ifndef TESTS_SUPPORT_IN_CHILD_H
#define TESTS_SUPPORT_IN_CHILD_H
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Calls fn(arg) in a child that says nothing and leaves no core, and exits with 0 if it returns. Returns waitpid's status. */
__attribute__((unused)) static int child_run(void (*fn)(void *), void *arg)
{
    pid_t child = fork();
    if (child == 0) {
        struct rlimit none = { 0, 0 };
        (void)setrlimit(RLIMIT_CORE, &none);
        (void)dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
        signal(SIGABRT, SIG_DFL);
        signal(SIGSEGV, SIG_DFL);
        fn(arg);
        _exit(0);
    }
    int status = -1;
    return child > 0 && waitpid(child, &status, 0) == child ? status : -1;
}

/* The same; the child's stderr comes back in `said`, as far as it fits. The child can write little more. */
__attribute__((unused)) static int child_run_and_listen(void (*fn)(void *), void *arg, char *said, size_t bytes)
{
    int ends[2], status = -1;
    if (pipe(ends) != 0)
        return -1;
    pid_t child = fork();
    if (child == 0) {
        struct rlimit none = { 0, 0 };
        (void)setrlimit(RLIMIT_CORE, &none);
        (void)dup2(ends[1], STDERR_FILENO);
        signal(SIGABRT, SIG_DFL);
        signal(SIGSEGV, SIG_DFL);
        fn(arg);
        _exit(0);
    }
    close(ends[1]);
    size_t length = 0;
    ssize_t more;
    while (length < bytes - 1 && (more = read(ends[0], said + length, bytes - 1 - length)) > 0)
        length += (size_t)more;
    said[length] = '\0';
    close(ends[0]);
    return child > 0 && waitpid(child, &status, 0) == child ? status : -1;
}

/* True if it aborts having said `what` among other things. */
__attribute__((unused)) static bool child_aborts_saying(void (*fn)(void *), void *arg, const char *what)
{
    char said[4096];
    int status = child_run_and_listen(fn, arg, said, sizeof said);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT && strstr(said, what) != NULL;
}

__attribute__((unused)) static bool child_succeeds(void (*fn)(void *), void *arg)
{
    int status = child_run(fn, arg);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

#endif
