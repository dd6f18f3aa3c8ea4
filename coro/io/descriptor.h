/* SPDX-License-Identifier: MIT */
/* A descriptor that a source of the loop owns. It is remembered with the file that it stands for, so that a descriptor that is
 * closed under its source, or given to two sources, is named instead of another file being read. */
#ifndef CORO_IO_DESCRIPTOR_H
#define CORO_IO_DESCRIPTOR_H
#include <stdbool.h>
#include <sys/types.h>
#include "coro/status.h"
CORO_C_BEGIN

struct coro_io_descriptor {
    int number;
    dev_t device;               /* with `inode`: the file that the number stood for when it was taken */
    ino_t inode;
    pid_t owner;                /* the process that took it */
};

/* Takes a pipe or a stream socket. Returns CORO_ERR_INVALID for other files, or CORO_ERR_NO_MEMORY. Aborts when another source of
 * the process has the descriptor. Any thread. */
CORO_MUST_USE enum coro_status coro_io_descriptor_take(struct coro_io_descriptor *, int number);
/* Gives it back to the caller, open. Does nothing in a forked child of the owner. */
void coro_io_descriptor_give_back(const struct coro_io_descriptor *);

/* True while the number stands for the same file. One system call. */
bool coro_io_descriptor_is_there(const struct coro_io_descriptor *);
/* Aborts unless it is there. */
void coro_io_descriptor_check(const struct coro_io_descriptor *);

CORO_C_END
#endif
