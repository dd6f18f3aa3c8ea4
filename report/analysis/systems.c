/* SPDX-License-Identifier: MIT */
/* Counts what a result cites. */
#include "report/analysis/systems.h"

struct counts { size_t strategies, systems; };

static struct counts count(const struct report_result *result)
{
    struct counts counts = {0};

    for (size_t i = 0; i < result->strategy_count; i++) {
        counts.strategies += result->strategies[i].systems.count > 0;
        counts.systems += result->strategies[i].systems.count;
    }
    return counts;
}

bool report_systems_are_cited(const struct report_result *result) { return count(result).systems > 0; }

void report_systems_say(const struct report_result *result, struct report_text *text)
{
    struct counts counts = count(result);

    if (counts.systems > 0)
        report_text_format(text, "%zu of these strategies ha%s %zu example%s elsewhere: the nearest, with what differs.",
                           counts.strategies, counts.strategies == 1 ? "s" : "ve", counts.systems,
                           counts.systems == 1 ? "" : "s");
}
