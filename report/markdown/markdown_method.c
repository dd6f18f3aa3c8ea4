/* SPDX-License-Identifier: MIT */
/* Owns the Markdown form of how far a run's numbers can be trusted. */
#include "report/analysis/fidelity.h"
#include "report/analysis/method.h"
#include "report/markdown/markdown.h"
#include "report/text/escape.h"
#include "report/text/number.h"

static void add_count(struct report_text *text, const struct report_fidelity_count *count)
{
    report_markdown(text, " %s / %s (%s) |", report_number_count(count->own).text, report_number_count(count->peer).text,
                    report_number_multiple(count->ratio).text);
}

static void add_pair(struct report_text *text, const struct report_result *result, const struct report_fidelity *pair)
{
    const char *difference = report_fidelity_difference(result, pair);

    report_text_add(text, "|");
    report_markdown_names(text, &result->strategies[pair->peer].name, 1);
    if (pair->reason != NULL) {
        report_markdown(text, " %s | | | | | absent: %s |\n", pair->compiler, pair->reason);
        return;
    }
    report_markdown(text, " %s |", pair->compiler);
    report_markdown_names(text, &result->workloads[pair->workload].name, 1);
    add_count(text, &pair->outside);
    add_count(text, &pair->indirect_calls);
    add_count(text, &pair->allocator_calls);
    report_markdown(text, " %s%s%s |\n", report_fidelity_words[pair->verdict], difference[0] == '\0' ? "" : ": ", difference);
}

void report_markdown_add_fidelity(struct report_text *text, const struct report_result *result)
{
    struct report_fidelity pair;

    if (!report_fidelity_read(result, 0, &pair))
        return;
    report_text_add(text, "\n### Against real compilers\n\n");
    report_markdown_sentence(text, report_fidelity_say, result, "\n\n");
    report_text_add(text, "Ours / theirs per item.\n\n| counterpart | compiler | on | instructions outside the allocator | "
                    "indirect calls | calls of malloc and free | verdict |\n|---|---|---|---:|---:|---:|---|\n");
    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++)
        add_pair(text, result, &pair);
}

void report_markdown_add_method(struct report_text *text, const struct report_result *result)
{
    struct report_pass pass;

    report_text_add(text, "\n### How the numbers were made\n\n| pass | what it counts | here |\n|---|---|---|\n");
    for (size_t i = 0; report_pass_read(result, i, &pass); i++)
        report_text_format(text, "| %s | %s | %s |\n", pass.name, pass.words, pass.state);
    report_text_add(text, "\n");
    for (size_t i = 0; report_method[i] != NULL; i++)
        report_markdown_sentence(text, report_method[i], result, "\n\n");
}
