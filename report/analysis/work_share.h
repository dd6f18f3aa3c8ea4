/* SPDX-License-Identifier: MIT */
/* The share of an item's time that boxing is, by the item's own work: box is held against the state machine that is fastest
 * without a box, on ready, whose items have no work, and on work/n, whose items take n instructions. */
#ifndef REPORT_ANALYSIS_WORK_SHARE_H
#define REPORT_ANALYSIS_WORK_SHARE_H
#include "report/result/result.h"

struct report_share {
    double value, low, high;    /* (box - other) / box, and the ends of its interval */
    bool is_told_apart;         /* box is slower */
    bool is_negative;           /* box is faster, told apart */
};

struct report_work_shares {
    size_t box, other;          /* rows */
    size_t count;
    size_t workloads[REPORT_LONGEST_TABLE];     /* ready, then work/n as the table orders them */
    struct report_share shares[REPORT_LONGEST_TABLE];
    size_t fewest_samples;
};

/* False when the file has no such rows or no work/n. */
bool report_work_shares_measure(const struct report_result *, struct report_work_shares *);

/* True when some cell has too few samples to say anything. */
bool report_work_shares_are_few(const struct report_work_shares *);
/* How many members, from the first on, have a share above the bound, by their intervals. */
size_t report_work_share_above(const struct report_work_shares *, double bound);
/* The first member from which on all shares are below the bound, by their intervals; `count` when the last is not. */
size_t report_work_share_below(const struct report_work_shares *, double bound);
/* The first member from which on the samples do not tell box from the other row; `count` when the last tells them apart. */
size_t report_work_share_drowned(const struct report_work_shares *);

#endif
