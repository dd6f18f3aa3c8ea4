/* SPDX-License-Identifier: MIT */
/* Owns the terminal's table of models beside rustc's counterparts, on two workloads. Calls, the other workloads and other
 * compilers are in the page and in Markdown. */
#include <stdio.h>
#include "report/analysis/fidelity.h"
#include "report/terminal/terminal.h"

enum { NAME_COLUMNS = REPORT_TERMINAL_COLUMNS - 6 * REPORT_NUMBER_COLUMNS };

/* Begins the line of a row, or goes on with it. Its pairs are neighbours, on `ready` first. */
static void go_to(struct report_text *text, const struct report_result *result, const struct report_fidelity *pair, size_t *line)
{
    bool is_on_ready = pair->workload == report_result_workload(result, "ready");

    if (pair->own != *line) {
        report_text_add(text, "\n");
        report_field_left(text, result->strategies[pair->own].name, NAME_COLUMNS);
        if (!is_on_ready)
            report_text_repeat(text, " ", 3 * REPORT_NUMBER_COLUMNS);
    }
    *line = pair->own;
}

static void add_heading(struct report_text *text, const char *compiler)
{
    char words[192];

    snprintf(words, sizeof words, "Instructions per item outside the allocator: ours, and those of %s with panic=abort and with "
             "panic=unwind", compiler[0] == '\0' ? "rustc" : compiler);
    report_text_add(text, "\n");
    report_paragraph_add(text, 0, 2, words);
    report_text_repeat(text, " ", NAME_COLUMNS);
    report_field_right(text, "ready", 3 * REPORT_NUMBER_COLUMNS);
    report_field_right(text, "pending/8", 3 * REPORT_NUMBER_COLUMNS);
    report_text_add(text, "\n");
    report_text_repeat(text, " ", NAME_COLUMNS);
    for (int i = 0; i < 2; i++) {
        report_terminal_number(text, "ours");
        report_terminal_number(text, "abort");
        report_terminal_number(text, "unwind");
    }
}

static bool is_shown(const struct report_result *result, const struct report_fidelity *pair)
{
    return pair->is_rust && pair->workload != REPORT_NOT_FOUND &&
           (pair->workload == report_result_workload(result, "ready") ||
            pair->workload == report_result_workload(result, "pending/8"));
}

void report_terminal_add_fidelity(struct report_text *text, const struct report_result *result)
{
    struct report_fidelity pair;
    size_t line = REPORT_NOT_FOUND;

    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++) {
        if (!is_shown(result, &pair))
            continue;
        if (line == REPORT_NOT_FOUND)
            add_heading(text, pair.compiler);
        go_to(text, result, &pair, &line);
        report_terminal_number(text, report_number_count(pair.peer.outside.own).text);
        report_terminal_number(text, report_number_count(pair.peer.outside.peer).text);
        report_terminal_number(text, report_number_count(pair.unwind.outside.peer).text);
    }
    report_text_add(text, line == REPORT_NOT_FOUND ? "" : "\n");
}
