/* SPDX-License-Identifier: MIT */
/* Time against memory: the costs of each strategy in both, and the Pareto frontier. Headline and frontier chart show it. */
#ifndef REPORT_ANALYSIS_FRONTIER_H
#define REPORT_ANALYSIS_FRONTIER_H
#include "report/result/result.h"

struct report_frontier_point {
    size_t strategy;
    double bytes;           /* median bytes_per_waiting_task on the memory workload */
    double time_ns;         /* median on the time workload */
    bool is_on_frontier;    /* keeps the trait, and no other strategy that keeps it beats it in one and matches it in the other */
};

struct report_frontier {
    size_t memory_workload; /* tasks/10000, else the last that has bytes_per_waiting_task, else REPORT_NOT_FOUND */
    size_t time_workload;   /* pending/8 where timed, else ready */
    size_t count;           /* 0 when there is nothing to compare */
    struct report_frontier_point points[REPORT_LONGEST_TABLE];  /* ascending in bytes */
};

/* Leaves out strategies that lack either number, and numbers that are not positive. */
void report_frontier_find(const struct report_result *, struct report_frontier *);

#endif
