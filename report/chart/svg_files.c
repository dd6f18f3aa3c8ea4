/* SPDX-License-Identifier: MIT */
/* Owns the names of chart files and their writing, for `corolab report --svg`. */
#include "report/chart/chart.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "report/base/memory.h"
#include "report/chart/scene.h"
#include "report/file/output_file.h"

enum { NAME_BYTES = 128 };

/* Names given so far in this directory, so that "a/b" and "a-b" do not share a file: of the frontier, the scene, the sweeps,
 * and two charts for each workload. */
struct names {
    size_t count;
    char taken[2 + REPORT_SWEEP_COUNT + 2 * REPORT_LONGEST_TABLE][NAME_BYTES];
};
static const char dark[] = "-dark";

static bool is_taken(const struct names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->taken[i], name) == 0)
            return true;
    return false;
}

/* True for a name that the dark file of another chart may have. */
static bool is_dark(const char *name)
{
    size_t length = strlen(name), ending = strlen(dark);

    return length >= ending && strcmp(name + length - ending, dark) == 0;
}

/* The words as a file's name: never a path, never hidden, never taken already. Lives as long as `names`. */
static const char *file_name(struct names *names, const char *words)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+_-";
    char *name = names->taken[names->count];
    size_t length = strnlen(words, 80);

    memcpy(name, words, length);
    name[length] = '\0';
    for (size_t i = 0; i < length; i++)
        if (strchr(allowed, name[i]) == NULL || (i == 0 && name[i] == '.'))
            name[i] = '-';
    while ((is_taken(names, name) || is_dark(name)) && length + 1 < NAME_BYTES) {
        name[length++] = '-';
        name[length] = '\0';
    }
    names->count++;
    return name;
}

/* The state that all files of one call share. */
struct destination {
    const char *directory;
    const char *const *inputs;      /* the result files */
    size_t count;
    char **taken;                   /* the paths of all outputs so far */
    size_t taken_count;
};

static void take(struct destination *to, const char *path)
{
    to->taken = report_list_grow(to->taken, to->taken_count, sizeof *to->taken);
    to->taken[to->taken_count++] = report_copy_string(path);
}

/* Refuses a chart that would replace a result file or another output. */
static enum report_status spare(const struct destination *to, const char *path, struct report_complaint *complaint)
{
    for (size_t i = 0; i < to->taken_count; i++)
        if (report_output_is_same(path, to->taken[i]))
            return report_complain(complaint, REPORT_BAD_OUTPUT, "two outputs cannot go to one file: %s and %s", to->taken[i],
                                   path);
    return report_output_spares(path, to->inputs, to->count, complaint);
}

/* Writes the chart unless it is empty: then there was nothing to draw. */
static enum report_status write_chart(struct destination *to, size_t number, const char *name, const char *ending,
                                      const struct report_text *chart, struct report_complaint *complaint)
{
    char path[PATH_MAX], prefix[32] = "";
    enum report_status status;

    if (chart->length == 0)
        return REPORT_OK;
    if (number > 1)
        snprintf(prefix, sizeof prefix, "%zu-", number);
    if (snprintf(path, sizeof path, "%s/%s%s%s.svg", to->directory, prefix, name, ending) >= PATH_MAX)
        return report_complain(complaint, REPORT_BAD_OUTPUT, "the directory's name %s is too long", to->directory);
    status = spare(to, path, complaint);
    if (status != REPORT_OK)
        return status;
    take(to, path);
    return report_output_file(path, chart, complaint);
}

/* Draws chart `index` of a kind: of a sweep, of a workload. */
typedef void draw_chart(struct report_text *, const struct report_result *, size_t index, enum report_chart_home);

static void draw_frontier(struct report_text *text, const struct report_result *result, size_t index, enum report_chart_home home)
{
    (void)index;
    report_frontier_chart(text, result, home, REPORT_CHART_WIDE, "chart");
}

static void draw_sweep(struct report_text *text, const struct report_result *result, size_t index, enum report_chart_home home)
{
    struct report_sweep sweep;

    if (report_sweep_read(result, index, &sweep))
        report_sweep_chart(text, result, &sweep, home, "chart");
}

static void draw_dumbbell(struct report_text *text, const struct report_result *result, size_t index, enum report_chart_home home)
{
    report_dumbbell_chart(text, result, index, home, "chart");
}

static void draw_samples(struct report_text *text, const struct report_result *result, size_t index, enum report_chart_home home)
{
    report_samples_chart(text, result, index, home, "chart");
}

static void draw_scene(struct report_text *text, const struct report_result *result, size_t index, enum report_chart_home home)
{
    (void)index;
    for (size_t i = 0; i < result->strategy_count; i++)
        if (result->strategies[i].lives.where != REPORT_PLACE_UNKNOWN) {
            report_scene_chart(text, result, home, "chart");
            return;
        }
}

/* The files of one result. */
struct set {
    struct destination *to;
    size_t number;
    const struct report_result *result;
    struct names names;
};

/* Writes the chart twice, in light and in dark, under the words behind the prefix. */
static enum report_status write_both(struct set *set, const char *prefix, const char *words, draw_chart *draw, size_t index,
                                     struct report_complaint *complaint)
{
    struct report_text light_chart = {0}, dark_chart = {0};
    enum report_status status = REPORT_OK;
    char whole[NAME_BYTES];

    draw(&light_chart, set->result, index, REPORT_CHART_IN_LIGHT_FILE);
    draw(&dark_chart, set->result, index, REPORT_CHART_IN_DARK_FILE);
    if (light_chart.length > 0) {
        snprintf(whole, sizeof whole, "%s%s", prefix, words);
        const char *name = file_name(&set->names, whole);
        status = write_chart(set->to, set->number, name, "", &light_chart, complaint);
        if (status == REPORT_OK)
            status = write_chart(set->to, set->number, name, dark, &dark_chart, complaint);
    }
    report_text_fini(&light_chart);
    report_text_fini(&dark_chart);
    return status;
}

static enum report_status write_result(struct destination *to, size_t number, const struct report_result *result,
                                       struct report_complaint *complaint)
{
    struct set set = {.to = to, .number = number, .result = result};
    enum report_status status = write_both(&set, "", "frontier", draw_frontier, 0, complaint);
    struct report_sweep sweep;

    if (status == REPORT_OK)
        status = write_both(&set, "", "scene", draw_scene, 0, complaint);
    for (size_t i = 0; i < REPORT_SWEEP_COUNT && status == REPORT_OK; i++)
        if (report_sweep_read(result, i, &sweep))
            status = write_both(&set, "", sweep.name, draw_sweep, i, complaint);
    for (size_t i = 0; i < result->workload_count && status == REPORT_OK; i++) {
        status = write_both(&set, "", result->workloads[i].name, draw_samples, i, complaint);
        if (status == REPORT_OK)
            status = write_both(&set, "rustc-", result->workloads[i].name, draw_dumbbell, i, complaint);
    }
    return status;
}

enum report_status report_svg_files_write(const char *directory, struct report_result *const *results, size_t count,
                                          const char *const *outputs, size_t output_count, struct report_complaint *complaint)
{
    enum report_status status = report_output_directory(directory, complaint);
    const char **inputs = report_allocate_zeroed(count, sizeof *inputs);
    struct destination to = {.directory = directory, .inputs = inputs, .count = count};

    for (size_t i = 0; i < count; i++)
        inputs[i] = results[i]->path;
    for (size_t i = 0; i < output_count; i++)
        if (outputs[i] != NULL)
            take(&to, outputs[i]);
    for (size_t i = 0; i < count && status == REPORT_OK; i++)
        status = write_result(&to, i + 1, results[i], complaint);
    for (size_t i = 0; i < to.taken_count; i++)
        free(to.taken[i]);
    free(to.taken);
    free(inputs);
    return status;
}
