/* SPDX-License-Identifier: MIT */
/* Answers part 9's question: will a compiler remove the box by itself? Its rows are programs that a compiler sees whole, peers of
 * the project (bench/peers/one_crate, one_unit and halo), and the rows that they are programs of, whose callers and callees are
 * compiled apart. Its columns are workloads. A cell is two medians, of allocations and of instructions per item. */
#ifndef REPORT_ANALYSIS_ELISION_H
#define REPORT_ANALYSIS_ELISION_H
#include "report/analysis/sentence.h"

enum { REPORT_ELISION_COLUMNS = 4 };

struct report_elision {
    size_t strategy;
    bool is_program;            /* false: caller and callee are compiled apart, so nothing can be removed */
    char compiler[96];          /* with version and options, from the brackets at the end of the sentence; "" without */
    const char *reason;         /* why the program is absent; NULL when it is there */
};

/* True for a program that its compiler saw whole. Other tables leave these out. */
bool report_strategy_is_program(const struct report_strategy *);

/* Reads row `index`: the rows that are no programs, then programs of Rust, of C and of C++, each in the order of the file.
 * False behind the last, and when the file has no program. */
bool report_elision_read(const struct report_result *, size_t index, struct report_elision *);
/* Stores the workloads on which a program's allocations were counted or a program failed, and returns how many. */
size_t report_elision_columns(const struct report_result *, size_t workloads[REPORT_ELISION_COLUMNS]);
/* True when an item of that cell takes nothing from the heap. */
bool report_elision_is_gone(const struct report_result *, size_t strategy, size_t workload);
/* True when one of the workloads ran there, counted or not. */
bool report_elision_has_run(const struct report_result *, size_t strategy);
/* True when the program failed there, or ran out of time. */
bool report_elision_has_failed(const struct report_result *, size_t strategy, size_t workload);

/* Says in how many cells the box goes away and in which, where it never does, how many programs failed, and which are absent
 * and why. Without a table: that programs ran, and the pass that counts them; nothing when none ran. */
report_sentence report_elision_say;

#endif
