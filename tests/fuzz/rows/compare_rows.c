/* SPDX-License-Identifier: MIT */
/* Runs random programs of iterators (steps.h) under every row of the table, and compares the events with those of the row `box`.
 * Where no allocation fails, all events are the same, up to a row's first refusal. Where some fail, each row gives the right
 * items in the right order. In both, every body that began is dropped once, and nothing leaks.
 *
 *     fuzz_rows [--row NAME] [--seed N] [--count N | --seconds S]
 */
#include <stdio.h>
#include <string.h>
#include "coro/coroutine.h"
#include "tests/fuzz/choice.h"
#include "tests/fuzz/faults.h"
#include "tests/fuzz/options.h"
#include "tests/fuzz/rows/steps.h"

static const char *const reference_name = "box";
static const struct fuzz_row *reference, *running;
static struct tally { unsigned long long programs, runs, unsupported, events; } tally;

static void fail(const char *what, const struct events *right, const struct events *other, unsigned at)
{
    fprintf(stderr, "%s: %s, at event %u\n", running->name, what, at);
    fprintf(stderr, "%s:", reference_name);
    events_print(right, at);
    fprintf(stderr, "%s:", running->name);
    events_print(other, at);
    REQUIRE(!"the rows do the same");
}

static void check_balance(const struct events *own)
{
    unsigned begun = 0, dropped = 0;
    for (unsigned i = 0; i < own->count; i++) {
        begun += own->at[i].kind == EVENT_BEGUN;
        dropped += own->at[i].kind == EVENT_DROPPED && own->at[i].value != UINT32_MAX;
    }
    if (begun != dropped)
        fail("not every body that began was dropped once", own, own, own->count);
}

/* `all` has every item of the chain. */
static void check_items(const struct events *all, const struct events *own)
{
    unsigned at = 0;
    for (unsigned i = 0; i < own->count; i++) {
        if (own->at[i].kind != EVENT_ITEM)
            continue;
        while (at < all->count && all->at[at].kind != EVENT_ITEM)
            at++;
        if (at == all->count || all->at[at].value != own->at[i].value)
            fail("an item is not the next", all, own, i);
        at++;
    }
}

static void check_events(const struct events *right, const struct events *own)
{
    bool is_equal;
    unsigned at = events_compare(right, own, &is_equal);
    if (!is_equal)
        fail("it does not do the same", right, own, at);
}

/* `right`: of the same steps under the reference, or all items where allocations fail. */
static void run_row(const struct steps *steps, const struct fuzz_row *row, const struct events *right)
{
    static struct events own;
    running = row;
    struct outcome outcome = steps_run(steps, row, &own);
    if (outcome.status != CORO_OK) {
        tally.unsupported++;
        REQUIRE(coro_status_is_refusal(outcome.status) || outcome.status == CORO_ERR_UNSUPPORTED);
        return;
    }
    tally.runs++;
    tally.events += own.count;
    check_balance(&own);
    if (steps->one_failure_in > 0)
        check_items(right, &own);
    else
        check_events(right, &own);
    if (outcome.leaked_blocks != 0)
        fail("blocks leak", right, &own, own.count);
}

static void run_program(uint64_t seed, const char *only)
{
    static struct events right;
    struct steps steps;
    choice_begin(seed);
    steps_choose(&steps);
    struct steps all = steps_of_all_items(&steps.chain);
    running = reference;
    struct outcome outcome = steps_run(&steps, reference, &right);
    REQUIRE(outcome.status == CORO_OK);
    if (steps.one_failure_in > 0)
        (void)steps_run(&all, reference, &right);
    for (const struct fuzz_row *const *row = __start_fuzz_rows; row < __stop_fuzz_rows; row++)
        if (!(*row)->refusal() && !((*row)->keeps_frames && outcome.drops_waiting) && (!only || strcmp(only, (*row)->name) == 0))
            run_row(&steps, *row, &right);
    tally.programs++;
}

static const struct fuzz_row *find(const char *name)
{
    for (const struct fuzz_row *const *row = __start_fuzz_rows; row < __stop_fuzz_rows; row++)
        if (strcmp(name, (*row)->name) == 0)
            return *row;
    return NULL;
}

/* A thread's free blocks are forbidden memory (coro/alloc/block_chunk.c). By default, LeakSanitizer looks for no pointers there,
 * and would take all free blocks but the first of a list for leaks. */
const char *__lsan_default_options(void);
const char *__lsan_default_options(void) { return "use_poisoned=1"; }

int main(int count, char **arguments)
{
    (void)count;
    struct options options = options_of(arguments, "--row NAME");
    reference = find(reference_name);
    REQUIRE(reference != NULL && (options.part == NULL || find(options.part)));
    options_begin(&options);
    coro_lay_canaries();
    while (options_go_on(&options))
        run_program(options.next_seed++, options.part);
    printf("rows: %llu programs from seed %llu in %.1f s, %llu under a row, %llu not expressed, %llu events, "
           "%llu failed allocations\n", tally.programs, (unsigned long long)options.seed, options_seconds(&options), tally.runs,
           tally.unsupported, tally.events, faults.count);
    return 0;
}
