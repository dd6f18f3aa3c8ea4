/* SPDX-License-Identifier: MIT */
/* The HTML page of `corolab report --html`: one file that needs nothing else, no network, and all of whose content shows without
 * its script. It is readable in print, in the dark and on a phone. Behind report_page_add come its sections, a file each, and
 * the parts that sections share. Fixed HTML stands in pieces/, style sheets in style/, scripts in script/. Every string of the
 * result goes through report_html, which escapes it. */
#ifndef REPORT_HTML_PAGE_H
#define REPORT_HTML_PAGE_H
#include "report/analysis/columns.h"
#include "report/analysis/gate.h"
#include "report/analysis/sentence.h"
#include "report/analysis/small_table.h"

/* Adds a page with a part for each of the `count` > 0 results. */
void report_page_add(struct report_text *, struct report_result *const *results, size_t count);

/* Adds the page of a concluded comparison; `gate` is NULL when no bound was asked for. */
void report_page_comparison_add(struct report_text *, const struct report_comparison *, const struct report_gate *gate);

/* The page while it is made. Its content security policy allows no style attribute: the rules of single elements, by id, are a
 * part of the style sheet. */
struct report_page {
    struct report_text body;        /* the sections */
    struct report_text links;       /* of the bar on top */
    struct report_text rules;       /* "#id{--t:3}" */
    struct report_text data;        /* the items of a JSON list for the script (page_data.c), a comma between two */
    const char *part;               /* of the result whose sections are being made */
    size_t index;                   /* of that result, from 0 */
};

/* The fixed words around a page's sections. Strings are not escaped. */
struct report_page_frame {
    const char *title, *skip, *skip_to; /* of the window; words and id of the link that skips the bar */
    const char *made_by;                /* the command, for the foot */
    const char *badge;                  /* at the bar's end; NULL for none */
};

/* Adds the whole file around the page's sections, and frees what the page holds. */
void report_page_frame_add(struct report_text *, struct report_page *, const struct report_page_frame *);

/* Adds what the result has for the section below its heading; nothing when it has nothing. `part` ends every id in it: "" for the
 * first result of the page, "-2" for the second. */
typedef void report_page_section(struct report_page *, const struct report_result *, const char *part);

report_page_section report_page_answer;     /* the question, the verdict, the five places */
report_page_section report_page_method;     /* how a number is made, and the machine */
report_page_section report_page_posts;      /* the claims of the posts, and sentences that no program can decide */
report_page_section report_page_choose;     /* what must it do: the rows that fit */
report_page_section report_page_fidelity;   /* each model beside its real counterpart */
report_page_section report_page_elision;    /* the programs that a compiler saw whole */
report_page_section report_page_stack;      /* when a stack pays: sweeps, switches, goals */
report_page_section report_page_frontier;   /* time against memory */
report_page_section report_page_questions;  /* questions asked in public */
report_page_section report_page_cards;      /* a card for each row, the peers, the probes */
report_page_section report_page_systems;    /* who does it like this, and earlier benchmarks */

/* The files of a page, and the runs in them: the same without the files that have an earlier file's run. */
struct report_runs_given {
    const struct report_result *const *files, *const *runs;
    size_t file_count, count;
};
/* The section on several runs; for a single run only a sentence that names the files that have it again. */
void report_page_runs(struct report_page *, const struct report_runs_given *);
/* Its last part: what holds in all runs, and what flips. */
void report_page_agreement(struct report_text *, const struct report_runs_given *);

/* The goals over several results, folded: nothing for one. */
void report_page_goals_of_all(struct report_text *, const struct report_result *const *results, size_t count);

/* Adds the piece of that name, with `value`, escaped, in place of {}; NULL for a piece without. Ends the program when pieces/ has
 * no such piece. */
void report_page_piece(struct report_text *, const char *name, const char *value);
/* The style sheets, pieces and scripts, embedded into the program (page_files.S). */
extern const char report_page_css[], report_page_html[], report_page_script[];

/* The parts of the section of cards. A row's answers to the probes, counted, with names where there is more to an answer; the
 * probes with their evidence; a row's numbers on all workloads, as lines of text with tabs. Each adds nothing where the file has
 * nothing. */
void report_page_probes_of(struct report_text *, const struct report_result *, size_t strategy, const char *part);
void report_page_probes(struct report_page *, const struct report_result *, const char *part);
void report_row_table_add(struct report_text *, const struct report_result *, size_t strategy);
void report_row_columns_add(struct report_text *, const struct report_result *);     /* the headings of such a table */

/* Begins a table in a box that scrolls by itself when the window is narrow; `label` says what is in it. */
void report_page_table_begin(struct report_text *, const char *label);
/* Ends it and its body. */
void report_page_table_end(struct report_text *);
/* Begins a row of a table with its heading. */
void report_page_row_begin(struct report_text *, const char *classes, const char *heading);

/* Adds the words, escaped. The first mention of each row in them is a link to its card; a name is a whole word, the longest that
 * fits: not "box" in "box_slab". */
void report_page_words(struct report_text *, const struct report_result *, const char *part, const char *words);
/* Adds the sentence, as words with links to rows, between two pieces of HTML; nothing when there is no sentence. The links lead
 * into the part of the page that report_page_add is making. */
void report_page_sentence(struct report_text *, const char *before, report_sentence *, const struct report_result *,
                          const char *after);
/* Adds all numbers of the result to the data of the page. The data is one JSON value without the characters <, > and &. */
void report_page_data_add(struct report_page *, const struct report_result *);

/* Begins the id of the row's card, before its name; "" but for names such as "data", which are ids of other elements. */
const char *report_page_row_prefix(const char *name);

/* Adds `words`, the median of that series or a number made from it, as a link that opens the provenance of the series: its
 * samples and the command that repeats the cell. Without the script it leads to the row's card. Adds the words alone where the
 * file has no such series. */
void report_page_number(struct report_page *, const struct report_result *, size_t strategy, size_t workload, const char *metric,
                        const char *words);
/* The same for words that are HTML: the caller adds them behind the link's first tag, and ends it by </a>. `classes` may be
 * NULL. */
void report_page_number_begin(struct report_page *, const struct report_result *, const struct report_series *,
                              const char *classes);

/* Adds the small table that `fill` makes, folded; nothing where the result has nothing for it. */
void report_page_small_table(struct report_text *, const struct report_result *, report_small_table_fill *fill);

/* A verdict or an outcome, as its words with a mark; never by colour alone. */
void report_page_mark(struct report_text *, const char *classes, const char *mark, const char *words);

#endif
