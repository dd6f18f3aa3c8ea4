/* SPDX-License-Identifier: MIT */
/* The last step of an external sort: k sorted files become one stream. The files are real, and lie in the page cache after
 * they are written. */
#include "bench/fixtures/sorted_files.h"

#include "bench/unit/compile_as_callee.h"
#include "bench/iterators/sorted.h"
#define SOURCE sorted
#define SOURCE_IS_SUMMED 0
#include SOURCE_FILE
#define next NEXT_OF(sorted)
#include "bench/iterators/merged.h"
#undef next
#define SOURCE merge
#define SOURCE_IS_SUMMED 0
#include SOURCE_FILE
#include "bench/unit/compile_as_caller.h"
#define next NEXT_OF(merge)
#include "bench/bodies/sum_sorted.h"
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
    struct chain *chain;
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
    bool is_whole = merging->sum.is_sorted && merging->sum.count == count_each * fixture->param;
    return !status && !is_whole ? CORO_ERR_WRONG_RESULT : status;
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
