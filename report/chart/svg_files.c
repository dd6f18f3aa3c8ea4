/* SPDX-License-Identifier: MIT */
/* Owns the names of chart files and their writing, for `corolab report --svg`. */
#include "report/chart/chart.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "report/base/memory.h"
#include "report/file/output_file.h"

enum { NAME_BYTES = 128 };

/* Names given so far in this directory, so that "a/b" and "a-b" do not share a file. */
struct names {
    size_t count;
    char taken[REPORT_LONGEST_TABLE + 1][NAME_BYTES];
};

static bool is_taken(const struct names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->taken[i], name) == 0)
            return true;
    return false;
}

/* The workload's name as a file's name: never a path, never hidden, never taken already. Lives as long as `names`. */
static const char *file_name(struct names *names, const char *workload)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+_-";
    char *name = names->taken[names->count];
    size_t length = strnlen(workload, 80);

    memcpy(name, workload, length);
    name[length] = '\0';
    for (size_t i = 0; i < length; i++)
        if (strchr(allowed, name[i]) == NULL || (i == 0 && name[i] == '.'))
            name[i] = '-';
    while (is_taken(names, name) && length + 1 < NAME_BYTES) {
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
static enum report_status write_chart(struct destination *to, size_t number, const char *name,
                                      const struct report_text *chart, struct report_complaint *complaint)
{
    char path[PATH_MAX], prefix[32] = "";
    enum report_status status;

    if (chart->length == 0)
        return REPORT_OK;
    if (number > 1)
        snprintf(prefix, sizeof prefix, "%zu-", number);
    if (snprintf(path, sizeof path, "%s/%s%s.svg", to->directory, prefix, name) >= PATH_MAX)
        return report_complain(complaint, REPORT_BAD_OUTPUT, "the directory's name %s is too long", to->directory);
    status = spare(to, path, complaint);
    if (status != REPORT_OK)
        return status;
    take(to, path);
    return report_output_file(path, chart, complaint);
}

static enum report_status write_result(struct destination *to, size_t number, const struct report_result *result,
                                       struct report_complaint *complaint)
{
    struct names names = {0};
    struct report_text chart = {0};
    enum report_status status;

    report_frontier_chart(&chart, result, REPORT_CHART_IN_FILE, "chart");
    status = write_chart(to, number, file_name(&names, "frontier"), &chart, complaint);
    report_text_fini(&chart);
    for (size_t i = 0; i < result->workload_count && status == REPORT_OK; i++) {
        const char *name = file_name(&names, result->workloads[i].name);
        report_samples_chart(&chart, result, i, REPORT_CHART_IN_FILE, "chart");
        status = write_chart(to, number, name, &chart, complaint);
        report_text_fini(&chart);
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
