/* SPDX-License-Identifier: MIT */
/* One system call an item: the callee reads a pipe that never runs dry, so it never waits. It holds the cost of an allocation
 * against that of input and output, item by item; in `lines` some hundred items share a read. */
#include "bench/fixtures/record_pipe.h"

#include "bench/unit/compile_as_callee.h"
/* Counts from i up to end, and reads a record for every item. */
struct reads { uint64_t i, end; struct record_pipe *records; };

ASYNC_NEXT(reads, little(nothing))
{
    if (self->i == self->end)
        RETURN(coro_none());
    if (!record_pipe_read(self->records))
        RETURN(coro_failed(CORO_ERR_IO));
    RETURN(coro_some(self->i++));
}
ASYNC_END
#define SOURCE reads
#include "bench/unit/add_source.h"
#include "bench/unit/compile_as_caller.h"

static void close_records(void *records) { record_pipe_close(records); }

static enum coro_status reads_open(struct fixture *fixture, unsigned param)
{
    struct record_pipe *records;
    (void)param;
    enum coro_status status = record_pipe_open(&records);
    if (status)
        return status;
    fixture->more = records;
    fixture->close_more = close_records;
    return sum_open(fixture, &(struct reads){ .records = records }, &reads_type, 0);
}

static const struct workload reads_workload = {
    .name = "reads",
    .question = "What does an item cost for which the callee makes one system call, a read that does not wait?",
    .item = "read",
    .order = 68,
    .batch_items = 256,
    .open = reads_open,
    .run = sum_run,
};
