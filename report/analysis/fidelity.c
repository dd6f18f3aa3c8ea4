/* SPDX-License-Identifier: MIT */
/* Owns the pairing of rows with counterparts, and the bound. */
#include "report/analysis/fidelity.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Both bounds. Counts closer than `same` are equal: an event of one in a thousand items is not an item's. */
static const double most = 1.15, least = 0.85, same = 0.001;

static const char *const compared_on[] = {"ready", "pending/8"};
enum { COMPARED_COUNT = sizeof compared_on / sizeof compared_on[0] };

/* The row whose name the peer has behind its first part, or behind its second; REPORT_NOT_FOUND when it is no peer. */
static size_t row_of_peer(const struct report_result *result, const struct report_strategy *peer)
{
    const char *rest = report_strategy_is_peer(peer) ? strchr(peer->name, '/') : NULL;
    size_t row = REPORT_NOT_FOUND;

    for (int dropped = 1; dropped <= 2 && rest != NULL && row == REPORT_NOT_FOUND; dropped++) {
        row = report_result_strategy(result, rest + 1);
        rest = strchr(rest + 1, '/');
    }
    return row;
}

static struct report_fidelity_count count_of(double own, double peer)
{
    struct report_fidelity_count count = {own, peer, own / peer};

    if (fabs(own - peer) < same)
        count.ratio = 1;
    return count;
}

static struct report_fidelity_count read_count(const struct report_result *result, const struct report_fidelity *pair,
                                               const char *metric)
{
    return count_of(report_result_median(result, pair->own, pair->workload, metric),
                    report_result_median(result, pair->peer, pair->workload, metric));
}

static double outside(const struct report_result *result, size_t strategy, size_t workload)
{
    return report_result_median(result, strategy, workload, REPORT_METRIC_INSTRUCTIONS) -
           report_result_median(result, strategy, workload, REPORT_METRIC_ALLOCATOR_INSTRUCTIONS);
}

static enum report_fidelity_verdict judge(const struct report_result *result, const struct report_fidelity *pair)
{
    const double ratios[] = {pair->outside.ratio, pair->indirect_calls.ratio, pair->allocator_calls.ratio};
    enum report_fidelity_verdict verdict = REPORT_FIDELITY_WITHIN;

    for (size_t i = 0; i < sizeof ratios / sizeof ratios[0]; i++)
        if (isnan(ratios[i]))
            return REPORT_FIDELITY_UNCOUNTED;
    if (strncmp(result->strategies[pair->peer].name, "peer:rust/", strlen("peer:rust/")) != 0)
        return REPORT_FIDELITY_UNJUDGED;
    for (size_t i = 0; i < sizeof ratios / sizeof ratios[0]; i++) {
        if (ratios[i] > most)
            return REPORT_FIDELITY_ABOVE;
        if (ratios[i] < least)
            verdict = REPORT_FIDELITY_BELOW;
    }
    return verdict;
}

static void read_compiler(const char *sentence, char compiler[64])
{
    const char *open = strrchr(sentence, '('), *close = open == NULL ? NULL : strchr(open, ')');

    if (close != NULL)
        snprintf(compiler, 64, "%.*s", (int)(close - open - 1 < 63 ? close - open - 1 : 63), open + 1);
}

static void read_pair(const struct report_result *result, struct report_fidelity *pair)
{
    read_compiler(result->strategies[pair->peer].sentence, pair->compiler);
    if (pair->workload == REPORT_NOT_FOUND)
        return;
    pair->outside = count_of(outside(result, pair->own, pair->workload), outside(result, pair->peer, pair->workload));
    pair->indirect_calls = read_count(result, pair, "indirect_calls");
    pair->allocator_calls = read_count(result, pair, "allocator_calls");
    pair->verdict = judge(result, pair);
    if (pair->verdict == REPORT_FIDELITY_BELOW)
        pair->difference = result->strategies[pair->own].fidelity;
}

/* Why the peer ran nothing; NULL when it ran anything, or was not asked to run one of the workloads. */
static const char *why_absent(const struct report_result *result, size_t peer)
{
    const char *reason = NULL;

    for (size_t i = 0; i < result->workload_count; i++)
        if (report_result_cell(result, peer, i)->status == REPORT_CELL_OK)
            return NULL;
    for (size_t i = 0; i < COMPARED_COUNT && reason == NULL; i++) {
        size_t workload = report_result_workload(result, compared_on[i]);
        if (workload != REPORT_NOT_FOUND && report_result_cell(result, peer, workload)->note != 0)
            reason = report_result_cell(result, peer, workload)->reason;
    }
    return reason;
}

static bool is_comparable(const struct report_result *result, size_t own, size_t peer, size_t workload)
{
    return workload != REPORT_NOT_FOUND && report_result_cell(result, own, workload)->status == REPORT_CELL_OK &&
           report_result_cell(result, peer, workload)->status == REPORT_CELL_OK;
}

bool report_fidelity_read(const struct report_result *result, size_t index, struct report_fidelity *pair)
{
    for (size_t peer = 0; peer < result->strategy_count; peer++) {
        size_t own = row_of_peer(result, &result->strategies[peer]);
        if (own == REPORT_NOT_FOUND)
            continue;
        const char *reason = why_absent(result, peer);
        for (size_t i = 0; i < (reason == NULL ? COMPARED_COUNT : 1); i++) {
            size_t workload = reason == NULL ? report_result_workload(result, compared_on[i]) : REPORT_NOT_FOUND;
            if ((reason == NULL && !is_comparable(result, own, peer, workload)) || index-- > 0)
                continue;
            *pair = (struct report_fidelity){.own = own, .peer = peer, .workload = workload, .difference = "", .reason = reason};
            read_pair(result, pair);
            return true;
        }
    }
    return false;
}

const char *const report_fidelity_words[] = {
    [REPORT_FIDELITY_UNCOUNTED] = "not counted", [REPORT_FIDELITY_UNJUDGED] = "not judged",
    [REPORT_FIDELITY_WITHIN] = "within 15 %", [REPORT_FIDELITY_ABOVE] = "above", [REPORT_FIDELITY_BELOW] = "below",
};

static void say_count(const char *what, const struct report_fidelity_count *count, struct report_text *text)
{
    if (count->ratio > most)
        report_text_format(text, ", %s %s against %s", report_number_count(count->own).text, what,
                           report_number_count(count->peer).text);
}

/* Adds ": poll_next on ready, 25 instructions against 19". */
static void say_above(const struct report_result *result, struct report_text *text)
{
    struct report_fidelity pair;
    const char *separator = ": ";

    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++) {
        if (pair.verdict != REPORT_FIDELITY_ABOVE)
            continue;
        report_text_format(text, "%s%s on %s", separator, result->strategies[pair.own].name,
                           result->workloads[pair.workload].name);
        say_count("instructions", &pair.outside, text);
        say_count("indirect calls", &pair.indirect_calls, text);
        say_count("allocator calls", &pair.allocator_calls, text);
        separator = "; ";
    }
}

/* Adds each reason once, with the peers that share it. */
static void say_absent(const struct report_result *result, struct report_text *text)
{
    struct report_fidelity pair;
    const char *said = NULL;

    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++) {
        if (pair.reason == NULL)
            continue;
        bool is_new = said == NULL || strcmp(said, pair.reason) != 0;
        if (is_new && said != NULL)
            report_text_format(text, " (%s)", said);
        report_text_format(text, "%s%s", said == NULL ? " Absent: " : is_new ? "; " : ", ", result->strategies[pair.peer].name);
        said = pair.reason;
    }
    if (said != NULL)
        report_text_format(text, " (%s).", said);
}

void report_fidelity_say(const struct report_result *result, struct report_text *text)
{
    size_t counts[REPORT_FIDELITY_BELOW + 1] = {0}, judged;
    struct report_fidelity pair;
    char compiler[64] = "";

    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++) {
        counts[pair.verdict]++;
        if (pair.verdict >= REPORT_FIDELITY_WITHIN)
            memcpy(compiler, pair.compiler, sizeof compiler);
    }
    judged = counts[REPORT_FIDELITY_WITHIN] + counts[REPORT_FIDELITY_ABOVE] + counts[REPORT_FIDELITY_BELOW];
    if (judged > 0) {
        report_text_format(text, "Held against %s in instructions outside the allocator, indirect calls and allocator calls per "
                           "item, on ready and pending/8: of %zu pairs %zu are within 15 %%, %zu below, %zu above",
                           compiler[0] == '\0' ? "rustc" : compiler, judged, counts[REPORT_FIDELITY_WITHIN],
                           counts[REPORT_FIDELITY_BELOW], counts[REPORT_FIDELITY_ABOVE]);
        say_above(result, text);
        report_text_add(text, ".");
    }
    say_absent(result, text);
}
