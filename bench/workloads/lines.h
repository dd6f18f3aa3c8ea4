/* SPDX-License-Identifier: MIT */
/* Real text through a pipe from another process, counted by lines and compared with a count made in another way. It shows how
 * much of a real program's time the strategy takes. */
#include "bench/fixtures/lines_run.h"

#include "bench/unit/compile_as_callee.h"
#include "bench/iterators/line_reader.h"
#define SOURCE lines
#define SOURCE_HAS_OWN_BODY
#include "bench/unit/add_source.h"
#include "bench/unit/compile_as_caller.h"
#define next NEXT_OF(lines)
#include "bench/bodies/count_text.h"
#undef next
#define TASK_BODY count_text
#include "bench/unit/task_body.h"

struct reading {
    struct text *text;
    struct lines_run *source;
    struct count_text count;                /* the body's argument */
};

static void close_reading(void *more)
{
    struct reading *reading = more;
    lines_run_close(reading->source);
    text_close(reading->text);
    free(reading);
}

static enum coro_status open_reading(struct fixture *fixture, struct reading *reading)
{
    enum coro_status status = text_open(fixture->head.options->text_path, &reading->text, &fixture->head.reason);
    if (status)
        return status;
    status = lines_run_open(reading->text, &reading->source);
    if (status)
        return status;
    fixture->executor = lines_run_executor(reading->source);
    return CORO_OK;
}

static enum coro_status lines_open(struct fixture *fixture, unsigned param)
{
    struct reading *reading = fixture_keep(fixture, sizeof *reading, close_reading);
    struct chain *chain = NULL;
    (void)param;
    if (reading == NULL)
        return CORO_ERR_NO_MEMORY;
    enum coro_status status = open_reading(fixture, reading);
    if (!status)
        status = sum_fixture(fixture, 1, &chain);
    if (!status)
        status = CHAIN_ADD(chain, lines, .reader = lines_run_reader(reading->source));
    if (status)
        return status;
    reading->count.source = chain->top;
    return consumer_open(fixture, &fixture->consumers[0], &ROOT(count_text));
}

static enum coro_status check_counts(const struct reading *reading, struct coro_polled got, uint64_t repeats,
                                     uint64_t *done_items)
{
    struct text_counts right = text_count(reading->text, repeats);
    *done_items = right.items;
    if (got.tag == CORO_FAILED)
        return (enum coro_status)got.value;
    if (got.tag != CORO_SOME)
        return wrong_outcome("its task ended without a number");
    enum coro_status status = check_result(right.lines, reading->count.lines);
    status = status ? status : check_result(right.words, reading->count.words);
    return status ? status : check_result(right.bytes, reading->count.bytes);
}

static enum coro_status lines_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    struct reading *reading = fixture->more;
    struct consumer *consumer = &fixture->consumers[0];
    uint64_t once = text_count(reading->text, 1).items, most = text_timed_repeats(reading->text);
    uint64_t wanted = items / once ? items / once : 1, repeats = wanted < most ? wanted : most;
    enum coro_status status = consumer_begin(fixture, consumer, &reading->count);
    if (status)
        return status;
    status = lines_run_copies(reading->source, repeats);
    struct coro_polled got = consumer->space->task.result;
    consumer_end(consumer);
    return status ? status : check_counts(reading, got, repeats, done_items);
}

static const struct workload lines_workload = {
    .name = "lines",
    .question = "What does it cost to read real text, line by line, from a pipe that another process fills?",
    .item = "line",
    .order = 70,
    .quick_param = 1,
    .waits_for_others = true,
    .batch_items = UINT32_MAX,      /* as many copies as make the size that is timed: see lines_run */
    .open = lines_open,
    .run = lines_run,
};
