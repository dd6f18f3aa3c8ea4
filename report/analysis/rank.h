/* SPDX-License-Identifier: MIT */
/* The numbers that rows can be ranked by, each with the rule that tells two rows apart on it: the time of any workload, a mean
 * of times, the bytes of a waiting task, instructions, allocations, the 99th percentile, retained bytes, the size of code. */
#ifndef REPORT_ANALYSIS_RANK_H
#define REPORT_ANALYSIS_RANK_H
#include "report/analysis/group.h"

enum report_rank_kind { REPORT_RANK_SERIES, REPORT_RANK_MEAN, REPORT_RANK_RETAINED, REPORT_RANK_CODE };

struct report_rank {
    const char *key;            /* in addresses and commands: a workload's name, for its time; or "mean", "memory",
                                   "instructions", "allocations", "p99", "retained", "code" */
    enum report_rank_kind kind;
    const char *metric;         /* of a series, else NULL */
    size_t workload;            /* of a series, else REPORT_NOT_FOUND */
};

/* Reads rank `index` of those that the file has numbers for; false behind the last. First ready and pending/8, then those that
 * are no time of one workload, then the times of the other workloads in the file's order. */
bool report_rank_read(const struct report_result *, size_t index, struct report_rank *);
/* The rank of that key; false when the file has none. */
bool report_rank_find(const struct report_result *, const char *key, struct report_rank *);
/* The usual rank: pending/8, else the first that the file has; false when it has none. */
bool report_rank_usual(const struct report_result *, struct report_rank *);

/* Adds "time on ready", "bytes of a waiting task": names as in the file. */
void report_rank_say(const struct report_result *, const struct report_rank *, struct report_text *);

/* The row's value, NAN when it has none, and its words. Less is better for every rank. */
double report_rank_value(const struct report_result *, const struct report_rank *, size_t strategy);
struct report_number report_rank_number(const struct report_rank *, double value);

/* Finds the rows that lead among those for which `belongs` says true: the least, and every other that the file does not tell
 * apart from it. Times go by intervals and noise floor, bytes by the noise of memory, counts are exact. */
void report_rank_lead(const struct report_result *, const struct report_rank *, const bool *belongs, struct report_group *);

#endif
