/* SPDX-License-Identifier: MIT */
/* Answers part 9's side question: does a compiler make the argument of Box::new in the box, or copy it there? Its rows are the
 * peers of bench/peers/temporary: peer:temporary/COMPILER/FORM has the array as the argument, FORM_in_place makes it in its
 * box. */
#ifndef REPORT_ANALYSIS_BOXED_ARRAY_H
#define REPORT_ANALYSIS_BOXED_ARRAY_H
#include "report/analysis/sentence.h"

bool report_strategy_is_boxed_array(const struct report_strategy *);

/* Says which arrays take more instructions as an argument, and so are copied, and which as many. */
report_sentence report_boxed_array_say;

#endif
