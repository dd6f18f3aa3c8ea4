/* SPDX-License-Identifier: MIT */
/* Chooses and runs the programs of steps.h. */
#include "tests/fuzz/rows/steps.h"
#include <stddef.h>
#include "tests/fuzz/choice.h"
#include "tests/fuzz/faults.h"

/* ---- choosing ---- */

enum { ALL_POLLS = 1000 };

static void add(struct steps *steps, enum step_kind kind, unsigned count)
{
    steps->at[steps->count++] = (struct step){ kind, count };
}

static void choose_task(struct steps *steps)
{
    add(steps, STEP_TAKE, choose(6));
    add(steps, STEP_POLL, one_in(2) ? ALL_POLLS : choose(8));
    add(steps, STEP_END, 0);
}

static void choose_hand(struct steps *steps)
{
    unsigned futures = 1 + choose(MOST_HELD);
    add(steps, STEP_HAND, 0);
    for (unsigned left = choose(24); left > 0; left--)
        add(steps, one_in(6) ? STEP_DROP : STEP_FUTURE, choose(futures));
    add(steps, STEP_HAND_OVER, 0);
}

/* Where allocations fail, a twin would lose the first of its two items. */
static void choose_chain(struct chain_plan *chain, bool has_failures)
{
    *chain = (struct chain_plan){ .item_count = choose(20), .waits = choose_word() };
    chain->link_count = one_in(4) ? 0 : choose(MOST_LINKS + 1);
    for (unsigned i = 0; i < chain->link_count; i++)
        chain->links[i] = (enum link)choose(has_failures ? LINK_TWIN : LINK_KINDS);
    if (one_in(2))
        chain->waits &= choose_word();
}

void steps_choose(struct steps *steps)
{
    *steps = (struct steps){ .one_failure_in = one_in(4) ? 2 + choose(20) : 0 };
    choose_chain(&steps->chain, steps->one_failure_in > 0);
    for (unsigned parts = 1 + choose(4); parts > 0; parts--) {
        if (one_in(3))
            choose_hand(steps);
        else
            choose_task(steps);
    }
}

struct steps steps_of_all_items(const struct chain_plan *chain)
{
    struct steps steps = { .chain = *chain };
    add(&steps, STEP_TAKE, ALL_POLLS);
    add(&steps, STEP_POLL, ALL_POLLS);
    add(&steps, STEP_END, 0);
    return steps;
}

/* ---- running ---- */

struct run {
    const struct fuzz_row *row;
    struct fixture *fixture;
    struct outcome outcome;
    bool is_begun;                  /* the task, or the futures by hand */
    bool is_done;                   /* the task: nothing is left to poll */
    enum { ABSENT, WAITING, READY } held[MOST_HELD];
};

/* Events of a step that did not begin are a refusal or a failure, and the steps that need it do nothing. */
static void begun(struct run *run, enum coro_status status)
{
    run->is_begun = status == CORO_OK;
    if (status != CORO_OK)
        event_add(EVENT_FAILED, status);
}

static void poll_task(struct run *run, unsigned count)
{
    while (count > 0 && run->row->poll(run->fixture))
        count--;
    run->is_done = count > 0;
}

static void drop_future(struct run *run, unsigned held)
{
    run->outcome.drops_waiting |= run->held[held] == WAITING;
    run->held[held] = ABSENT;
    run->row->hand_drop(run->fixture, held);
}

static void go_on_with_future(struct run *run, unsigned held)
{
    if (run->held[held] == READY) {
        drop_future(run, held);
    } else if (run->held[held] == WAITING) {
        struct coro_polled got = run->row->hand_poll(run->fixture, held);
        event_add_polled(got);
        run->held[held] = got.tag == CORO_PENDING ? WAITING : READY;
    } else {
        for (unsigned i = 0; i < MOST_HELD; i++)
            run->outcome.drops_waiting |= run->held[i] != ABSENT;
        run->held[held] = WAITING;
        run->row->hand_begin(run->fixture, held);
    }
}

static void end_hand(struct run *run)
{
    for (unsigned i = 0; i < MOST_HELD; i++)
        if (run->held[i] != ABSENT)
            drop_future(run, i);
    run->row->hand_close(run->fixture);
}

static void do_needing_begin(struct run *run, struct step step)
{
    switch (step.kind) {
    case STEP_POLL:
        poll_task(run, step.count);
        return;
    case STEP_END:
        run->outcome.drops_waiting |= !run->is_done;
        run->row->end(run->fixture);
        return;
    case STEP_FUTURE:
        go_on_with_future(run, step.count);
        return;
    case STEP_DROP:
        if (run->held[step.count] != ABSENT)
            drop_future(run, step.count);
        return;
    case STEP_HAND_OVER:
        end_hand(run);
        return;
    case STEP_TAKE:
    case STEP_HAND:
        return;
    }
}

static void do_step(struct run *run, struct step step)
{
    choice.step++;
    event_add(EVENT_STEP, step.kind);
    if (step.kind == STEP_TAKE)
        begun(run, run->row->begin(run->fixture, step.count));
    else if (step.kind == STEP_HAND)
        begun(run, run->row->hand_open(run->fixture));
    else if (run->is_begun)
        do_needing_begin(run, step);
}

struct outcome steps_run(const struct steps *steps, const struct fuzz_row *row, struct events *recorded)
{
    struct run run = { .row = row };
    long long blocks = faults.block_count - (long long)row->kept_blocks();
    events = recorded;
    recorded->count = 0;
    run.outcome.status = row->open(&steps->chain, &run.fixture);
    if (run.outcome.status != CORO_OK)
        return run.outcome;
    faults.one_in = steps->one_failure_in;
    for (unsigned i = 0; i < steps->count; i++)
        do_step(&run, steps->at[i]);
    faults.one_in = 0;
    row->close(run.fixture);
    run.outcome.leaked_blocks = faults.block_count - (long long)row->kept_blocks() - blocks;
    return run.outcome;
}
