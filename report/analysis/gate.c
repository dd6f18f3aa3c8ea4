/* SPDX-License-Identifier: MIT */
/* Owns the rule by which a comparison passes its gate, and the sentence about it. */
#include "report/analysis/gate.h"
#include <math.h>
#include <string.h>

/* A noise floor above so many times the bound hides whatever the bound is to find. */
static const double far_above = 4;

/* A fresh call decides; without fresh samples, the files' do where they pass the correction for many cells. */
static bool is_shown_slower(const struct report_difference *difference)
{
    if (difference->call == REPORT_CALL_SLOWER)
        return true;
    return difference->look == REPORT_LOOK_NONE && difference->adjusted < REPORT_COMPARISON_FALSE_RATE;
}

static void add(size_t *count, const struct report_difference **farthest, const struct report_difference *difference)
{
    ++*count;
    if (*farthest == NULL || difference->ratio > (*farthest)->ratio)
        *farthest = difference;
}

static void judge_cell(struct report_gate *gate, const struct report_difference *difference)
{
    if (report_difference_is_unmeasured(gate->comparison, difference)) {
        gate->unmeasured++;
        gate->missed = gate->missed == NULL ? difference : gate->missed;
    }
    if (difference->after_ns <= 0 && difference->before_ns > 0)
        add(&gate->timeless, &gate->first_timeless, difference);
    if (gate->is_foreign || difference->look == REPORT_LOOK_CLEARED || !(difference->ratio > 1 + gate->comparison->bound))
        return;
    if (is_shown_slower(difference))
        add(&gate->slower, &gate->slowest, difference);
    else if (difference->ratio - 1 <= difference->floor)
        add(&gate->hidden, &gate->most_hidden, difference);
    else
        add(&gate->undecided, &gate->widest, difference);
}

/* The floors matter where the files decide and their samples differ at all. */
static double decisive_noise(const struct report_comparison *comparison)
{
    double floor = fmax(comparison->before->noise.floor, comparison->after->noise.floor);
    bool is_same = true;

    for (size_t i = 0; i < comparison->count; i++)
        is_same &= comparison->differences[i].is_identical;
    return !comparison->is_confirmed && !is_same && floor > far_above * comparison->bound ? floor : 0;
}

/* A file without any time above 0 was not timed. */
static void judge_zeros(struct report_gate *gate)
{
    const struct report_comparison *comparison = gate->comparison;

    for (size_t i = 0; i < comparison->count; i++)
        if (comparison->differences[i].before_ns > 0 || comparison->differences[i].after_ns > 0)
            return;
    gate->timeless = comparison->count;
    gate->first_timeless = comparison->differences;
}

static double growth(const struct report_count_difference *count)
{
    return count->before > 0 ? count->after / count->before : INFINITY;
}

static void judge_count(struct report_gate *gate, const struct report_count_difference *count)
{
    if (isnan(count->after)) {
        gate->absent++;
        gate->lacking = gate->lacking == NULL ? count : gate->lacking;
    } else if (count->after > count->before && growth(count) > 1 + gate->comparison->bound) {
        gate->grown++;
        gate->greatest = gate->greatest == NULL || growth(count) > growth(gate->greatest) ? count : gate->greatest;
    }
}

static enum report_gate_verdict verdict_of(const struct report_gate *gate)
{
    if (gate->is_foreign)
        return REPORT_GATE_UNDECIDED;
    if (gate->slower + gate->grown > 0)
        return REPORT_GATE_SLOWER;
    const struct report_comparison *comparison = gate->comparison;
    bool is_whole = comparison->kept_count > 0 && comparison->lost_count == 0 && gate->absent == 0
                    && comparison->count + comparison->counts_in_both > 0;
    bool is_decided = gate->undecided + gate->hidden + gate->unmeasured + gate->timeless == 0 && gate->noise == 0;
    return is_whole && is_decided ? REPORT_GATE_PASSED : REPORT_GATE_UNDECIDED;
}

void report_gate_judge(const struct report_comparison *comparison, struct report_gate *gate)
{
    *gate = (struct report_gate){.comparison = comparison,
                                 .is_foreign = comparison->foreign[0] != '\0' && !comparison->is_confirmed};
    for (size_t i = 0; i < comparison->count; i++)
        judge_cell(gate, &comparison->differences[i]);
    judge_zeros(gate);
    gate->noise = gate->is_foreign ? 0 : decisive_noise(comparison);
    for (size_t i = 0; i < comparison->counted_count; i++)
        judge_count(gate, &comparison->counted[i]);
    gate->verdict = verdict_of(gate);
}

static const char *plural(size_t count) { return count == 1 ? "" : "s"; }

/* "box on ready" */
static void name_cell(struct report_text *text, const struct report_comparison *comparison, size_t strategy, size_t workload)
{
    report_text_add(text, comparison->before->strategies[strategy].name);
    if (workload != REPORT_NOT_FOUND)
        report_text_format(text, " on %s", comparison->before->workloads[workload].name);
}

static void name_difference(struct report_text *text, const struct report_comparison *comparison,
                            const struct report_difference *difference)
{
    name_cell(text, comparison, difference->before->strategy, difference->before->workload);
    report_text_format(text, " (%s)", report_comparison_change(difference->ratio).text);
}

static void say_grown(const struct report_gate *gate, struct report_text *text)
{
    const struct report_count_difference *count = gate->greatest;

    report_text_format(text, " Counts that grew by more: %zu, most of all %s of ", gate->grown, count->metric);
    name_cell(text, gate->comparison, count->strategy, count->workload);
    report_text_format(text, " (%s to %s).", report_number_count(count->before).text, report_number_count(count->after).text);
}

static void say_absent(const struct report_gate *gate, struct report_text *text)
{
    report_text_format(text, " Counts that the second file lacks: %zu, such as %s of ", gate->absent, gate->lacking->metric);
    name_cell(text, gate->comparison, gate->lacking->strategy, gate->lacking->workload);
    report_text_add(text, ": run both with the same passes.");
}

static void say_lost(const struct report_comparison *comparison, struct report_text *text)
{
    const struct report_lost_cell *cell = &comparison->lost[0];

    report_text_format(text, " Lost or failed in the second file: %zu cell%s, such as %s on %s (", comparison->lost_count,
                       plural(comparison->lost_count), cell->strategy, cell->workload);
    report_lost_cell_say(cell, text);
    report_text_add(text, ").");
}

/* The number of samples that lets one cell of so many pass alone. */
static void say_undecided(const struct report_gate *gate, struct report_text *text)
{
    struct report_tally tally = report_comparison_tally(gate->comparison);

    report_text_format(text, " Beyond the bound and the noise floor, but not decided: %zu cell%s, most of all ", gate->undecided,
                       plural(gate->undecided));
    name_difference(text, gate->comparison, gate->widest);
    report_text_add(text, ".");
    if (gate->comparison->is_confirmed)
        return;
    if (tally.least_p >= REPORT_COMPARISON_FALSE_RATE)
        report_text_format(text, " So few samples cannot decide: with %zu of each, the correction over %zu cells leaves a cell "
                           "that differs alone a p of %s at best, and %g is needed.", tally.fewest_samples,
                           gate->comparison->count, report_comparison_p(tally.least_p).text, REPORT_COMPARISON_FALSE_RATE);
}

static void say_hidden(const struct report_gate *gate, struct report_text *text)
{
    report_text_format(text, " Beyond the bound but within the noise floor, so not decided: %zu cell%s, most of all ",
                       gate->hidden, plural(gate->hidden));
    name_difference(text, gate->comparison, gate->most_hidden);
    report_text_add(text, ".");
}

static void say_noise(const struct report_gate *gate, struct report_text *text)
{
    if (gate->noise > 0)
        report_text_format(text, " The times are too noisy for this bound: the halves of one file differ by %s (its noise "
                           "floor).", report_number_percent(gate->noise).text);
    if (!gate->comparison->is_confirmed && (gate->undecided + gate->hidden > 0 || gate->noise > 0))
        report_text_add(text, " --confirm measures afresh, both builds side by side.");
}

static void say_missing(const struct report_gate *gate, struct report_text *text)
{
    const struct report_comparison *comparison = gate->comparison;

    if (gate->timeless > 0) {
        report_text_format(text, " A time of 0 is no time: %zu cell%s, such as ", gate->timeless, plural(gate->timeless));
        name_cell(text, comparison, gate->first_timeless->before->strategy, gate->first_timeless->before->workload);
        report_text_add(text, ".");
    }
    if (gate->unmeasured > 0) {
        report_text_format(text, " Not measured afresh: %zu cell%s, such as ", gate->unmeasured, plural(gate->unmeasured));
        name_cell(text, comparison, gate->missed->before->strategy, gate->missed->before->workload);
        report_text_add(text, ".");
    }
    if (comparison->kept_count == 0)
        report_text_add(text, " No cell was measured in both files.");
    else if (comparison->count + comparison->counts_in_both == 0)
        report_text_add(text, " The files have no time and no count in common.");
}

static void say_foreign(const struct report_comparison *comparison, struct report_text *text)
{
    report_text_format(text, " The files come from different machines or builds (%s), so their times say nothing of the change: "
                       "measure both on one machine.", comparison->foreign);
}

static bool is_same_program(const struct report_comparison *comparison)
{
    const struct report_executable *before = report_result_executable(comparison->before, REPORT_TIMING_PROGRAM);
    const struct report_executable *after = report_result_executable(comparison->after, REPORT_TIMING_PROGRAM);

    return before != NULL && after != NULL && strcmp(before->sha256, after->sha256) == 0;
}

static void say_reasons(const struct report_gate *gate, struct report_text *text)
{
    const struct report_comparison *comparison = gate->comparison;

    if (gate->is_foreign)
        say_foreign(comparison, text);
    if (gate->slower > 0) {
        report_text_format(text, " Slower by more: %zu cell%s, most of all ", gate->slower, plural(gate->slower));
        name_difference(text, comparison, gate->slowest);
        report_text_add(text, ".");
        if (is_same_program(comparison))
            report_text_add(text, " Both files name the same program, so the machine has changed and not the build.");
    }
    if (gate->grown > 0)
        say_grown(gate, text);
    if (comparison->lost_count > 0)
        say_lost(comparison, text);
    if (gate->absent > 0)
        say_absent(gate, text);
    if (gate->undecided > 0)
        say_undecided(gate, text);
    if (gate->hidden > 0)
        say_hidden(gate, text);
    say_noise(gate, text);
    say_missing(gate, text);
}

static void say_passed(const struct report_comparison *comparison, struct report_text *text)
{
    if (comparison->count == 0)
        report_text_format(text, " Nothing was timed in both files. Of %zu count%s, none grew by more, and no cell is lost.",
                           comparison->counts_in_both, plural(comparison->counts_in_both));
    else
        report_text_format(text, " Of %zu cell%s, none is shown to be slower by more, none is lost, and no count grew by more.",
                           comparison->kept_count, plural(comparison->kept_count));
}

void report_gate_say(const struct report_gate *gate, struct report_text *text)
{
    static const char *const words[] = {
        [REPORT_GATE_PASSED] = "passed", [REPORT_GATE_SLOWER] = "failed", [REPORT_GATE_UNDECIDED] = "no verdict, so not passed",
    };
    const struct report_comparison *comparison = gate->comparison;

    report_text_format(text, "--fail-if-slower %g: %s.", comparison->bound * 100, words[gate->verdict]);
    say_reasons(gate, text);
    if (gate->verdict == REPORT_GATE_PASSED)
        say_passed(comparison, text);
}
