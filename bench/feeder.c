/* SPDX-License-Identifier: MIT */
/* A forked child that only reads one descriptor and writes another. It is told what to do through an eventfd: a counter cannot
 * raise SIGPIPE in a parent whose child has died. */
#define _GNU_SOURCE 1 /* close_range, pipe2 */
#include "bench/feeder.h"
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Short texts are written many copies at a time: a system call per write is the feeder's cost, and must not be the bottleneck. */
static const size_t BLOCK_BYTES = (size_t)64 << 10;

struct feeder {
    pid_t process;
    int go;             /* eventfd: copies to write */
    int output;         /* reading end; -1 once taken */
};

/* ---- in the child ---- */

struct feed {
    const char *block;
    size_t block_bytes;         /* whole copies */
    size_t copy_bytes;
};
enum { CHILD_GO = 0, CHILD_OUTPUT = 1, CHILD_FIRST_UNUSED = 3 };     /* its descriptors; 2 is where a sanitizer would complain */

static void write_or_exit(const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t done = write(CHILD_OUTPUT, bytes, count);
        if (done < 0 && errno != EINTR)
            _exit(0);
        if (done > 0) {
            bytes += done;
            count -= (size_t)done;
        }
    }
}

static void write_copies(const struct feed *feed, uint64_t repeats)
{
    uint64_t copies_in_block = feed->block_bytes / feed->copy_bytes;
    for (; repeats >= copies_in_block; repeats -= copies_in_block)
        write_or_exit(feed->block, feed->block_bytes);
    write_or_exit(feed->block, repeats * feed->copy_bytes);
}

static void feed_for_ever(const struct feed *feed)
{
    for (;;) {
        uint64_t repeats;
        ssize_t count = read(CHILD_GO, &repeats, sizeof repeats);
        if (count == sizeof repeats)
            write_copies(feed, repeats);
        else if (count >= 0 || errno != EINTR)
            _exit(0);
    }
}

/* A parent that has died before PR_SET_PDEATHSIG took effect sends no signal any more. Other feeders' pipes are closed here, or
 * their readers would wait for this process, too. Descriptors are copied up first, so that neither copy overwrites the other. */
static void become_child(pid_t parent, int go, int output)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(0);
    go = fcntl(go, F_DUPFD, CHILD_FIRST_UNUSED);
    output = fcntl(output, F_DUPFD, CHILD_FIRST_UNUSED);
    if (go < 0 || output < 0 || dup2(go, CHILD_GO) < 0 || dup2(output, CHILD_OUTPUT) < 0)
        _exit(1);
    if (close_range(CHILD_FIRST_UNUSED, ~0U, 0) == 0)
        return;
    for (long fd = sysconf(_SC_OPEN_MAX) - 1; fd >= CHILD_FIRST_UNUSED; fd--)     /* a kernel before 5.9 */
        close((int)fd);
}

/* Whoever measures may be pinned to one processor; the feeder writes on whichever has time. */
static void run_anywhere(void)
{
    cpu_set_t all;
    CPU_ZERO(&all);
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
        CPU_SET(cpu, &all);
    (void)!sched_setaffinity(0, sizeof all, &all);      /* the kernel keeps to those that there are */
}

/* ---- in the parent ---- */

static enum coro_status status_of(int error)
{
    return error == ENOMEM || error == EAGAIN ? CORO_ERR_NO_MEMORY : CORO_ERR_IO;
}

/* With every signal blocked in the child from its first moment on: SIGPIPE becomes EPIPE, and no handler of the parent's runs. */
static enum coro_status fork_feeder(const struct feed *feed, int go, int output, pid_t *process)
{
    sigset_t all, before;
    pid_t parent = getpid();
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    pid_t child = fork();
    int error = errno;
    if (child == 0) {
        become_child(parent, go, output);
        run_anywhere();
        feed_for_ever(feed);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (child < 0)
        return status_of(error);
    *process = child;
    return CORO_OK;
}

static char *repeat_block(const char *bytes, size_t count, size_t copies)
{
    char *block = malloc(count * copies);
    for (size_t i = 0; block && i < copies; i++)
        memcpy(block + i * count, bytes, count);
    return block;
}

static enum coro_status fork_with_block(const char *bytes, size_t count, int go, int output, pid_t *process)
{
    size_t copies = count < BLOCK_BYTES ? BLOCK_BYTES / count : 1;
    char *block = copies > 1 ? repeat_block(bytes, count, copies) : NULL;
    if (copies > 1 && block == NULL)
        return CORO_ERR_NO_MEMORY;
    struct feed feed = { block ? block : bytes, copies * count, count };
    enum coro_status status = fork_feeder(&feed, go, output, process);
    free(block);
    return status;
}

enum coro_status feeder_start(const char *bytes, size_t count, struct feeder **feeder)
{
    int ends[2], go;
    enum coro_status status;
    struct feeder *made = malloc(sizeof *made);
    if (made == NULL)
        return CORO_ERR_NO_MEMORY;
    if (pipe2(ends, O_CLOEXEC) != 0) {
        status = status_of(errno);
        goto release;
    }
    if ((go = eventfd(0, EFD_CLOEXEC)) < 0) {
        status = status_of(errno);
        goto close_pipe;
    }
    *made = (struct feeder){ .go = go, .output = ends[0] };
    status = fork_with_block(bytes, count, go, ends[1], &made->process);
    if (status != CORO_OK)
        goto close_go;
    close(ends[1]);
    *feeder = made;
    return CORO_OK;
close_go:
    close(go);
close_pipe:
    close(ends[0]);
    close(ends[1]);
release:
    free(made);
    return status;
}

void feeder_stop(struct feeder *feeder)
{
    if (feeder == NULL)
        return;
    kill(feeder->process, SIGKILL);
    while (waitpid(feeder->process, NULL, 0) < 0 && errno == EINTR) {
    }
    close(feeder->go);
    if (feeder->output >= 0)
        close(feeder->output);
    free(feeder);
}

int feeder_take_output(struct feeder *feeder)
{
    int output = feeder->output;
    feeder->output = -1;
    return output;
}

enum coro_status feeder_go(struct feeder *feeder, uint64_t repeats)
{
    ssize_t count;
    do
        count = write(feeder->go, &repeats, sizeof repeats);
    while (count < 0 && errno == EINTR);
    return count == sizeof repeats ? CORO_OK : CORO_ERR_IO;
}

pid_t feeder_process(const struct feeder *feeder) { return feeder->process; }
