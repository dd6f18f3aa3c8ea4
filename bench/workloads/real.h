/* SPDX-License-Identifier: MIT */
/* Frame sizes, waits and depths of a real program, replayed from a trace (bench/traces/README.md). Each record becomes one
 * call: of a callee with at least that frame, under the recorded number of adapters, with the recorded number of polls. Tasks
 * interleave one poll at a time. Their work between calls was not recorded. */
#include "bench/fixtures/call_trace.h"
#if PROTOCOL == PROTOCOL_STATIC
#define real_open NULL
#define real_run NULL
#else
#include "bench/unit/sized_iterators.h"
#include "bench/unit/compile_as_callee.h"
_Static_assert((int)TRACE_MAX_CALLEE_BYTES == (int)SIZED_MAX_BYTES, "every frame that a trace may have fits the largest type");
#define map recorded_map
#include "bench/iterators/map.h"
DYN_ITERATOR(recorded_map)
#undef map
#include "bench/unit/compile_as_caller.h"

/* The caller, a recorded task: makes the calls of its records one after another, and adds up the answers. */
enum { REPLAY_DEPTHS = TRACE_MAX_DEPTH + 1 };

/* The callees of one task for one size: under each number of adapters that its records need. */
struct replay_callee { struct tail_counter *source; ITERATOR under[REPLAY_DEPTHS]; uint32_t depth_count; };
/* A record, prepared: the iterator to await, and its source, which gets the record's answer and polls. */
struct replay_call { const struct trace_record *record; ITERATOR it; struct tail_counter *source; };
struct replay {
    struct replay_call *calls;
    size_t count;
    struct replay_callee callees[SIZED_TYPES];
};

/* The iterator of a call, which gets its orders. */
CORO_INLINE ITERATOR replay_callee(const struct replay_call *call)
{
    call->source->i = call->record->callee_bytes;
    call->source->polls = call->record->polls_until_ready;
    return call->it;
}

ASYNC(replay, struct replay *, self, little(next), uint64_t i; uint64_t total;)
{
    struct coro_polled got;
    my->total = 0;
    for (my->i = 0; my->i < self->count; my->i++) {
        AWAIT(got, next, replay_callee(&self->calls[my->i]));
        if (got.tag == CORO_FAILED)
            RETURN(got);
        if (got.tag != CORO_SOME)
            break;
        my->total += got.value;
    }
    RETURN(coro_some(my->total));
}
ASYNC_END
#define TASK_BODY replay
#include "bench/unit/task_body.h"

struct real {
    struct trace *trace;
    struct replay_call *calls;                  /* grouped by task, each group in order */
    struct replay *tasks;
    size_t task_count;
    uint64_t sum;                               /* of one replay */
};

static void close_real(void *more)
{
    struct real *real = more;
    free(real->trace);
    free(real->calls);
    free(real->tasks);
    free(real);
}

/* Builds the callee of one size, under 0 to depth_count - 1 adapters. */
static enum coro_status build_callee(struct chain *chain, struct replay_callee *callee, size_t index)
{
    enum coro_status status = sized_add(chain, index, 1);
    if (status)
        return status;
    callee->source = chain->iterators[chain->count - 1].self;
    callee->under[0] = chain->top;
    for (uint32_t i = 1; i < callee->depth_count && !status; i++) {
        status = CHAIN_ADD(chain, recorded_map, .source = chain->top, .plus = MAP_PLUS);
        callee->under[i] = chain->top;
    }
    return status;
}

static void prepare_call(struct replay_call *call, const struct replay_callee *callees)
{
    const struct trace_record *record = call->record;
    const struct replay_callee *callee = &callees[sized_index(record->callee_bytes)];
    call->it = callee->under[record->depth];
    call->source = callee->source;
}

static enum coro_status open_replay(struct fixture *fixture, struct consumer *consumer, struct replay *replay)
{
    size_t iterators = 0;
    for (size_t i = 0; i < replay->count; i++) {
        const struct trace_record *record = replay->calls[i].record;
        uint32_t *depths = &replay->callees[sized_index(record->callee_bytes)].depth_count;
        if (*depths <= record->depth)
            *depths = record->depth + 1;
    }
    for (size_t i = 0; i < SIZED_TYPES; i++)
        iterators += replay->callees[i].depth_count;
    enum coro_status status = chain_init(&consumer->chain, iterators);
    for (size_t i = 0; i < SIZED_TYPES && !status; i++)
        if (replay->callees[i].depth_count > 0)
            status = build_callee(&consumer->chain, &replay->callees[i], i);
    for (size_t i = 0; i < replay->count && !status; i++)
        prepare_call(&replay->calls[i], replay->callees);
    return status ? status : consumer_open(fixture, consumer, &ROOT(replay));
}

/* Sorts the records by task, in the order of the trace. */
static enum coro_status deal_records(struct real *real)
{
    size_t starts[TRACE_MAX_TASKS + 1] = { 0 };
    size_t numbers[TRACE_MAX_TASKS] = { 0 };            /* of tasks with records, counted from 1 */
    for (size_t i = 0; i < real->trace->count; i++) {
        const struct trace_record *record = &real->trace->records[i];
        if (numbers[record->task] == 0)
            numbers[record->task] = ++real->task_count;
        starts[numbers[record->task]]++;
        real->sum += record->callee_bytes + (uint64_t)record->depth * MAP_PLUS;
    }
    real->calls = calloc(real->trace->count, sizeof *real->calls);
    real->tasks = calloc(real->task_count, sizeof *real->tasks);
    if (real->calls == NULL || real->tasks == NULL)
        return CORO_ERR_NO_MEMORY;
    for (size_t i = 0; i < real->task_count; i++) {
        starts[i + 1] += starts[i];
        real->tasks[i].calls = real->calls + starts[i];
    }
    for (size_t i = 0; i < real->trace->count; i++) {
        size_t task = numbers[real->trace->records[i].task] - 1;
        real->calls[starts[task] + real->tasks[task].count++].record = &real->trace->records[i];
    }
    return CORO_OK;
}

static enum coro_status real_open(struct fixture *fixture, unsigned param)
{
    struct real *real = fixture_keep(fixture, sizeof *real, close_real);
    (void)param;
    if (real == NULL)
        return CORO_ERR_NO_MEMORY;
    enum coro_status status = trace_open(fixture->head.options->trace_path, &real->trace, &fixture->head.reason);
    if (!status)
        status = deal_records(real);
    if (!status)
        status = fixture_reserve(fixture, real->task_count);
    for (size_t i = 0; i < real->task_count && !status; i++) {
        fixture->consumer_count++;
        status = open_replay(fixture, &fixture->consumers[i], &real->tasks[i]);
    }
    return status;
}

/* All tasks begin before the first one runs, and end when all have finished; the first that fails is reported. */
static enum coro_status replay_once(struct fixture *fixture)
{
    struct real *real = fixture->more;
    enum coro_status status = CORO_OK;
    uint64_t sum = 0;
    size_t begun = 0;
    for (; begun < real->task_count && !status; begun += !status)
        status = consumer_begin(fixture, &fixture->consumers[begun], &real->tasks[begun]);
    if (!status)
        coro_executor_run(fixture->executor);
    for (size_t i = 0; i < begun; i++) {
        struct coro_polled got = fixture->consumers[i].space->task.result;
        if (!status && got.tag == CORO_FAILED)
            status = (enum coro_status)got.value;
        sum += got.tag == CORO_SOME ? got.value : 0;
        consumer_end(&fixture->consumers[i]);
    }
    return status ? status : check_result(real->sum, sum);
}

static enum coro_status real_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    const struct real *real = fixture->more;
    uint64_t replays = items / real->trace->count ? items / real->trace->count : 1;
    enum coro_status status = CORO_OK;
    for (uint64_t i = 0; i < replays && !status; i++)
        status = replay_once(fixture);
    *done_items = replays * real->trace->count;
    return status;
}
#endif

static const struct workload real_workload = {
    .name = "real",
    .question = "What does a dyn call cost in a real program: its frame sizes, waits and depths, as a trace recorded them?",
    .item = "call",
    .order = 76,
    .mixes_sizes = true,
    .batch_items = 8192,
    .absence = "one call site for what a trace brings: where every type is known there is no such site",
    .open = real_open,
    .run = real_run,
};
