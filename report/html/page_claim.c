/* SPDX-License-Identifier: MIT */
/* Draws one claim. A page has about a hundred, so a claim has few nodes. */
#include "report/html/page_claim.h"
#include <string.h>
#include "report/analysis/blog_table.h"
#include "report/analysis/post.h"

bool report_page_claim_is_open(const struct report_claim *claim)
{
    return claim->verdict == REPORT_REFUTED || claim->verdict == REPORT_DEPENDS;
}

void report_page_quote(struct report_text *text, const char *quote, const char *source, const char *before)
{
    const struct report_post *post = report_post_of(source);

    if (post == NULL || !post->is_post) {       /* the heading above leads to a discussion */
        report_html(text, "“%s”", quote);
        return;
    }
    report_text_add(text, "<a href=\"");
    report_post_link(text, post, before, quote);
    report_html(text, "\">“%s”</a>", quote);
}

/* Adds the words up to the number, and the number with the way to its provenance; nothing where the words do not have it. Returns
 * the rest of the words. */
static const char *add_number(struct report_page *page, const struct report_result *result, const char *words, const char *row,
                              const char *workload)
{
    size_t strategy = report_result_strategy(result, row), on = report_result_workload(result, workload);
    struct report_number number = report_number_time(report_result_median(result, strategy, on, REPORT_METRIC_TIME));
    const char *place = strstr(words, number.text);
    struct report_text before = {0};

    if (place == NULL || report_result_series(result, strategy, on, REPORT_METRIC_TIME) == NULL)
        return words;
    report_text_add_bytes(&before, words, (size_t)(place - words));
    report_escape_html(&page->body, report_text_string(&before));
    report_text_fini(&before);
    report_page_number(page, result, strategy, on, REPORT_METRIC_TIME, number.text);
    return place + strlen(number.text);
}

/* Adds the evidence of a half. Of a time that is held against another's, the `most` first numbers have the way to their
 * provenance. */
static void add_half(struct report_page *page, const struct report_result *result, const struct report_claim *claim, size_t index,
                     size_t most)
{
    const struct report_half *half = &claim->halves[index];
    const char *words = half->evidence, *on = half->on == NULL ? "ready" : half->on;

    if (half->evidence == half->computed && half->against != NULL) {
        words = add_number(page, result, words, half->of == NULL ? result->strategies[claim->strategy].name : half->of, on);
        if (most > 1)
            words = add_number(page, result, words, half->against, half->against_on == NULL ? on : half->against_on);
    }
    report_escape_html(&page->body, words);
}

/* Adds what is said of a half before its evidence: "on one thread, refuted:". */
static void add_outcome(struct report_text *text, const struct report_claim *claim, size_t index, const char *before,
                        const char *after)
{
    struct report_text outcome = {0};

    report_claim_say_outcome(claim, index, &outcome);
    if (outcome.length > 0) {
        report_text_add(text, before);
        report_escape_html(text, outcome.bytes);
        report_text_add(text, after);
    }
    report_text_fini(&outcome);
}

static void add_halves(struct report_page *page, const struct report_result *result, const struct report_claim *claim)
{
    report_text_add(&page->body, "<div>");
    for (size_t i = 0; i < claim->half_count; i++) {
        report_text_add(&page->body, "<p>");
        add_outcome(&page->body, claim, i, "<b>", ":</b> ");
        add_half(page, result, claim, i, 2);
        report_text_add(&page->body, "</p>");
    }
    report_text_add(&page->body, "</div>");
}

/* The conditions with their outcomes in one line, under which the halves' evidence is folded. */
static void add_folded_halves(struct report_page *page, const struct report_result *result, const struct report_claim *claim)
{
    report_text_add(&page->body, "<details><summary>");
    for (size_t i = 0; i < claim->half_count; i++)
        add_outcome(&page->body, claim, i, i == 0 ? "" : "; ", "");
    report_text_add(&page->body, "</summary>");
    add_halves(page, result, claim);
    report_text_add(&page->body, "</details>");
}

static void add_line(struct report_page *page, const struct report_result *result, const struct report_claim *claim)
{
    for (size_t i = 0; i < claim->half_count; i++) {
        report_text_add(&page->body, i == 0 ? "" : "; ");
        add_outcome(&page->body, claim, i, "", ": ");
        add_half(page, result, claim, i, 1);
    }
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
        add_line(page, result, claim);
        return;
    }
    const char *reason = report_claim_reason(claim);
    if (reason[0] != '\0')
        report_html(text, "Why: %s.", reason);
    if (claim->is_of_table || claim->verdict == REPORT_REFUTED)
        add_halves(page, result, claim);
    else
        add_folded_halves(page, result, claim);
}

void report_page_claim_verdict(struct report_page *page, enum report_verdict verdict)
{
    static const char *const marks[REPORT_VERDICT_COUNT][2] = {
        [REPORT_NOT_MEASURED] = {"untested", "○"},    [REPORT_PROVED] = {"proved", "●"},
        [REPORT_REFUTED] = {"refuted", "✕"},          [REPORT_DEPENDS] = {"depends", "◐"},
        [REPORT_OUT_OF_REACH] = {"unreachable", "◌"}, [REPORT_LEFT_TO_REPORT] = {"untested", "○"},
        [REPORT_TOO_FEW_SAMPLES] = {"untested", "○"},
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

    report_html(&page->body, "<a href=\"#%s%s%s\">%s</a> ", report_page_row_prefix(name), name, part, name);
}
