/* SPDX-License-Identifier: MIT */
/* Probes a heap that has nothing left. The n-th allocation of a task fails, alone or with all later ones, and afterwards the same
 * caller runs a task with memory. A child makes each run: it finds nothing cached by an earlier one, and it may crash, which is
 * an answer. */
#define _GNU_SOURCE 1 /* sigabbrev_np */
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include "bench/probes/probe.h"

enum { ITEMS = 8, FIRST_SUM = ITEMS * (ITEMS - 1) / 2, MOST_FAILURES = 1000 };

enum shortage { ONE_FAILS, ALL_LATER_FAIL, SHORTAGES };
static const char *const shortages[SHORTAGES] = { "fails", "and all later ones fail" };

struct short_run { enum coro_status status, again; uint64_t sum, sum_again; bool has_failed; int64_t leaked; };
struct failures { uint64_t count, seen, served; };

static void fail(enum shortage shortage, uint64_t n)
{
    if (shortage == ONE_FAILS)
        count_fail_nth(n);
    else
        count_fail_from(n);
}

/* Runs a task short of memory, and then a task with enough of it. 0: both have enough. */
static enum coro_status run_short(const struct row *row, enum shortage shortage, uint64_t n, struct short_run *run)
{
    struct probe_fixture fixture;
    *run = (struct short_run){ 0 };
    enum coro_status status = probe_fixture_open(&fixture, row, PROBE_FILTERS, 0);
    if (status)
        return status;
    fail(shortage, n);
    run->status = probe_fixture_run(&fixture, ITEMS, &run->sum);
    run->has_failed = count_has_failed();
    count_fail_nth(0);
    run->again = probe_fixture_run(&fixture, ITEMS, &run->sum_again);
    run->leaked = probe_fixture_close(&fixture);
    return CORO_OK;
}

/* The caller has a status instead of a sum, which must not be that of a fault. */
static bool is_error(const struct short_run *run)
{
    return run->status == CORO_ERR_NO_MEMORY || coro_status_is_refusal(run->status);
}
static bool is_served(const struct short_run *run) { return run->status == CORO_OK && run->sum == FIRST_SUM; }

/* The first task may have had some of the items: the second goes on at one of the first ITEMS + 1. */
static bool goes_on(const struct short_run *run)
{
    return run->again == CORO_OK && run->sum_again % ITEMS == FIRST_SUM % ITEMS && run->sum_again >= FIRST_SUM
           && run->sum_again <= FIRST_SUM + ITEMS * ITEMS;
}

/* The run that the child makes: ask_in_child hands it no more than the row. */
static struct { enum shortage shortage; uint64_t n; } asked;
enum { NONE_FAILED, SEEN, SERVED };         /* the finding's value when all is well */

static struct finding judge(const struct short_run *run)
{
    struct finding found = finding_of(FAILS, "when allocation number %llu %s", (unsigned long long)asked.n,
                                      shortages[asked.shortage]);
    if (run->leaked > 0)
        finding_add(&found, "blocks leak: %lld", (long long)run->leaked);
    else if (run->status == CORO_OK && !is_served(run))
        finding_add(&found, "the caller sees no error, and gets the sum %llu instead of %d", (unsigned long long)run->sum,
                    FIRST_SUM);
    else if (!is_served(run) && !is_error(run))
        finding_add(&found, "the caller sees: %s", coro_status_message(run->status));
    else if (!goes_on(run))
        finding_add(&found, "the next task, which has memory, does not work: %s",
                    coro_status_message(run->again ? run->again : CORO_ERR_WRONG_RESULT));
    else
        return finding_valued(finding_of(WORKS, "%s", ""), !run->has_failed ? NONE_FAILED : is_served(run) ? SERVED : SEEN);
    return finding_answered(found, ANSWER_NO);
}

static struct finding make_run(const struct row *row)
{
    struct short_run run;
    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
    enum coro_status status = run_short(row, asked.shortage, asked.n, &run);
    return status ? finding_of_status(status, "a task that is to be short of memory") : judge(&run);
}

static struct finding run_in_child(const struct row *row, enum shortage shortage, uint64_t n)
{
    struct finding found;
    int end;
    asked.shortage = shortage;
    asked.n = n;
    if (ask_in_child(row, make_run, &found, &end))
        return found;
    found = finding_of(FAILS, "when allocation number %llu %s, the program ends", (unsigned long long)n, shortages[shortage]);
    if (WIFSIGNALED(end))
        finding_add(&found, "the signal is SIG%s", sigabbrev_np(WTERMSIG(end)));
    return finding_answered(found, ANSWER_NO);
}

/* Fails one allocation after another, until a run meets no failure. */
static struct finding fail_in_turn(const struct row *row, enum shortage shortage, struct failures *failures)
{
    for (uint64_t n = 1; n < MOST_FAILURES; n++) {
        struct finding found = run_in_child(row, shortage, n);
        if (found.behaviour != WORKS || found.value == NONE_FAILED)
            return found;
        failures->count++;
        failures->seen += found.value == SEEN;
        failures->served += found.value == SERVED;
    }
    return finding_of(FAILS, "a task meets more than %d allocations that fail", MOST_FAILURES);
}

static struct finding describe(const struct row *row, const struct failures *failures)
{
    if (failures->count == 0 && places_uncounted(row))
        return finding_of(WORKS, "its frames come from an allocator that is not counted here, and that no probe can make fail");
    if (failures->count == 0)
        return finding_answered(finding_of(WORKS, "%d items allocate nothing that could fail", ITEMS), ANSWER_YES);
    struct finding found = finding_of(WORKS, "in %llu runs an allocation failed, alone or with all later ones: in %llu the "
                                             "caller saw an error", (unsigned long long)failures->count,
                                      (unsigned long long)failures->seen);
    if (failures->served > 0)
        finding_add(&found, "in %llu it got the right sum", (unsigned long long)failures->served);
    finding_add(&found, "with memory again, its next task worked");
    return finding_valued(finding_answered(found, ANSWER_YES), (double)failures->count);
}

/* The first run has all memory: a row that does not work then has no answer. */
struct finding probe_survives_no_memory(const struct row *row)
{
    struct failures failures = { 0 };
    if (row->probes == NULL)
        return peer_survives_no_memory(row);
    struct finding found = run_in_child(row, ONE_FAILS, 0);
    if (found.behaviour != WORKS)
        return finding_of(FAILS, "with all memory, %s", found.evidence);
    for (enum shortage shortage = 0; shortage < SHORTAGES; shortage++) {
        found = fail_in_turn(row, shortage, &failures);
        if (found.behaviour != WORKS)
            return found;
    }
    return describe(row, &failures);
}
