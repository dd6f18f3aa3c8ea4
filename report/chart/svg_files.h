/* SPDX-License-Identifier: MIT */
/* The charts as files of their own. */
#ifndef REPORT_CHART_SVG_FILES_H
#define REPORT_CHART_SVG_FILES_H
#include "report/result/result.h"

/* Writes frontier.svg and, per workload, NAME.svg into the directory, which is made when missing. In NAME a `-` stands for
 * whatever is no letter, digit, dot, plus, underscore or hyphen; files of a second and further result have its number in
 * front ("2-ready.svg"), and a name that is already taken gets hyphens behind. Each file is whole or not there. */
REPORT_MUST_USE enum report_status report_svg_files_write(const char *directory, struct report_result *const *results,
                                                                  size_t count, struct report_complaint *);

#endif
