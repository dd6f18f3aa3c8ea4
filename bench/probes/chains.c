/* SPDX-License-Identifier: MIT */
/* Probes iterators that await iterators of one type: recursion, dropping in mid-await, and over-aligned frames. */
#include "bench/probes/probe.h"

enum { SHALLOW = 4, DEEP = 64, RECURSION_ITEMS = 4 };

/* Sums items 0 … items - 1 through the chain, and checks the sum. */
static enum coro_status sum_through(struct probe_fixture *fixture, uint64_t items)
{
    uint64_t sum;
    enum coro_status status = probe_fixture_run(fixture, items, &sum);
    if (status)
        return status;
    return sum == items * (items - 1) / 2 ? CORO_OK : CORO_ERR_WRONG_RESULT;
}

struct depth { enum coro_status status; double per_item; int64_t leaked; };

/* Opens a chain, sums and closes it; per_item are the allocations of one more item. */
static struct depth try_depth(const struct row *row, enum probe_chain chain, unsigned depth)
{
    struct probe_fixture fixture;
    struct taken once, twice;
    struct depth tried = { .status = probe_fixture_open(&fixture, row, chain, depth) };
    if (tried.status)
        return tried;
    tried.status = sum_through(&fixture, RECURSION_ITEMS);
    if (!tried.status)
        tried.status = probe_fixture_take(&fixture, RECURSION_ITEMS, NULL, &once);
    if (!tried.status)
        tried.status = probe_fixture_take(&fixture, 2 * RECURSION_ITEMS, NULL, &twice);
    if (!tried.status)
        tried.per_item = ((double)twice.allocations - (double)once.allocations) / RECURSION_ITEMS;
    tried.leaked = probe_fixture_close(&fixture);
    return tried;
}

/* The deepest chain that works, between a depth that works and a refused one. */
static unsigned deepest_between(const struct row *row, unsigned works, unsigned refused)
{
    while (refused - works > 1) {
        unsigned middle = works + (refused - works) / 2;
        if (try_depth(row, PROBE_FILTERS, middle).status)
            refused = middle;
        else
            works = middle;
    }
    return works;
}

/* `works` is a depth that works, `refused` a refused depth. */
static struct finding recursion_refused(const struct row *row, struct depth deep, unsigned works, unsigned refused)
{
    if (deep.status == CORO_ERR_UNSUPPORTED)
        return finding_declared(finding_answered(finding_of(REFUSES, "the type of the caller's frame would contain itself; every "
                                                                     "further level is another type"), ANSWER_NO));
    if (!coro_status_is_refusal(deep.status) && deep.status != CORO_ERR_NO_MEMORY)
        return finding_of_status(deep.status, "one adapter upon another");
    if (deep.leaked > 0)
        return finding_of(FAILS, "memory leaks when a level of recursion is refused");
    unsigned deepest = deepest_between(row, works, refused);
    struct finding found = finding_of(REFUSES, "level %u is refused: %s", deepest + 1, coro_status_message(deep.status));
    if (try_depth(row, PROBE_FILTERS, deepest).status)
        return finding_of(FAILS, "after a level of recursion was refused, %u do not work any more", deepest);
    if (deepest > 0)
        finding_add(&found, "afterwards %u level%s work%s as before", deepest, plural(deepest), deepest == 1 ? "s" : "");
    return finding_valued(finding_answered(found, ANSWER_NO), deepest);
}

static struct finding recursion_to(const struct row *row, unsigned deepest)
{
    struct depth deep, flat = try_depth(row, PROBE_FILTERS, 0);
    if (flat.status)
        return finding_of_status(flat.status, "the end of the recursion");
    for (unsigned depth = 1; depth <= deepest; depth *= 2) {
        deep = try_depth(row, PROBE_FILTERS, depth);
        if (deep.status)
            return recursion_refused(row, deep, depth / 2, depth);
    }
    struct finding found = finding_of(flat.per_item == 0 && deep.per_item > 0 ? FALLS_BACK : WORKS,
                                      "next() awaits next() of its own type %u deep; allocations per item: %g there, %g without "
                                      "recursion", deepest, deep.per_item, flat.per_item);
    return finding_valued(finding_answered(found, ANSWER_YES), deepest);
}

struct finding probe_recursion(const struct row *row) { return recursion_to(row, SHALLOW); }
struct finding probe_deep_recursion(const struct row *row) { return recursion_to(row, DEEP); }

struct finding probe_over_aligned(const struct row *row)
{
    for (unsigned depth = 1; depth <= 2; depth++) {
        struct depth tried = try_depth(row, PROBE_ALIGNED, depth);
        if (tried.leaked > 0)
            return finding_of(FAILS, "a frame that needs 64-byte alignment leaks");
        if (tried.status == CORO_ERR_UNSUPPORTED && depth == 2)
            break;
        if (coro_status_is_refusal(tried.status))
            return finding_of(REFUSES, "a frame that needs 64-byte alignment is refused: %s", coro_status_message(tried.status));
        if (tried.status == CORO_ERR_WRONG_RESULT)
            return finding_of(FAILS, "a frame that needs 64-byte alignment gets a place without it");
        if (tried.status)
            return finding_of_status(tried.status, "a frame that needs 64-byte alignment");
    }
    return finding_of(WORKS, "a frame that needs 64-byte alignment gets it");
}

/* The outcome of dropping a task in mid-await. */
struct dropped { bool has_finished; size_t alive_count; int64_t leaked; };

static enum coro_status drop_after(const struct row *row, unsigned depth, unsigned polls, struct dropped *dropped)
{
    enum { ITEMS = 2 };
    struct probe_fixture fixture;
    bool is_awake = true;
    enum coro_status status = probe_fixture_open(&fixture, row, PROBE_GUARDS, depth);
    if (status)
        return status;
    status = fixture.steps->begin(fixture.stage, ITEMS);
    if (!status) {
        for (unsigned i = 0; i < polls && is_awake; i++)
            is_awake = fixture.steps->poll(fixture.stage);
        struct coro_polled got = fixture.steps->end(fixture.stage);
        dropped->has_finished = got.tag != CORO_PENDING;
        dropped->alive_count = fixture.steps->guards_alive(fixture.stage);
        if (got.tag == CORO_FAILED)
            status = (enum coro_status)got.value;
    }
    dropped->leaked = probe_fixture_close(&fixture);
    return status;
}

struct finding probe_drop_in_mid_await(const struct row *row)
{
    static const unsigned depths[] = { 0, 1, 3 };
    enum { MANY_POLLS = 100 };
    unsigned drop_count = 0, refused_count = 0;
    size_t late_count = 0;
    for (size_t i = 0; i < sizeof depths / sizeof *depths; i++) {
        struct dropped dropped = { 0 };
        for (unsigned polls = 0; polls < MANY_POLLS && !dropped.has_finished; polls++) {
            enum coro_status status = drop_after(row, depths[i], polls, &dropped);
            if (dropped.leaked > 0)
                return finding_of(FAILS, "memory leaks when a task is dropped after %u poll%s, %u adapter%s deep", polls,
                                  plural(polls), depths[i], plural(depths[i]));
            if (status && !coro_status_is_refusal(status))
                return finding_of_status(status, "a task to be dropped");
            late_count += dropped.alive_count;
            drop_count += status == CORO_OK;
            refused_count += status != CORO_OK;
            if (status == CORO_ERR_UNSUPPORTED)
                break;
        }
    }
    struct finding found = finding_of(WORKS, "nothing leaks in %u tasks, dropped after every number of polls", drop_count);
    if (refused_count)
        finding_add(&found, "%u further task%s refused", refused_count, refused_count == 1 ? " was" : "s were");
    if (late_count)
        finding_add(&found, "but what the callee owned in mid-await was freed only with the iterator, not by dropping its "
                            "future");
    return found;
}
