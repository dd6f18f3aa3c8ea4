/* SPDX-License-Identifier: MIT */
/* What every row must do on the workloads themselves, and when memory runs out; and moving an iterator. */
#include <stdlib.h>
#include "bench/probes/probe.h"
#include "bench/probes/probe_fixture.h"
#include "coro/notice.h"

enum { FEW_ITEMS = 16, MOST_FAILURES = 10000 };

struct verified { size_t right, refused; const char *first_refusal; };

/* One workload, from opening it to closing it. A status that is neither success nor a refusal is a failure. */
static enum coro_status run_small(const struct row *row, const struct workload_card *workload, struct verified *verified)
{
    struct cell *cell;
    const char *reason = NULL;
    enum coro_status status = cell_open(row, workload, NULL, &cell, &reason);
    if (!status) {
        status = cell_run(cell, FEW_ITEMS, NULL, &reason);
        if (!status)
            status = cell_run(cell, FEW_ITEMS, NULL, &reason);
        cell_close(cell);
    }
    if (coro_status_is_refusal(status) && verified->refused++ == 0)
        verified->first_refusal = workload->name;
    verified->right += status == CORO_OK;
    return coro_status_is_refusal(status) ? CORO_OK : status;
}

struct finding probe_results(const struct row *row)
{
    struct verified verified = { 0 };
    for (size_t i = 0; i < table_workload_count(); i++) {
        const struct workload_card *workload = table_workload(i);
        if (workload->task_count > PROBE_MOST_TASKS)
            continue;
        struct blocks before = blocks_now(row);
        enum coro_status status = run_small(row, workload, &verified);
        if (status)
            return finding_of(FAILS, "%s: %s", workload->name, coro_status_message(status));
        if (blocks_leaked(row, before) > 0)
            return finding_of(FAILS, "%s leaks: blocks not freed: %lld", workload->name, (long long)blocks_leaked(row, before));
    }
    if (verified.right == 0)
        return finding_of(FAILS, "all %zu workloads are refused", verified.refused);
    struct finding found = finding_of(WORKS, "%zu workloads give the right result", verified.right);
    if (verified.refused)
        finding_add(&found, "%zu refused, %s%s", verified.refused, verified.first_refusal, verified.refused > 1 ? " first" : "");
    return finding_valued(found, (double)verified.right);
}

struct attempt { enum coro_status status; bool has_failed; int64_t leaked; };

/* Setting up, a run and closing, with the n-th allocation failing. */
static struct attempt fail_nth(const struct row *row, enum probe_chain chain, unsigned depth, uint64_t n)
{
    struct trial trial;
    uint64_t sum;
    struct blocks before = blocks_now(row);
    count_fail_nth(n);
    enum coro_status status = trial_open(&trial, row, chain, depth);
    if (!status) {
        status = trial_run(&trial, 2, &sum);
        if (!status && sum != 1)
            status = CORO_ERR_WRONG_RESULT;
        trial_close(&trial);
    }
    struct attempt attempt = { status, count_has_failed(), blocks_leaked(row, before) };
    count_fail_nth(0);
    return attempt;
}

/* NULL when it may end so, or what went wrong. */
static const char *complaint_of(struct attempt attempt)
{
    if (attempt.leaked > 0)
        return "memory leaks";
    if (attempt.status && attempt.status != CORO_ERR_NO_MEMORY && !coro_status_is_refusal(attempt.status))
        return coro_status_message(attempt.status);
    return NULL;
}

/* Fails allocation 1, 2, 3 ... of one chain until a run meets no failure; adds how many there were. */
static struct finding fail_in_turn(const struct row *row, enum probe_chain chain, unsigned depth, uint64_t *failure_count)
{
    for (uint64_t n = 1; n < MOST_FAILURES; n++) {
        struct attempt attempt = fail_nth(row, chain, depth, n);
        const char *complaint = complaint_of(attempt);
        *failure_count += attempt.has_failed;
        if (complaint && attempt.has_failed)
            return finding_of(FAILS, "when the allocation number %llu of a run fails: %s", (unsigned long long)n, complaint);
        if (complaint)
            return finding_of(FAILS, "though no allocation fails: %s", complaint);
        if (!attempt.has_failed)
            return finding_of(WORKS, "a run gets through");
    }
    return finding_of(FAILS, "a run never gets through");
}

/* The same with a workload's cell, which sets up and runs in its own way: tasks by the dozen, chains of other iterators, trees. */
static struct attempt fail_nth_of_workload(const struct row *row, const struct workload_card *workload, uint64_t n)
{
    struct cell *cell = NULL;
    const char *reason;
    struct blocks before = blocks_now(row);
    count_fail_nth(n);
    enum coro_status status = cell_open(row, workload, NULL, &cell, &reason);
    if (!status)
        status = cell_run(cell, 2, NULL, &reason);
    cell_close(cell);
    struct attempt attempt = { status, count_has_failed(), blocks_leaked(row, before) };
    count_fail_nth(0);
    return attempt;
}

/* A sanitizer makes it take minutes; what it would find, fewer failures show it. */
enum { IS_SLOW = CORO_NOTICE_STACK_FACTOR > 1 };

/* Every one of the first few, which differ most; later ones at growing distances, since some workloads make thousands. */
static uint64_t next_failure(uint64_t n)
{
    enum { EACH = IS_SLOW ? 4 : 32, NEARNESS = IS_SLOW ? 1 : 4 };
    return n < EACH ? n + 1 : n + n / NEARNESS;
}

/* Leaves out those that fork, whose children's allocations are their own, and those that allocate for seconds. */
static bool can_be_starved(const struct row *row, const struct workload_card *workload)
{
    enum { MOST_TASKS = 1000, MOST_ALLOCATIONS = IS_SLOW ? 1000 : 50000 };
    if (workload->waits_for_others || workload->task_count > MOST_TASKS)
        return false;
    struct count before = count_now();
    return fail_nth_of_workload(row, workload, 0).status == CORO_OK && count_since(before).allocations < MOST_ALLOCATIONS;
}

static struct finding starve_workload(const struct row *row, const struct workload_card *workload, uint64_t *failure_count)
{
    for (uint64_t n = 1;; n = next_failure(n)) {
        struct attempt attempt = fail_nth_of_workload(row, workload, n);
        const char *complaint = complaint_of(attempt);
        *failure_count += attempt.has_failed;
        if (complaint)
            return finding_of(FAILS, "when the allocation number %llu of %s fails: %s", (unsigned long long)n, workload->name,
                              complaint);
        if (!attempt.has_failed)
            return finding_of(WORKS, "a run gets through");
    }
}

static struct finding starve_workloads(const struct row *row, uint64_t *failure_count, size_t *workload_count)
{
    for (size_t i = 0; i < table_workload_count(); i++) {
        if (!can_be_starved(row, table_workload(i)))
            continue;
        struct finding found = starve_workload(row, table_workload(i), failure_count);
        if (found.behaviour == FAILS)
            return found;
        ++*workload_count;
    }
    return finding_of(WORKS, "all get through");
}

struct finding probe_failing_allocation(const struct row *row)
{
    static const struct { enum probe_chain chain; unsigned depth; } chains[] = {
        { PROBE_FILTERS, 0 }, { PROBE_FILTERS, 4 }, { PROBE_GUARDS, 1 }, { PROBE_GUARDS, 3 }, { PROBE_ALIGNED, 1 },
    };
    uint64_t failure_count = 0;
    size_t workload_count = 0;
    for (size_t i = 0; i < sizeof chains / sizeof *chains; i++) {
        struct finding found = fail_in_turn(row, chains[i].chain, chains[i].depth, &failure_count);
        if (found.behaviour == FAILS)
            return found;
    }
    struct finding starved = starve_workloads(row, &failure_count, &workload_count);
    if (starved.behaviour == FAILS)
        return starved;
    struct finding found = finding_of(WORKS, "%llu allocations failed in turn, in chains and in %zu workloads: each was reported or made "
                                             "up for, and nothing leaked", (unsigned long long)failure_count, workload_count);
    return finding_valued(found, (double)failure_count);
}

static bool is_all_zero(const unsigned char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

/* Moves the iterator, awaits the item after that in one of two ways, and looks at the place where the iterator was. */
static enum coro_status item_after_move(struct trial *trial, enum coro_status (*await)(struct trial *, uint64_t *), uint64_t *item)
{
    void *old_place;
    size_t old_bytes;
    enum coro_status status = trial->steps->move(trial->stage, &old_place, &old_bytes);
    if (status)
        return status;
    status = await(trial, item);
    if (!status && !is_all_zero(old_place, old_bytes))
        status = CORO_ERR_WRONG_RESULT;
    free(old_place);
    return status;
}
static enum coro_status by_hand(struct trial *trial, uint64_t *item) { return trial_hand_await(trial, 0, item); }
static enum coro_status by_own_caller(struct trial *trial, uint64_t *item) { return trial_run(trial, 1, item); }

/* Items 0 and 1 by hand, 2 and 3 by the row's own caller, with a move before every second one. */
static enum coro_status move_between_items(struct trial *trial)
{
    uint64_t items[4] = { ~0ull, ~0ull, ~0ull, ~0ull };
    enum coro_status status = trial->steps->hand_open(trial->stage, 2);
    if (status)
        return status;
    status = by_hand(trial, &items[0]);
    if (!status)
        status = item_after_move(trial, by_hand, &items[1]);
    trial->steps->hand_close(trial->stage);
    if (!status)
        status = by_own_caller(trial, &items[2]);
    if (!status)
        status = item_after_move(trial, by_own_caller, &items[3]);
    for (uint64_t i = 0; i < 4 && !status; i++)
        if (items[i] != i)
            status = CORO_ERR_WRONG_RESULT;
    return status;
}

struct finding probe_move(const struct row *row)
{
    struct trial trial;
    enum coro_status status = trial_open(&trial, row, PROBE_FILTERS, 0);
    if (status)
        return finding_of_status(status, "an iterator to be moved");
    status = move_between_items(&trial);
    int64_t leaked = trial_close(&trial);
    if (status)
        return finding_of_status(status, "moving the iterator between two items");
    if (leaked > 0)
        return finding_of(FAILS, "memory leaks when the iterator is moved between two items: blocks not freed: %lld", (long long)leaked);
    return finding_of(WORKS, "an iterator that is moved between two items goes on where it was");
}
