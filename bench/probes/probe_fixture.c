/* SPDX-License-Identifier: MIT */
/* The steps that several probes share. */
#include "bench/probes/probe_fixture.h"

static const struct cell_options no_options;

struct blocks blocks_now(const struct row *row) { return (struct blocks){ count_now(), row->probes->kept_blocks() }; }

int64_t blocks_leaked(const struct row *row, struct blocks then)
{
    return count_since(then.count).live - ((int64_t)row->probes->kept_blocks() - (int64_t)then.kept_count);
}

enum coro_status trial_open(struct trial *trial, const struct row *row, enum probe_chain chain, unsigned depth)
{
    struct stage_head head = { .options = &no_options };
    *trial = (struct trial){ .steps = row->probes, .row = row, .before = blocks_now(row) };
    enum coro_status status = row->open(&head, &trial->stage);
    if (status)
        return status;
    status = row->probes->open(trial->stage, chain, depth);
    if (status)
        row->close(trial->stage);
    return status;
}

int64_t trial_close(struct trial *trial)
{
    trial->row->close(trial->stage);
    return blocks_leaked(trial->row, trial->before);
}

struct taken taken_now(const struct trial *trial)
{
    struct count now = count_now();
    return (struct taken){ now.allocations, now.allocated_bytes, trial->steps->fresh_stack_count(trial->stage) };
}

struct taken taken_since(const struct trial *trial, struct taken then)
{
    struct taken now = taken_now(trial);
    return (struct taken){ now.allocations - then.allocations, now.bytes - then.bytes, now.stacks - then.stacks };
}

static enum coro_status status_of(struct coro_polled got)
{
    if (got.tag == CORO_FAILED)
        return (enum coro_status)got.value;
    return got.tag == CORO_SOME ? CORO_OK : CORO_ERR_WRONG_RESULT;
}

enum coro_status trial_run(struct trial *trial, uint64_t items, uint64_t *sum)
{
    enum coro_status status = trial->steps->begin(trial->stage, items);
    if (status)
        return status;
    while (trial->steps->poll(trial->stage)) {
    }
    struct coro_polled got = trial->steps->end(trial->stage);
    status = status_of(got);
    if (!status)
        *sum = got.value;
    return status;
}

enum coro_status trial_take(struct trial *trial, uint64_t items, struct taken *begun, struct taken *ran)
{
    struct taken then = taken_now(trial);
    enum coro_status status = trial->steps->begin(trial->stage, items);
    if (status)
        return status;
    if (begun)
        *begun = taken_since(trial, then);
    then = taken_now(trial);
    while (trial->steps->poll(trial->stage)) {
    }
    *ran = taken_since(trial, then);
    return status_of(trial->steps->end(trial->stage));
}

enum coro_status trial_hand_await(struct trial *trial, unsigned held, uint64_t *item)
{
    struct coro_polled got;
    trial->steps->hand_begin(trial->stage, held);
    do {
        got = trial->steps->hand_poll(trial->stage, held);
    } while (got.tag == CORO_PENDING);
    trial->steps->hand_drop(trial->stage, held);
    if (got.tag == CORO_SOME)
        *item = got.value;
    return status_of(got);
}
