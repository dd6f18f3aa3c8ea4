/* SPDX-License-Identifier: MIT */
/* Owns the pairing of rows with counterparts, and the bound. Its sentence is in fidelity_sentence.c. */
#include "report/analysis/fidelity.h"
#include "report/analysis/elision.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Both bounds. Counts closer than `same` are equal: an event of one in a thousand items is not an item's. */
static const double most = 1.1, least = 0.9, same = 0.001;

static const char *const compared_on[] = {"ready", "pending/8", "result/24", "result/100"};
enum { COMPARED_COUNT = sizeof compared_on / sizeof compared_on[0] };

const char *const report_fidelity_words[] = {
    [REPORT_FIDELITY_UNCOUNTED] = "not counted", [REPORT_FIDELITY_UNJUDGED] = "not judged",
    [REPORT_FIDELITY_WITHIN] = "within 10 %", [REPORT_FIDELITY_EXPLAINED] = "explained",
    [REPORT_FIDELITY_MISS] = "unexplained",
};

enum setting { OTHER_COMPILER, RUST_ABORT, RUST_UNWIND };

/* The text between the parentheses that end a sentence. */
static void read_note(const struct report_strategy *peer, char note[64])
{
    const char *open = strrchr(peer->sentence, '('), *close = open == NULL ? NULL : strchr(open, ')');

    note[0] = '\0';
    if (close != NULL)
        snprintf(note, 64, "%.*s", (int)(close - open - 1 < 63 ? close - open - 1 : 63), open + 1);
}

/* Files from before there were two settings do not name it: theirs was panic=abort. */
static enum setting setting_of(const struct report_strategy *peer)
{
    char note[64];

    if (strncmp(peer->name, "peer:rust/", strlen("peer:rust/")) != 0 &&
        strncmp(peer->name, "peer:rust_abort/", strlen("peer:rust_abort/")) != 0)
        return OTHER_COMPILER;
    read_note(peer, note);
    return strstr(note, "panic=unwind") != NULL ? RUST_UNWIND : RUST_ABORT;
}

/* "rustc 1.95.0" of "(rustc 1.95.0, panic=abort)": the setting is the pair's column. */
static void read_compiler(const struct report_strategy *peer, char compiler[64])
{
    read_note(peer, compiler);
    char *setting = strstr(compiler, "panic=");
    if (setting != NULL)
        *(setting - compiler >= 2 ? setting - 2 : setting) = '\0';
}

/* The Rust peer of the same row, compiled with `setting`; REPORT_NOT_FOUND when the file has no such peer. */
static size_t other_setting(const struct report_result *result, size_t peer, enum setting setting)
{
    const char *row = strchr(result->strategies[peer].name, '/');

    for (size_t i = 0; i < result->strategy_count; i++)
        if (setting_of(&result->strategies[i]) == setting && strcmp(strchr(result->strategies[i].name, '/'), row) == 0)
            return i;
    return REPORT_NOT_FOUND;
}

/* The row's own name in that of a peer: behind "peer:rust/", or behind "peer:cpp20/gcc/" where several compilers build it. */
static const char *own_name(const char *peer)
{
    static const char by_compilers[] = "peer:cpp20/";
    const char *first = strchr(peer, '/');

    if (first != NULL && strncmp(peer, by_compilers, strlen(by_compilers)) == 0)
        first = strchr(first + 1, '/');
    return first == NULL ? NULL : first + 1;
}

/* The row that the peer has the name of; REPORT_NOT_FOUND when it is no counterpart: a whole program has its caller in the
 * unit. */
static size_t row_of_peer(const struct report_result *result, const struct report_strategy *peer)
{
    bool is_model = report_strategy_is_peer(peer) && !report_strategy_is_program(peer);
    const char *name = is_model ? own_name(peer->name) : NULL;

    return name == NULL ? REPORT_NOT_FOUND : report_result_strategy(result, name);
}

static struct report_fidelity_count count_of(double own, double peer)
{
    struct report_fidelity_count count = {own, peer, own / peer};

    if (fabs(own - peer) < same)
        count.ratio = 1;
    return count;
}

static double median(const struct report_result *result, size_t strategy, size_t workload, const char *metric)
{
    return strategy == REPORT_NOT_FOUND ? NAN : report_result_median(result, strategy, workload, metric);
}

static double outside(const struct report_result *result, size_t strategy, size_t workload)
{
    return median(result, strategy, workload, REPORT_METRIC_INSTRUCTIONS) -
           median(result, strategy, workload, REPORT_METRIC_ALLOCATOR_INSTRUCTIONS);
}

static struct report_fidelity_count read_count(const struct report_result *result, const struct report_fidelity *pair,
                                               size_t peer, const char *metric)
{
    return count_of(median(result, pair->own, pair->workload, metric), median(result, peer, pair->workload, metric));
}

static void read_side(const struct report_result *result, const struct report_fidelity *pair, struct report_fidelity_side *side)
{
    side->outside = count_of(outside(result, pair->own, pair->workload), outside(result, side->peer, pair->workload));
    side->indirect_calls = read_count(result, pair, side->peer, "indirect_calls");
    side->allocator_calls = read_count(result, pair, side->peer, "allocator_calls");
}

bool report_fidelity_is_within(const struct report_fidelity_count *count)
{
    return count->ratio >= least && count->ratio <= most;
}

static enum report_fidelity_verdict judge(const struct report_result *result, const struct report_fidelity *pair)
{
    const struct report_fidelity_side *side = &pair->peer;

    if (pair->is_rust && side->peer == REPORT_NOT_FOUND)
        return REPORT_FIDELITY_UNJUDGED;
    if (isnan(side->outside.ratio) || isnan(side->indirect_calls.ratio) || isnan(side->allocator_calls.ratio))
        return REPORT_FIDELITY_UNCOUNTED;
    if (!pair->is_rust)
        return REPORT_FIDELITY_UNJUDGED;
    if (report_fidelity_is_within(&side->outside) && report_fidelity_is_within(&side->indirect_calls) &&
        report_fidelity_is_within(&side->allocator_calls))
        return REPORT_FIDELITY_WITHIN;
    return result->strategies[pair->own].fidelity[0] != '\0' ? REPORT_FIDELITY_EXPLAINED : REPORT_FIDELITY_MISS;
}

/* Why the peer ran nothing; NULL when it ran anything, or was not asked to run one of the workloads. */
static const char *why_absent(const struct report_result *result, size_t peer)
{
    const char *reason = NULL;

    for (size_t i = 0; i < result->workload_count && peer != REPORT_NOT_FOUND; i++)
        if (report_result_cell(result, peer, i)->status == REPORT_CELL_OK)
            return NULL;
    for (size_t i = 0; i < COMPARED_COUNT && reason == NULL && peer != REPORT_NOT_FOUND; i++) {
        size_t workload = report_result_workload(result, compared_on[i]);
        if (workload != REPORT_NOT_FOUND && report_result_cell(result, peer, workload)->note != 0)
            reason = report_result_cell(result, peer, workload)->reason;
    }
    return reason;
}

static bool ran(const struct report_result *result, size_t strategy, size_t workload)
{
    return strategy != REPORT_NOT_FOUND && report_result_cell(result, strategy, workload)->status == REPORT_CELL_OK;
}

/* Finds the pair that `peer` leads; false when it leads none: it has no row here, or is beside another peer. */
static bool find_pair(const struct report_result *result, size_t peer, struct report_fidelity *pair)
{
    enum setting setting = setting_of(&result->strategies[peer]);

    *pair = (struct report_fidelity){.own = row_of_peer(result, &result->strategies[peer]), .workload = REPORT_NOT_FOUND,
                                     .peer.peer = peer, .unwind.peer = REPORT_NOT_FOUND, .difference = "",
                                     .is_rust = setting != OTHER_COMPILER};
    if (pair->own == REPORT_NOT_FOUND)
        return false;
    if (setting == RUST_UNWIND) {
        pair->unwind.peer = peer;
        pair->peer.peer = other_setting(result, peer, RUST_ABORT);
        if (pair->peer.peer != REPORT_NOT_FOUND)
            return false;
    } else if (setting == RUST_ABORT) {
        pair->unwind.peer = other_setting(result, peer, RUST_UNWIND);
    }
    pair->peer.reason = why_absent(result, pair->peer.peer);
    pair->unwind.reason = why_absent(result, pair->unwind.peer);
    read_compiler(&result->strategies[peer], pair->compiler);
    return true;
}

static bool is_absent(const struct report_fidelity *pair)
{
    return (pair->peer.peer == REPORT_NOT_FOUND || pair->peer.reason != NULL) &&
           (pair->unwind.peer == REPORT_NOT_FOUND || pair->unwind.reason != NULL);
}

/* Moves the pair to one of the workloads, or to none, the place of an absent peer; false when it has nothing there. */
static bool move_pair(const struct report_result *result, size_t place, struct report_fidelity *pair)
{
    pair->workload = place < COMPARED_COUNT ? report_result_workload(result, compared_on[place]) : REPORT_NOT_FOUND;
    if (place == COMPARED_COUNT)
        return is_absent(pair);
    return pair->workload != REPORT_NOT_FOUND && ran(result, pair->own, pair->workload) &&
           (ran(result, pair->peer.peer, pair->workload) || ran(result, pair->unwind.peer, pair->workload));
}

static void read_counts(const struct report_result *result, struct report_fidelity *pair)
{
    read_side(result, pair, &pair->peer);
    read_side(result, pair, &pair->unwind);
    pair->verdict = judge(result, pair);
    if (pair->verdict == REPORT_FIDELITY_EXPLAINED)
        pair->difference = result->strategies[pair->own].fidelity;
}

bool report_fidelity_read(const struct report_result *result, size_t index, struct report_fidelity *pair)
{
    for (size_t peer = 0; peer < result->strategy_count; peer++) {
        if (!find_pair(result, peer, pair))
            continue;
        for (size_t place = 0; place <= COMPARED_COUNT; place++) {
            if (!move_pair(result, place, pair) || index-- > 0)
                continue;
            if (pair->workload != REPORT_NOT_FOUND)
                read_counts(result, pair);
            return true;
        }
    }
    return false;
}
