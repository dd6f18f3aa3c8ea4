/* SPDX-License-Identifier: MIT */
/* Small results for the tests of the report: what the builder of result files (tests/support) has collected, parsed; and one
 * result that most tests vary. */
#ifndef TESTS_REPORT_MADE_RESULT_H
#define TESTS_REPORT_MADE_RESULT_H
#include "report/html/page.h"
#include "report/result/result.h"
#include "tests/support/result_builder.h"

/* Frees the builder and returns the result of its lines (corolab.result/2), with the claims about time decided; the caller frees
 * it. Fails the test when the file is refused. */
struct report_result *made_result(struct result_builder *);
/* Frees the builder, whose file must be refused by one sentence that names the file and contains `words`. */
void expect_made_refused(struct result_builder *, const char *words);
/* The same of any bytes. */
void expect_bytes_refused(const char *bytes, size_t length, const char *words);

/* The sizes of the result that most tests vary. The first strategy's times are a multiple of the others', which differ a little;
 * the last strategy cannot run the last workload. Workloads are `ready`, `pending/1`, `pending/2`, ... */
struct ordinary {
    size_t strategies, workloads, rounds;
    const char *first_strategy;     /* its name, as JSON has it */
    double first_factor;
};
static const struct ordinary ordinary = {4, 3, 5, "box", 2.0};

struct result_builder *build_ordinary(const struct ordinary *);
/* The plan of a run that does more than screen. */
void build_full_plan(struct result_builder *);

/* Adds to `text` what a section of the page adds below its heading. */
void made_section(report_page_section *, const struct report_result *, struct report_text *text);

#endif
