/* SPDX-License-Identifier: MIT */
/* Owns the choice of the rows that could stand in another's place. */
#include "report/analysis/neighbours.h"
#include <string.h>
#include "report/analysis/rank.h"

void report_neighbours_fastest(const struct report_result *result, size_t row, struct report_group *fastest)
{
    bool belongs[REPORT_LONGEST_TABLE] = {false};
    struct report_rank rank;

    *fastest = (struct report_group){.count = 0};
    for (size_t i = 0; i < result->strategy_count; i++)
        belongs[i] = i != row && report_strategy_keeps_trait(&result->strategies[i]) &&
                     strcmp(result->strategies[i].caller, result->strategies[row].caller) == 0;
    if (report_rank_find(result, REPORT_NEIGHBOURS_WORKLOAD, &rank))
        report_rank_lead(result, &rank, belongs, fastest);
}
