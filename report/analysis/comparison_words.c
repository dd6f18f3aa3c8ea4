/* SPDX-License-Identifier: MIT */
/* Words the sentences that all outputs of a comparison share. Lists the differences between the files' machines, builds and
 * plans. */
#include "report/analysis/comparison.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/analysis/runs.h"

struct collector {
    struct report_environment_difference *differences;
    size_t count;
};

/* NULL is unknown; unknown on both sides is no difference. */
static void compare(struct collector *collector, const char *what, const char *before, const char *after)
{
    const char *left = before == NULL ? "unknown" : before, *right = after == NULL ? "unknown" : after;

    if (strcmp(left, right) == 0 || collector->count == REPORT_ENVIRONMENT_DIFFERENCES)
        return;
    struct report_environment_difference *difference = &collector->differences[collector->count++];
    difference->what = what;
    snprintf(difference->before, sizeof difference->before, "%s", left);
    snprintf(difference->after, sizeof difference->after, "%s", right);
}

static void compare_numbers(struct collector *collector, const char *what, double before, double after)
{
    struct report_number left = report_number_exact(before), right = report_number_exact(after);

    compare(collector, what, isnan(before) ? NULL : left.text, isnan(after) ? NULL : right.text);
}

static void compare_machines(struct collector *collector, const struct report_environment *a, const struct report_environment *b)
{
    compare(collector, "cpu", a->cpu, b->cpu);
    compare_numbers(collector, "cores", a->cores, b->cores);
    compare_numbers(collector, "memory_bytes", a->memory_bytes, b->memory_bytes);
    compare(collector, "kernel", a->kernel, b->kernel);
    compare(collector, "virtualisation", a->virtualisation, b->virtualisation);
}

static void compare_builds(struct collector *collector, const struct report_environment *a, const struct report_environment *b)
{
    const char *const pairs[][3] = {
        {"os", a->os, b->os}, {"libc", a->libc, b->libc}, {"compiler", a->compiler, b->compiler}, {"flags", a->flags, b->flags},
        {"build", a->build, b->build}, {"boost", a->boost, b->boost}, {"benchmark", a->benchmark, b->benchmark},
        {"valgrind", a->valgrind, b->valgrind}, {"governor", a->governor, b->governor}, {"commit", a->commit, b->commit},
        {"link_order", a->link_order, b->link_order},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        compare(collector, pairs[i][0], pairs[i][1], pairs[i][2]);
}

static void compare_plans(struct collector *collector, const struct report_plan *a, const struct report_plan *b)
{
    compare(collector, "mode", a->mode, b->mode);
    compare_numbers(collector, "rounds", a->rounds, b->rounds);
    compare(collector, "text", a->text_path, b->text_path);
    compare_numbers(collector, "text bytes", a->text_bytes, b->text_bytes);
}

const struct report_executable *report_result_executable(const struct report_result *result, const char *name)
{
    for (size_t i = 0; i < result->executable_count; i++)
        if (strcmp(result->executables[i].name, name) == 0)
            return &result->executables[i];
    return NULL;
}

static void compare_executables(struct collector *collector, const struct report_result *before,
                                const struct report_result *after)
{
    const struct report_executable *a = report_result_executable(before, REPORT_TIMING_PROGRAM);
    const struct report_executable *b = report_result_executable(after, REPORT_TIMING_PROGRAM);
    char left[16] = "", right[16] = "";

    if (a != NULL)
        snprintf(left, sizeof left, "%.12s", a->sha256);
    if (b != NULL)
        snprintf(right, sizeof right, "%.12s", b->sha256);
    compare(collector, REPORT_TIMING_PROGRAM, a == NULL ? NULL : left, b == NULL ? NULL : right);
}

/* The programs of one build change together, so the timing program speaks for all; a library of rows is built by itself. Adds the
 * first library that both files name and that differs. */
static void compare_libraries(struct collector *collector, const struct report_result *before, const struct report_result *after)
{
    static const char programs[] = "corolab";
    char left[64], right[64];
    for (size_t i = 0; i < before->executable_count; i++) {
        const struct report_executable *a = &before->executables[i], *b = report_result_executable(after, a->name);
        if (strncmp(a->name, programs, strlen(programs)) == 0 || b == NULL || strcmp(a->sha256, b->sha256) == 0)
            continue;
        snprintf(left, sizeof left, "%.40s %.12s", a->name, a->sha256);
        snprintf(right, sizeof right, "%.40s %.12s", b->name, b->sha256);
        compare(collector, "library", left, right);
        return;
    }
}

size_t report_environment_differences(const struct report_result *before, const struct report_result *after,
                                      struct report_environment_difference differences[REPORT_ENVIRONMENT_DIFFERENCES])
{
    struct collector collector = {.differences = differences};

    compare_machines(&collector, &before->environment, &after->environment);
    compare_builds(&collector, &before->environment, &after->environment);
    compare_plans(&collector, &before->plan, &after->plan);
    compare_executables(&collector, before, after);
    compare_libraries(&collector, before, after);
    return collector.count;
}

const char *report_environment_same(const struct report_result *before, const struct report_result *after)
{
    if (report_runs_holds(before, after) && report_runs_holds(after, before))
        return "Both files are one run: nothing can differ.";
    return "Machine, build and plan are the same.";
}

bool report_environment_load(const struct report_result *before, const struct report_result *after,
                             struct report_environment_difference *load)
{
    double left = before->environment.load, right = after->environment.load;

    *load = (struct report_environment_difference){.what = "load", .before = "unknown", .after = "unknown"};
    if (!isnan(left))
        snprintf(load->before, sizeof load->before, "%.2f", left);
    if (!isnan(right))
        snprintf(load->after, sizeof load->after, "%.2f", right);
    return !isnan(left) || !isnan(right);
}

/* Memory that differs by less than this share is one machine's: the kernel takes some of it. */
static const double same_memory = 0.02;

static bool is_same_text(const char *a, const char *b) { return a == NULL ? b == NULL : b != NULL && strcmp(a, b) == 0; }
/* By the bytes, unless an older file has the path alone. */
static bool is_same_trace(const struct report_plan *a, const struct report_plan *b)
{
    return a->trace_sha256 != NULL && b->trace_sha256 != NULL ? is_same_text(a->trace_sha256, b->trace_sha256)
                                                               : is_same_text(a->trace_path, b->trace_path);
}
static bool is_same_number(double a, double b, double share) { return isnan(a) ? isnan(b) : fabs(a - b) <= share * fabs(a); }

void report_environment_foreign(const struct report_result *before, const struct report_result *after, char *words, size_t bytes)
{
    const struct report_environment *a = &before->environment, *b = &after->environment;
    const struct {
        const char *what;
        bool is_same;
    } facts[] = {
        {"cpu", is_same_text(a->cpu, b->cpu)}, {"cores", is_same_number(a->cores, b->cores, 0)},
        {"memory", is_same_number(a->memory_bytes, b->memory_bytes, same_memory)},
        {"kernel", is_same_text(a->kernel, b->kernel)}, {"virtualisation", is_same_text(a->virtualisation, b->virtualisation)},
        {"governor", is_same_text(a->governor, b->governor)}, {"build type", is_same_text(a->build, b->build)},
        {"text", is_same_number(before->plan.text_bytes, after->plan.text_bytes, 0)},
        {"trace", is_same_trace(&before->plan, &after->plan)},
    };
    size_t length = 0;

    words[0] = '\0';
    for (size_t i = 0; i < sizeof facts / sizeof facts[0] && length < bytes; i++)
        if (!facts[i].is_same)
            length += (size_t)snprintf(words + length, bytes - length, "%s%s", length > 0 ? ", " : "", facts[i].what);
}

struct report_number report_comparison_change(double ratio)
{
    struct report_number number;
    double percent = (ratio - 1) * 100;

    if (isinf(ratio))
        snprintf(number.text, sizeof number.text, "from 0");
    else if (percent >= 9999.5)
        snprintf(number.text, sizeof number.text, "%s", report_number_multiple(ratio).text);
    else
        snprintf(number.text, sizeof number.text, fabs(percent) < 10 ? "%+.1f %%" : "%+.0f %%", percent);
    return number;
}

void report_difference_say_change(const struct report_difference *difference, struct report_text *text)
{
    report_text_add(text, report_comparison_change(difference->ratio).text);
    if (isfinite(difference->interval.low) && isfinite(difference->interval.high))
        report_text_format(text, " (%s to %s)", report_comparison_change(difference->interval.low).text,
                           report_comparison_change(difference->interval.high).text);
}

struct report_number report_comparison_floor(double floor)
{
    return isnan(floor) ? (struct report_number){"unknown"} : report_number_percent(floor);
}

struct report_number report_comparison_p(double p)
{
    struct report_number number;

    snprintf(number.text, sizeof number.text, p < 0.001 ? "<0.001" : "%.3f", p);
    return number;
}

void report_lost_cell_say(const struct report_lost_cell *cell, struct report_text *text)
{
    if (cell->after == NULL)
        report_text_add(text, "not in the file");
    else if (cell->after->status == REPORT_CELL_OK)
        report_text_add(text, "not timed");
    else
        report_text_format(text, "%s%s%s", report_cell_word(cell->after->status), cell->after->reason[0] != '\0' ? ": " : "",
                           cell->after->reason);
}

static void say_cells(const struct report_comparison *comparison, size_t fewest_samples, struct report_text *text)
{
    if (comparison->count == 0)
        report_text_add(text, "The files have no timed cell in common");
    else
        report_text_format(text, "Cells with times in both files: %zu, of at least %zu sample%s", comparison->count,
                           fewest_samples, fewest_samples == 1 ? "" : "s");
    if (comparison->lost_count + comparison->new_count > 0)
        report_text_format(text, "; lost or failed in the second: %zu, only there: %zu", comparison->lost_count,
                           comparison->new_count);
    report_text_add(text, ".");
    if (comparison->before->is_interrupted || comparison->after->is_interrupted)
        report_text_format(text, " The run of the %s was interrupted.", !comparison->after->is_interrupted ? "first"
                           : comparison->before->is_interrupted ? "first and the second" : "second");
}

/* Files of two machines differ by the machines first of all. */
static void say_times(const struct report_comparison *comparison, const struct report_tally *tally, struct report_text *text)
{
    report_text_format(text, " In the median cell, the second takes %s of the first's time",
                       report_number_percent(comparison->overall).text);
    if (comparison->foreign[0] != '\0') {
        report_text_format(text, ", but the files come from different machines or builds (%s): their times say nothing of a "
                           "change.", comparison->foreign);
        return;
    }
    report_text_format(text, "; screening asks which cells moved (Mann and Whitney, p < %g). Suspects: %zu.",
                       REPORT_COMPARISON_SUSPICION, tally->suspects);
    if (tally->least_p >= REPORT_COMPARISON_FALSE_RATE && tally->looked_at == 0)
        report_text_format(text, " So few samples cannot decide over %zu cells: the adjusted p of a cell that differs alone is "
                           "%s at best. --confirm measures suspects afresh.", comparison->count,
                           report_comparison_p(tally->least_p).text);
}

static void say_freshness(double freshness, const char *which, struct report_text *text)
{
    if (report_ratio_is_far(freshness))
        report_text_format(text, " The fresh times of the %s build are %s of its file's in the middle: the machine is not as "
                           "it was, or the two slow each other down; the changes count, not the times.", which,
                           report_number_multiple(freshness).text);
}

static void say_fresh(const struct report_comparison *comparison, const struct report_tally *tally, struct report_text *text)
{
    report_text_format(text, " Looked at afresh, both builds side by side: %zu; not cleared, so measured again: %zu.",
                       tally->looked_at, tally->measured_again);
    say_freshness(tally->freshness, "first", text);
    say_freshness(tally->after_freshness, "second", text);
    if (tally->disagreeing > 0)
        report_text_format(text, " Cells whose files differ by another factor than their fresh times: %zu; the table shows the "
                           "fresh ones.", tally->disagreeing);
    if (comparison->doubts[0] != '\0')
        report_text_format(text, " Doubtful, because this machine was not quiet: %s.", comparison->doubts);
}

void report_comparison_say_screening(const struct report_comparison *comparison, struct report_text *text)
{
    struct report_tally tally = report_comparison_tally(comparison);

    say_cells(comparison, tally.fewest_samples, text);
    if (comparison->count > 0)
        say_times(comparison, &tally, text);
    if (comparison->is_confirmed)
        say_fresh(comparison, &tally, text);
}

static size_t count_unmeasured(const struct report_comparison *comparison)
{
    size_t count = 0;

    for (size_t i = 0; i < comparison->count; i++)
        count += report_difference_is_unmeasured(comparison, &comparison->differences[i]);
    return count;
}

void report_comparison_say_verdict(const struct report_comparison *comparison, struct report_text *text)
{
    struct report_tally tally = report_comparison_tally(comparison);
    size_t faster = tally.calls[REPORT_CALL_FASTER], slower = tally.calls[REPORT_CALL_SLOWER];
    size_t suspects = tally.calls[REPORT_CALL_SUSPECT], unmeasured = count_unmeasured(comparison);

    if (!comparison->is_confirmed && (comparison->foreign[0] != '\0' || comparison->count == 0)) {
        report_text_format(text, "No verdict on times: %s.\n", comparison->count == 0 ? "there are none to compare"
                                                                                     : "they cannot be compared");
        return;
    }
    if (suspects > 0 && tally.looked_at == 0 && !comparison->is_confirmed && !isnan(comparison->bound))
        report_text_format(text, "Suspects: %zu, which the gate judges by the files alone, without --confirm", suspects);
    else if (suspects > 0 && tally.looked_at == 0)
        report_text_format(text, "Suspects: %zu, and no verdict: %s", suspects,
                           comparison->is_confirmed ? "nothing could be measured afresh"
                                                    : "--confirm measures afresh, both builds side by side in one session");
    else
        report_text_format(text, "Faster: %zu, slower: %zu", faster, slower);
    if (unmeasured > 0 && tally.looked_at > 0)
        report_text_format(text, "; suspects that could not be measured: %zu", unmeasured);
    report_text_format(text, "; no difference resolved: %zu.\n", comparison->count - faster - slower
                       - (comparison->is_confirmed ? unmeasured : suspects));
}
