/* SPDX-License-Identifier: MIT */
/* What a future of a row can do when it is not awaited where it begins: be one of two, outlive the function that began it, be
 * polled by a state machine. All by hand (struct row_probes), and held against what the row's own caller takes. */
#include "bench/probes/probe.h"
#include "bench/probes/probe_fixture.h"

enum { A, B };

/* How a pair of futures goes wrong; NULL: it does not. */
struct mishap { const char *what; enum coro_status status; };

static struct mishap misstep(struct coro_polled got, const char *otherwise)
{
    if (got.tag == CORO_FAILED)
        return (struct mishap){ coro_status_message((enum coro_status)got.value), (enum coro_status)got.value };
    return (struct mishap){ otherwise, CORO_ERR_WRONG_RESULT };
}
static struct mishap expect_pending(struct trial *trial, unsigned held, const char *otherwise)
{
    struct coro_polled got = trial->steps->hand_poll(trial->stage, held);
    return got.tag == CORO_PENDING ? (struct mishap){ 0 } : misstep(got, otherwise);
}
static struct mishap expect_item(struct trial *trial, unsigned held, uint64_t item, const char *otherwise)
{
    struct coro_polled got = trial->steps->hand_poll(trial->stage, held);
    return got.tag == CORO_SOME && got.value == item ? (struct mishap){ 0 } : misstep(got, otherwise);
}

/* Both begun, both waiting. Every item makes its future wait once, so one that does not wait has used the other's state. */
static struct mishap begin_both(struct trial *trial)
{
    trial->steps->hand_begin(trial->stage, A);
    trial->steps->hand_begin(trial->stage, B);
    struct mishap mishap = expect_pending(trial, A, "the first future does not wait");
    if (!mishap.what)
        mishap = expect_pending(trial, B, "both polls are the same future: polling the second finished what the first had begun");
    return mishap;
}

/* Finished in the order in which they began. */
static struct mishap finish_both(struct trial *trial)
{
    struct mishap mishap = begin_both(trial);
    if (!mishap.what)
        mishap = expect_item(trial, A, 0, "the first future has the wrong item");
    if (!mishap.what)
        mishap = expect_item(trial, B, 1, "the second future has the wrong item");
    trial->steps->hand_drop(trial->stage, A);
    trial->steps->hand_drop(trial->stage, B);
    return mishap;
}

/* One dropped in mid-await, the other finished. */
static struct mishap drop_one(struct trial *trial, unsigned dropped)
{
    struct mishap mishap = begin_both(trial);
    trial->steps->hand_drop(trial->stage, dropped);
    if (!mishap.what)
        mishap = expect_item(trial, !dropped, 0, "dropping one future disturbs the other");
    trial->steps->hand_drop(trial->stage, !dropped);
    return mishap;
}
static struct mishap drop_first(struct trial *trial) { return drop_one(trial, A); }
static struct mishap drop_second(struct trial *trial) { return drop_one(trial, B); }
static struct mishap drop_both(struct trial *trial)
{
    struct mishap mishap = begin_both(trial);
    trial->steps->hand_drop(trial->stage, A);
    trial->steps->hand_drop(trial->stage, B);
    return mishap;
}

static struct mishap in_trial(const struct row *row, struct mishap (*play)(struct trial *))
{
    struct trial trial;
    enum coro_status status = trial_open(&trial, row, PROBE_FILTERS, 0);
    if (status)
        return (struct mishap){ coro_status_message(status), status };
    status = trial.steps->hand_open(trial.stage, 2);
    struct mishap mishap = { status ? coro_status_message(status) : NULL, status };
    if (!status) {
        mishap = play(&trial);
        trial.steps->hand_close(trial.stage);
    }
    if (trial_close(&trial) > 0 && !mishap.what)
        mishap = (struct mishap){ "memory leaks", CORO_ERR_WRONG_RESULT };
    return mishap;
}

/* What the row's own caller takes for one next() of a fresh task, and per item once it is warm. */
static enum coro_status own_caller(const struct row *row, struct taken *first, double *steady)
{
    struct trial trial;
    struct taken ran, once, twice;
    enum coro_status status = trial_open(&trial, row, PROBE_FILTERS, 0);
    if (status)
        return status;
    status = trial_take(&trial, 0, NULL, first);
    if (!status)
        status = trial_take(&trial, 8, NULL, &ran);
    if (!status)
        status = trial_take(&trial, 8, NULL, &once);
    if (!status)
        status = trial_take(&trial, 16, NULL, &twice);
    if (!status)
        *steady = ((double)twice.allocations - (double)once.allocations) / 8;
    trial_close(&trial);
    return status;
}

/* The same by hand: one item in the first future, and per item once that has been warm. */
static enum coro_status by_hand(const struct row *row, struct taken *first, double *steady)
{
    enum { ITEMS = 8 };
    struct trial trial;
    uint64_t item = 0;
    enum coro_status status = trial_open(&trial, row, PROBE_FILTERS, 0);
    if (status)
        return status;
    status = trial.steps->hand_open(trial.stage, 1 + ITEMS);
    if (status)
        goto close;
    struct taken then = taken_now(&trial);
    status = trial_hand_await(&trial, A, &item);
    *first = taken_since(&trial, then);
    then = taken_now(&trial);
    for (uint64_t i = 1; i <= ITEMS && !status; i++) {
        status = trial_hand_await(&trial, A, &item);
        if (!status && item != i)
            status = CORO_ERR_WRONG_RESULT;
    }
    struct taken rest = taken_since(&trial, then);
    *steady = (double)rest.allocations / ITEMS;
    trial.steps->hand_close(trial.stage);
close:
    trial_close(&trial);        /* that nothing leaks is what several_in_flight sees to */
    return status;
}

/* The pair of several_in_flight, after each future has been warm: what beginning and finishing both takes. */
static enum coro_status pair_takes(const struct row *row, struct taken *pair)
{
    struct trial trial;
    uint64_t item;
    enum coro_status status = trial_open(&trial, row, PROBE_FILTERS, 0);
    if (status)
        return status;
    status = trial.steps->hand_open(trial.stage, 4);
    if (!status) {
        status = trial_hand_await(&trial, A, &item);
        if (!status)
            status = trial_hand_await(&trial, B, &item);
        struct taken then = taken_now(&trial);
        begin_both(&trial);
        *pair = taken_since(&trial, then);
        trial.steps->hand_drop(trial.stage, A);
        trial.steps->hand_drop(trial.stage, B);
        trial.steps->hand_close(trial.stage);
    }
    trial_close(&trial);
    return status;
}

static void add_taken(struct finding *found, const char *who, struct taken taken)
{
    if (taken.stacks + taken.allocations == 0)
        finding_add(found, "%s nothing", who);
    else if (taken.stacks == 0)
        finding_add(found, "%s %llu allocation%s", who, (unsigned long long)taken.allocations, plural(taken.allocations));
    else
        finding_add(found, "%s %llu further stack%s", who, (unsigned long long)taken.stacks, plural(taken.stacks));
}

static struct finding refused_pair(struct mishap mishap)
{
    enum behaviour behaviour = coro_status_is_refusal(mishap.status) || mishap.status == CORO_ERR_NO_MEMORY ? REFUSES : FAILS;
    return finding_answered(finding_of(behaviour, "of two futures of one iterator: %s", mishap.what), ANSWER_NO);
}

struct finding probe_several_in_flight(const struct row *row)
{
    struct mishap (*const plays[])(struct trial *) = { finish_both, drop_first, drop_second, drop_both };
    struct taken pair, first;
    double steady;
    for (size_t i = 0; i < sizeof plays / sizeof *plays; i++) {
        struct mishap mishap = in_trial(row, plays[i]);
        if (mishap.what)
            return refused_pair(mishap);
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

/* What the owner of a future has to keep. */
static void add_kept(struct finding *found, struct row_sizes sizes)
{
    if (sizes.handle_bytes == 0)
        finding_add(found, "its owner keeps %zu bytes, the callee's frame", sizes.held_bytes);
    else if (sizes.held_bytes == sizes.handle_bytes)
        finding_add(found, "its owner keeps a handle of %zu bytes", sizes.handle_bytes);
    else
        finding_add(found, "its owner keeps %zu bytes, a handle of %zu and a call site of %zu", sizes.held_bytes, sizes.handle_bytes,
                    sizes.held_bytes - sizes.handle_bytes);
}

struct finding probe_escapes(const struct row *row)
{
    struct taken own, hand;
    double own_steady, hand_steady;
    struct row_sizes sizes = row->probes->sizes();
    enum coro_status status = own_caller(row, &own, &own_steady);
    if (!status)
        status = by_hand(row, &hand, &hand_steady);
    if (status)
        return finding_of_status(status, "a future that outlives the function that began it");
    struct finding found = finding_of(WORKS, "it finishes after the function that began it has returned");
    add_kept(&found, sizes);
    if (hand.allocations > own.allocations || hand.stacks > own.stacks) {
        found.behaviour = FALLS_BACK;
        add_taken(&found, "it takes", hand);
        add_taken(&found, "one awaited at once takes", own);
    }
    return finding_valued(finding_answered(found, ANSWER_YES), (double)sizes.held_bytes);
}

struct finding probe_state_machine_caller(const struct row *row)
{
    struct taken own, hand;
    double own_steady, hand_steady;
    size_t stack_bytes = row->probes->sizes().caller_stack_bytes;
    enum coro_status status = own_caller(row, &own, &own_steady);
    if (!status)
        status = by_hand(row, &hand, &hand_steady);
    if (status)
        return finding_of_status(status, "a state machine that awaits next()");
    if (stack_bytes == 0)
        return finding_answered(finding_of(WORKS, "all of its callers are state machines"), ANSWER_YES);
    if (hand.stacks > own.stacks) {
        struct finding found = finding_of(FALLS_BACK, "a state machine has no stack for the callee to run on");
        finding_add(&found, "each future has to become a coroutine with a stack of %zu bytes", stack_bytes);
        return finding_answered(found, ANSWER_NO);
    }
    if (hand_steady > own_steady) {
        struct finding found = finding_of(FALLS_BACK, "the frame lies on the caller's stack, and a state machine has none");
        finding_add(&found, "when one awaits it by hand, each item takes %g allocation instead of %g", hand_steady, own_steady);
        finding_add(&found, "in a stackless body a compiler refuses the array of variable length "
                            "(tests/strategies/refused_by_compiler/alloca_across_await.c)");
        return finding_answered(found, ANSWER_NO);
    }
    return finding_answered(finding_of(WORKS, "a state machine awaits it as cheaply as a stackful caller does"), ANSWER_YES);
}
