/* SPDX-License-Identifier: MIT */
#include "report/markdown/markdown_method.h"
#include "report/text/escape.h"
#include "report/analysis/fidelity.h"
#include "report/analysis/method.h"
#include "report/text/number.h"
#include "report/analysis/missing_passes.h"

/* As a paragraph; `words` are freed. */
static void add_words(struct report_text *text, struct report_text *words)
{
    if (words->length > 0) {
        report_escape_markdown(text, words->bytes);
        report_text_add(text, "\n\n");
    }
    report_text_fini(words);
}

static void add_count(struct report_text *text, const struct report_fidelity_count *count)
{
    report_text_format(text, " %s / %s (%s) |", report_number_count(count->own).text, report_number_count(count->peer).text,
                     report_number_multiple(count->ratio).text);
}

static void add_pair(struct report_text *text, const struct report_result *result, const struct report_fidelity *pair)
{
    report_text_add(text, "| ");
    report_escape_markdown_name(text, result->strategies[pair->peer].name);
    report_text_add(text, " | ");
    report_escape_markdown(text, pair->compiler);
    if (pair->reason != NULL) {
        report_text_add(text, " | | | | | absent: ");
        report_escape_markdown(text, pair->reason);
        report_text_add(text, " |\n");
        return;
    }
    report_text_add(text, " | ");
    report_escape_markdown_name(text, result->workloads[pair->workload].name);
    report_text_add(text, " |");
    add_count(text, &pair->outside);
    add_count(text, &pair->indirect_calls);
    add_count(text, &pair->allocator_calls);
    report_text_format(text, " %s", report_fidelity_words(pair->verdict));
    if (report_fidelity_difference(result, pair)[0] != '\0') {
        report_text_add(text, ": ");
        report_escape_markdown(text, report_fidelity_difference(result, pair));
    }
    report_text_add(text, " |\n");
}

void report_markdown_add_fidelity(struct report_text *text, const struct report_result *result)
{
    struct report_fidelity pair;
    struct report_text words;

    if (!report_fidelity_read(result, 0, &pair))
        return;
    report_text_add(text, "\n### Against real compilers\n\n");
    report_text_init(&words);
    report_fidelity_say(result, &words);
    add_words(text, &words);
    report_text_add(text, "Ours / theirs per item.\n\n| counterpart | compiler | on | instructions outside the allocator | "
                        "indirect calls | calls of malloc and free | verdict |\n|---|---|---|---:|---:|---:|---|\n");
    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++)
        add_pair(text, result, &pair);
}

void report_markdown_add_method(struct report_text *text, const struct report_result *result)
{
    struct report_pass pass;
    struct report_text words;
    bool is_more = true;

    report_text_add(text, "\n### How the numbers were made\n\n| pass | what it counts | here |\n|---|---|---|\n");
    for (size_t i = 0; report_pass_read(result, i, &pass); i++)
        report_text_format(text, "| %s | %s | %s |\n", pass.name, pass.words, report_pass_state_words(pass.state));
    report_text_add(text, "\n");
    for (size_t i = 0; is_more; i++) {
        report_text_init(&words);
        is_more = report_method_paragraph(result, i, &words);
        add_words(text, &words);
    }
}
