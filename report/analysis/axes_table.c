/* SPDX-License-Identifier: MIT */
/* Owns the words about the four axes: the table, its method, and the conclusion. */
#include "report/analysis/axes.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "report/analysis/candidate.h"
#include "report/analysis/row_bytes.h"
#include "report/analysis/small_table.h"
#include "report/base/memory.h"

static const struct {
    const char *heading, *words;    /* "12 % more WORDS than box" */
    struct report_number (*number)(double);
} axis_words[REPORT_AXIS_COUNT] = {
    [REPORT_AXIS_TIME] = {"time", "time over all workloads", report_number_multiple},
    [REPORT_AXIS_UNTUNED] = {"untuned", "time over untuned workloads", report_number_multiple},
    [REPORT_AXIS_MEMORY] = {"memory", "memory of a waiting task", report_number_bytes},
    [REPORT_AXIS_RETENTION] = {"retained", "retained memory", report_number_bytes},
    [REPORT_AXIS_HAND_OVER] = {"hand-over", "time of a hand-over", report_number_time},
};

/* "+12 %"; from twice the best on, "35x". */
static struct report_number distance_words(double behind)
{
    struct report_number words, number = behind < 1 ? report_number_percent(behind) : report_number_multiple(1 + behind);

    snprintf(words.text, sizeof words.text, "%s%.30s", behind < 1 ? "+" : "", number.text);
    return words;
}

static void fill_cell(struct report_small_cell *cell, const struct report_axis *axis, enum report_axis_name name, size_t index)
{
    const struct report_axis_place *place = &axis->places[index];
    struct report_number value = axis_words[name].number(place->value);
    struct report_number low = axis_words[name].number(place->interval.low), high = axis_words[name].number(place->interval.high);
    bool has_interval = place->interval.high > place->interval.low;

    cell->is_marked = place->is_near;
    if (isnan(place->value))
        report_small_cell_say(cell, "-");
    else if (place->is_undecided)
        report_small_cell_say(cell, "undecided");
    else
        report_small_cell_say(cell, "%s", place->is_near ? value.text : distance_words(place->behind).text);
    if (!isnan(place->value) && !place->is_near)
        report_small_cell_say_more(cell, has_interval ? "%s, %s to %s" : "%s", value.text, low.text, high.text);
    else if (has_interval)
        report_small_cell_say_more(cell, "%s to %s", low.text, high.text);
}

static void fill_rows(const struct report_result *result, const struct report_axes *axes, struct report_small_table *table)
{
    for (size_t name = 0; name < REPORT_AXIS_COUNT; name++)
        if (axes->axes[name].is_there)
            table->headings[table->column_count++] = axis_words[name].heading;
    for (size_t i = 0; i < axes->count; i++) {
        struct report_small_row *row = report_small_table_add(table, result->strategies[axes->strategies[i]].name);
        size_t column = 0;
        for (size_t name = 0; name < REPORT_AXIS_COUNT; name++)
            if (axes->axes[name].is_there)
                fill_cell(&row->cells[column++], &axes->axes[name], name, i);
    }
}

/* Adds "a, b and c": the i-th name of `count`. */
static void add_name(struct report_text *text, size_t i, size_t count, const char *name)
{
    report_text_format(text, "%s%s", i == 0 ? "" : i + 1 < count ? ", " : " and ", name);
}

/* The leaders are the first of the candidates. */
static void say_leaders(const struct report_result *result, const struct report_axes *axes, size_t leaders, size_t there,
                        struct report_text *text)
{
    for (size_t i = 0; i < leaders; i++)
        add_name(text, i, leaders, result->strategies[axes->strategies[i]].name);
    report_text_format(text, " %s the best of them on all %zu axes, or as good within the noise.", leaders > 1 ? "are" : "is",
                       there);
}

/* Adds "12 % more time over all workloads than type_pool (0.41x against 0.37x)"; from twice the best on, "2.30x the time ...". */
static void say_axis(const struct report_result *result, const struct report_axes *axes, enum report_axis_name name, size_t index,
                     struct report_text *text)
{
    const struct report_axis *axis = &axes->axes[name];
    const struct report_axis_place *place = &axis->places[index], *best = &axis->places[axis->best];
    const char *its_name = result->strategies[axes->strategies[axis->best]].name, *words = axis_words[name].words;

    if (isnan(place->value)) {
        report_text_format(text, "not measured in %s", words);
        return;
    }
    if (place->is_undecided)
        report_text_format(text, "undecided against %s in %s", its_name, words);
    else if (place->behind < 1)
        report_text_format(text, "%s more %s than %s", report_number_percent(place->behind).text, words, its_name);
    else
        report_text_format(text, "%s the %s of %s", report_number_multiple(1 + place->behind).text, words, its_name);
    report_text_format(text, " (%s against %s)", axis_words[name].number(place->value).text,
                       axis_words[name].number(best->value).text);
}

static void say_distance(const struct report_result *result, const struct report_axes *axes, size_t index,
                         struct report_text *text)
{
    size_t count = report_axes_behind(axes, index);

    for (size_t name = 0, said = 0; name < REPORT_AXIS_COUNT && said < count; name++) {
        struct report_text words = {0};
        if (!axes->axes[name].is_there || axes->axes[name].places[index].is_near)
            continue;
        say_axis(result, axes, name, index, &words);
        add_name(text, said++, count, words.bytes);
        report_text_fini(&words);
    }
}

static bool is_any_tuned(const struct report_result *result, const struct report_axes *axes)
{
    for (size_t i = 0; i < result->workload_count; i++)
        if (axes->is_tuned_on[i] && axes->axes[REPORT_AXIS_TIME].is_chosen[i])
            return true;
    return false;
}

static void say_absent(const struct report_result *result, const struct report_axes *axes, struct report_text *text)
{
    size_t absent = 0, said = 0;

    for (size_t name = 0; name < REPORT_AXIS_COUNT; name++)
        absent += !axes->axes[name].is_there && name != REPORT_AXIS_UNTUNED;
    for (size_t name = 0; name < REPORT_AXIS_COUNT; name++)
        if (!axes->axes[name].is_there && name != REPORT_AXIS_UNTUNED) {
            report_text_add(text, said == 0 ? " The file has no measurement of " : "");
            add_name(text, said++, absent, axis_words[name].words);
        }
    report_text_add(text, absent > 0 ? " that two of them share." : "");
    if (!axes->axes[REPORT_AXIS_UNTUNED].is_there && is_any_tuned(result, axes))
        report_text_add(text, " A row was tuned on each of these workloads, or on another of its family, so nothing shows how "
                        "the rows do elsewhere.");
}

static size_t count_axes(const struct report_axes *axes)
{
    size_t count = 0;

    for (size_t name = 0; name < REPORT_AXIS_COUNT; name++)
        count += axes->axes[name].is_there;
    return count;
}

static void say_answer(const struct report_result *result, const struct report_axes *axes, struct report_text *text)
{
    size_t leaders = 0, there = count_axes(axes);

    if (axes->axes[REPORT_AXIS_TIME].sample_count < REPORT_FEWEST_SAMPLES) {
        report_text_format(text, "Under %d rounds tell no times apart, so this file has no conclusion over the axes.",
                           REPORT_FEWEST_SAMPLES);
        return;
    }
    for (size_t i = 0; i < axes->count; i++)
        leaders += report_axes_behind(axes, i) == 0;
    report_text_format(text, "%zu rows leave the trait as it is and refuse nothing but some callers. ", axes->count);
    if (leaders > 0)
        say_leaders(result, axes, leaders, there, text);
    else
        report_text_format(text, "None of them is the best on all %zu axes, or as good within the noise.", there);
    if (leaders < axes->count) {
        report_text_format(text, " %s %s: ", leaders > 0 ? "Next comes" : "The nearest is",
                           result->strategies[axes->strategies[leaders]].name);
        say_distance(result, axes, leaders, text);
        report_text_add(text, ".");
    }
    say_absent(result, axes, text);
}

static void say_tuned(const struct report_result *result, const struct report_axes *axes, struct report_text *text)
{
    if (!axes->axes[REPORT_AXIS_UNTUNED].is_there)
        return;
    report_text_format(text, "\nUntuned: the same over the %zu families of workloads that no row of the table was tuned on.",
                       axes->axes[REPORT_AXIS_UNTUNED].family_count);
    for (size_t i = 0; i < axes->count; i++) {
        const struct report_strategy *row = &result->strategies[axes->strategies[i]];
        if (row->tuned_on[0] != '\0')
            report_text_format(text, " %s was tuned on: %s.", row->name, row->tuned_on);
    }
}

static void say_floor(double floor, struct report_text *text)
{
    if (isnan(floor))
        report_text_add(text, "; the rounds are too few to tell its noise");
    else
        report_text_format(text, "; in 95 %% of the rows, even and odd rounds differ by at most %s",
                           report_number_percent(floor).text);
}

static void say_time(const struct report_axis *time, struct report_text *text)
{
    if (!time->is_there)
        return;
    report_text_format(text, "\nTime: the geometric mean of the ratios to box in the same round, over the %zu workloads that all "
                       "these rows ran, in which each of the %zu families has one vote; the median of %zu round%s",
                       time->workload_count, time->family_count, time->sample_count, time->sample_count == 1 ? "" : "s");
    say_floor(time->floor, text);
    report_text_add(text, ".");
}

/* A line per axis. */
static void say_method(const struct report_result *result, const struct report_axes *axes, struct report_text *text)
{
    const struct report_axis *memory = &axes->axes[REPORT_AXIS_MEMORY], *hand_over = &axes->axes[REPORT_AXIS_HAND_OVER];

    report_text_format(text, "Marked: the best, and each that is as good: not told apart, and the far end of its interval within "
                       "%s of the best. Undecided: not told apart, but no more is known. The others show their distance from the "
                       "best.\nTimes differ if their intervals do not overlap and the difference is above the noise. Bytes "
                       "differ by more than %s and more than %s (of a task) or %s (retained).\n",
                       report_number_percent(REPORT_AS_GOOD_SHARE).text,
                       report_number_trimmed(report_number_percent(REPORT_SAME_BYTES_SHARE)).text,
                       report_number_bytes(REPORT_SAME_TASK_BYTES).text,
                       report_number_trimmed(report_number_bytes(REPORT_SAME_RETAINED_BYTES)).text);
    report_candidacy_say(result, text);
    say_time(&axes->axes[REPORT_AXIS_TIME], text);
    say_tuned(result, axes, text);
    if (memory->is_there)
        report_text_format(text, "\nMemory: resident bytes of a waiting task on %s.", result->workloads[memory->workload].name);
    if (axes->axes[REPORT_AXIS_RETENTION].is_there)
        report_text_add(text, "\nRetained: the most that stays after any of the situations measured.");
    if (hand_over->is_there)
        report_text_format(text, "\nHand-over: time on %s.", result->workloads[hand_over->workload].name);
}

/* Names the workloads of the mean, and marks those of families that a row was tuned on. */
static void say_workloads(const struct report_result *result, const struct report_axes *axes, struct report_text *text)
{
    const struct report_axis *time = &axes->axes[REPORT_AXIS_TIME];

    for (size_t i = 0, said = 0; i < result->workload_count; i++)
        if (time->is_chosen[i])
            report_text_format(text, "%s%s%s", said++ == 0 ? "" : ", ", result->workloads[i].name,
                               axes->is_tuned_on[i] ? " (tuned on)" : "");
}

/* The reason why no rows can be held against one another on several axes. Of time alone, other tables say more. */
static const char *why_not(const struct report_result *result, const struct report_axes *axes)
{
    if (report_result_strategy(result, "box") == REPORT_NOT_FOUND)
        return "the file has no row box, whose times are the measure of the others";
    if (!report_strategy_has(result, report_result_strategy(result, "box"), REPORT_METRIC_TIME))
        return "box, whose times are the measure of the others, has no time in the file";
    if (axes->count == 0)
        return "no row of the file leaves the trait as it is and refuses nothing";
    if (axes->count == 1)
        return "only one row of the file leaves the trait as it is and refuses nothing";
    if (!axes->axes[REPORT_AXIS_TIME].is_there)
        return "the rows that leave the trait as it is and refuse nothing share no workload with a time";
    return count_axes(axes) > 1 ? NULL : "of these axes, the file has times alone";
}

void report_axes_fill(const struct report_result *result, struct report_small_table *table)
{
    struct report_axes *axes = report_allocate_zeroed(1, sizeof *axes);

    report_axes_measure(result, axes);
    table->title = "On all axes at once";
    table->corner = "row";
    const char *reason = why_not(result, axes);
    if (reason == NULL) {
        fill_rows(result, axes, table);
        say_answer(result, axes, &table->answer);
        say_method(result, axes, &table->method);
        table->details_title = "The workloads of the mean";
        say_workloads(result, axes, &table->details);
    } else if (report_baseline(result) != REPORT_NOT_FOUND) {      /* without any time, the file is about something else */
        report_text_format(&table->answer, "No row is held against others on time, memory, retention and hand-over at once: %s.",
                           reason);
    }
    free(axes);
}
