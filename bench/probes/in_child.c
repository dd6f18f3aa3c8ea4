/* SPDX-License-Identifier: MIT */
/* Asks a question in a child process (probe.h), for probes that may find a row in a state that nobody can clean up. */
#define _GNU_SOURCE 1 /* pipe2 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bench/probes/probe.h"

static _Noreturn void answer(const struct row *row, probe_fn *ask, int to)
{
    struct finding found = ask(row);
    ssize_t written = write(to, &found, sizeof found);      /* smaller than a pipe's buffer */
    _exit(written == sizeof found ? EXIT_SUCCESS : EXIT_FAILURE);
}

bool ask_in_child(const struct row *row, probe_fn *ask, struct finding *found, int *end)
{
    int ends[2];
    *end = EXIT_FAILURE << 8;       /* as of a child that exits so */
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    pid_t child = fork();
    if (child == 0)
        answer(row, ask, ends[1]);
    close(ends[1]);
    bool is_answered = child > 0 && read(ends[0], found, sizeof *found) == sizeof *found;
    close(ends[0]);
    if (child > 0)
        (void)waitpid(child, end, 0);
    return is_answered;
}

struct finding finding_in_child(const struct row *row, probe_fn *ask)
{
    struct finding found;
    int end;
    if (ask_in_child(row, ask, &found, &end))
        return found;
    if (WIFSIGNALED(end)) {
        signal(WTERMSIG(end), SIG_DFL);
        raise(WTERMSIG(end));
    }
    _exit(WEXITSTATUS(end));
}
