/* SPDX-License-Identifier: MIT */
/* Draws one claim. A page has about a hundred, so a claim has few nodes. */
#include "report/html/page_claim.h"
#include "report/analysis/blog_table.h"
#include "report/analysis/post.h"

bool report_page_claim_is_open(const struct report_claim *claim)
{
    return claim->verdict == REPORT_REFUTED || claim->verdict == REPORT_DEPENDS;
}

void report_page_quote(struct report_text *text, const char *quote, const char *source, const char *before)
{
    const struct report_post *post = report_post_of(source);

    if (post == NULL) {
        report_html(text, "“%s”", quote);
        return;
    }
    report_text_add(text, "<a href=\"");
    report_post_link(text, post, before, quote);
    report_html(text, "\">“%s”</a>", quote);
}

static void add_halves(struct report_text *text, const struct report_claim *claim)
{
    report_text_add(text, "<div>");
    for (size_t i = 0; i < claim->half_count; i++) {
        struct report_text outcome = {0};
        report_claim_say_outcome(claim, i, &outcome);
        report_text_add(text, "<p>");
        if (outcome.length > 0)
            report_html(text, "<b>%s:</b> ", outcome.bytes);
        report_html(text, "%s</p>", claim->halves[i].evidence);
        report_text_fini(&outcome);
    }
    report_text_add(text, "</div>");
}

static void add_line(struct report_text *text, const struct report_claim *claim)
{
    struct report_text line = {0};

    for (size_t i = 0; i < claim->half_count; i++) {
        report_text_add(&line, i == 0 ? "" : "; ");
        report_claim_say_half(claim, i, &line);
    }
    report_escape_html(text, report_text_string(&line));
    report_text_fini(&line);
}

void report_page_claim_evidence(struct report_page *page, const struct report_result *result, const struct report_claim *claim)
{
    const struct report_claim *first = &result->claims[claim->first];
    struct report_text *text = &page->body;

    if (first != claim) {
        report_html(text, "counted once, with “%s” of %s", first->quote, result->strategies[first->strategy].name);
        return;
    }
    if (!report_page_claim_is_open(claim)) {
        add_line(text, claim);
        return;
    }
    const char *reason = report_claim_reason(claim);
    if (reason[0] != '\0')
        report_html(text, "Why: %s.", reason);
    add_halves(text, claim);
}

void report_page_claim_verdict(struct report_page *page, enum report_verdict verdict)
{
    static const char *const marks[REPORT_VERDICT_COUNT][2] = {
        [REPORT_NOT_MEASURED] = {"untested", "○"},    [REPORT_PROVED] = {"proved", "●"},
        [REPORT_REFUTED] = {"refuted", "✕"},          [REPORT_DEPENDS] = {"depends", "◐"},
        [REPORT_OUT_OF_REACH] = {"unreachable", "◌"}, [REPORT_LEFT_TO_REPORT] = {"untested", "○"},
    };

    report_html(&page->body, "<b class=\"%s\">%s %s</b> ", marks[verdict][0], marks[verdict][1], report_verdict_words[verdict]);
}

void report_page_claim_quote(struct report_page *page, const struct report_claim *claim)
{
    struct report_text before = {0};

    report_claim_say_before(claim, &before);
    report_page_quote(&page->body, claim->quote, claim->source, report_text_string(&before));
    report_text_fini(&before);
    report_text_add(&page->body, " ");
}

void report_page_claim_row(struct report_page *page, const struct report_result *result, size_t strategy, const char *part)
{
    const char *name = result->strategies[strategy].name;

    report_html(&page->body, "<a class=\"row\" href=\"#%s%s\">%s</a> ", name, part, name);
}
