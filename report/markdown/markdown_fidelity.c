/* SPDX-License-Identifier: MIT */
/* Owns Markdown's two tables of models beside real counterparts, rustc's and those of other compilers. */
#include <math.h>
#include "report/analysis/fidelity.h"
#include "report/markdown/markdown.h"

static void add_count(struct report_text *text, const struct report_fidelity_count *count)
{
    if (isnan(count->ratio))
        report_text_add(text, " – |");
    else
        report_markdown(text, " %s / %s (%s) |", report_number_count(count->own).text, report_number_count(count->peer).text,
                        report_number_multiple(count->ratio).text);
}

/* *said is the sentence of the line above. */
static void add_rust_pair(struct report_text *text, const struct report_result *result, const struct report_fidelity *pair,
                          const char **said)
{
    report_markdown_names(text, &result->workloads[pair->workload].name, 1);
    add_count(text, &pair->peer.outside);
    add_count(text, &pair->unwind.outside);
    add_count(text, &pair->peer.indirect_calls);
    add_count(text, &pair->unwind.indirect_calls);
    add_count(text, &pair->peer.allocator_calls);
    add_count(text, &pair->unwind.allocator_calls);
    report_markdown(text, " %s%s%s |\n", report_fidelity_words[pair->verdict], pair->difference[0] == '\0' ? "" : ": ",
                    *said == pair->difference && **said != '\0' ? "as above" : pair->difference);
    *said = pair->difference;
}

static void add_other_pair(struct report_text *text, const struct report_result *result, const struct report_fidelity *pair)
{
    report_markdown(text, " %s |", pair->compiler);
    report_markdown_names(text, &result->workloads[pair->workload].name, 1);
    add_count(text, &pair->peer.outside);
    add_count(text, &pair->peer.indirect_calls);
    add_count(text, &pair->peer.allocator_calls);
    report_text_add(text, "\n");
}

/* Pairs whose peers are all absent have no line: the sentence names them. */
static void add_table(struct report_text *text, const struct report_result *result, bool is_rust, const char *heading)
{
    struct report_fidelity pair;
    const char *said = NULL;
    bool is_begun = false;

    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++) {
        if (pair.is_rust != is_rust || pair.workload == REPORT_NOT_FOUND)
            continue;
        report_text_add(text, is_begun ? "" : heading);
        is_begun = true;
        report_text_add(text, "|");
        report_markdown_names(text, &result->strategies[is_rust ? pair.own : pair.peer.peer].name, 1);
        if (is_rust)
            add_rust_pair(text, result, &pair, &said);
        else
            add_other_pair(text, result, &pair);
    }
}

void report_markdown_add_fidelity(struct report_text *text, const struct report_result *result)
{
    struct report_fidelity pair;

    if (!report_fidelity_read(result, 0, &pair))
        return;
    report_text_add(text, "\n### Against real compilers\n\n");
    report_markdown_sentence(text, report_fidelity_say, result, "\n");
    add_table(text, result, true,
              "\nOurs / rustc's per item, with panic=abort and with panic=unwind. A jump through a table counts as an indirect "
              "call.\n\n| row | on | instructions outside the allocator, abort | unwind | indirect calls, abort | unwind | "
              "calls of malloc and free, abort | unwind | against abort |\n|---|---|---:|---:|---:|---:|---:|---:|---|\n");
    add_table(text, result, false,
              "\nOurs / theirs per item; other compilers are not judged.\n\n| counterpart | compiler | on | instructions outside "
              "the allocator | indirect calls | calls of malloc and free |\n|---|---|---|---:|---:|---:|\n");
}
