/* SPDX-License-Identifier: MIT */
#include "report/terminal/terminal_method.h"
#include "report/result/baseline.h"
#include "report/analysis/drift.h"
#include "report/analysis/fidelity.h"
#include "report/text/paragraph.h"

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
    static void (*const paragraphs[])(const struct report_result *, struct report_text *) = {
        report_noise_say, report_drift_say, say_experiment, report_fidelity_say, say_what_else,
    };
    const char *separator = "\n";
    struct report_text words;

    for (size_t i = 0; i < sizeof paragraphs / sizeof paragraphs[0]; i++) {
        report_text_init(&words);
        paragraphs[i](result, &words);
        if (words.length > 0) {
            report_text_add(text, separator);
            report_paragraph_add(text, 0, 2, words.bytes);
            separator = "";
        }
        report_text_fini(&words);
    }
}
