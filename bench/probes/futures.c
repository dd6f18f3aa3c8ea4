/* SPDX-License-Identifier: MIT */
/* Probes futures that are not awaited where they begin: they outlive their function, are returned, or are polled by a state
 * machine. The probes begin, poll and drop them by hand (struct row_probes), and compare the allocations with those of the row's
 * own caller. */
#include <stdio.h>
#include "bench/process/beside.h"
#include "bench/probes/probe.h"

enum { A };

enum coro_status own_caller_takes(const struct row *row, struct taken *first, double *steady)
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

void finding_add_taken(struct finding *found, const char *subject, struct taken taken)
{
    if (taken.stacks + taken.allocations == 0)
        finding_add(found, "%s nothing", subject);
    else if (taken.stacks == 0)
        finding_add(found, "%s %llu allocation%s", subject, (unsigned long long)taken.allocations, plural(taken.allocations));
    else
        finding_add(found, "%s %llu further stack%s", subject, (unsigned long long)taken.stacks, plural(taken.stacks));
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
    enum coro_status status = own_caller_takes(row, &both->own, &both->own_steady);
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
        finding_add_taken(&found, "it takes", both.hand);
        finding_add_taken(&found, "one awaited at once takes", both.own);
    }
    return finding_valued(finding_answered(found, ANSWER_YES), (double)sizes.held_bytes);
}

static struct finding return_by_value(const struct row *row)
{
    enum { BEGUN, RETURNED };
    struct probe_fixture fixture;
    enum coro_status status = probe_fixture_open_hand(&fixture, row, 1);
    if (status)
        return finding_of_status(status, "a future that is returned");
    fixture.steps->hand_begin(fixture.stage, BEGUN);
    ptrdiff_t leads = fixture.steps->hand_return(fixture.stage, BEGUN, RETURNED);
    if (leads >= 0)
        return finding_answered(finding_of(FAILS, "after the move, its handle leads to byte %td of the place that it left: the "
                                                  "frame lies in the call site, beside the handle", leads), ANSWER_NO);
    struct coro_polled got;
    do {
        got = fixture.steps->hand_poll(fixture.stage, RETURNED);
    } while (got.tag == CORO_PENDING);
    fixture.steps->hand_drop(fixture.stage, RETURNED);
    int64_t leaked = probe_fixture_close(&fixture);
    if (got.tag != CORO_SOME || got.value != 0)
        return finding_answered(finding_of(FAILS, "after the move, it has a wrong item"), ANSWER_NO);
    if (leaked > 0)
        return finding_answered(finding_of(FAILS, "after the move, it leaks"), ANSWER_NO);
    return finding_answered(finding_of(WORKS, "it finishes at the place to which it was moved before its first poll, while the "
                                              "old place holds junk"), ANSWER_YES);
}

struct finding probe_returned(const struct row *row)
{
    return finding_in_child(row, return_by_value);
}

/* Reads the compiler's words, without a line's end; empty: it accepted. Returns false when the build has not asked. */
static bool read_answer(char said[160])
{
    char path[PATH_MAX];
    FILE *file = beside_program(path, "refused/alloca_across_await.txt") ? NULL : fopen(path, "r");
    if (file == NULL)
        return false;
    said[fread(said, 1, 159, file)] = '\0';
    fclose(file);
    return true;
}

/* The row's caller has the frame on its own stack, and a state machine takes another way, which the row's file has chosen. So the
 * compiler decides: the build has had it compile a body with such an array as a state machine (bench/refused). */
static struct finding ask_compiler(const struct both *both)
{
    char said[160];
    if (!read_answer(said))
        return finding_of(FAILS, "the build has not asked the compiler for an array of variable length in a state machine");
    if (said[0] == '\0')
        return finding_answered(finding_of(FALLS_BACK, "the compiler accepts an array of variable length in a state machine, "
                                                       "which this row does not use: %g allocation per item instead of %g",
                                           both->hand_steady, both->own_steady), ANSWER_YES);
    struct finding found = finding_of(FALLS_BACK, "the frame lies on the caller's stack, in an array of variable length; in a "
                                                  "state machine the compiler refuses it: %s", said);
    finding_add(&found, "awaited by hand, each item takes %g allocation instead of %g", both->hand_steady, both->own_steady);
    return finding_answered(found, ANSWER_NO);
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
    if (both.hand_steady > both.own_steady)
        return ask_compiler(&both);
    return finding_answered(finding_of(WORKS, "a state machine awaits it as cheaply as a stackful caller does"), ANSWER_YES);
}
