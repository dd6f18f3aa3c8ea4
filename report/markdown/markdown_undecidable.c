/* SPDX-License-Identifier: MIT */
/* Owns the Markdown of the sentences that no program can decide. */
#include "report/markdown/markdown.h"
#include "report/result/result.h"

void report_markdown_add_undecidable(struct report_text *text, const struct report_result *result)
{
    if (result->undecidable_count == 0)
        return;
    report_text_format(text, "\n### What no probe decides\n\n<details><summary>%zu sentence%s, each with the reason</summary>\n\n"
                       "| said | why none decides it | source |\n|---|---|---|\n", result->undecidable_count,
                       result->undecidable_count == 1 ? "" : "s");
    for (size_t i = 0; i < result->undecidable_count; i++) {
        const struct report_undecidable *one = &result->undecidable[i];
        report_markdown(text, "| “%s” | %s | %s |\n", one->quote, one->reason, one->source);
    }
    report_text_add(text, "\n</details>\n");
}
