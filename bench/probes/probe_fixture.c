/* SPDX-License-Identifier: MIT */
/* Opens, runs and closes a probe fixture (probe.h), and counts the leaks and allocations in between. */
#include "bench/probes/probe.h"

static const struct cell_options no_options;

struct blocks blocks_now(const struct row *row) { return (struct blocks){ count_now(), row->probes->kept_blocks() }; }

int64_t blocks_leaked(const struct row *row, struct blocks then)
{
    return count_since(then.count).live - ((int64_t)row->probes->kept_blocks() - (int64_t)then.kept_count);
}

static enum coro_status open_empty(struct probe_fixture *fixture, const struct row *row)
{
    struct fixture_head head = { .options = &no_options };
    *fixture = (struct probe_fixture){ .steps = row->probes, .row = row, .before = blocks_now(row) };
    return row->open(&head, &fixture->stage);
}

static enum coro_status closed_on_failure(struct probe_fixture *fixture, enum coro_status status)
{
    if (status)
        fixture->row->close(fixture->stage);
    return status;
}

enum coro_status probe_fixture_open(struct probe_fixture *fixture, const struct row *row, enum probe_chain chain, unsigned depth)
{
    enum coro_status status = open_empty(fixture, row);
    return status ? status : closed_on_failure(fixture, row->probes->open(fixture->stage, chain, depth));
}

enum coro_status probe_fixture_open_plugged(struct probe_fixture *fixture, const struct row *row,
                                            const struct plugin_callee *callee)
{
    enum coro_status status = open_empty(fixture, row);
    return status ? status : closed_on_failure(fixture, row->probes->open_plugged(fixture->stage, callee));
}

enum coro_status probe_fixture_add_hand(struct probe_fixture *fixture, uint64_t items)
{
    enum coro_status status = fixture->steps->hand_open(fixture->stage, items);
    fixture->is_hand_open = !status;
    return status;
}

enum coro_status probe_fixture_open_hand(struct probe_fixture *fixture, const struct row *row, uint64_t items)
{
    enum coro_status status = probe_fixture_open(fixture, row, PROBE_FILTERS, 0);
    return status ? status : closed_on_failure(fixture, probe_fixture_add_hand(fixture, items));
}

void probe_fixture_close_hand(struct probe_fixture *fixture)
{
    if (fixture->is_hand_open)
        fixture->steps->hand_close(fixture->stage);
    fixture->is_hand_open = false;
}

int64_t probe_fixture_close(struct probe_fixture *fixture)
{
    probe_fixture_close_hand(fixture);
    fixture->row->close(fixture->stage);
    return blocks_leaked(fixture->row, fixture->before);
}

struct taken taken_now(const struct probe_fixture *fixture)
{
    struct count now = count_now();
    return (struct taken){ now.allocations, now.allocated_bytes, fixture->steps->fresh_stack_count(fixture->stage) };
}

struct taken taken_since(const struct probe_fixture *fixture, struct taken then)
{
    struct taken now = taken_now(fixture);
    return (struct taken){ now.allocations - then.allocations, now.bytes - then.bytes, now.stacks - then.stacks };
}

static enum coro_status status_of(struct coro_polled got)
{
    if (got.tag == CORO_FAILED)
        return (enum coro_status)got.value;
    return got.tag == CORO_SOME ? CORO_OK : CORO_ERR_WRONG_RESULT;
}

enum coro_status probe_fixture_run(struct probe_fixture *fixture, uint64_t items, uint64_t *sum)
{
    enum coro_status status = fixture->steps->begin(fixture->stage, items);
    if (status)
        return status;
    while (fixture->steps->poll(fixture->stage)) {
    }
    struct coro_polled got = fixture->steps->end(fixture->stage);
    status = status_of(got);
    if (!status)
        *sum = got.value;
    return status;
}

enum coro_status probe_fixture_take(struct probe_fixture *fixture, uint64_t items, struct taken *begun, struct taken *ran)
{
    struct taken then = taken_now(fixture);
    enum coro_status status = fixture->steps->begin(fixture->stage, items);
    if (status)
        return status;
    if (begun)
        *begun = taken_since(fixture, then);
    then = taken_now(fixture);
    while (fixture->steps->poll(fixture->stage)) {
    }
    *ran = taken_since(fixture, then);
    return status_of(fixture->steps->end(fixture->stage));
}

enum coro_status probe_fixture_hand_await(struct probe_fixture *fixture, unsigned held, uint64_t *item)
{
    struct coro_polled got;
    fixture->steps->hand_begin(fixture->stage, held);
    do {
        got = fixture->steps->hand_poll(fixture->stage, held);
    } while (got.tag == CORO_PENDING);
    fixture->steps->hand_drop(fixture->stage, held);
    if (got.tag == CORO_SOME)
        *item = got.value;
    return status_of(got);
}
