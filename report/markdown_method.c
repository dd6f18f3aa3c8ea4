/* SPDX-License-Identifier: MIT */
#include "report/markdown_method.h"
#include "report/escape.h"
#include "report/fidelity.h"
#include "report/method.h"
#include "report/number.h"
#include "report/passes.h"

/* As a paragraph; `words` are freed. */
static void add_words(struct coro_text *text, struct coro_text *words)
{
    if (words->length > 0) {
        coro_escape_markdown(text, words->bytes);
        coro_text_add(text, "\n\n");
    }
    text->is_broken |= words->is_broken;
    coro_text_fini(words);
}

static void add_count(struct coro_text *text, const struct coro_fidelity_count *count)
{
    coro_text_format(text, " %s / %s (%s) |", coro_number_count(count->own).text, coro_number_count(count->peer).text,
                     coro_number_multiple(count->ratio).text);
}

static void add_pair(struct coro_text *text, const struct coro_result *result, const struct coro_fidelity *pair)
{
    coro_text_add(text, "| ");
    coro_escape_markdown_name(text, result->strategies[pair->peer].name);
    coro_text_add(text, " | ");
    coro_escape_markdown(text, pair->compiler);
    if (pair->reason != NULL) {
        coro_text_add(text, " | | | | | absent: ");
        coro_escape_markdown(text, pair->reason);
        coro_text_add(text, " |\n");
        return;
    }
    coro_text_add(text, " | ");
    coro_escape_markdown_name(text, result->workloads[pair->workload].name);
    coro_text_add(text, " |");
    add_count(text, &pair->outside);
    add_count(text, &pair->indirect_calls);
    add_count(text, &pair->allocator_calls);
    coro_text_format(text, " %s", coro_fidelity_words(pair->verdict));
    if (coro_fidelity_difference(result, pair)[0] != '\0') {
        coro_text_add(text, ": ");
        coro_escape_markdown(text, coro_fidelity_difference(result, pair));
    }
    coro_text_add(text, " |\n");
}

void coro_markdown_add_fidelity(struct coro_text *text, const struct coro_result *result)
{
    struct coro_fidelity pair;
    struct coro_text words;

    if (!coro_fidelity_read(result, 0, &pair))
        return;
    coro_text_add(text, "\n### Against real compilers\n\n");
    coro_text_init(&words);
    coro_fidelity_say(result, &words);
    add_words(text, &words);
    coro_text_add(text, "Ours / theirs per item.\n\n| counterpart | compiler | on | instructions outside the allocator | "
                        "indirect calls | calls of malloc and free | verdict |\n|---|---|---|---:|---:|---:|---|\n");
    for (size_t i = 0; coro_fidelity_read(result, i, &pair); i++)
        add_pair(text, result, &pair);
}

void coro_markdown_add_method(struct coro_text *text, const struct coro_result *result)
{
    struct coro_pass pass;
    struct coro_text words;
    bool is_more = true;

    coro_text_add(text, "\n### How the numbers were made\n\n| pass | what it counts | here |\n|---|---|---|\n");
    for (size_t i = 0; coro_pass_read(result, i, &pass); i++)
        coro_text_format(text, "| %s | %s | %s |\n", pass.name, pass.words, coro_pass_state_words(pass.state));
    coro_text_add(text, "\n");
    for (size_t i = 0; is_more; i++) {
        coro_text_init(&words);
        is_more = coro_method_paragraph(result, i, &words);
        add_words(text, &words);
    }
}
