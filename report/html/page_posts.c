/* SPDX-License-Identifier: MIT */
/* Owns the page's section of the posts: the eight rows of part 8's table, the claims from elsewhere by their source, and the
 * sentences that no program decides. */
#include <string.h>
#include "report/analysis/blog_table.h"
#include "report/analysis/claim_decision.h"
#include "report/analysis/post.h"
#include "report/html/page_claim.h"

static void add_claims_of(struct report_page *page, const struct report_result *result, unsigned row, size_t strategy)
{
    for (const struct report_claim *claim = NULL; (claim = report_blog_claim(result, row, strategy, claim)) != NULL;) {
        report_text_add(&page->body, "<li>");
        report_page_claim_verdict(page, claim->verdict);
        report_page_claim_quote(page, claim);
        report_page_claim_evidence(page, result, claim);
        report_text_add(&page->body, "</li>\n");
    }
}

static void add_row(struct report_page *page, const struct report_result *result, unsigned row, const char *part)
{
    size_t strategy = report_blog_strategy(result, row, 0);

    report_html(&page->body, "<li><b>%s</b> ", report_blog_rows[row]);
    if (strategy == REPORT_NOT_FOUND)
        report_text_add(&page->body, "<span>No row of this run stands for it; a run without -s has one.</span>\n");
    for (; strategy != REPORT_NOT_FOUND; strategy = report_blog_strategy(result, row, strategy + 1)) {
        report_page_claim_row(page, result, strategy, part);
        report_text_add(&page->body, "<ul>\n");
        add_claims_of(page, result, row, strategy);
        report_text_add(&page->body, "</ul>\n");
    }
    report_text_add(&page->body, "</li>\n");
}

static void add_table(struct report_page *page, const struct report_result *result, const char *part)
{
    if (!report_blog_has_any(result))
        return;
    report_page_piece(&page->body, "posts-table", NULL);
    for (unsigned row = 1; row <= REPORT_BLOG_ROWS; row++)
        add_row(page, result, row, part);
    report_text_add(&page->body, "</ol>\n");
}

/* The claims from elsewhere out of one post; `post` is NULL for those of no known post. Without a verdict: all. */
struct group { const struct report_post *post; enum report_verdict verdict; };

static bool belongs(const struct group *group, const struct report_claim *claim)
{
    bool is_wanted = group->verdict == REPORT_VERDICT_COUNT || group->verdict == claim->verdict;

    return claim->row == 0 && is_wanted && report_post_of(claim->source) == group->post;
}

static size_t count_claims(const struct report_result *result, const struct group *group)
{
    size_t count = 0;

    for (size_t i = 0; i < result->claim_count; i++)
        count += belongs(group, &result->claims[i]);
    return count;
}

/* Adds the claims of the group as items. The first has the verdict. */
static void add_claims(struct report_page *page, const struct report_result *result, const struct group *group, const char *part)
{
    bool is_first = true;

    for (size_t i = 0; i < result->claim_count; i++) {
        const struct report_claim *claim = &result->claims[i];
        if (!belongs(group, claim))
            continue;
        report_text_add(&page->body, "<li>");
        if (is_first)
            report_page_claim_verdict(page, claim->verdict);
        report_page_claim_quote(page, claim);
        report_page_claim_row(page, result, claim->strategy, part);
        report_page_claim_evidence(page, result, claim);
        report_text_add(&page->body, "</li>\n");
        is_first = false;
    }
}

/* Adds the claims with these verdicts as a list. */
static void add_list(struct report_page *page, const struct report_result *result, const struct report_post *post,
                     const enum report_verdict *verdicts, size_t count, const char *part)
{
    size_t begin = page->body.length;

    report_text_add(&page->body, "<ul class=\"claims\">\n");
    size_t empty = page->body.length;
    for (size_t i = 0; i < count; i++)
        add_claims(page, result, &(struct group){post, verdicts[i]}, part);
    if (page->body.length == empty)
        report_text_cut(&page->body, begin);
    else
        report_text_add(&page->body, "</ul>\n");
}

static void add_folded(struct report_page *page, const struct report_result *result, const struct report_post *post,
                       const char *part)
{
    static const enum report_verdict verdicts[] = {REPORT_PROVED, REPORT_TOO_FEW_SAMPLES, REPORT_NOT_MEASURED,
                                                   REPORT_LEFT_TO_REPORT, REPORT_OUT_OF_REACH};
    enum { VERDICTS = sizeof verdicts / sizeof verdicts[0] };
    struct report_text *text = &page->body;
    size_t begin = text->length;
    const char *separator = "<details><summary>";

    for (size_t i = 0; i < VERDICTS; i++) {
        size_t count = count_claims(result, &(struct group){post, verdicts[i]});
        if (count == 0)
            continue;
        report_text_format(text, "%s%zu %s", separator, count, report_verdict_words[verdicts[i]]);
        separator = ", ";
    }
    if (text->length == begin)
        return;
    report_text_add(text, "</summary>");
    add_list(page, result, post, verdicts, VERDICTS, part);
    report_text_add(text, "</details>\n");
}

/* Adds the heading of a source, as a part of a list that has a heading, or without such a list. */
static void add_heading(struct report_text *text, const struct report_post *post, const char *level)
{
    if (post == NULL)
        report_html(text, "<%s>Other sources</%s>\n", level, level);
    else
        report_html(text, "<%s><a href=\"%s\">%s</a></%s>\n", level, post->address, post->title, level);
}

/* Adds all refuted claims, of the table too: a reader who looks for what was wrong finds it first. */
static void add_refuted(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    size_t begin = text->length;

    report_page_piece(text, "posts-refuted", NULL);
    size_t empty = text->length;
    for (size_t i = 0; i < result->claim_count; i++) {
        const struct report_claim *claim = &result->claims[i];
        const struct report_post *post = report_post_of(claim->source);
        if (claim->verdict != REPORT_REFUTED || report_claim_counting(result, claim) != REPORT_COUNTED)
            continue;
        report_text_add(text, "<li>");
        report_page_claim_verdict(page, claim->verdict);
        report_page_claim_quote(page, claim);
        if (post != NULL)
            report_html(text, "(%s) ", post->title);
        report_page_claim_row(page, result, claim->strategy, part);
        report_page_claim_evidence(page, result, claim);
        report_text_add(text, "</li>\n");
    }
    if (text->length == empty)
        report_text_cut(text, begin);
    else
        report_text_add(text, "</ul>\n");
}

static void add_source(struct report_page *page, const struct report_result *result, const struct report_post *post,
                       const char *part)
{
    static const enum report_verdict open[] = {REPORT_DEPENDS};

    if (count_claims(result, &(struct group){post, REPORT_VERDICT_COUNT}) == 0)
        return;
    add_heading(&page->body, post, "h4");
    add_list(page, result, post, open, 1, part);
    add_folded(page, result, post, part);
}

static void add_elsewhere(struct report_page *page, const struct report_result *result, const char *part)
{
    if (report_blog_strategy(result, 0, 0) == REPORT_NOT_FOUND)
        return;
    report_page_piece(&page->body, "posts-elsewhere", NULL);
    for (const struct report_post *post = report_posts; post->source != NULL; post++)
        add_source(page, result, post, part);
    add_source(page, result, NULL, part);
    report_text_add(&page->body, "</div>\n");
}

/* True when a sentence before this one is out of the same post and undecided for the same reason. */
static bool is_told(const struct report_result *result, size_t index, const struct report_post *post)
{
    for (size_t i = 0; i < index; i++)
        if (report_post_of(result->undecidable[i].source) == post &&
            strcmp(result->undecidable[i].reason, result->undecidable[index].reason) == 0)
            return true;
    return false;
}

/* Adds the reason of that sentence, behind all sentences of the post that have it. */
static void add_undecidable_for(struct report_text *text, const struct report_result *result, size_t index,
                                const struct report_post *post)
{
    const char *reason = result->undecidable[index].reason;

    report_text_add(text, "<li>");
    for (size_t i = index; i < result->undecidable_count; i++)
        if (report_post_of(result->undecidable[i].source) == post && strcmp(result->undecidable[i].reason, reason) == 0)
            report_html(text, "“%s” ", result->undecidable[i].quote);
    report_html(text, "%s</li>\n", reason);
}

/* The sentences out of one post; nothing when there are none. */
static void add_undecidable_of(struct report_text *text, const struct report_result *result, const struct report_post *post)
{
    size_t count = 0;

    for (size_t i = 0; i < result->undecidable_count; i++) {
        if (report_post_of(result->undecidable[i].source) != post || is_told(result, i, post))
            continue;
        if (count++ == 0) {
            add_heading(text, post, "h3");
            report_text_add(text, "<ul>");
        }
        add_undecidable_for(text, result, i, post);
    }
    report_text_add(text, count == 0 ? "" : "</ul>");
}

static void add_undecidable(struct report_text *text, const struct report_result *result)
{
    char count[32];

    if (result->undecidable_count == 0)
        return;
    snprintf(count, sizeof count, "%zu", result->undecidable_count);
    report_page_piece(text, "posts-undecidable", count);
    for (const struct report_post *post = report_posts; post->source != NULL; post++)
        add_undecidable_of(text, result, post);
    add_undecidable_of(text, result, NULL);
    report_text_add(text, "</div></details>\n");
}

/* Adds how many claims are not measured, and the command that does, which has no links in it: it is for copying. */
static void add_unmeasured(struct report_text *text, const struct report_result *result)
{
    struct report_text words = {0}, command = {0};

    report_unmeasured_say(result, &words);
    report_unmeasured_command(result, &command);
    if (words.length > 0)
        report_html(text, "<details><summary>%s</summary><pre class=\"command\"><code>%s</code></pre></details>\n", words.bytes,
                    report_text_string(&command));
    report_text_fini(&words);
    report_text_fini(&command);
}

void report_page_posts(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;

    report_page_sentence(text, "<p class=\"lead\">", report_claims_say, result, "</p>\n");
    if (result->claim_count > 0)
        report_page_piece(text, "posts-about", NULL);
    report_page_sentence(text, "<p class=\"note\">", report_ledger_say, result, "</p>\n");
    add_refuted(page, result, part);
    add_table(page, result, part);
    add_unmeasured(text, result);
    add_elsewhere(page, result, part);
    add_undecidable(text, result);
}
