/* SPDX-License-Identifier: MIT */
#include "report/fastest.h"
#include <string.h>
#include "report/columns.h"
#include "report/number.h"

const struct coro_series *coro_fastest(const struct coro_result *result, size_t workload,
                                       bool (*belongs)(const struct coro_strategy *))
{
    const struct coro_series *least = NULL;

    for (size_t i = 0; i < result->strategy_count; i++) {
        const struct coro_series *series = coro_result_series(result, i, workload, CORO_METRIC_TIME);
        if (series == NULL || !belongs(&result->strategies[i]))
            continue;
        if (least == NULL || series->median < least->median)
            least = series;
    }
    return least;
}

bool coro_strategy_is_stackless_dyn(const struct coro_strategy *strategy)
{
    return coro_strategy_is_dyn(strategy) && coro_strategy_is_stackless(strategy);
}

bool coro_strategy_is_stackful_dyn(const struct coro_strategy *strategy)
{
    return coro_strategy_is_dyn(strategy) && coro_strategy_is_stackful(strategy);
}

/* The two that meet on one member of a family of workloads: the fastest of each frame model. */
struct meeting {
    const struct coro_series *stackless, *stackful;
};

/* Goes through the family, whose members are in ascending order, to the first where stackful wins, else to the last; returns how
 * many that were, 0 when none has both models. */
static size_t find_crossing(const struct coro_result *result, const char *family, struct meeting *meeting)
{
    size_t members = 0, length = strlen(family);

    for (size_t workload = 0; workload < result->workload_count; workload++) {
        const char *name = result->workloads[workload].name;
        struct meeting here = {coro_fastest(result, workload, coro_strategy_is_stackless_dyn),
                               coro_fastest(result, workload, coro_strategy_is_stackful_dyn)};
        if (coro_family_length(name) != length || strncmp(name, family, length) != 0)
            continue;
        if (here.stackless == NULL || here.stackful == NULL)
            continue;
        members++;
        *meeting = here;
        if (coro_series_is_above(here.stackless, here.stackful))
            break;
    }
    return members;
}

/* How the sentence about a family begins. */
static const char *where_of(const char *family)
{
    static const char *const known[][2] = {
        {"depth", "In chains of d adapters that never wait"},
        {"suspend_depth", "In chains of d adapters that wait at the bottom"},
        {"pending", "With a wait before every k-th item"},
    };

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i][0], family) == 0)
            return known[i][1];
    return family;
}

void coro_say_crossing(const struct coro_result *result, const char *family, struct coro_text *text)
{
    struct meeting meeting;
    size_t members = find_crossing(result, family, &meeting);

    if (members == 0)
        return;
    coro_text_format(text, "%s%s, ", text->length == 0 ? "" : " ", where_of(family));
    if (!coro_series_is_above(meeting.stackless, meeting.stackful))
        coro_text_add(text, "nowhere beyond the intervals and the noise floor; at the last, ");
    else if (members == 1)
        coro_text_add(text, "already at the first that was measured: at ");
    else
        coro_text_add(text, "from this one on: at ");
    coro_text_format(text, "%s, %s takes %s against %s of the fastest stackless dyn strategy, %s (%s).",
                     result->workloads[meeting.stackful->workload].name,
                     result->strategies[meeting.stackful->strategy].name, coro_number_time(meeting.stackful->median).text,
                     coro_number_time(meeting.stackless->median).text,
                     result->strategies[meeting.stackless->strategy].name,
                     coro_number_multiple(meeting.stackful->median / meeting.stackless->median).text);
}
