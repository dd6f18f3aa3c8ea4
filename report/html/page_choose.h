/* SPDX-License-Identifier: MIT */
/* The section in which a reader chooses a row, taken from a result before any HTML is made: which rows, which columns, and the
 * order of the rows by each rank. page_choose.c makes the controls of it, page_choose_table.c the table, and page_choose_rules.c
 * the rules of style of both. */
#ifndef REPORT_HTML_PAGE_CHOOSE_H
#define REPORT_HTML_PAGE_CHOOSE_H
#include "report/analysis/rank.h"
#include "report/html/page.h"
#include "report/result/result.h"

/* The style sheet has a rule for each rank, from 0 on. */
enum { REPORT_CHOOSE_COLUMNS = 4, REPORT_CHOOSE_RANKS = 8 };

struct report_choice {
    const struct report_result *result;
    const char *metric;         /* in the cells; the script can replace it */
    size_t column_count, columns[REPORT_CHOOSE_COLUMNS];        /* workloads */
    size_t rank_count;
    struct report_rank ranks[REPORT_CHOOSE_RANKS];              /* the columns, then numbers of no workload */
    size_t row_count, rows[REPORT_LONGEST_TABLE];               /* strategies, the first by rank 0 first */
    size_t place[REPORT_CHOOSE_RANKS][REPORT_LONGEST_TABLE];    /* of each strategy by each rank */
    size_t memory, allocations; /* the workloads of these columns, or REPORT_NOT_FOUND */
    double most_bytes;          /* of a waiting task */
    bool has_places, has_needs; /* the file says where frames live, and what rows can do */
};

/* Adds the table, with its rules of style. */
void report_choice_add_table(struct report_page *, const struct report_choice *);
/* Adds the rules of style alone. */
void report_choice_add_rules(struct report_page *, const struct report_choice *);

#endif
