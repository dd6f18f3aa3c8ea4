/* SPDX-License-Identifier: MIT */
#include "report/multiples.h"
#include <stdlib.h>
#include "report/number.h"

static int by_median(const void *a, const void *b)
{
    const struct coro_series *const *x = a, *const *y = b;
    return ((*x)->median > (*y)->median) - ((*x)->median < (*y)->median);
}

/* The times of all but the yardstick, fastest first; returns how many. */
static size_t collect(const struct coro_result *result, size_t workload, size_t yardstick, const struct coro_series **found)
{
    size_t count = 0;

    for (size_t i = 0; i < result->strategy_count; i++) {
        const struct coro_series *series = coro_result_series(result, i, workload, CORO_METRIC_TIME);
        if (series != NULL && i != yardstick)
            found[count++] = series;
    }
    qsort(found, count, sizeof *found, by_median);
    return count;
}

void coro_say_multiples(const struct coro_result *result, const char *workload, const char *yardstick, struct coro_text *text)
{
    const struct coro_series *one = coro_result_series(result, coro_result_strategy(result, yardstick),
                                                       coro_result_workload(result, workload), CORO_METRIC_TIME);
    const struct coro_series **others = calloc(result->strategy_count + 1, sizeof *others);
    size_t count = 0;

    if (others != NULL && one != NULL && one->median > 0)
        count = collect(result, one->workload, one->strategy, others);
    if (count > 0)
        coro_text_format(text, "%sOn %s, %s takes %s; of that, ", text->length == 0 ? "" : " ", workload, yardstick,
                         coro_number_time(one->median).text);
    for (size_t i = 0; i < count; i++)
        coro_text_format(text, "%s %s%s%s", result->strategies[others[i]->strategy].name, i == 0 ? "takes " : "",
                         coro_number_multiple(others[i]->median / one->median).text, i + 1 < count ? ", " : ".");
    free(others);
}
