/* SPDX-License-Identifier: MIT */
/* Probes the workloads themselves: right results, failing allocations, and moving an iterator. A strategy that fails is not
 * measured. */
#include <stdio.h>
#include <stdlib.h>
#include "bench/probes/probe.h"
#include "coro/notice.h"

enum { FEW_ITEMS = 16, MOST_FAILURES = 10000 };

struct verified { size_t right, refused; const char *first_refusal; };

/* The last line on standard error is the complaint of a probe that crashes or hangs: then it names the workload. */
static void name_in_advance(const struct workload_card *workload) { fprintf(stderr, "in the workload %s\n", workload->name); }

/* Runs one workload twice, and counts its outcome. Returns a status and a reason for a failure only, which a refusal is not. */
static enum coro_status run_small(const struct row *row, const struct workload_card *workload, struct verified *verified,
                                  const char **reason)
{
    struct cell *cell;
    enum coro_status status = cell_open(row, workload, NULL, &cell, reason);
    if (!status) {
        status = cell_run(cell, FEW_ITEMS, NULL, reason);
        if (!status)
            status = cell_run(cell, FEW_ITEMS, NULL, reason);
        cell_close(cell);
    }
    if (coro_status_is_refusal(status) && verified->refused++ == 0)
        verified->first_refusal = workload->name;
    verified->right += status == CORO_OK;
    return coro_status_is_refusal(status) ? CORO_OK : status;
}

struct outcome { enum coro_status status; const char *reason; int64_t leaked; };
typedef struct outcome verify_fn(const struct row *, const struct workload_card *, struct verified *);

static struct outcome verify(const struct row *row, const struct workload_card *workload, struct verified *verified)
{
    struct outcome outcome = { 0 };
    struct blocks before = blocks_now(row);
    outcome.status = run_small(row, workload, verified, &outcome.reason);
    outcome.leaked = blocks_leaked(row, before);
    return outcome;
}

/* Where threads end they leave free blocks to one another, which no thread keeps and which are not lost. Without a leak, a second
 * run takes no further block. */
static struct outcome verify_again(const struct row *row, const struct workload_card *workload, struct verified *verified)
{
    struct outcome outcome = { 0 };
    struct verified first = { 0 };
    outcome.status = run_small(row, workload, &first, &outcome.reason);
    struct count before = count_now();
    if (!outcome.status)
        outcome.status = run_small(row, workload, verified, &outcome.reason);
    outcome.leaked = count_since(before).live;
    return outcome;
}

static struct finding finding_of_outcome(struct outcome outcome, const char *workload)
{
    if (outcome.status)
        return finding_of(FAILS, "%s: %s", workload, outcome.reason);
    const struct workload_card *card = table_find_workload(workload);
    if (outcome.leaked > 0)
        return finding_of(FAILS, "%s leaks: blocks not freed: %lld%s", workload, (long long)outcome.leaked,
                          card && card->has_threads ? ": each thread that ended has left some; coro/base/thread_end.h calls for "
                                                      "its end" : "");
    return finding_of(WORKS, "right");
}

static bool fails_under(const struct row *row, const struct workload_card *workload, verify_fn *by)
{
    struct verified ignored = { 0 };
    return finding_of_outcome(by(row, workload, &ignored), workload->name).behaviour != WORKS;
}

/* Says so when the plainest row fails, too, or, of that row, the next. */
static struct finding blame(struct finding found, const struct row *row, const struct workload_card *workload, verify_fn *by)
{
    static const char *const plain[] = { "box", "inline_slot", "static_dispatch" };
    const struct row *other = NULL;
    for (size_t i = 0; i < sizeof plain / sizeof *plain && (other == NULL || other == row); i++)
        other = table_find_row(plain[i]);
    if (other && other != row && fails_under(other, workload, by))
        finding_add(&found, "it fails under %s, too: " FINDING_BLAMES_WORKLOAD, row_card(other)->name);
    return found;
}

/* Verifies the workloads whose threads run at once by verify_again, the others by verify. */
static struct finding verify_all(const struct row *row, verify_fn *by, struct verified *verified)
{
    for (size_t i = 0; i < table_workload_count(); i++) {
        const struct workload_card *workload = table_workload(i);
        if (workload->task_count > PROBE_MOST_TASKS || workload->is_parallel != (by == verify_again))
            continue;
        name_in_advance(workload);
        struct finding found = finding_of_outcome(by(row, workload, verified), workload->name);
        if (found.behaviour != WORKS)
            return blame(found, row, workload, by);
    }
    return finding_of(WORKS, "right");
}

/* Workloads whose threads end come last: what they leave to other threads would be counted as a leak in those after them. */
struct finding probe_results(const struct row *row)
{
    struct verified verified = { 0 };
    struct finding found = verify_all(row, verify, &verified);
    if (found.behaviour == WORKS)
        found = verify_all(row, verify_again, &verified);
    if (found.behaviour != WORKS)
        return found;
    if (verified.right == 0)
        return finding_of(FAILS, "all %zu workloads are refused", verified.refused);
    found = finding_of(WORKS, "%zu workloads give the right result", verified.right);
    if (verified.refused)
        finding_add(&found, "%zu refused, %s%s", verified.refused, verified.first_refusal, verified.refused > 1 ? " first" : "");
    return finding_valued(found, (double)verified.right);
}

/* A run to fail the allocations of: a chain of iterators, or a workload's cell. */
struct subject { const struct row *row; const struct workload_card *workload; enum probe_chain chain; unsigned depth; };
struct attempt { enum coro_status status; bool has_failed; int64_t leaked; };

static enum coro_status run_chain(const struct subject *subject)
{
    struct probe_fixture fixture;
    uint64_t sum;
    enum coro_status status = probe_fixture_open(&fixture, subject->row, subject->chain, subject->depth);
    if (status)
        return status;
    status = probe_fixture_run(&fixture, 2, &sum);
    probe_fixture_close(&fixture);
    return !status && sum != 1 ? CORO_ERR_WRONG_RESULT : status;
}

static enum coro_status run_workload(const struct subject *subject)
{
    struct cell *cell = NULL;
    const char *reason;
    enum coro_status status = cell_open(subject->row, subject->workload, NULL, &cell, &reason);
    if (!status)
        status = cell_run(cell, 2, NULL, &reason);
    cell_close(cell);
    return status;
}

/* Opens, runs and closes the subject while the n-th allocation fails; 0: none. */
static struct attempt fail_nth(const struct subject *subject, uint64_t n)
{
    struct blocks before = blocks_now(subject->row);
    count_fail_nth(n);
    enum coro_status status = subject->workload ? run_workload(subject) : run_chain(subject);
    struct attempt attempt = { status, count_has_failed(), blocks_leaked(subject->row, before) };
    count_fail_nth(0);
    return attempt;
}

/* Returns NULL for an acceptable end, or the fault. */
static const char *fault_of(struct attempt attempt)
{
    if (attempt.leaked > 0)
        return "memory leaks";
    if (attempt.status && attempt.status != CORO_ERR_NO_MEMORY && !coro_status_is_refusal(attempt.status))
        return coro_status_message(attempt.status);
    return NULL;
}

/* Under a sanitizer the probe takes minutes, and fewer failures find the same faults. */
enum { IS_SLOW = CORO_NOTICE_STACK_FACTOR > 1 };

/* Chains fail at every allocation. Workloads, some of which make thousands, fail at each of the first and then at growing
 * distances: the first ones differ most. */
static uint64_t next_failure(const struct subject *subject, uint64_t n)
{
    enum { EACH = IS_SLOW ? 4 : 16, NEARNESS = IS_SLOW ? 1 : 2 };
    return subject->workload == NULL || n < EACH ? n + 1 : n + n / NEARNESS;
}

/* Fails one allocation after another until a run meets no failure, and adds up the failures. */
static struct finding fail_in_turn(const struct subject *subject, uint64_t *failure_count)
{
    const char *name = subject->workload ? subject->workload->name : "a run";
    for (uint64_t n = 1; subject->workload || n < MOST_FAILURES; n = next_failure(subject, n)) {
        struct attempt attempt = fail_nth(subject, n);
        const char *fault = fault_of(attempt);
        *failure_count += attempt.has_failed;
        if (fault && attempt.has_failed)
            return finding_of(FAILS, "when the allocation number %llu of %s fails: %s", (unsigned long long)n, name, fault);
        if (fault)
            return finding_of(FAILS, "though no allocation of %s fails: %s", name, fault);
        if (!attempt.has_failed)
            return finding_of(WORKS, "a run gets through");
    }
    return finding_of(FAILS, "a run never gets through");
}

/* False for workloads that fork, whose children's allocations are their own, and for those that allocate for seconds. Short
 * threads, which are waited for, are new tasks. */
static bool can_fail(const struct subject *subject)
{
    enum { MOST_TASKS = 1000, MOST_ALLOCATIONS = IS_SLOW ? 1000 : 50000 };
    bool is_of_others = subject->workload->waits_for_others && !subject->workload->makes_tasks;
    if (is_of_others || subject->workload->task_count > MOST_TASKS)
        return false;
    struct count before = count_now();
    return fail_nth(subject, 0).status == CORO_OK && count_since(before).allocations < MOST_ALLOCATIONS;
}

struct finding probe_failing_allocation(const struct row *row)
{
    static const struct { enum probe_chain chain; unsigned depth; } chains[] = {
        { PROBE_FILTERS, 0 }, { PROBE_FILTERS, 4 }, { PROBE_GUARDS, 1 }, { PROBE_GUARDS, 3 }, { PROBE_ALIGNED, 1 },
    };
    uint64_t failure_count = 0;
    size_t workload_count = 0;
    for (size_t i = 0; i < sizeof chains / sizeof *chains; i++) {
        struct subject subject = { .row = row, .chain = chains[i].chain, .depth = chains[i].depth };
        struct finding found = fail_in_turn(&subject, &failure_count);
        if (found.behaviour == FAILS)
            return found;
    }
    for (size_t i = 0; i < table_workload_count(); i++) {
        struct subject subject = { .row = row, .workload = table_workload(i) };
        if (!can_fail(&subject))
            continue;
        struct finding found = fail_in_turn(&subject, &failure_count);
        if (found.behaviour == FAILS)
            return found;
        workload_count++;
    }
    struct finding found =
        finding_of(WORKS, "%llu allocations failed in turn, in chains and in %zu workloads: each was reported or made up for, "
                          "and nothing leaked", (unsigned long long)failure_count, workload_count);
    return finding_valued(found, (double)failure_count);
}

static bool is_all_zero(const unsigned char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

/* Moves the iterator, awaits the next item in one of two ways, and checks that the old place stays untouched. */
typedef enum coro_status await_fn(struct probe_fixture *, uint64_t *item);
static enum coro_status item_after_move(struct probe_fixture *fixture, await_fn *await, uint64_t *item)
{
    void *old_place;
    size_t old_bytes;
    enum coro_status status = fixture->steps->move(fixture->stage, &old_place, &old_bytes);
    if (status)
        return status;
    status = await(fixture, item);
    if (!status && !is_all_zero(old_place, old_bytes))
        status = CORO_ERR_WRONG_RESULT;
    free(old_place);
    return status;
}
static enum coro_status by_hand(struct probe_fixture *fixture, uint64_t *item)
{
    return probe_fixture_hand_await(fixture, 0, item);
}
static enum coro_status by_own_caller(struct probe_fixture *fixture, uint64_t *item)
{
    return probe_fixture_run(fixture, 1, item);
}

/* Awaits items 0 and 1 by hand, 2 and 3 by the row's own caller, with a move before every second one. */
static enum coro_status move_between_items(struct probe_fixture *fixture)
{
    uint64_t items[4] = { ~0ull, ~0ull, ~0ull, ~0ull };
    enum coro_status status = by_hand(fixture, &items[0]);
    if (!status)
        status = item_after_move(fixture, by_hand, &items[1]);
    probe_fixture_close_hand(fixture);
    if (!status)
        status = by_own_caller(fixture, &items[2]);
    if (!status)
        status = item_after_move(fixture, by_own_caller, &items[3]);
    for (uint64_t i = 0; i < 4 && !status; i++)
        if (items[i] != i)
            status = CORO_ERR_WRONG_RESULT;
    return status;
}

struct finding probe_move(const struct row *row)
{
    struct probe_fixture fixture;
    long long leaked = 0;
    enum coro_status status = probe_fixture_open_hand(&fixture, row, 2);
    if (!status) {
        status = move_between_items(&fixture);
        leaked = probe_fixture_close(&fixture);
    }
    if (status)
        return finding_of_status(status, "moving the iterator between two items");
    if (leaked > 0)
        return finding_of(FAILS, "memory leaks when the iterator is moved between two items: blocks not freed: %lld", leaked);
    return finding_of(WORKS, "an iterator that is moved between two items goes on where it was");
}
