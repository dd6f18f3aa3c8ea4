/* SPDX-License-Identifier: MIT */
/* Results and comparisons as GitHub's Markdown, and results as CSV. README.md holds a result's first tables; what a README can
 * leave out comes last, under headings of its own. */
#ifndef REPORT_MARKDOWN_MARKDOWN_H
#define REPORT_MARKDOWN_MARKDOWN_H
#include "report/analysis/gate.h"
#include "report/analysis/sentence.h"

/* Adds one result: the answer in three sentences, the run and its machine in a line, one table of all rows; then, folded, the
 * blog's rows, the peers, and the parts below. It says that it is generated; nothing in it is meant to be edited. */
void report_markdown_add(struct report_text *, const struct report_result *);
/* Adds the goals over several results; nothing for one. */
void report_markdown_add_goals_of_all(struct report_text *, const struct report_result *const *results, size_t count);

/* Adds a concluded comparison as a comment of a pull request: the verdict first, then the differences between the machines, the
 * changed cells and counts, and the rest folded. `gate` is NULL when no bound was asked for. */
void report_comparison_add_markdown(struct report_text *, const struct report_comparison *, const struct report_gate *gate);

/* The parts of report_markdown_add. Each adds nothing when the result has nothing for it. They add the small tables
 * (small_table.h), the table in multiples of raw fcontext with the goals, the models beside real compilers, the programs that a
 * compiler saw whole, the systems that do as each strategy does, the sentences that no program can decide, and the passes. The
 * passes come with order, noise, drift and trust. */
void report_markdown_add_switches(struct report_text *, const struct report_result *);
void report_markdown_add_small_tables(struct report_text *, const struct report_result *);
void report_markdown_add_fidelity(struct report_text *, const struct report_result *);
void report_markdown_add_elision(struct report_text *, const struct report_result *);
void report_markdown_add_systems(struct report_text *, const struct report_result *);
void report_markdown_add_method(struct report_text *, const struct report_result *);
void report_markdown_add_undecidable(struct report_text *, const struct report_result *);

/* Adds the sentence, escaped, and `after`; nothing when there is no sentence. */
void report_markdown_sentence(struct report_text *, report_sentence *, const struct report_result *, const char *after);
/* Adds cells of a table that hold names, each with a space before it and " |" behind; ends no line. */
void report_markdown_names(struct report_text *, const char *const *names, size_t count);

/* Adds, quoted as in RFC 4180 but with lines that end in LF alone, the header
 * `strategy,workload,metric,unit,value,lo,hi,n,status`; a row for each metric of each cell: the median, the ends of its interval
 * (empty for a single sample), the number of samples; a row of metric time_ns and n 0, without a value, for each cell that did
 * not run; and rows without a workload for adapter_bytes, call_site_bytes, task_bytes, reserved_bytes, retained_bytes (the most
 * of those by workload) and code_bytes of each strategy, and for the mean times of axes.h, in multiples of box. */
void report_csv_add(struct report_text *, const struct report_result *);

#endif
