/* SPDX-License-Identifier: MIT */
/* Owns the signal handler and its state. The state consists of lock-free scalars, and the handler calls only functions that
 * POSIX lists as async-signal-safe. */
#define _GNU_SOURCE
#include "bench/process/stop.h"
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

static atomic_int owner;                /* the process that watches; forks inherit the handler */
static atomic_int signals_seen;
static atomic_int guarded_group;

static void say(const char *sentence, size_t bytes)
{
    ssize_t ignored = write(STDERR_FILENO, sentence, bytes);
    (void)ignored;
}

static void leave_at_once(void)
{
    static const char sentence[] = "\ncorolab: stopped at once; a run goes on with --resume.\n";
    pid_t group = atomic_load(&guarded_group);
    if (group > 0)
        kill(-group, SIGKILL);
    say(sentence, sizeof sentence - 1);
    _exit(RUNNER_STOPPED);
}

static void on_signal(int signal_number)
{
    static const char sentence[] = "\ncorolab: stopping; a second time leaves at once.\n";
    int error = errno;
    if (getpid() != atomic_load(&owner))
        _exit(128 + signal_number);     /* a fork that has not become another program */
    bool is_first = atomic_fetch_add(&signals_seen, 1) == 0;
    if (!is_first && signal_number != SIGHUP)
        leave_at_once();
    if (is_first)
        say(sentence, sizeof sentence - 1);
    errno = error;
}

static enum coro_status catch_signal(int number, void (*handler)(int))
{
    struct sigaction before, action = { .sa_handler = handler };
    if (sigaction(number, NULL, &before) != 0)
        return CORO_ERR_IO;
    if (before.sa_handler == SIG_IGN)
        return CORO_OK;
    sigemptyset(&action.sa_mask);
    return sigaction(number, &action, NULL) == 0 ? CORO_OK : CORO_ERR_IO;
}

enum coro_status runner_stop_watch(void)
{
    atomic_store(&owner, getpid());
    static const struct { int number; void (*handler)(int); } caught[] = {
        { SIGINT, on_signal }, { SIGTERM, on_signal },
        { SIGHUP, on_signal },      /* a closed terminal stops the run in order; nohup stays nohup */
        { SIGPIPE, SIG_IGN },
        { SIGXFSZ, SIG_IGN },       /* a file-size limit becomes an error of write */
    };
    enum coro_status status = CORO_OK;
    for (size_t i = 0; i < sizeof caught / sizeof *caught && !status; i++)
        status = catch_signal(caught[i].number, caught[i].handler);
    return status;
}

bool runner_stop_requested(void) { return atomic_load(&signals_seen) > 0; }

void runner_stop_hold(sigset_t *before)
{
    sigset_t held;
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigaddset(&held, SIGHUP);
    sigprocmask(SIG_BLOCK, &held, before);
}

void runner_stop_release(const sigset_t *before) { sigprocmask(SIG_SETMASK, before, NULL); }

void runner_stop_guard_group(pid_t group) { atomic_store(&guarded_group, group); }
