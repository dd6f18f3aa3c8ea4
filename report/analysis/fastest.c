/* SPDX-License-Identifier: MIT */
#include "report/analysis/fastest.h"
#include <string.h>
#include "report/analysis/columns.h"
#include "report/text/number.h"

const struct report_series *report_fastest(const struct report_result *result, size_t workload,
                                       bool (*belongs)(const struct report_strategy *))
{
    const struct report_series *least = NULL;

    for (size_t i = 0; i < result->strategy_count; i++) {
        const struct report_series *series = report_result_series(result, i, workload, REPORT_METRIC_TIME);
        if (series == NULL || !belongs(&result->strategies[i]))
            continue;
        if (least == NULL || series->median < least->median)
            least = series;
    }
    return least;
}

bool report_strategy_is_stackless_dyn(const struct report_strategy *strategy)
{
    return report_strategy_is_dyn(strategy) && report_strategy_is_stackless(strategy);
}

bool report_strategy_is_stackful_dyn(const struct report_strategy *strategy)
{
    return report_strategy_is_dyn(strategy) && report_strategy_is_stackful(strategy);
}

/* The two that meet on one member of a family of workloads: the fastest of each frame model. */
struct meeting {
    const struct report_series *stackless, *stackful;
};

/* Goes through the family, whose members are in ascending order, to the first where stackful wins, else to the last; returns how
 * many that were, 0 when none has both models. */
static size_t find_crossing(const struct report_result *result, const char *family, struct meeting *meeting)
{
    size_t members = 0, length = strlen(family);

    for (size_t workload = 0; workload < result->workload_count; workload++) {
        const char *name = result->workloads[workload].name;
        struct meeting here = {report_fastest(result, workload, report_strategy_is_stackless_dyn),
                               report_fastest(result, workload, report_strategy_is_stackful_dyn)};
        if (report_family_length(name) != length || strncmp(name, family, length) != 0)
            continue;
        if (here.stackless == NULL || here.stackful == NULL)
            continue;
        members++;
        *meeting = here;
        if (report_series_is_above(here.stackless, here.stackful))
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

void report_say_crossing(const struct report_result *result, const char *family, struct report_text *text)
{
    struct meeting meeting;
    size_t members = find_crossing(result, family, &meeting);

    if (members == 0)
        return;
    report_text_format(text, "%s%s, ", text->length == 0 ? "" : " ", where_of(family));
    if (!report_series_is_above(meeting.stackless, meeting.stackful))
        report_text_add(text, "nowhere beyond the intervals and the noise floor; at the last, ");
    else if (members == 1)
        report_text_add(text, "already at the first that was measured: at ");
    else
        report_text_add(text, "from this one on: at ");
    report_text_format(text, "%s, %s takes %s against %s of the fastest stackless dyn strategy, %s (%s).",
                     result->workloads[meeting.stackful->workload].name,
                     result->strategies[meeting.stackful->strategy].name, report_number_time(meeting.stackful->median).text,
                     report_number_time(meeting.stackless->median).text,
                     result->strategies[meeting.stackless->strategy].name,
                     report_number_multiple(meeting.stackful->median / meeting.stackless->median).text);
}
