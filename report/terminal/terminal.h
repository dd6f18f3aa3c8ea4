/* SPDX-License-Identifier: MIT */
/* Results and comparisons for a terminal: never wider than 80 columns, but for a command to copy. */
#ifndef REPORT_TERMINAL_TERMINAL_H
#define REPORT_TERMINAL_TERMINAL_H
#include "report/analysis/advice.h"
#include "report/analysis/gate.h"
#include "report/analysis/sentence.h"

enum { REPORT_NUMBER_COLUMNS = 8 };
enum report_terminal_look { REPORT_LOOK_PLAIN, REPORT_LOOK_COLOURED };
/* Coloured on a terminal that knows escapes, unless the environment has NO_COLOR. */
enum report_terminal_look report_terminal_look_of_output(void);
enum report_terminal_length { REPORT_SHORT, REPORT_LONG };

/* The next step that a short report names. */
struct report_hints {
    const char *called;         /* the program's name as a word of the shell: "./lab" */
    const char *page;           /* the page that was written; NULL: none */
};

/* Adds one screen: the environment, the answer in three sentences, a dozen rows, and the next command. */
void report_terminal_add_short(struct report_text *, const struct report_result *, enum report_terminal_look,
                               const struct report_hints *);
/* Adds everything: the environment, the tables of multiples, the reasons of the cells that could not run, and the blog's eight
 * rows. */
void report_terminal_add(struct report_text *, const struct report_result *, enum report_terminal_look);
/* Adds the goals over the results, and, of a single one, where stackful overtakes stackless; nothing when no goal was
 * measured. */
void report_terminal_add_goals(struct report_text *, const struct report_result *const *results, size_t count);

/* Adds the answer of `corolab advise`, in 24 lines: what was asked, the rows that lead, a dozen of those that fit, and why the
 * others do not. The long form has all rows that fit, and the probe's words for each that does not. */
void report_terminal_add_advice(struct report_text *, const struct report_result *, const struct report_advice *,
                                enum report_terminal_look, enum report_terminal_length);

/* Adds the environments' differences, what was screened and measured again, the cells that differ, and the verdict in one
 * line. */
void report_comparison_add_terminal(struct report_text *, const struct report_comparison *);
/* Adds the gate's verdict as a paragraph. */
void report_gate_add_terminal(struct report_text *, const struct report_gate *);

/* The other parts of report_terminal_add. One adds the tables of times, each behind an empty line. One adds paragraphs on how far
 * the numbers can be trusted, and a list of what only the page and the CSV show. One adds the instructions of models and of
 * rustc's counterparts, one the programs that a compiler saw whole, if there are any, one the small tables (small_table.h). The
 * last adds the blog's rows, with the claims of the prose around them. */
void report_terminal_add_small_tables(struct report_text *, const struct report_result *);
void report_terminal_add_times(struct report_text *, const struct report_result *, enum report_terminal_look);
void report_terminal_add_method(struct report_text *, const struct report_result *);
void report_terminal_add_fidelity(struct report_text *, const struct report_result *);
void report_terminal_add_elision(struct report_text *, const struct report_result *);
void report_terminal_add_blog(struct report_text *, const struct report_result *, enum report_terminal_look);

/* Adds the systems that do as each strategy does, and earlier benchmarks: too long for report_terminal_add. Only an address may
 * be wider than the terminal. */
void report_terminal_add_systems(struct report_text *, const struct report_result *);

/* The lines of a screen that an output has beside the next prompt. */
enum { REPORT_TERMINAL_LINES = 23 };
/* The lines of the text. */
size_t report_terminal_lines(const struct report_text *);

/* Adds the run and its machine in one line. */
void report_terminal_add_badge(struct report_text *, const struct report_result *);
/* Adds a number right-aligned in a field of REPORT_NUMBER_COLUMNS. */
void report_terminal_number(struct report_text *, const char *number);
/* Adds the sentence as a paragraph behind `before`; returns false, and adds nothing, when there is no sentence. */
bool report_terminal_sentence(struct report_text *, const char *before, report_sentence *, const struct report_result *);

#endif
