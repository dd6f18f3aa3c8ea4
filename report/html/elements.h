/* SPDX-License-Identifier: MIT */
/* What the sections of the page are made of. Each section adds itself, and nothing when the result has nothing for it.
 * `part` is the part of the page, "r1", "r2", ..., one for each result: it keeps the names of anchors apart. */
#ifndef REPORT_HTML_ELEMENTS_H
#define REPORT_HTML_ELEMENTS_H
#include "report/result/result.h"
#include "report/text/text.h"

typedef void report_page_section(struct report_text *, const struct report_result *, const char *part);

report_page_section report_page_headline;   /* the answer in short */
report_page_section report_page_method;     /* how a number is made, and the machine */
report_page_section report_page_blog;       /* the blog's eight rows, and claims from elsewhere */
report_page_section report_page_matrices;   /* strategies x workloads: time, instructions, allocations */
report_page_section report_page_fidelity;   /* each model beside its real counterpart */
report_page_section report_page_tails;      /* tails, system calls, page faults */
report_page_section report_page_frontier;   /* time against memory */
report_page_section report_page_switches;   /* switches in multiples of raw fcontext, and goals */
report_page_section report_page_questions;  /* questions asked in public */
report_page_section report_page_samples;    /* a chart per workload */
report_page_section report_page_failures;   /* the cells that could not run */
report_page_section report_page_probes;     /* capabilities */
report_page_section report_page_strategies; /* one line each */

/* The goals over several results: nothing for one. */
void report_page_goals_of_all(struct report_text *, const struct report_result *const *results, size_t count);

/* Tables of what was counted on one workload, for the sections above; REPORT_NOT_FOUND is no table. */
void report_page_item_counts(struct report_text *, const struct report_result *, size_t workload);
void report_page_task_counts(struct report_text *, const struct report_result *, size_t workload);

/* A heading that the table of contents can point to: its name is PART-NAME. */
void report_page_heading(struct report_text *, const char *part, const char *name, const char *title);

/* A table in a box that scrolls by itself when the window is narrow; `label` says what is in it. */
void report_page_table_begin(struct report_text *, const char *label, const char *classes);
void report_page_table_end(struct report_text *);

/* <td class="classes">, the string escaped, </td>. */
void report_page_cell(struct report_text *, const char *classes, const char *string);
/* <th scope="scope" class="classes">, the string escaped, </th>. */
void report_page_header(struct report_text *, const char *scope, const char *classes, const char *string);
/* The string escaped, as code. */
void report_page_code(struct report_text *, const char *string);
/* A verdict, as its words with a mark; never by colour alone. */
void report_page_verdict(struct report_text *, enum report_verdict);

/* The page's style sheet. */
void report_page_style(struct report_text *);

#endif
