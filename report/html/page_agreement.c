/* SPDX-License-Identifier: MIT */
/* Says what all runs of a page agree on, and what flips from one to another: pairs of named rows, and claims. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/runs.h"
#include "report/base/memory.h"
#include "report/html/page.h"
#include "report/result/result.h"

/* The words for the outcomes that are no verdict of all runs. */
struct outcome_words {
    const char *unresolved, *absent;
};
static const struct outcome_words pair_words = {"not told apart in some run", "not in every run"};
static const struct outcome_words claim_words = {"not measured in some run", "not measured in any"};

static void add_counts(struct report_text *text, const char *what, const size_t counts[REPORT_RUN_OUTCOMES],
                       const struct outcome_words *words)
{
    report_html(text, "<li>%s: all runs agree on %zu", what, counts[REPORT_RUN_HOLDS]);
    if (counts[REPORT_RUN_FLIPS] > 0)
        report_html(text, ", <b>%zu flip%s</b>", counts[REPORT_RUN_FLIPS], counts[REPORT_RUN_FLIPS] == 1 ? "s" : "");
    else
        report_text_add(text, ", none flips");
    if (counts[REPORT_RUN_UNRESOLVED] > 0)
        report_html(text, ", %zu %s", counts[REPORT_RUN_UNRESOLVED], words->unresolved);
    if (counts[REPORT_RUN_ABSENT] > 0)
        report_html(text, ", %zu %s", counts[REPORT_RUN_ABSENT], words->absent);
    report_text_add(text, ".</li>\n");
}

static void add_flip(struct report_text *text, const struct report_runs_given *given, const struct report_run_pair *pair,
                     const char *workload)
{
    report_html(text, "<li><code>%s</code> and <code>%s</code> on <code>%s</code>:", pair->row, pair->other, workload);
    for (size_t i = 0; i < given->count; i++) {
        int direction = report_runs_direction(given->runs[i], pair->row, pair->other, workload);
        report_html(text, "%s in run %zu %s", i > 0 ? ";" : "", i + 1,
                    direction == 0 ? "the samples do not tell" : direction < 0 ? pair->row : pair->other);
        report_text_add(text, direction == 0 ? "" : " is faster");
    }
    report_text_add(text, ".</li>\n");
}

/* Adds the pairs on which all runs agree, folded, in words. */
static void add_agreed(struct report_text *text, const struct report_run_pair *pairs, size_t count, const char *workload)
{
    const char *row = "";

    report_html(text, "<details><summary>Faster in every run on <code>%s</code></summary><p class=\"note\">", workload);
    for (size_t i = 0; i < count; i++) {
        const struct report_run_pair *pair = &pairs[i];
        if (pair->outcome != REPORT_RUN_HOLDS)
            continue;
        bool is_new = strcmp(row, pair->row) != 0;
        report_html(text, is_new ? "%s<b>%s</b> than " : ", %s%s", row[0] != '\0' && is_new ? ". " : "", is_new ? pair->row : "");
        report_html(text, "%s (%s to %s)", pair->other, report_number_multiple(pair->low).text,
                    report_number_multiple(pair->high).text);
        row = pair->row;
    }
    report_text_add(text, ".</p></details>\n");
}

static int compare_pairs(const void *left, const void *right)
{
    const struct report_run_pair *one = left, *other = right;

    return strcmp(one->row, other->row);
}

/* Adds the counts to `text`, and the lists of one workload to two others. */
static void add_pairs(struct report_text *text, struct report_text *flips, struct report_text *agreed,
                      const struct report_runs_given *given, const char *workload)
{
    struct report_run_pair pairs[REPORT_RUN_PAIRS];
    size_t count = report_runs_pairs(given->runs, given->count, workload, pairs), counts[REPORT_RUN_OUTCOMES] = {0};
    char words[80];

    if (count == 0)
        return;
    for (size_t i = 0; i < count; i++) {
        counts[pairs[i].outcome]++;
        if (pairs[i].outcome == REPORT_RUN_FLIPS)
            add_flip(flips, given, &pairs[i], workload);
    }
    snprintf(words, sizeof words, "Of %zu pairs of rows, by time on %s", count, workload);
    add_counts(text, words, counts, &pair_words);
    qsort(pairs, count, sizeof *pairs, compare_pairs);
    if (counts[REPORT_RUN_HOLDS] > 0)
        add_agreed(agreed, pairs, count, workload);
}

static void add_claim_flip(struct report_text *text, const struct report_runs_given *given, const struct report_run_claim *claim)
{
    report_html(text, "<li>“%s”, <code>%s</code>:", claim->quote, claim->row);
    for (size_t i = 0; i < given->count; i++)
        report_html(text, "%s in run %zu %s", i > 0 ? ";" : "", i + 1,
                    report_verdict_words[report_runs_verdict(given->runs[i], claim)]);
    report_text_add(text, ".</li>\n");
}

static void add_claims(struct report_text *text, struct report_text *flips, const struct report_runs_given *given)
{
    struct report_run_claim *claims = report_allocate_zeroed(REPORT_RUN_CLAIMS, sizeof *claims);
    size_t count = report_runs_claims(given->runs, given->count, claims), counts[REPORT_RUN_OUTCOMES] = {0};
    char words[80];

    for (size_t i = 0; i < count; i++) {
        counts[claims[i].outcome]++;
        if (claims[i].outcome == REPORT_RUN_FLIPS)
            add_claim_flip(flips, given, &claims[i]);
    }
    snprintf(words, sizeof words, "Of %zu claims of the posts", count);
    if (count > 0)
        add_counts(text, words, counts, &claim_words);
    free(claims);
}

void report_page_agreement(struct report_text *text, const struct report_runs_given *given)
{
    struct report_text counts = {0}, flips = {0}, agreed = {0};

    add_claims(&counts, &flips, given);
    for (size_t i = 0; report_run_workloads[i] != NULL; i++)
        add_pairs(&counts, &flips, &agreed, given, report_run_workloads[i]);
    if (counts.length > 0)
        report_text_format(text, "<h2>What holds in all runs, and what flips</h2>\n<ul>\n%s</ul>\n", counts.bytes);
    if (flips.length > 0)
        report_text_format(text, "<h3>What flips</h3>\n<ul class=\"flips\">\n%s</ul>\n", flips.bytes);
    report_text_add(text, report_text_string(&agreed));
    report_text_fini(&counts);
    report_text_fini(&flips);
    report_text_fini(&agreed);
}
