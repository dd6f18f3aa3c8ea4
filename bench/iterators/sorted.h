/* SPDX-License-Identifier: MIT */
/* The numbers of a sorted file. Regular files are always ready, so no system reports when one could be read: runtimes hand the
 * reading to another thread or to io_uring, and the task waits for it. So does this: before every block, for as long as it
 * takes the executor to come round; then it reads by itself. */
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
