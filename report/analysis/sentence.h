/* SPDX-License-Identifier: MIT */
/* Computes sentences and numbers from one result: the short answer, the machine and the run, the method, and the drift. Page,
 * Markdown and terminal show them, each in a form of its own. Every number in a sentence comes from the result file. Other
 * headers of this folder have more functions of this type. */
#ifndef REPORT_ANALYSIS_SENTENCE_H
#define REPORT_ANALYSIS_SENTENCE_H
#include "report/result/result.h"
#include "report/text/text.h"

/* Adds a sentence, or a few, to the text, not escaped; adds nothing when the file lacks the numbers for it. */
typedef void report_sentence(const struct report_result *, struct report_text *);

/* The answer in short; NULL ends the list. */
extern report_sentence *const report_headline[];
/* The same in three sentences, for a terminal and a README. */
extern report_sentence *const report_three_sentences[];

/* "AMD EPYC, 2 cores, Linux 6.18, gcc 12.2, -O2" */
report_sentence report_environment_machine;
/* "quick run of 2026-11-22T00:42:11Z, 5 rounds, seed 42, commit 1234abc" */
report_sentence report_environment_run;
/* "quick run, a first look · 2026-11-29 · AMD EPYC · gcc 12.2.0 · 575e07c" */
report_sentence report_environment_badge;

/* True for a run that is too short for a verdict on small differences. Such a run is quick or unnamed, has under ten rounds, or
 * was interrupted before any cell had ten samples. */
bool report_run_is_screening(const struct report_result *);

/* The most samples of time that any cell has: the n of the intervals. */
size_t report_run_samples(const struct report_result *);

/* The notes of the run to its reader: why something was not measured. Those of passes that were asked to be skipped are left out,
 * because the list of passes says so. */
report_sentence report_run_notes_say;

/* The paragraphs; NULL ends the list. Those before REPORT_METHOD_TRUST say how the numbers were made, the others how far to trust
 * them. */
extern report_sentence *const report_method[];
enum { REPORT_METHOD_TRUST = 3 };

/* Commands to copy, a line each: the run again, one cell of it, a comparison, all numbers as CSV, a new row. */
report_sentence report_method_commands;

struct report_pass {
    const char *name, *words;   /* words: what it counts, and how */
    const char *state;          /* "ran", "skipped", or "left nothing in this file": could not run, or had nothing to measure */
};

/* Reads pass `index`, in the order in which they run; false behind the last. */
bool report_pass_read(const struct report_result *, size_t index, struct report_pass *);

/* How the machine's speed changed during the run. Every round visits every cell once, so the rounds can be compared. A
 * comparison divides the drift out of its samples. */
struct report_drift {
    size_t cells;           /* in the trend's mean */
    size_t rounds;          /* from the first to the last that has a sample */
    double trend;           /* geometric mean over the cells of: median of the last third of rounds / of the first; NAN: under
                               three rounds */
    double levels[REPORT_MOST_ROUNDS];  /* of each round: the geometric mean over its samples of sample / median of the cell, as a
                                           multiple of the median round's; NAN: no sample */
    double lowest, highest;             /* of the levels */
};

void report_drift_measure(const struct report_result *, struct report_drift *);

/* Says the trend and the span of the rounds, or that the run is too short, or that its file does not tell rounds apart. */
report_sentence report_drift_say;

#endif
