/* SPDX-License-Identifier: MIT */
/* Probes futures that are not awaited where they begin: two at a time, outliving their function, polled by a state machine. The
 * probes begin, poll and drop them by hand (struct row_probes), and compare the allocations with those of the row's own
 * caller. */
#include "bench/probes/probe.h"

enum { A, B };

/* A fault of a pair of futures; `what` is NULL without one. */
struct fault { const char *what; enum coro_status status; };

static struct fault fault_of(struct coro_polled got, const char *otherwise)
{
    if (got.tag == CORO_FAILED)
        return (struct fault){ coro_status_message((enum coro_status)got.value), (enum coro_status)got.value };
    return (struct fault){ otherwise, CORO_ERR_WRONG_RESULT };
}
static struct fault expect(struct probe_fixture *fixture, unsigned held, struct coro_polled wanted, const char *otherwise)
{
    struct coro_polled got = fixture->steps->hand_poll(fixture->stage, held);
    bool is_right = got.tag == wanted.tag && (got.tag == CORO_PENDING || got.value == wanted.value);
    return is_right ? (struct fault){ 0 } : fault_of(got, otherwise);
}

/* Begins both futures, and expects both to wait. Every item makes its future wait once; a future that does not has used the
 * other's state. */
static struct fault begin_both(struct probe_fixture *fixture)
{
    fixture->steps->hand_begin(fixture->stage, A);
    fixture->steps->hand_begin(fixture->stage, B);
    struct fault fault = expect(fixture, A, coro_pending(), "the first future does not wait");
    if (!fault.what)
        fault = expect(fixture, B, coro_pending(),
                       "both polls are the same future: polling the second finished what the first had begun");
    return fault;
}

/* Finishes them in the order in which they began. */
static struct fault finish_both(struct probe_fixture *fixture)
{
    struct fault fault = begin_both(fixture);
    if (!fault.what)
        fault = expect(fixture, A, coro_some(0), "the first future has the wrong item");
    if (!fault.what)
        fault = expect(fixture, B, coro_some(1), "the second future has the wrong item");
    fixture->steps->hand_drop(fixture->stage, A);
    fixture->steps->hand_drop(fixture->stage, B);
    return fault;
}

/* Drops one in mid-await, and finishes the other. */
static struct fault drop_one(struct probe_fixture *fixture, unsigned dropped)
{
    struct fault fault = begin_both(fixture);
    fixture->steps->hand_drop(fixture->stage, dropped);
    if (!fault.what)
        fault = expect(fixture, !dropped, coro_some(0), "dropping one future disturbs the other");
    fixture->steps->hand_drop(fixture->stage, !dropped);
    return fault;
}
static struct fault drop_first(struct probe_fixture *fixture) { return drop_one(fixture, A); }
static struct fault drop_second(struct probe_fixture *fixture) { return drop_one(fixture, B); }
static struct fault drop_both(struct probe_fixture *fixture)
{
    struct fault fault = begin_both(fixture);
    fixture->steps->hand_drop(fixture->stage, A);
    fixture->steps->hand_drop(fixture->stage, B);
    return fault;
}

static struct fault in_fixture(const struct row *row, struct fault (*play)(struct probe_fixture *))
{
    struct probe_fixture fixture;
    enum coro_status status = probe_fixture_open_hand(&fixture, row, 2);
    if (status)
        return (struct fault){ coro_status_message(status), status };
    struct fault fault = play(&fixture);
    if (probe_fixture_close(&fixture) > 0 && !fault.what)
        fault = (struct fault){ "memory leaks", CORO_ERR_WRONG_RESULT };
    return fault;
}

/* The allocations of the row's own caller: for one next() of a fresh task, and per item once it is warm. */
static enum coro_status own_caller(const struct row *row, struct taken *first, double *steady)
{
    struct probe_fixture fixture;
    struct taken ran, once, twice;
    enum coro_status status = probe_fixture_open(&fixture, row, PROBE_FILTERS, 0);
    if (status)
        return status;
    status = probe_fixture_take(&fixture, 0, NULL, first);
    if (!status)
        status = probe_fixture_take(&fixture, 8, NULL, &ran);
    if (!status)
        status = probe_fixture_take(&fixture, 8, NULL, &once);
    if (!status)
        status = probe_fixture_take(&fixture, 16, NULL, &twice);
    if (!status)
        *steady = ((double)twice.allocations - (double)once.allocations) / 8;
    probe_fixture_close(&fixture);
    return status;
}

/* The same by hand: one item in the first future, and the allocations per item afterwards. Leaks are several_in_flight's
 * matter. */
static enum coro_status by_hand(const struct row *row, struct taken *first, double *steady)
{
    enum { ITEMS = 8 };
    struct probe_fixture fixture;
    uint64_t item = 0;
    enum coro_status status = probe_fixture_open_hand(&fixture, row, 1 + ITEMS);
    if (status)
        return status;
    struct taken then = taken_now(&fixture);
    status = probe_fixture_hand_await(&fixture, A, &item);
    *first = taken_since(&fixture, then);
    then = taken_now(&fixture);
    for (uint64_t i = 1; i <= ITEMS && !status; i++) {
        status = probe_fixture_hand_await(&fixture, A, &item);
        if (!status && item != i)
            status = CORO_ERR_WRONG_RESULT;
    }
    *steady = (double)taken_since(&fixture, then).allocations / ITEMS;
    probe_fixture_close(&fixture);
    return status;
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

static void add_taken(struct finding *found, const char *subject, struct taken taken)
{
    if (taken.stacks + taken.allocations == 0)
        finding_add(found, "%s nothing", subject);
    else if (taken.stacks == 0)
        finding_add(found, "%s %llu allocation%s", subject, (unsigned long long)taken.allocations, plural(taken.allocations));
    else
        finding_add(found, "%s %llu further stack%s", subject, (unsigned long long)taken.stacks, plural(taken.stacks));
}

static struct finding refused_pair(struct fault fault)
{
    enum behaviour behaviour = coro_status_is_refusal(fault.status) || fault.status == CORO_ERR_NO_MEMORY ? REFUSES : FAILS;
    return finding_answered(finding_of(behaviour, "of two futures of one iterator: %s", fault.what), ANSWER_NO);
}

struct finding probe_several_in_flight(const struct row *row)
{
    struct fault (*const plays[])(struct probe_fixture *) = { finish_both, drop_first, drop_second, drop_both };
    struct taken pair, first;
    double steady;
    for (size_t i = 0; i < sizeof plays / sizeof *plays; i++) {
        struct fault fault = in_fixture(row, plays[i]);
        if (fault.what)
            return refused_pair(fault);
    }
    enum coro_status status = own_caller(row, &first, &steady);
    if (!status)
        status = pair_takes(row, &pair);
    if (status)
        return finding_of_status(status, "counting what two futures take");
    struct finding found = finding_of(WORKS, "two futures of one iterator finish in order, and each can be dropped first");
    if ((double)pair.allocations > 2 * steady || pair.stacks > 0) {
        found.behaviour = FALLS_BACK;
        add_taken(&found, "together they take", pair);
        finding_add(&found, "one at a time takes %g per item", steady);
    }
    return finding_answered(found, ANSWER_YES);
}

/* Adds the bytes that the owner of a future keeps. */
static void add_kept(struct finding *found, struct row_sizes sizes)
{
    if (sizes.handle_bytes == 0)
        finding_add(found, "its owner keeps %zu bytes, the callee's frame", sizes.held_bytes);
    else if (sizes.held_bytes == sizes.handle_bytes)
        finding_add(found, "its owner keeps a handle of %zu bytes", sizes.handle_bytes);
    else
        finding_add(found, "its owner keeps %zu bytes, a handle of %zu and a call site of %zu", sizes.held_bytes,
                    sizes.handle_bytes, sizes.held_bytes - sizes.handle_bytes);
}

/* The first item of each way, and the allocations of later ones. */
struct both { struct taken own, hand; double own_steady, hand_steady; };
static enum coro_status await_both_ways(const struct row *row, struct both *both)
{
    enum coro_status status = own_caller(row, &both->own, &both->own_steady);
    return status ? status : by_hand(row, &both->hand, &both->hand_steady);
}

struct finding probe_escapes(const struct row *row)
{
    struct both both;
    struct row_sizes sizes = row->probes->sizes();
    enum coro_status status = await_both_ways(row, &both);
    if (status)
        return finding_of_status(status, "a future that outlives the function that began it");
    struct finding found = finding_of(WORKS, "it finishes after the function that began it has returned");
    add_kept(&found, sizes);
    if (both.hand.allocations > both.own.allocations || both.hand.stacks > both.own.stacks) {
        found.behaviour = FALLS_BACK;
        add_taken(&found, "it takes", both.hand);
        add_taken(&found, "one awaited at once takes", both.own);
    }
    return finding_valued(finding_answered(found, ANSWER_YES), (double)sizes.held_bytes);
}

struct finding probe_state_machine_caller(const struct row *row)
{
    struct both both;
    size_t stack_bytes = row->probes->sizes().caller_stack_bytes;
    enum coro_status status = await_both_ways(row, &both);
    if (status)
        return finding_of_status(status, "a state machine that awaits next()");
    if (stack_bytes == 0)
        return finding_declared(finding_answered(finding_of(WORKS, "all of its callers are state machines"), ANSWER_YES));
    if (both.hand.stacks > both.own.stacks) {
        struct finding found = finding_of(FALLS_BACK, "a state machine has no stack for the callee to run on");
        finding_add(&found, "each future has to become a coroutine with a stack of %zu bytes", stack_bytes);
        return finding_answered(found, ANSWER_NO);
    }
    if (both.hand_steady > both.own_steady) {
        struct finding found = finding_of(FALLS_BACK, "the frame lies on the caller's stack, and a state machine has none");
        finding_add(&found, "when one awaits it by hand, each item takes %g allocation instead of %g", both.hand_steady,
                    both.own_steady);
        finding_add(&found, "in a stackless body a compiler refuses the array of variable length "
                            "(tests/strategies/refused_by_compiler/alloca_across_await.c)");
        return finding_answered(found, ANSWER_NO);
    }
    return finding_answered(finding_of(WORKS, "a state machine awaits it as cheaply as a stackful caller does"), ANSWER_YES);
}
