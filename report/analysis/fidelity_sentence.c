/* SPDX-License-Identifier: MIT */
/* Owns the paragraph on how far the models are true to rustc. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/fidelity.h"
#include "report/base/memory.h"
#include "report/statistics/statistics.h"

static void say_count(const char *what, const struct report_fidelity_count *count, struct report_text *text)
{
    if (!report_fidelity_is_within(count))
        report_text_format(text, ", %s %s against %s", report_number_count(count->own).text, what,
                           report_number_count(count->peer).text);
}

/* Adds ": poll_next on ready, 25 instructions against 19". */
static void say_misses(const struct report_result *result, struct report_text *text)
{
    struct report_fidelity pair;
    const char *separator = ": ";

    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++) {
        if (pair.verdict != REPORT_FIDELITY_MISS)
            continue;
        report_text_format(text, "%s%s on %s", separator, result->strategies[pair.own].name,
                           result->workloads[pair.workload].name);
        say_count("instructions", &pair.peer.outside, text);
        say_count("indirect calls", &pair.peer.indirect_calls, text);
        say_count("allocator calls", &pair.peer.allocator_calls, text);
        separator = "; ";
    }
}

/* Adds "ready, pending/8 and result/24": the workloads of the judged pairs, in the order of the file. */
static void say_workloads(const struct report_result *result, struct report_text *text)
{
    bool *is_judged = report_allocate_zeroed(result->workload_count + 1, sizeof *is_judged);
    struct report_fidelity pair;
    size_t left = 0;

    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++)
        if (pair.verdict >= REPORT_FIDELITY_WITHIN && !is_judged[pair.workload]) {
            is_judged[pair.workload] = true;
            left++;
        }
    for (size_t i = 0; i < result->workload_count; i++)
        if (is_judged[i])
            report_text_format(text, "%s%s", result->workloads[i].name, --left > 1 ? ", " : left == 1 ? " and " : "");
    free(is_judged);
}

static void say_verdicts(const struct report_result *result, struct report_text *text)
{
    size_t counts[REPORT_FIDELITY_MISS + 1] = {0};
    struct report_fidelity pair;
    char compiler[64] = "";

    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++) {
        counts[pair.verdict]++;
        if (pair.verdict >= REPORT_FIDELITY_WITHIN)
            memcpy(compiler, pair.compiler, sizeof compiler);
    }
    size_t explained = counts[REPORT_FIDELITY_EXPLAINED], missed = counts[REPORT_FIDELITY_MISS];
    size_t judged = counts[REPORT_FIDELITY_WITHIN] + explained + missed;
    if (judged == 0)
        return;
    report_text_add(text, "Each row on ");
    say_workloads(result, text);
    report_text_format(text, " is held against %s with panic=abort. Of %zu such pair%s, %zu %s within 10 %% in instructions "
                       "outside the allocator, indirect calls and allocator calls per item",
                       compiler[0] == '\0' ? "rustc" : compiler, judged, judged == 1 ? "" : "s", counts[REPORT_FIDELITY_WITHIN],
                       counts[REPORT_FIDELITY_WITHIN] == 1 ? "is" : "are");
    if (explained > 0)
        report_text_format(text, "; %zu differ%s for a reason that the row states", explained, explained == 1 ? "s" : "");
    if (missed > 0)
        report_text_format(text, "; %zu differ%s without a stated reason", missed, missed == 1 ? "s" : "");
    say_misses(result, text);
    report_text_add(text, ".");
}

/* Adds what unwinding costs on `ready`: the median over the rows, and the row where it is most. */
static void say_unwinding(const struct report_result *result, struct report_text *text)
{
    double *extras = report_allocate((result->strategy_count + 1) * sizeof *extras), most = -INFINITY;
    size_t ready = report_result_workload(result, "ready"), count = 0, where = 0;
    struct report_fidelity pair;

    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++) {
        double extra = pair.unwind.outside.peer - pair.peer.outside.peer;
        if (!pair.is_rust || pair.workload == REPORT_NOT_FOUND || pair.workload != ready || isnan(extra))
            continue;
        extras[count++] = extra;
        where = extra > most ? pair.own : where;
        most = extra > most ? extra : most;
    }
    if (count > 0)
        report_text_format(text, " With panic=unwind, rustc's default, an item of ready takes %s more instructions there",
                           report_number_count(report_median_of(extras, count)).text);
    if (count > 1)
        report_text_format(text, " in the median of %zu rows, and at most %s (%s)", count, report_number_count(most).text,
                           result->strategies[where].name);
    report_text_add(text, count > 0 ? ", because each poll also tests whether the future has panicked." : "");
    free(extras);
}

static void say_absent_side(const struct report_result *result, const struct report_fidelity_side *side, const char **said,
                            struct report_text *text)
{
    if (side->reason == NULL)
        return;
    bool is_new = *said == NULL || strcmp(*said, side->reason) != 0;
    if (is_new && *said != NULL)
        report_text_format(text, " (%s)", *said);
    report_text_format(text, "%s%s", *said == NULL ? " Absent: " : is_new ? "; " : ", ", result->strategies[side->peer].name);
    *said = side->reason;
}

/* Adds each reason once, with the peers that share it. */
static void say_absent(const struct report_result *result, struct report_text *text)
{
    struct report_fidelity pair, before = {.own = REPORT_NOT_FOUND};
    const char *said = NULL;

    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++) {
        if (pair.peer.peer != before.peer.peer || pair.unwind.peer != before.unwind.peer || i == 0) {
            say_absent_side(result, &pair.peer, &said, text);
            say_absent_side(result, &pair.unwind, &said, text);
        }
        before = pair;
    }
    if (said != NULL)
        report_text_format(text, " (%s).", said);
}

void report_fidelity_say(const struct report_result *result, struct report_text *text)
{
    say_verdicts(result, text);
    say_unwinding(result, text);
    say_absent(result, text);
}
