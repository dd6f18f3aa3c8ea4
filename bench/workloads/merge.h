/* SPDX-License-Identifier: MIT */
/* The last step of an external sort: k sorted files become one stream. The files are real, and lie in the page cache after
 * they are written. */
#include "bench/fixtures/sorted_files.h"

#include "bench/unit/compile_as_callee.h"

/* The numbers of a sorted file. Regular files are always ready, so no system call reports when a file can be read. Runtimes
 * hand the read to another thread or to io_uring, and the task waits for it. This iterator waits before every block until the
 * executor comes round, and then reads by itself. */
struct sorted { struct sorted_file *file; };

ASYNC_NEXT(sorted, little(nothing))
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
#define SOURCE sorted
#define SOURCE_HAS_OWN_BODY
#include "bench/unit/add_source.h"

/* The items of many sorted iterators, the least first. The first next() awaits one item of each source; every further one
 * awaits the source that the previous item came from. An item leaves the heap only after its successor has come, so a next()
 * dropped in between loses nothing. */
#define next NEXT_OF(sorted)
struct merge {
    ITERATOR *sources;              /* the workload's, like the heads */
    struct merge_head *heads;       /* room for `width` */
    size_t width;
    size_t begun_count, alive_count;        /* sources that were asked once; heads in the heap */
};

ASYNC_NEXT(merge, little(next))
{
    struct coro_polled got;
    while (self->begun_count < self->width) {
        AWAIT(got, next, self->sources[self->begun_count]);
        if (got.tag == CORO_FAILED)
            RETURN(got);
        if (got.tag == CORO_SOME)
            merge_heap_add(self->heads, self->alive_count++, (struct merge_head){ got.value, self->begun_count });
        self->begun_count++;
    }
    if (self->alive_count == 0)
        RETURN(coro_none());
    AWAIT(got, next, self->sources[self->heads[0].source]);
    if (got.tag == CORO_FAILED)
        RETURN(got);
    uint64_t least = self->heads[0].value;
    if (got.tag == CORO_SOME)
        self->heads[0].value = got.value;
    else
        self->heads[0] = self->heads[--self->alive_count];
    merge_heap_sink(self->heads, self->alive_count);
    RETURN(coro_some(least));
}
ASYNC_END
#undef next
#define SOURCE merge
#define SOURCE_HAS_OWN_BODY
#include "bench/unit/add_source.h"
#include "bench/unit/compile_as_caller.h"
#define next NEXT_OF(merge)

/* The caller: adds up the items, counts them and checks their order. */
struct sum_sorted { ITERATOR source; uint64_t count, latest; bool is_sorted; };

ASYNC(sum_sorted, struct sum_sorted *, self, little(next), uint64_t total;)
{
    struct coro_polled got;
    my->total = self->count = self->latest = 0;
    self->is_sorted = true;
    for (;;) {
        AWAIT(got, next, self->source);
        if (got.tag != CORO_SOME)
            break;
        self->is_sorted = self->is_sorted && self->latest <= got.value;
        self->latest = got.value;
        self->count++;
        my->total += got.value;
    }
    if (got.tag == CORO_FAILED)
        RETURN(got);
    RETURN(coro_some(my->total));
}
ASYNC_END
#undef next
#define TASK_BODY sum_sorted
#include "bench/unit/task_body.h"

struct merging {
    struct sorted_files *files;
    struct merge *merge;
    struct sum_sorted sum;                  /* the body's argument */
    ITERATOR *sources;
    struct merge_head *heads;
};

static void close_merging(void *more)
{
    struct merging *merging = more;
    sorted_files_close(merging->files);
    free(merging->sources);
    free(merging->heads);
    free(merging);
}

static enum coro_status open_merging(struct fixture *fixture, struct merging *merging, unsigned width)
{
    merging->sources = calloc(width, sizeof *merging->sources);
    merging->heads = calloc(width, sizeof *merging->heads);
    if (merging->sources == NULL || merging->heads == NULL)
        return CORO_ERR_NO_MEMORY;
    return sorted_files_open(width, &merging->files, &fixture->head.reason);
}

static enum coro_status merge_chain(struct chain *chain, struct merging *merging, unsigned width)
{
    enum coro_status status = CORO_OK;
    for (unsigned i = 0; i < width && !status; i++) {
        status = CHAIN_ADD(chain, sorted, .file = sorted_files_at(merging->files, i));
        merging->sources[i] = chain->top;
    }
    if (!status)
        status = CHAIN_ADD(chain, merge, .sources = merging->sources, .heads = merging->heads, .width = width);
    merging->sum.source = chain->top;
    merging->merge = status ? NULL : chain->iterators[width].self;
    return status;
}

static enum coro_status merge_open(struct fixture *fixture, unsigned width)
{
    struct chain *chain = NULL;
    struct merging *merging = fixture_keep(fixture, sizeof *merging, close_merging);
    if (merging == NULL)
        return CORO_ERR_NO_MEMORY;
    fixture->param = width;
    enum coro_status status = open_merging(fixture, merging, width);
    if (!status)
        status = sum_fixture(fixture, width + 1, &chain);
    if (!status)
        status = merge_chain(chain, merging, width);
    return status ? status : consumer_open(fixture, &fixture->consumers[0], &ROOT(sum_sorted));
}

/* Merges the first `count_each` numbers of each file. */
static enum coro_status merge_once(struct fixture *fixture, size_t count_each)
{
    struct merging *merging = fixture->more;
    enum coro_status status = sorted_files_rewind(merging->files, count_each);
    if (status)
        return status;
    merging->merge->begun_count = merging->merge->alive_count = 0;
    status = consumer_run(fixture, &fixture->consumers[0], &merging->sum, sorted_files_sum(merging->files, count_each));
    if (!status)
        status = check_result(count_each * fixture->param, merging->sum.count);
    return status || merging->sum.is_sorted ? status : wrong_outcome("the numbers came out of order");
}

static enum coro_status merge_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    const struct merging *merging = fixture->more;
    uint64_t wanted_each = items / fixture->param ? items / fixture->param : 1, most = sorted_files_numbers_each(merging->files);
    uint64_t passes = (wanted_each + most - 1) / most;
    size_t count_each = wanted_each < most ? wanted_each : most;
    enum coro_status status = CORO_OK;
    for (uint64_t i = 0; i < passes && !status; i++)
        status = merge_once(fixture, count_each);
    *done_items = passes * count_each * fixture->param;
    return status;
}

static const struct workload merge_workload = {
    .name = "merge",
    .question = "What does it cost to merge k sorted files into one stream, each read behind dyn?",
    .item = "number",
    .order = 72,
    .params = { 4, 64 },
    .mixes_sizes = true,
    .batch_items = 32768,
    .open = merge_open,
    .run = merge_run,
};
