/* SPDX-License-Identifier: MIT */
/* Ranks the strategies: on one workload, over all workloads, and in time and memory together. Headline, questions,
 * goals and the frontier chart rest on it. */
#ifndef REPORT_ANALYSIS_RANKING_H
#define REPORT_ANALYSIS_RANKING_H
#include "report/result/result.h"

typedef bool report_strategy_test(const struct report_strategy *);

/* The least median of time on the workload among the strategies that pass the test; NULL when none ran. */
const struct report_series *report_fastest(const struct report_result *, size_t workload, report_strategy_test *belongs);

/* Dyn strategies of one frame model; a stackless one may poll next, which changes the trait. */
bool report_strategy_is_stackless_dyn(const struct report_strategy *);
bool report_strategy_is_stackful_dyn(const struct report_strategy *);

struct report_frontier_point {
    size_t strategy;
    double bytes;           /* median bytes_per_waiting_task on the memory workload */
    double time_ns;         /* median on the time workload */
    bool is_on_frontier;    /* keeps the trait, and no other strategy that keeps it beats it in one, beyond the noise, and matches
                               it in the other */
    bool is_near_frontier;  /* keeps the trait, and only noise keeps it off the frontier */
};

struct report_frontier {
    size_t memory_workload; /* tasks/10000, else the last that has bytes_per_waiting_task, else REPORT_NOT_FOUND */
    size_t time_workload;   /* pending/8 where timed, else ready */
    size_t count;           /* 0 when there is nothing to compare */
    struct report_frontier_point points[REPORT_LONGEST_TABLE];  /* ascending in bytes */
};

/* Leaves out strategies that lack either number, and numbers that are not positive or that no chart can show. */
void report_frontier_find(const struct report_result *, struct report_frontier *);

#endif
