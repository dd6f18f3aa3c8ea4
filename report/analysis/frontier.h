/* SPDX-License-Identifier: MIT */
/* Time against memory: what each strategy costs in both, and which of them no other one beats in both. */
#ifndef REPORT_ANALYSIS_FRONTIER_H
#define REPORT_ANALYSIS_FRONTIER_H
#include "report/result/result.h"

struct report_frontier_point {
    size_t strategy;
    double bytes;           /* median bytes_per_waiting_task on the memory workload */
    double time_ns;         /* median on the frontier's workload */
    bool is_on_frontier;    /* keeps the trait, and no other one that does is as good in both and better in one */
};

struct report_frontier {
    size_t memory_workload; /* tasks/10000, else the last that has bytes_per_waiting_task; REPORT_NOT_FOUND: none has */
    size_t time_workload;   /* pending/8 where timed, else ready */
    size_t count;           /* 0 when there is nothing to compare */
    struct report_frontier_point points[REPORT_LONGEST_TABLE];  /* ascending in bytes */
};

/* Strategies without either number, or with one that is not positive, are left out. */
void report_frontier_find(const struct report_result *, struct report_frontier *);

#endif
