/* SPDX-License-Identifier: MIT */
/* Owns the packing of columns into tables. */
#include "report/analysis/columns.h"
#include <string.h>
#include "report/result/baseline.h"

void report_columns_with(const struct report_result *result, const char *metric, struct report_columns *columns)
{
    columns->count = 0;
    for (size_t i = 0; i < result->workload_count; i++) {
        if (!report_workload_has(result, i, metric))
            continue;
        columns->workloads[columns->count] = i;
        columns->names[columns->count++] = result->workloads[i].name;
    }
}

size_t report_family_length(const char *name)
{
    return strcspn(name, "/");
}

const char *report_family_member(const char *name)
{
    return name + report_family_length(name);
}

size_t report_family_size(const char *const *names, size_t first, size_t count)
{
    size_t length = report_family_length(names[first]), size = 1;

    if (names[first][length] == '\0')
        return 1;
    while (first + size < count && strncmp(names[first], names[first + size], length + 1) == 0)
        size++;
    return size;
}

static size_t width_of(const size_t *widths, size_t first, size_t count)
{
    size_t width = 0;

    for (size_t i = first; i < first + count; i++)
        width += widths[i];
    return width;
}

size_t report_columns_take(const char *const *names, const size_t *widths, size_t first, size_t count, size_t room)
{
    size_t taken = 0, used = 0;

    while (first + taken < count) {
        size_t family = report_family_size(names, first + taken, count);
        size_t width = width_of(widths, first + taken, family);
        if (used + width > room)
            break;
        taken += family;
        used += width;
    }
    while (taken == 0 || (used == 0 && first + taken < count && width_of(widths, first, taken + 1) <= room))
        taken++;
    return taken;
}
