/* SPDX-License-Identifier: MIT */
/* Computes the answer that opens the page: the two sentences of the verdict, and the rows of each place with their range. The
 * rows are those that leave the trait as it is; nothing is claimed that the samples do not tell apart. */
#ifndef REPORT_ANALYSIS_SHORT_ANSWER_H
#define REPORT_ANALYSIS_SHORT_ANSWER_H
#include "report/result/result.h"
#include "report/text/text.h"

/* The workloads of the answer: items that never wait, and one wait in eight items. */
#define REPORT_ANSWER_READY "ready"
#define REPORT_ANSWER_WAITING "pending/8"

/* A part of the rows of one place. */
enum report_answer_part {
    REPORT_ANSWER_ALL,
    REPORT_ANSWER_FRESH,        /* an item takes a heap block of its own */
    REPORT_ANSWER_KEPT,         /* no heap block an item */
    REPORT_ANSWER_CALLS,        /* caller and callee are both on a stack */
    REPORT_ANSWER_SWITCHES,     /* one of them is not */
};
bool report_answer_has(const struct report_result *, size_t strategy, enum report_place, enum report_answer_part);

/* The times of such rows on a workload. */
struct report_answer_range {
    size_t count;                               /* of rows; 0: the rest is NULL */
    const struct report_series *least, *most;   /* by medians, without `odd` */
    const struct report_series *odd;            /* the slowest, where it takes half as much again as the next and is not
                                                   the baseline; else NULL */
};
void report_answer_range(const struct report_result *, enum report_place, enum report_answer_part, const char *workload,
                         struct report_answer_range *);
/* The words of a range: a unit that both ends have stands at the last alone, and `most` is "" where both round to one number. */
struct report_answer_ends { struct report_number least, most; };
struct report_answer_ends report_answer_times(double least, double most);
struct report_answer_ends report_answer_bytes(double least, double most);
/* Adds "3.64–4.80 ns", "481–4536 B". */
void report_answer_say_ends(struct report_text *, const struct report_answer_ends *);

/* The least and the most of a size that such rows have; false when none has it. */
struct report_answer_sizes { double least, most; size_t least_row, most_row; };
typedef double report_answer_size(const struct report_result *, size_t strategy);
bool report_answer_sizes(const struct report_result *, enum report_place, enum report_answer_part, report_answer_size *,
                         struct report_answer_sizes *);
report_answer_size report_answer_waiting_bytes, report_answer_added_bytes;

/* A sentence of the verdict: its claim, and the rest of it with the numbers. Both stay empty where the file lacks a number, or
 * its samples do not tell the rows apart. */
struct report_answer_sentence { struct report_text claim, rest; };
void report_answer_in_place(const struct report_result *, struct report_answer_sentence *);
void report_answer_stack(const struct report_result *, struct report_answer_sentence *);
void report_answer_sentence_fini(struct report_answer_sentence *);

/* Adds "about a seventh" or "a third to half" where both ends round to these words, else "0.28–0.45×"; nothing for a
 * share of 1 that is not below 0.9, or that is next to none. */
void report_answer_say_share(struct report_text *, double least, double most);

/* The reasons for a place and against it, by the needs (need.h) that its rows fit: each holds for all rows of the place, or says
 * for which. Empty where the probes tell nothing. */
struct report_answer_marks { struct report_text plus[2], minus; };
void report_answer_find_marks(const struct report_result *, enum report_place, struct report_answer_marks *);
void report_answer_marks_fini(struct report_answer_marks *);

#endif
