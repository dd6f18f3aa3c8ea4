/* SPDX-License-Identifier: MIT */
/* Owns the terminal's paragraphs on how far a run's numbers can be trusted, and printing any sentence as a paragraph. */
#include "report/analysis/drift.h"
#include "report/analysis/fidelity.h"
#include "report/result/baseline.h"
#include "report/terminal/terminal.h"
#include "report/text/paragraph.h"

bool report_terminal_sentence(struct report_text *text, const char *before, report_sentence *say,
                              const struct report_result *result)
{
    struct report_text words = {0};
    bool is_said;

    say(result, &words);
    is_said = words.length > 0;
    if (is_said) {
        report_text_add(text, before);
        report_paragraph_add(text, 0, 2, words.bytes);
    }
    report_text_fini(&words);
    return is_said;
}

static void say_experiment(const struct report_result *result, struct report_text *text)
{
    report_experiment_say(&result->experiment, text);
}

/* The tables of tails and of the kernel's part are too wide for a terminal. */
static void say_what_else(const struct report_result *result, struct report_text *text)
{
    bool has_tails = false, has_kernel = false;

    for (size_t i = 0; i < result->workload_count; i++) {
        has_tails |= report_workload_has(result, i, REPORT_METRIC_P99);
        has_kernel |= report_workload_has(result, i, REPORT_METRIC_SYSCALLS);
    }
    if (has_tails || has_kernel)
        report_text_format(text, "Only in the page (--html) and the long form (--csv): %s%s%s.",
                           has_tails ? "tails of single next()s" : "", has_tails && has_kernel ? "; " : "",
                           has_kernel ? "system calls and page faults" : "");
}

void report_terminal_add_method(struct report_text *text, const struct report_result *result)
{
    static report_sentence *const paragraphs[] = {
        report_noise_say, report_drift_say, say_experiment, report_fidelity_say, say_what_else,
    };
    bool is_first = true;

    for (size_t i = 0; i < sizeof paragraphs / sizeof paragraphs[0]; i++)
        is_first &= !report_terminal_sentence(text, is_first ? "\n" : "", paragraphs[i], result);
}
