/* SPDX-License-Identifier: MIT */
/* Owns the words about the four axes: the table, its method, and the conclusion. */
#include "report/analysis/axes.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "report/analysis/candidate.h"
#include "report/analysis/group.h"
#include "report/analysis/row_bytes.h"
#include "report/analysis/small_table.h"
#include "report/base/memory.h"

enum { FEWEST_SAMPLES = 5 };    /* that tell two times apart */

static const struct {
    const char *heading, *words;
    struct report_number (*number)(double);
} axis_words[REPORT_AXIS_COUNT] = {
    [REPORT_AXIS_TIME] = {"time", "time over all workloads", report_number_multiple},
    [REPORT_AXIS_UNTUNED] = {"untuned", "time on workloads that no row was tuned on", report_number_multiple},
    [REPORT_AXIS_MEMORY] = {"memory", "memory of a waiting task", report_number_bytes},
    [REPORT_AXIS_RETENTION] = {"retained", "retention", report_number_bytes},
    [REPORT_AXIS_HAND_OVER] = {"hand-over", "hand-over between threads", report_number_time},
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
    const struct report_place *place = &axis->places[index];
    struct report_number value = axis_words[name].number(place->value);
    struct report_number low = axis_words[name].number(place->interval.low), high = axis_words[name].number(place->interval.high);
    bool has_interval = place->interval.high > place->interval.low;

    cell->is_marked = place->is_near;
    if (isnan(place->value))
        report_small_cell_say(cell, "-");
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
    struct report_group group = {.count = leaders};

    for (size_t i = 0; i < leaders; i++)
        group.strategies[i] = axes->strategies[i];
    report_group_say(result, &group, text);
    report_text_format(text, " %s the best, or not told apart from the best, on each of the %zu axes that this file has. ",
                       leaders > 1 ? "are" : "is", there);
}

/* Adds "12 % behind type_pool in time over all workloads (0.41x against 0.37x)" for each axis that the candidate is behind on. */
static void say_distance(const struct report_result *result, const struct report_axes *axes, size_t index,
                         struct report_text *text)
{
    size_t count = report_axes_behind(axes, index);

    for (size_t name = 0, said = 0; name < REPORT_AXIS_COUNT && said < count; name++) {
        const struct report_axis *axis = &axes->axes[name];
        struct report_text words = {0};
        if (!axis->is_there || axis->places[index].is_near)
            continue;
        if (isnan(axis->places[index].value))
            report_text_format(&words, "not measured in %s", axis_words[name].words);
        else
            report_text_format(&words, "%s behind %s in %s (%s against %s)",
                               report_number_percent(axis->places[index].behind).text,
                               result->strategies[axes->strategies[axis->best]].name, axis_words[name].words,
                               axis_words[name].number(axis->places[index].value).text,
                               axis_words[name].number(axis->places[axis->best].value).text);
        add_name(text, said++, count, words.bytes);
        report_text_fini(&words);
    }
}

static void say_absent(const struct report_axes *axes, struct report_text *text)
{
    size_t absent = 0, said = 0;

    for (size_t name = 0; name < REPORT_AXIS_COUNT; name++)
        absent += !axes->axes[name].is_there && name != REPORT_AXIS_UNTUNED;
    for (size_t name = 0; name < REPORT_AXIS_COUNT; name++)
        if (!axes->axes[name].is_there && name != REPORT_AXIS_UNTUNED) {
            report_text_add(text, said == 0 ? " The file has no measurement of " : "");
            add_name(text, said++, absent, axis_words[name].words);
        }
    report_text_add(text, absent > 0 ? "." : "");
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

    if (axes->axes[REPORT_AXIS_TIME].sample_count < FEWEST_SAMPLES) {
        report_text_format(text, "Under %d rounds tell no times apart, so this file has no conclusion over the axes.",
                           FEWEST_SAMPLES);
        return;
    }
    for (size_t i = 0; i < axes->count; i++)
        leaders += report_axes_behind(axes, i) == 0;
    report_text_format(text, "Of the %zu rows that refuse nothing and keep the trait, ", axes->count);
    if (leaders > 0)
        say_leaders(result, axes, leaders, there, text);
    else
        report_text_format(text, "none is the best, or not told apart from the best, on all of the %zu axes that this file has. ",
                           there);
    if (leaders < axes->count) {
        report_text_format(text, "The nearest of the others, %s, is ", result->strategies[axes->strategies[leaders]].name);
        say_distance(result, axes, leaders, text);
        report_text_add(text, ".");
    }
    say_absent(axes, text);
}

static void say_tuned(const struct report_result *result, const struct report_axes *axes, struct report_text *text)
{
    if (!axes->axes[REPORT_AXIS_UNTUNED].is_there)
        return;
    report_text_format(text, " Untuned: the same over the %zu workloads that no row of the table was tuned on.",
                       axes->axes[REPORT_AXIS_UNTUNED].workload_count);
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
        report_text_format(text, "; of 95 %% of the rows, the even and the odd rounds differ in it by at most %s",
                           report_number_percent(floor).text);
}

/* Adds " Hand-over: time on handed_over (What does it cost?)." */
static void say_workload(const struct report_result *result, const char *words, const struct report_axis *axis,
                         struct report_text *text)
{
    const struct report_workload *workload = &result->workloads[axis->workload];
    bool has_question = workload->question[0] != '\0';

    report_text_format(text, " %s on %s%s%s%s.", words, workload->name, has_question ? " (" : "",
                       has_question ? workload->question : "", has_question ? ")" : "");
}

static void say_method(const struct report_result *result, const struct report_axes *axes, struct report_text *text)
{
    const struct report_axis *time = &axes->axes[REPORT_AXIS_TIME];

    report_candidacy_say(result, text);
    if (time->is_there) {
        report_text_format(text, " Time: the geometric mean, over the %zu workloads that all these rows ran, of the ratio to box "
                           "in the same round; the median of %zu round%s", time->workload_count, time->sample_count,
                           time->sample_count == 1 ? "" : "s");
        say_floor(time->floor, text);
        report_text_add(text, ".");
    }
    say_tuned(result, axes, text);
    if (axes->axes[REPORT_AXIS_MEMORY].is_there)
        say_workload(result, "Memory: resident bytes of a waiting task", &axes->axes[REPORT_AXIS_MEMORY], text);
    if (axes->axes[REPORT_AXIS_RETENTION].is_there)
        report_text_add(text, " Retained: the most that stays after any of the situations measured.");
    if (axes->axes[REPORT_AXIS_HAND_OVER].is_there)
        say_workload(result, "Hand-over: time", &axes->axes[REPORT_AXIS_HAND_OVER], text);
    report_text_format(text, " Marked: the best, and all that are not told apart from it. Times differ beyond their intervals "
                       "and the noise; bytes by more than %s, and than %s of a task or %s retained. The others show "
                       "their distance from the best.", report_number_percent(REPORT_SAME_BYTES_SHARE).text,
                       report_number_bytes(REPORT_SAME_TASK_BYTES).text, report_number_bytes(REPORT_SAME_RETAINED_BYTES).text);
}

void report_axes_fill(const struct report_result *result, struct report_small_table *table)
{
    struct report_axes *axes = report_allocate_zeroed(1, sizeof *axes);

    report_axes_measure(result, axes);
    table->title = "On all axes at once";
    table->corner = "row";
    if (axes->axes[REPORT_AXIS_TIME].is_there && count_axes(axes) > 1) {     /* of time alone, other tables say more */
        fill_rows(result, axes, table);
        say_answer(result, axes, &table->answer);
        say_method(result, axes, &table->method);
    }
    free(axes);
}
