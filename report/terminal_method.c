/* SPDX-License-Identifier: MIT */
#include "report/terminal_method.h"
#include "report/baseline.h"
#include "report/drift.h"
#include "report/fidelity.h"
#include "report/paragraph.h"

static void say_experiment(const struct coro_result *result, struct coro_text *text)
{
    coro_experiment_say(&result->experiment, text);
}

/* The tables of tails and of the kernel's part are too wide for a terminal. */
static void say_what_else(const struct coro_result *result, struct coro_text *text)
{
    bool has_tails = false, has_kernel = false;

    for (size_t i = 0; i < result->workload_count; i++) {
        has_tails |= coro_workload_has(result, i, CORO_METRIC_P99);
        has_kernel |= coro_workload_has(result, i, CORO_METRIC_SYSCALLS);
    }
    if (has_tails || has_kernel)
        coro_text_format(text, "Only in the page (--html) and the long form (--csv): %s%s%s.",
                         has_tails ? "tails of single next()s" : "", has_tails && has_kernel ? "; " : "",
                         has_kernel ? "system calls and page faults" : "");
}

void coro_terminal_add_method(struct coro_text *text, const struct coro_result *result)
{
    static void (*const paragraphs[])(const struct coro_result *, struct coro_text *) = {
        coro_noise_say, coro_drift_say, say_experiment, coro_fidelity_say, say_what_else,
    };
    const char *separator = "\n";
    struct coro_text words;

    for (size_t i = 0; i < sizeof paragraphs / sizeof paragraphs[0]; i++) {
        coro_text_init(&words);
        paragraphs[i](result, &words);
        if (words.length > 0) {
            coro_text_add(text, separator);
            coro_paragraph_add(text, 0, 2, words.bytes);
            separator = "";
        }
        text->is_broken |= words.is_broken;
        coro_text_fini(&words);
    }
}
