/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "bench/runner/program_copy.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bench/runner/note.h"

/* A new file that has lost its name already: to write to, and *reader to run it by, since what is open for writing cannot run. */
static int open_nameless(const char *directory, int length, int *reader)
{
    char path[PATH_MAX];
    if (snprintf(path, sizeof path, "%.*s/corolab-copy-XXXXXX", length, directory) >= (int)sizeof path)
        return -1;
    int writer = mkostemp(path, O_CLOEXEC);
    if (writer < 0)
        return -1;
    *reader = open(path, O_RDONLY | O_CLOEXEC);
    unlink(path);
    if (*reader >= 0)
        return writer;
    close(writer);
    return -1;
}

static int open_somewhere(const char *program, int *reader)
{
    const char *slash = strrchr(program, '/'), *temporary = getenv("TMPDIR");
    int writer = slash == NULL ? -1 : open_nameless(program, (int)(slash - program), reader);
    if (temporary == NULL || temporary[0] == '\0')
        temporary = "/tmp";
    return writer >= 0 ? writer : open_nameless(temporary, (int)strlen(temporary), reader);
}

/* 0, or -1 and errno. */
static int copy(int from, int to)
{
    struct stat facts;
    if (fstat(from, &facts) != 0 || fchmod(to, S_IRUSR | S_IXUSR) != 0)
        return -1;
    for (off_t left = facts.st_size; left > 0;) {
        ssize_t sent = sendfile(to, from, NULL, (size_t)left);
        if (sent == 0)
            errno = EIO;        /* it has become shorter */
        if (sent == 0 || (sent < 0 && errno != EINTR))
            return -1;
        left -= sent > 0 ? sent : 0;
    }
    return 0;
}

enum coro_status runner_program_copy_init(struct program_copy *program_copy, const char *program)
{
    enum coro_status status = CORO_ERR_IO;
    int from = open(program, O_RDONLY | O_CLOEXEC), to = -1;
    *program_copy = (struct program_copy){ .fd = -1 };
    if (from >= 0)
        to = open_somewhere(program, &program_copy->fd);
    if (to >= 0 && copy(from, to) == 0)
        status = CORO_OK;
    if (status != CORO_OK) {
        runner_note("%s cannot be copied: %s", program, strerror(errno));
        runner_program_copy_fini(program_copy);
    }
    if (from >= 0)
        close(from);
    if (to >= 0)
        close(to);
    snprintf(program_copy->path, sizeof program_copy->path, "/proc/%ld/fd/%d", (long)getpid(), program_copy->fd);
    return status;
}

void runner_program_copy_fini(struct program_copy *program_copy)
{
    if (program_copy->fd >= 0)
        close(program_copy->fd);
    program_copy->fd = -1;
}
