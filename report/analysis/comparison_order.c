/* SPDX-License-Identifier: MIT */
/* Sorts the cells of a comparison for its outputs. */
#include "report/analysis/comparison.h"
#include <math.h>
#include <stdlib.h>
#include "report/base/memory.h"

struct place {
    size_t index;
    int group;
    double distance;
};

static int group_of(enum report_call call)
{
    static const int groups[] = {
        [REPORT_CALL_SLOWER] = 0, [REPORT_CALL_FASTER] = 1, [REPORT_CALL_SUSPECT] = 2, [REPORT_CALL_NONE] = 3,
    };

    return groups[call];
}

static int compare(const void *left, const void *right)
{
    const struct place *one = left, *other = right;

    if (one->group != other->group)
        return one->group - other->group;
    if (one->distance != other->distance)
        return one->distance > other->distance ? -1 : 1;
    return (one->index > other->index) - (one->index < other->index);
}

size_t report_comparison_order(const struct report_comparison *comparison, size_t *order)
{
    struct place *places = report_allocate_zeroed(comparison->count, sizeof *places);
    size_t changed = 0;

    for (size_t i = 0; i < comparison->count; i++) {
        const struct report_difference *difference = &comparison->differences[i];
        bool is_changed = difference->call != REPORT_CALL_NONE;
        places[i] = (struct place){i, group_of(difference->call), is_changed ? fabs(log(difference->ratio)) : 0};
        changed += is_changed;
    }
    if (comparison->count > 0)
        qsort(places, comparison->count, sizeof *places, compare);
    for (size_t i = 0; i < comparison->count; i++)
        order[i] = places[i].index;
    free(places);
    return changed;
}

bool report_comparison_judges_times(const struct report_comparison *comparison)
{
    return comparison->count > 0 && (comparison->is_confirmed || comparison->foreign[0] == '\0');
}
