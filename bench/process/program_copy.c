/* SPDX-License-Identifier: MIT */
/* Copies the program into a memfd, which the kernel frees after its last user, even after a crash. */
#define _GNU_SOURCE
#include "bench/process/program_copy.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bench/process/message.h"

#ifndef MFD_EXEC
#define MFD_EXEC 0x10U      /* since Linux 6.3; older kernels make every memfd executable */
#endif

/* The end of the path becomes the name that /proc shows. */
enum { NAME_BYTES = 200 };

static int open_memory(const char *program)
{
    size_t length = strlen(program);
    const char *name = length > NAME_BYTES ? program + length - NAME_BYTES : program;
    int fd = memfd_create(name, MFD_CLOEXEC | MFD_EXEC);
    return fd < 0 && errno == EINVAL ? memfd_create(name, MFD_CLOEXEC) : fd;
}

/* Returns 0, or -1 with errno. */
static int copy(int from, int to)
{
    struct stat facts;
    if (fstat(from, &facts) != 0 || fchmod(to, S_IRUSR | S_IXUSR) != 0)
        return -1;
    for (off_t left = facts.st_size; left > 0;) {
        ssize_t sent = sendfile(to, from, NULL, (size_t)left);
        if (sent == 0)
            errno = EIO;        /* the file has become shorter */
        if (sent == 0 || (sent < 0 && errno != EINTR))
            return -1;
        left -= sent > 0 ? sent : 0;
    }
    return 0;
}

/* Opens the same memory for reading: the kernel runs no file that is open for writing. Returns -1 with errno on failure. */
static int open_to_run(int writer)
{
    char path[48];
    snprintf(path, sizeof path, "/proc/self/fd/%d", writer);
    return open(path, O_RDONLY | O_CLOEXEC);
}

enum coro_status runner_program_copy_init(struct program_copy *program_copy, const char *program)
{
    int from = open(program, O_RDONLY | O_CLOEXEC), to = from < 0 ? -1 : open_memory(program);
    program_copy->fd = to < 0 || copy(from, to) != 0 ? -1 : open_to_run(to);
    if (program_copy->fd < 0)
        runner_note("%s cannot be copied into memory: %s", program, strerror(errno));
    snprintf(program_copy->path, sizeof program_copy->path, "/proc/%ld/fd/%d", (long)getpid(), program_copy->fd);
    if (from >= 0)
        close(from);
    if (to >= 0)
        close(to);
    return program_copy->fd < 0 ? CORO_ERR_IO : CORO_OK;
}

void runner_program_copy_fini(struct program_copy *program_copy)
{
    if (program_copy->fd >= 0)
        close(program_copy->fd);
    program_copy->fd = -1;
}
