/* SPDX-License-Identifier: MIT */
/* Probes several futures of one iterator in flight at once: the question of `&self`. They finish and are dropped in every order,
 * and further ones begin in between. A frame that two of them share is found by its address, before anything is polled. */
#include "bench/probes/probe.h"

enum { A, B, C, D };

/* A fault of futures in flight; `what` is NULL without one. After a shared frame nothing may be dropped. */
struct fault { const char *what; enum coro_status status; bool is_shared; };
static const struct fault no_fault;

static struct fault fault_of(struct coro_polled got, const char *otherwise)
{
    if (got.tag == CORO_FAILED)
        return (struct fault){ coro_status_message((enum coro_status)got.value), (enum coro_status)got.value, false };
    return (struct fault){ otherwise, CORO_ERR_WRONG_RESULT, false };
}
static struct fault expect(struct probe_fixture *fixture, unsigned held, struct coro_polled wanted, const char *otherwise)
{
    struct coro_polled got = fixture->steps->hand_poll(fixture->stage, held);
    bool is_right = got.tag == wanted.tag && (got.tag == CORO_PENDING || got.value == wanted.value);
    return is_right ? no_fault : fault_of(got, otherwise);
}

bool frames_overlap(struct coro_stack one, struct coro_stack other)
{
    return one.bytes > 0 && other.bytes > 0 && one.base < other.base + other.bytes && other.base < one.base + one.bytes;
}

/* Looks whether two futures have memory of their own, before either is polled again. */
static struct fault beside(struct probe_fixture *fixture, unsigned one, unsigned other, const char *if_shared)
{
    struct coro_stack frame = fixture->steps->hand_frame(fixture->stage, one);
    if (frames_overlap(frame, fixture->steps->hand_frame(fixture->stage, other)))
        return (struct fault){ if_shared, CORO_ERR_WRONG_RESULT, true };
    return no_fault;
}
static struct fault begin_beside(struct probe_fixture *fixture, unsigned begun, unsigned other, const char *if_shared)
{
    fixture->steps->hand_begin(fixture->stage, begun);
    return beside(fixture, begun, other, if_shared);
}

/* Begins both futures, and expects both to wait. Every item makes its future wait once; a future that does not has used the
 * other's state. */
static struct fault begin_both(struct probe_fixture *fixture)
{
    fixture->steps->hand_begin(fixture->stage, A);
    struct fault fault = begin_beside(fixture, B, A, "the second future got the memory of the first");
    if (!fault.what)
        fault = expect(fixture, A, coro_pending(), "the first future does not wait");
    if (!fault.what)
        fault = expect(fixture, B, coro_pending(),
                       "both polls are the same future: polling the second finished what the first had begun");
    return fault;
}

static void drop_both(struct probe_fixture *fixture, unsigned first, unsigned second)
{
    fixture->steps->hand_drop(fixture->stage, first);
    fixture->steps->hand_drop(fixture->stage, second);
}

/* The same; after a fault both are dropped, if they may be. */
static struct fault begin_apart(struct probe_fixture *fixture)
{
    struct fault fault = begin_both(fixture);
    if (fault.what && !fault.is_shared)
        drop_both(fixture, A, B);
    return fault;
}

/* Finishes them in the order in which they began. */
static struct fault finish_both(struct probe_fixture *fixture)
{
    struct fault fault = begin_apart(fixture);
    if (fault.what)
        return fault;
    fault = expect(fixture, A, coro_some(0), "the first future has the wrong item");
    if (!fault.what)
        fault = expect(fixture, B, coro_some(1), "the second future has the wrong item");
    drop_both(fixture, A, B);
    return fault;
}

/* Drops one in mid-await, and finishes the other. */
static struct fault drop_one(struct probe_fixture *fixture, unsigned dropped)
{
    struct fault fault = begin_apart(fixture);
    if (fault.what)
        return fault;
    fixture->steps->hand_drop(fixture->stage, dropped);
    fault = expect(fixture, !dropped, coro_some(0), "dropping one future disturbs the other");
    fixture->steps->hand_drop(fixture->stage, !dropped);
    return fault;
}
static struct fault drop_first(struct probe_fixture *fixture) { return drop_one(fixture, A); }
static struct fault drop_second(struct probe_fixture *fixture) { return drop_one(fixture, B); }

/* Drops one of two in mid-await, and begins a third and a fourth: the third may fit where the dropped one was, and the fourth
 * must not lie on the future that stayed. Then finishes the old one and the third, `first` before `second`, and the fourth. */
static struct fault begin_more(struct probe_fixture *fixture, unsigned dropped, unsigned first, unsigned second)
{
    static const char *const if_shared[2][2] = {
        { "the first was dropped, and the third got the memory of the second",
          "the first was dropped, a third begun, and the fourth got the memory of the second" },
        { "the second was dropped, and the third got the memory of the first",
          "the second was dropped, a third begun, and the fourth got the memory of the first" },
    };
    struct fault fault = begin_apart(fixture);
    if (fault.what)
        return fault;
    fixture->steps->hand_drop(fixture->stage, dropped);
    fault = begin_beside(fixture, C, !dropped, if_shared[dropped][0]);
    if (!fault.what)
        fault = begin_beside(fixture, D, !dropped, if_shared[dropped][1]);
    if (!fault.what)
        fault = beside(fixture, D, C, "the fourth got the memory of the third");
    if (fault.is_shared)
        return fault;
    for (unsigned held = C; held <= D && !fault.what; held++)
        fault = expect(fixture, held, coro_pending(), "a future that begins beside others does not wait");
    const unsigned order[] = { first, second, D };
    for (unsigned i = 0; i < 3 && !fault.what; i++)
        fault = expect(fixture, order[i], coro_some(i), "of three futures that finish in turn, one has a wrong item");
    for (unsigned i = 0; i < 3; i++)
        fixture->steps->hand_drop(fixture->stage, order[i]);
    return fault;
}
static struct fault third_after_first(struct probe_fixture *fixture) { return begin_more(fixture, A, B, C); }
static struct fault third_before_second(struct probe_fixture *fixture) { return begin_more(fixture, A, C, B); }
static struct fault third_after_second(struct probe_fixture *fixture) { return begin_more(fixture, B, A, C); }
static struct fault third_before_first(struct probe_fixture *fixture) { return begin_more(fixture, B, C, A); }

/* Drops three in mid-await in every order, each time without a trace: two that begin afterwards are apart. */
static struct fault drop_three(struct probe_fixture *fixture)
{
    static const unsigned orders[][3] = { { A, B, C }, { A, C, B }, { B, A, C }, { B, C, A }, { C, A, B }, { C, B, A } };
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        struct fault fault = begin_apart(fixture);
        if (!fault.what)
            fault = begin_beside(fixture, C, B, "the third got the memory of the second");
        if (fault.what)
            return fault;
        fixture->steps->hand_drop(fixture->stage, orders[i][0]);
        drop_both(fixture, orders[i][1], orders[i][2]);
    }
    struct fault fault = begin_apart(fixture);
    if (!fault.what)
        drop_both(fixture, B, A);
    return fault;
}

static struct fault in_fixture(const struct row *row, struct fault (*play)(struct probe_fixture *))
{
    struct probe_fixture fixture;
    enum coro_status status = probe_fixture_open_hand(&fixture, row, 3);
    if (status)
        return (struct fault){ coro_status_message(status), status, false };
    struct fault fault = play(&fixture);
    if (!fault.is_shared && probe_fixture_close(&fixture) > 0 && !fault.what)
        fault = (struct fault){ "memory leaks", CORO_ERR_WRONG_RESULT, false };
    return fault;
}

/* The allocations of a pair of futures, begun and polled after each future has been used once. */
static enum coro_status pair_takes(const struct row *row, struct taken *pair)
{
    struct probe_fixture fixture;
    uint64_t item;
    enum coro_status status = probe_fixture_open_hand(&fixture, row, 4);
    if (status)
        return status;
    status = probe_fixture_hand_await(&fixture, A, &item);
    if (!status)
        status = probe_fixture_hand_await(&fixture, B, &item);
    struct taken then = taken_now(&fixture);
    begin_both(&fixture);
    *pair = taken_since(&fixture, then);
    fixture.steps->hand_drop(fixture.stage, A);
    fixture.steps->hand_drop(fixture.stage, B);
    probe_fixture_close(&fixture);
    return status;
}

static struct finding refused_futures(struct fault fault)
{
    enum behaviour behaviour = coro_status_is_refusal(fault.status) || fault.status == CORO_ERR_NO_MEMORY ? REFUSES : FAILS;
    return finding_answered(finding_of(behaviour, "of several futures of one iterator: %s", fault.what), ANSWER_NO);
}

static struct finding play_all(const struct row *row)
{
    struct fault (*const plays[])(struct probe_fixture *) = {
        finish_both, drop_first, drop_second, drop_three, third_after_first, third_before_second, third_after_second,
        third_before_first,
    };
    struct taken pair, first;
    double steady;
    for (size_t i = 0; i < sizeof plays / sizeof *plays; i++) {
        struct fault fault = in_fixture(row, plays[i]);
        if (fault.what)
            return refused_futures(fault);
    }
    enum coro_status status = own_caller_takes(row, &first, &steady);
    if (!status)
        status = pair_takes(row, &pair);
    if (status)
        return finding_of_status(status, "counting what two futures take");
    struct finding found = finding_of(WORKS, "two futures of one iterator, begun by hand on one thread, finish in order, each "
                                             "can be dropped first, and two more may begin then");
    if ((double)pair.allocations > 2 * steady || pair.stacks > 0) {
        found.behaviour = FALLS_BACK;
        finding_add_taken(&found, "together they take", pair);
        finding_add(&found, "one at a time takes %g per item", steady);
    }
    return finding_answered(found, ANSWER_YES);
}

struct finding probe_several_in_flight(const struct row *row)
{
    return finding_in_child(row, play_all);
}
