/* SPDX-License-Identifier: MIT */
/* The questions that people have asked in public, each with the sentences that answer it from a result, or the run that has the
 * numbers. Only the page shows them. */
#ifndef REPORT_ANALYSIS_PUBLIC_QUESTIONS_H
#define REPORT_ANALYSIS_PUBLIC_QUESTIONS_H
#include "report/analysis/sentence.h"

struct report_public_question {
    const char *asked, *by;         /* by: where it was asked, "asio#1408" */
    const char *address;
    report_sentence *answer;        /* adds nothing when the file lacks the cells */
    const char *rows, *workloads;   /* of a run that has them, as its options -s and -w take them */
};

/* An entry of NULLs ends the list. */
extern const struct report_public_question report_public_questions[];

/* Adds the command of that run, for copying: it needs no escaping in a shell. */
void report_public_question_command(const struct report_public_question *, struct report_text *);

/* The answers (answers_boxing.c, answers_frames.c, answers_stacks.c). Each sentence names its rows and its workload. Rows that
 * the samples do not tell apart are named as a group. */
report_sentence report_answer_tenth, report_answer_unmeasurable, report_answer_gain, report_answer_queries, report_answer_rewrite;
report_sentence report_answer_lines, report_answer_allocator_share, report_answer_caching, report_answer_scratch_cache;
report_sentence report_answer_all_dyn, report_answer_inline, report_answer_large, report_answer_prototypes;
report_sentence report_answer_recycling, report_answer_carried_allocator, report_answer_side_stack;
report_sentence report_answer_switch, report_answer_abilities, report_answer_depth, report_answer_waits, report_answer_tasks;

/* The fastest stacks against the fastest state machines on single workloads, and their memory. */
report_sentence report_answer_pays;
/* Adds the command of a run that has the sweeps of depth and of waiting. */
void report_sweeps_command(struct report_text *);

#endif
