/* SPDX-License-Identifier: MIT */
/* Probes growing frames: runs the workload frame/BYTES in all its sizes, and reports allocations and refusals. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/probes/probe.h"

enum { MAX_SIZES = 32, ITEMS = 64 };
static const char family[] = "frame/";

/* `first` are the allocations of a task's first run beyond `per_item`. */
struct outcome { size_t bytes; enum coro_status status; uint64_t first; double per_item; };
struct outcomes { struct outcome at[MAX_SIZES]; size_t count; };

static void try_size(const struct row *row, const struct workload_card *workload, struct outcome *outcome)
{
    struct cell *cell;
    struct cell_count count;
    const char *reason;
    *outcome = (struct outcome){ .bytes = strtoul(workload->name + strlen(family), NULL, 10) };
    outcome->status = cell_open(row, workload, NULL, &cell, &reason);
    if (outcome->status)
        return;
    outcome->status = cell_count(cell, ITEMS, &count, &reason);
    cell_close(cell);
    if (outcome->status)
        return;
    double calls = count.allocations * (ITEMS + 1);         /* the last next() returns the end */
    outcome->per_item = count.allocations;
    outcome->first = (double)count.first_run_allocations > calls ? count.first_run_allocations - (uint64_t)calls : 0;
}

/* Smallest size first, in the order of the table. */
static void try_sizes(const struct row *row, struct outcomes *outcomes)
{
    outcomes->count = 0;
    for (size_t i = 0; i < table_workload_count() && outcomes->count < MAX_SIZES; i++)
        if (strncmp(table_workload(i)->name, family, strlen(family)) == 0)
            try_size(row, table_workload(i), &outcomes->at[outcomes->count++]);
}

/* Returns the first failure. Refusals are results, not failures. */
static enum coro_status failure_of(const struct outcomes *outcomes)
{
    for (size_t i = 0; i < outcomes->count; i++) {
        enum coro_status status = outcomes->at[i].status;
        if (status && !coro_status_is_refusal(status) && status != CORO_ERR_NO_MEMORY)
            return status;
    }
    return outcomes->count ? CORO_OK : CORO_ERR_UNSUPPORTED;
}

static bool is_alike(const struct outcome *a, const struct outcome *b)
{
    return a->status == b->status && a->per_item == b->per_item && a->first == b->first;
}

/* Describes a group of sizes with one outcome: "frames of 16 to 128 bytes take 0 allocations at first and 0 per item". */
static void describe_group(struct finding *found, const struct outcome *first, const struct outcome *last)
{
    char sizes[64];
    if (first == last)
        snprintf(sizes, sizeof sizes, "%zu bytes", first->bytes);
    else
        snprintf(sizes, sizeof sizes, "%zu to %zu bytes", first->bytes, last->bytes);
    if (first->status)
        finding_add(found, "frames of %s are refused: %s", sizes, coro_status_message(first->status));
    else
        finding_add(found, "frames of %s take %llu allocation%s at first and %g per item", sizes,
                    (unsigned long long)first->first, plural(first->first), first->per_item);
}

static struct finding describe(enum behaviour behaviour, const struct outcomes *outcomes)
{
    struct finding found = finding_of(behaviour, "%s", "");
    for (size_t from = 0, to; from < outcomes->count; from = to) {
        for (to = from + 1; to < outcomes->count && is_alike(&outcomes->at[from], &outcomes->at[to]); to++) {
        }
        describe_group(&found, &outcomes->at[from], &outcomes->at[to - 1]);
    }
    return found;
}

static bool works(const struct outcome *outcome) { return outcome->status == CORO_OK; }
static bool takes_per_item(const struct outcome *outcome) { return works(outcome) && outcome->per_item > 0; }
static bool takes_any(const struct outcome *outcome) { return works(outcome) && (outcome->per_item > 0 || outcome->first > 0); }
static size_t count_of(const struct outcomes *outcomes, bool (*is_so)(const struct outcome *))
{
    size_t count = 0;
    for (size_t i = 0; i < outcomes->count; i++)
        count += is_so(&outcomes->at[i]);
    return count;
}

/* REFUSES if some sizes are refused, FALLS_BACK if some but not all are boxed. */
static enum behaviour behaviour_of(const struct outcomes *outcomes)
{
    size_t worked = count_of(outcomes, works), boxed = count_of(outcomes, takes_per_item);
    if (worked < outcomes->count)
        return REFUSES;
    return boxed > 0 && boxed < worked ? FALLS_BACK : WORKS;
}

static double most_per_item(const struct outcomes *outcomes)
{
    double most = 0;
    for (size_t i = 0; i < outcomes->count; i++)
        if (takes_per_item(&outcomes->at[i]) && outcomes->at[i].per_item > most)
            most = outcomes->at[i].per_item;
    return most;
}

/* A row may ask an allocator for each frame where nobody counts: then a count of none says nothing. */
static struct finding with_uncounted(struct finding found, const struct row *row)
{
    if (!found.is_answered || found.answer == ANSWER_YES || !places_uncounted(row))
        return found;
    finding_add(&found, "but each frame comes from an allocator that is not counted here");
    found.is_answered = false;
    return found;
}

static struct finding judge_allocations(const struct outcomes *outcomes)
{
    enum answer answer = count_of(outcomes, takes_any) ? ANSWER_YES : ANSWER_NO;
    return finding_answered(describe(behaviour_of(outcomes), outcomes), answer);
}
static struct finding judge_items(const struct outcomes *outcomes)
{
    size_t worked = count_of(outcomes, works);
    size_t boxed = count_of(outcomes, takes_per_item);
    struct finding found = describe(behaviour_of(outcomes), outcomes);
    if (boxed > 0 && boxed < worked)
        finding_add(&found, "so at %zu of %zu sizes every item takes memory, and at the others none does", boxed, worked);
    found = finding_answered(found, worked > 0 && boxed == worked ? ANSWER_YES : ANSWER_NO);
    return finding_valued(found, most_per_item(outcomes));
}
static struct finding judge_largest(const struct outcomes *outcomes)
{
    const struct outcome *large = &outcomes->at[outcomes->count - 1];
    struct finding found;
    if (large->status) {
        found = finding_of(REFUSES, "a frame of %zu bytes is refused: %s", large->bytes, coro_status_message(large->status));
        return finding_valued(finding_answered(found, ANSWER_NO), (double)large->bytes);
    }
    bool is_boxed = large->per_item > outcomes->at[0].per_item;
    found = finding_of(is_boxed ? FALLS_BACK : WORKS, "a frame of %zu bytes gives the right sum", large->bytes);
    finding_add(&found, "it takes %llu allocation%s at first and %g per item", (unsigned long long)large->first,
                plural(large->first), large->per_item);
    return finding_valued(finding_answered(found, ANSWER_YES), (double)large->bytes);
}

static struct finding try_and_judge(const struct row *row, const char *step, struct finding judge(const struct outcomes *))
{
    struct outcomes outcomes;
    try_sizes(row, &outcomes);
    enum coro_status failure = failure_of(&outcomes);
    return failure ? finding_of_status(failure, step) : judge(&outcomes);
}

static const char counting[] = "counting what next() allocates", trying[] = "trying callees of all sizes";
struct finding probe_allocates(const struct row *row)
{
    return with_uncounted(try_and_judge(row, counting, judge_allocations), row);
}
struct finding probe_allocates_per_item(const struct row *row)
{
    return with_uncounted(try_and_judge(row, counting, judge_items), row);
}
struct finding probe_large_callee(const struct row *row) { return try_and_judge(row, trying, judge_largest); }

/* Has the row place a frame of the size, in a fixture of its own. */
static enum coro_status place_alone(const struct row *row, size_t bytes, enum frame_holder *holder)
{
    static const struct cell_options no_options;
    const struct fixture_head head = { .options = &no_options };
    struct fixture *stage;
    enum coro_status status = row->open(&head, &stage);
    if (status)
        return status;
    status = row->probes->place(stage, (struct coro_layout){ bytes, sizeof(uint64_t) }, holder);
    row->close(stage);
    return status;
}

bool places_uncounted(const struct row *row)
{
    enum { BYTES = 8000 };
    enum frame_holder holder;
    struct count before = count_now();
    if (row->probes->sizes().source_stack_bytes > 0 || place_alone(row, BYTES, &holder) || holder != HELD_ELSEWHERE)
        return false;
    return count_since(before).allocated_bytes < BYTES;
}

/* Two sizes that worked, whose frames belong to different structs. Returns false when there are none. */
static bool find_change(const struct row *row, const struct outcomes *outcomes, const struct outcome *pair[2],
                        enum frame_holder holders[2])
{
    pair[0] = NULL;
    for (size_t i = 0; i < outcomes->count; i++) {
        if (!works(&outcomes->at[i]) || place_alone(row, outcomes->at[i].bytes, &holders[1]))
            continue;
        pair[1] = &outcomes->at[i];
        if (pair[0] == NULL) {
            pair[0] = pair[1];
            holders[0] = holders[1];
        }
        if (holders[0] != holders[1])
            return true;
    }
    return false;
}

/* A guess is a size that somebody wrote down, and beyond which a frame is refused or lies in another holder. An allocator that
 * serves large blocks in another way than small ones, as all do, is no guess: the row asks it for every frame. For rows that
 * place no frames, the allocations have to tell. */
struct finding probe_depends_on_size(const struct row *row)
{
    static const char *const places[] = {
        [HELD_BY_CALL_SITE] = "in the call site", [HELD_BY_ITERATOR] = "in the iterator", [HELD_BY_TASK] = "in the task",
        [HELD_ELSEWHERE] = "outside of call site, iterator and task",
    };
    struct outcomes outcomes;
    const struct outcome *pair[2];
    enum frame_holder holders[2], holder;
    try_sizes(row, &outcomes);
    enum coro_status failure = failure_of(&outcomes);
    if (failure)
        return finding_of_status(failure, trying);
    struct finding found = describe(behaviour_of(&outcomes), &outcomes);
    bool places_frames = place_alone(row, outcomes.at[0].bytes, &holder) == CORO_OK;
    bool has_change = find_change(row, &outcomes, pair, holders);
    if (has_change)
        finding_add(&found, "one of %zu bytes lies %s, one of %zu %s", pair[0]->bytes, places[holders[0]], pair[1]->bytes,
                    places[holders[1]]);
    else if (places_frames && found.behaviour == FALLS_BACK)
        finding_add(&found, "each comes from the allocator that the row always asks");
    bool depends = has_change || found.behaviour == REFUSES || (!places_frames && found.behaviour == FALLS_BACK);
    return finding_answered(found, depends ? ANSWER_YES : ANSWER_NO);
}
