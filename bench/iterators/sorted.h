/* SPDX-License-Identifier: MIT */
/* The numbers of a sorted file. Regular files are always ready, so no system call reports when one can be read; runtimes hand
 * the read to another thread or to io_uring, and the task waits for it. This iterator waits before every block until the
 * executor comes round, and then reads by itself. */
#include "bench/fixtures/sorted_files.h"

struct sorted { struct sorted_file *file; };

ASYNC_NEXT(sorted, nothing)
{
    if (sorted_file_needs_block(self->file)) {
        coro_waker_wake(coro_task_waker(task));
        SUSPEND();
        enum coro_status status = sorted_file_fill(self->file);
        if (status != CORO_OK)
            RETURN(coro_failed(status));
    }
    if (self->file->at == self->file->count)
        RETURN(coro_none());
    RETURN(coro_some(self->file->block[self->file->at++]));
}
ASYNC_END
