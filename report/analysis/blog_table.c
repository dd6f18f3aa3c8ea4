/* SPDX-License-Identifier: MIT */
/* Names the blog's eight rows, walks their claims and counts their verdicts. */
#include "report/analysis/blog_table.h"
#include <string.h>

const char *const report_blog_rows[] = {
    "", "Box it (with default allocator)", "Box it with cache on caller side", "Inline it into the iterator",
    "Box it with cache on callee side", "Allocate maximal space", "Allocate some space, fallback", "Alloca on the caller side",
    "Side-stack",
};

/* The cell beside each name, word for word. */
static const char *const downsides[] = {
    "", "requires allocation, not especially efficient", "requires allocation", "adds space to AI, doesn’t work for &self",
    "requires allocation, adds space to AI, doesn’t work for &self",
    "can’t necessarily use that across crates, requires extensive interprocedural analysis",
    "uses allocator, requires extensive interprocedural analysis or else random guesswork", "incompatible with async Rust",
    "requires cooperation from runtime and allocation",
};

void report_claim_say_before(const struct report_claim *claim, struct report_text *text)
{
    const char *cell = downsides[claim->row], *quote = strstr(cell, claim->quote);

    if (claim->row == 0 || quote == NULL)
        return;
    if (quote == cell)
        report_text_add(text, report_blog_rows[claim->row]);
    else
        report_text_add_bytes(text, cell, (size_t)(quote - cell) - 1);      /* without the space */
}

size_t report_blog_strategy(const struct report_result *result, unsigned row, size_t from)
{
    size_t nearest = REPORT_NOT_FOUND;

    for (size_t i = 0; i < result->claim_count; i++) {
        const struct report_claim *claim = &result->claims[i];
        if (claim->row == row && claim->strategy >= from && claim->strategy < nearest)
            nearest = claim->strategy;
    }
    return nearest;
}

bool report_blog_has_any(const struct report_result *result)
{
    for (unsigned row = 1; row <= REPORT_BLOG_ROWS; row++)
        if (report_blog_strategy(result, row, 0) != REPORT_NOT_FOUND)
            return true;
    return false;
}

const struct report_claim *report_blog_claim(const struct report_result *result, unsigned row, size_t strategy,
                                             const struct report_claim *previous)
{
    for (size_t i = previous == NULL ? 0 : (size_t)(previous - result->claims) + 1; i < result->claim_count; i++)
        if (result->claims[i].row == row && result->claims[i].strategy == strategy)
            return &result->claims[i];
    return NULL;
}

enum report_counting report_claim_counting(const struct report_result *result, const struct report_claim *claim)
{
    if (claim->is_by_construction)
        return REPORT_BY_CONSTRUCTION;
    return result->claims + claim->first == claim ? REPORT_COUNTED : REPORT_REPEATED;
}

static bool is_table(const struct report_claim *claim) { return claim->is_of_table; }
static bool is_prose(const struct report_claim *claim) { return claim->row == 0; }

typedef bool claim_test(const struct report_claim *);

/* Counts the verdicts on the claims that the test takes. Says nothing when it takes none. */
static void say_verdicts(const struct report_result *result, claim_test *is_wanted, const char *opening, struct report_text *text)
{
    struct report_verdict_count count = {0};

    for (size_t i = 0; i < result->claim_count; i++)
        if (is_wanted(&result->claims[i]))
            report_verdict_count_add(&count, result->claims[i].verdict,
                                     report_claim_counting(result, &result->claims[i]));
    if (report_verdict_count_all(&count) == 0)
        return;
    report_text_add(text, opening);
    report_verdict_count_say(text, &count);
    report_text_add(text, ".");
}

void report_table_say_verdicts(const struct report_result *result, struct report_text *text)
{
    say_verdicts(result, is_table, "The downsides in the blog's table: ", text);
}

void report_prose_say_verdicts(const struct report_result *result, struct report_text *text)
{
    say_verdicts(result, is_prose, "The claims in the text of parts 7, 8 and 9, in their discussions and in Async Methods II: ",
                 text);
}

/* Adds the separator and "4 proved" for a count that is not 0; returns the next separator. */
static const char *say_count(struct report_text *text, const char *separator, size_t count, const char *words)
{
    if (count == 0)
        return separator;
    report_text_format(text, "%s%zu %s", separator, count, words);
    return ", ";
}

void report_claims_say(const struct report_result *result, struct report_text *text)
{
    struct report_verdict_count count = {0};
    const char *separator = ": ";

    for (size_t i = 0; i < result->claim_count; i++)
        report_verdict_count_add(&count, result->claims[i].verdict, report_claim_counting(result, &result->claims[i]));
    size_t counted = report_verdict_count_all(&count) - count.repeated - count.by_construction;
    if (result->claim_count == 0)
        return;
    report_text_format(text, "%zu claim%s", counted, counted == 1 ? "" : "s");
    separator = say_count(text, separator, count.of[REPORT_PROVED], "proved");
    separator = say_count(text, separator, count.of[REPORT_REFUTED], "refuted");
    separator = say_count(text, separator, count.of[REPORT_DEPENDS], count.of[REPORT_DEPENDS] == 1 ? "depends" : "depend");
    separator = say_count(text, separator, count.of[REPORT_NOT_MEASURED] + count.of[REPORT_LEFT_TO_REPORT], "not measured here");
    separator = say_count(text, separator, count.of[REPORT_TOO_FEW_SAMPLES], "with too few samples");
    say_count(text, separator, count.of[REPORT_OUT_OF_REACH], "out of every program’s reach");
    report_text_add(text, ".");
    separator = say_count(text, " Not counted: ", count.repeated, "in other words");
    if (say_count(text, separator, count.by_construction, "by construction") != separator || count.repeated > 0)
        report_text_add(text, ".");
}

static struct report_half_words words_of(const struct report_half *half)
{
    bool names_its_rows = half->evidence == half->computed;

    return (struct report_half_words){half->under, half->outcome, half->is_by_construction, names_its_rows ? NULL : half->of,
                                      half->evidence};
}

void report_claim_say_outcome(const struct report_claim *claim, size_t index, struct report_text *text)
{
    struct report_half_words words = words_of(&claim->halves[index]);

    report_half_say_outcome(text, &words);
}

void report_claim_say_half(const struct report_claim *claim, size_t index, struct report_text *text)
{
    struct report_half_words words = words_of(&claim->halves[index]);

    report_half_say(text, &words);
}

const char *report_claim_reason(const struct report_claim *claim)
{
    return claim->verdict == REPORT_REFUTED || claim->verdict == REPORT_DEPENDS ? claim->why : "";
}

/* The schema alone tells no rules apart: files of one schema come from several. */
static void say_older(const struct report_result *result, size_t count, struct report_text *text)
{
    const char *commit = result->environment.commit;

    report_text_format(text, "%zu of %zu verdicts %s as %s of %s", count, result->claim_count, count == 1 ? "is" : "are",
                       result->schema, result->created[0] == '\0' ? "unknown date" : result->created);
    if (commit != NULL && commit[0] != '\0')
        report_text_format(text, ", commit %.40s,", commit);
    report_text_add(text, " had them: this corolab judges by other rules.");
}

void report_ledger_say(const struct report_result *result, struct report_text *text)
{
    size_t count = 0;

    for (size_t i = 0; i < result->claim_count; i++)
        count += result->claims[i].is_older;
    if (result->claim_count == 0)
        report_text_add(text, "No claim was held against these rows: the pass check does it, which --skip leaves out.");
    else if (count > 0)
        say_older(result, count, text);
}

double report_blog_allocations(const struct report_result *result, size_t strategy)
{
    return report_result_median(result, strategy, report_result_workload(result, "ready"), REPORT_METRIC_ALLOCATIONS);
}

void report_undecidable_say(const struct report_result *result, struct report_text *text)
{
    if (result->undecidable_count > 0)
        report_text_format(text, "The documents have %zu further sentence%s that no probe decides; the page, the Markdown "
                           "and `./lab check --undecidable` list them with the reasons.", result->undecidable_count,
                           result->undecidable_count == 1 ? "" : "s");
}
