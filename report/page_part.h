/* SPDX-License-Identifier: MIT */
/* What the sections of the page are made of. Each section adds itself, and nothing when the result has nothing for it.
 * `part` is the part of the page, "r1", "r2", ..., one for each result: it keeps the names of anchors apart. */
#ifndef CORO_REPORT_PAGE_PART_H
#define CORO_REPORT_PAGE_PART_H
#include "report/result.h"
#include "report/text.h"

typedef void coro_page_section(struct coro_text *, const struct coro_result *, const char *part);

coro_page_section coro_page_headline;   /* the answer in short */
coro_page_section coro_page_method;     /* how a number is made, and the machine */
coro_page_section coro_page_blog;       /* the blog's eight rows, and claims from elsewhere */
coro_page_section coro_page_matrices;   /* strategies x workloads: time, instructions, allocations */
coro_page_section coro_page_fidelity;   /* each model beside its real counterpart */
coro_page_section coro_page_tails;      /* tails, system calls, page faults */
coro_page_section coro_page_frontier;   /* time against memory */
coro_page_section coro_page_switches;   /* switches in multiples of raw fcontext, and goals */
coro_page_section coro_page_questions;  /* questions asked in public */
coro_page_section coro_page_samples;    /* a chart per workload */
coro_page_section coro_page_failures;   /* the cells that could not run */
coro_page_section coro_page_probes;     /* capabilities */
coro_page_section coro_page_strategies; /* one line each */

/* The goals over several results: nothing for one. */
void coro_page_goals_of_all(struct coro_text *, const struct coro_result *const *results, size_t count);

/* Tables of what was counted on one workload, for the sections above; CORO_NOT_FOUND is no table. */
void coro_page_item_counts(struct coro_text *, const struct coro_result *, size_t workload);
void coro_page_task_counts(struct coro_text *, const struct coro_result *, size_t workload);

/* A heading that the table of contents can point to: its name is PART-NAME. */
void coro_page_heading(struct coro_text *, const char *part, const char *name, const char *title);

/* A table in a box that scrolls by itself when the window is narrow; `label` says what is in it. */
void coro_page_table_begin(struct coro_text *, const char *label, const char *classes);
void coro_page_table_end(struct coro_text *);

/* <td class="classes">, the string escaped, </td>. */
void coro_page_cell(struct coro_text *, const char *classes, const char *string);
/* <th scope="scope" class="classes">, the string escaped, </th>. */
void coro_page_header(struct coro_text *, const char *scope, const char *classes, const char *string);
/* The string escaped, as code. */
void coro_page_code(struct coro_text *, const char *string);
/* A verdict, as its words with a mark; never by colour alone. */
void coro_page_verdict(struct coro_text *, enum coro_verdict);

/* The page's style sheet. */
void coro_page_style(struct coro_text *);

#endif
