/* SPDX-License-Identifier: MIT */
/* Writes the commands that repeat a run and go on from it. They are for copying, and the file's name is untrusted: it stands in
 * the quotes of a shell where it is not plain. */
#include <math.h>
#include <string.h>
#include "report/analysis/sentence.h"
#include "report/result/result.h"

static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_/:";

/* Adds the name as one word of a shell. */
static void add_word(struct report_text *text, const char *word)
{
    bool is_plain = word[0] != '\0' && word[0] != '-';

    for (const char *at = word; *at != '\0' && is_plain; at++)
        is_plain = strchr(plain, *at) != NULL || strchr(".+-", *at) != NULL;
    report_text_add(text, is_plain ? "" : "'");
    for (const char *at = word; *at != '\0'; at++)
        if (*at == '\'')
            report_text_add(text, "'\\''");
        else
            report_text_add_bytes(text, at, 1);
    report_text_add(text, is_plain ? "" : "'");
}

/* The first workload on which the baseline was timed, or REPORT_NOT_FOUND. */
static size_t timed_workload(const struct report_result *result, size_t baseline)
{
    for (size_t i = 0; i < result->workload_count && baseline != REPORT_NOT_FOUND; i++)
        if (isfinite(report_result_median(result, baseline, i, REPORT_METRIC_TIME)))
            return i;
    return REPORT_NOT_FOUND;
}

/* Adds the options that choose one cell; none where a name would need escaping in a regular expression. */
static void add_cell(struct report_text *text, const struct report_result *result)
{
    size_t baseline = report_baseline(result), workload = timed_workload(result, baseline);

    if (workload == REPORT_NOT_FOUND)
        return;
    const char *row = result->strategies[baseline].name, *on = result->workloads[workload].name;
    if (row[strspn(row, plain)] == '\0' && on[strspn(on, plain)] == '\0')
        report_text_format(text, " -s '^%s$' -w '^%s$'", row, on);
}

static void add_line(struct report_text *text, const char *begin, const char *path, const char *end)
{
    report_text_add(text, begin);
    add_word(text, path);
    report_text_add(text, end);
}

void report_method_commands(const struct report_result *result, struct report_text *text)
{
    struct report_text cell = {0};

    add_line(text, "./lab run --like ", result->path, " -o again.json\n");
    add_line(text, "./lab compare ", result->path, " again.json --html compare.html\n");
    add_cell(&cell, result);
    if (cell.length > 0) {
        add_line(text, "./lab run --like ", result->path, cell.bytes);
        report_text_add(text, " -o cell.json\n");
    }
    add_line(text, "./lab report ", result->path, " --csv numbers.csv\n");
    report_text_add(text, "./lab new strategy my_row");
    report_text_fini(&cell);
}
