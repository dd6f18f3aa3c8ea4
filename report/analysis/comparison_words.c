/* SPDX-License-Identifier: MIT */
/* Words the sentences that all outputs of a comparison share. Lists the differences between the files' machines, builds and
 * plans. */
#include "report/analysis/comparison.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

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

/* Times of two machines say nothing of two builds. */
static bool is_other_machine(const struct report_result *before, const struct report_result *after)
{
    struct report_environment_difference differences[REPORT_ENVIRONMENT_DIFFERENCES];
    struct collector collector = {.differences = differences};

    compare_machines(&collector, &before->environment, &after->environment);
    return collector.count > 0;
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

size_t report_environment_differences(const struct report_result *before, const struct report_result *after,
                                      struct report_environment_difference differences[REPORT_ENVIRONMENT_DIFFERENCES])
{
    struct collector collector = {.differences = differences};

    compare_machines(&collector, &before->environment, &after->environment);
    compare_builds(&collector, &before->environment, &after->environment);
    compare_plans(&collector, &before->plan, &after->plan);
    compare_executables(&collector, before, after);
    return collector.count;
}

struct report_number report_comparison_change(double ratio)
{
    struct report_number number;
    double percent = (ratio - 1) * 100;

    snprintf(number.text, sizeof number.text, fabs(percent) < 10 ? "%+.1f %%" : "%+.0f %%", percent);
    return number;
}

void report_comparison_say_screening(const struct report_comparison *comparison, struct report_text *text)
{
    struct report_tally tally = report_comparison_tally(comparison);

    if (comparison->count == 0) {
        report_text_add(text, "The files have no timed cell in common.");
        return;
    }
    report_text_format(text, "Cells with times in both files: %zu, of at least %zu samples", comparison->count,
                       tally.fewest_samples);
    if (comparison->only_before + comparison->only_after > 0)
        report_text_format(text, "; %zu only in the first, %zu only in the second", comparison->only_before,
                           comparison->only_after);
    report_text_format(text, ". In the middle, the second takes %s of the first's time; screening asks what moved beyond that "
                       "(Mann and Whitney, p < %g). Suspects: %zu.", report_number_percent(comparison->overall).text,
                       REPORT_COMPARISON_SUSPICION, tally.suspects);
    if (tally.looked_at > 0)
        report_text_format(text, " Looked at afresh, both builds side by side: all; not cleared, so measured again: %zu.",
                           tally.measured_again);
    if (is_other_machine(comparison->before, comparison->after))
        report_text_add(text, " The files come from different machines or kernels: their times say nothing of the builds.");
}

void report_comparison_say_verdict(const struct report_comparison *comparison, struct report_text *text)
{
    struct report_tally tally = report_comparison_tally(comparison);
    size_t suspects = tally.calls[REPORT_CALL_SUSPECT];

    if (suspects > 0 && tally.looked_at == 0)
        report_text_format(text, "Suspects: %zu, and no verdict: --confirm measures afresh, both builds side by side in one "
                           "session", suspects);
    else
        report_text_format(text, "Faster: %zu, slower: %zu", tally.calls[REPORT_CALL_FASTER], tally.calls[REPORT_CALL_SLOWER]);
    if (suspects > 0 && tally.looked_at > 0)
        report_text_format(text, "; suspects that could not be measured: %zu", suspects);
    report_text_format(text, "; no difference resolved: %zu.\n", tally.calls[REPORT_CALL_NONE]);
}
