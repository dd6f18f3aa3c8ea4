/* SPDX-License-Identifier: MIT */
/* Owns who is whose counterpart and what is within the bound. */
#include "report/fidelity.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/number.h"

/* Both bounds; and counts that are closer than `same` are equal: what happens once in a thousand items is not an item's. */
static const double most = 1.15, least = 0.85, same = 0.001;

static const char *const compared_on[] = {"ready", "pending/8"};
enum { COMPARED_COUNT = sizeof compared_on / sizeof compared_on[0] };

/* The row whose name the peer has behind its first part, or behind its second; CORO_NOT_FOUND for what is no peer. */
static size_t row_of_peer(const struct coro_result *result, const struct coro_strategy *peer)
{
    const char *rest = coro_strategy_is_peer(peer) ? strchr(peer->name, '/') : NULL;
    size_t row = CORO_NOT_FOUND;

    for (int dropped = 1; dropped <= 2 && rest != NULL && row == CORO_NOT_FOUND; dropped++) {
        row = coro_result_strategy(result, rest + 1);
        rest = strchr(rest + 1, '/');
    }
    return row;
}

static struct coro_fidelity_count count_of(double own, double peer)
{
    struct coro_fidelity_count count = {own, peer, own / peer};

    if (fabs(own - peer) < same)
        count.ratio = 1;
    return count;
}

static struct coro_fidelity_count read_count(const struct coro_result *result, const struct coro_fidelity *pair,
                                             const char *metric)
{
    return count_of(coro_result_median(result, pair->own, pair->workload, metric),
                    coro_result_median(result, pair->peer, pair->workload, metric));
}

static double outside(const struct coro_result *result, size_t strategy, size_t workload)
{
    return coro_result_median(result, strategy, workload, CORO_METRIC_INSTRUCTIONS) -
           coro_result_median(result, strategy, workload, CORO_METRIC_ALLOCATOR_INSTRUCTIONS);
}

static enum coro_fidelity_verdict judge(const struct coro_result *result, const struct coro_fidelity *pair)
{
    const double ratios[] = {pair->outside.ratio, pair->indirect_calls.ratio, pair->allocator_calls.ratio};
    enum coro_fidelity_verdict verdict = CORO_FIDELITY_WITHIN;

    for (size_t i = 0; i < sizeof ratios / sizeof ratios[0]; i++)
        if (isnan(ratios[i]))
            return CORO_FIDELITY_UNCOUNTED;
    if (strncmp(result->strategies[pair->peer].name, "peer:rust/", strlen("peer:rust/")) != 0)
        return CORO_FIDELITY_UNJUDGED;
    for (size_t i = 0; i < sizeof ratios / sizeof ratios[0]; i++) {
        if (ratios[i] > most)
            return CORO_FIDELITY_ABOVE;
        if (ratios[i] < least)
            verdict = CORO_FIDELITY_BELOW;
    }
    return verdict;
}

static void read_compiler(const char *sentence, char compiler[64])
{
    const char *open = strrchr(sentence, '('), *close = open == NULL ? NULL : strchr(open, ')');

    if (close != NULL)
        snprintf(compiler, 64, "%.*s", (int)(close - open - 1 < 63 ? close - open - 1 : 63), open + 1);
}

static void read_pair(const struct coro_result *result, struct coro_fidelity *pair)
{
    read_compiler(result->strategies[pair->peer].sentence, pair->compiler);
    if (pair->workload == CORO_NOT_FOUND)
        return;
    pair->outside = count_of(outside(result, pair->own, pair->workload), outside(result, pair->peer, pair->workload));
    pair->indirect_calls = read_count(result, pair, "indirect_calls");
    pair->allocator_calls = read_count(result, pair, "allocator_calls");
    pair->verdict = judge(result, pair);
}

/* Why the peer ran nothing; NULL when it ran anything, or was not asked to run one of the workloads. */
static const char *why_absent(const struct coro_result *result, size_t peer)
{
    const char *reason = NULL;

    for (size_t i = 0; i < result->workload_count; i++)
        if (coro_result_cell(result, peer, i)->status == CORO_CELL_OK)
            return NULL;
    for (size_t i = 0; i < COMPARED_COUNT && reason == NULL; i++) {
        size_t workload = coro_result_workload(result, compared_on[i]);
        if (workload != CORO_NOT_FOUND && coro_result_cell(result, peer, workload)->note != 0)
            reason = coro_result_cell(result, peer, workload)->reason;
    }
    return reason;
}

/* True when both ran the workload. */
static bool is_comparable(const struct coro_result *result, size_t own, size_t peer, size_t workload)
{
    return workload != CORO_NOT_FOUND && coro_result_cell(result, own, workload)->status == CORO_CELL_OK &&
           coro_result_cell(result, peer, workload)->status == CORO_CELL_OK;
}

bool coro_fidelity_read(const struct coro_result *result, size_t index, struct coro_fidelity *pair)
{
    for (size_t peer = 0; peer < result->strategy_count; peer++) {
        size_t own = row_of_peer(result, &result->strategies[peer]);
        if (own == CORO_NOT_FOUND)
            continue;
        *pair = (struct coro_fidelity){.own = own, .peer = peer, .workload = CORO_NOT_FOUND, .reason = why_absent(result, peer)};
        for (size_t i = 0; i < COMPARED_COUNT && pair->reason == NULL; i++) {
            pair->workload = coro_result_workload(result, compared_on[i]);
            if (is_comparable(result, own, peer, pair->workload) && index-- == 0) {
                read_pair(result, pair);
                return true;
            }
        }
        if (pair->reason != NULL && index-- == 0) {
            read_pair(result, pair);
            return true;
        }
    }
    return false;
}

const char *coro_fidelity_words(enum coro_fidelity_verdict verdict)
{
    static const char *const words[] = {
        [CORO_FIDELITY_UNCOUNTED] = "not counted",
        [CORO_FIDELITY_UNJUDGED] = "not judged",
        [CORO_FIDELITY_WITHIN] = "within 15 %",
        [CORO_FIDELITY_ABOVE] = "above",
        [CORO_FIDELITY_BELOW] = "below",
    };

    return words[verdict];
}

const char *coro_fidelity_difference(const struct coro_result *result, const struct coro_fidelity *pair)
{
    return pair->verdict == CORO_FIDELITY_BELOW ? result->strategies[pair->own].fidelity : "";
}

static void say_count(const char *what, const struct coro_fidelity_count *count, struct coro_text *text)
{
    if (count->ratio > most)
        coro_text_format(text, ", %s %s against %s", coro_number_count(count->own).text, what,
                         coro_number_count(count->peer).text);
}

/* "; above: poll_next on ready, 25 instructions against 19" */
static void say_above(const struct coro_result *result, struct coro_text *text)
{
    struct coro_fidelity pair;
    const char *separator = ": ";

    for (size_t i = 0; coro_fidelity_read(result, i, &pair); i++) {
        if (pair.verdict != CORO_FIDELITY_ABOVE)
            continue;
        coro_text_format(text, "%s%s on %s", separator, result->strategies[pair.own].name, result->workloads[pair.workload].name);
        say_count("instructions", &pair.outside, text);
        say_count("indirect calls", &pair.indirect_calls, text);
        say_count("allocator calls", &pair.allocator_calls, text);
        separator = "; ";
    }
}

/* Each reason once, with the peers that share it. */
static void say_absent(const struct coro_result *result, struct coro_text *text)
{
    struct coro_fidelity pair;
    const char *said = NULL;

    for (size_t i = 0; coro_fidelity_read(result, i, &pair); i++) {
        if (pair.reason == NULL)
            continue;
        bool is_new = said == NULL || strcmp(said, pair.reason) != 0;
        if (is_new && said != NULL)
            coro_text_format(text, " (%s)", said);
        coro_text_format(text, "%s%s", said == NULL ? " Absent: " : is_new ? "; " : ", ", result->strategies[pair.peer].name);
        said = pair.reason;
    }
    if (said != NULL)
        coro_text_format(text, " (%s).", said);
}

void coro_fidelity_say(const struct coro_result *result, struct coro_text *text)
{
    size_t counts[CORO_FIDELITY_BELOW + 1] = {0}, judged;
    struct coro_fidelity pair;
    char compiler[64] = "";

    for (size_t i = 0; coro_fidelity_read(result, i, &pair); i++) {
        counts[pair.verdict]++;
        if (pair.verdict >= CORO_FIDELITY_WITHIN)
            memcpy(compiler, pair.compiler, sizeof compiler);
    }
    judged = counts[CORO_FIDELITY_WITHIN] + counts[CORO_FIDELITY_ABOVE] + counts[CORO_FIDELITY_BELOW];
    if (judged > 0) {
        coro_text_format(text, "Held against %s in instructions outside the allocator, indirect calls and allocator calls per "
                               "item, on ready and pending/8: of %zu pairs %zu are within 15 %%, %zu below, %zu above",
                         compiler[0] == '\0' ? "rustc" : compiler, judged, counts[CORO_FIDELITY_WITHIN],
                         counts[CORO_FIDELITY_BELOW], counts[CORO_FIDELITY_ABOVE]);
        say_above(result, text);
        coro_text_add(text, ".");
    }
    say_absent(result, text);
}
