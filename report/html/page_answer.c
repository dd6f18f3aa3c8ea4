/* SPDX-License-Identifier: MIT */
/* The section answer: the question, two sentences of verdict, the five places, and the reasons to trust them. page_places.c has
 * the places. */
#include <stdio.h>
#include <string.h>
#include "report/analysis/short_answer.h"
#include "report/analysis/fidelity.h"
#include "report/analysis/verdict_count.h"
#include "report/html/page.h"
#include "report/html/page_places.h"
#include "report/result/result.h"

enum { QUOTED = 82, MOST_NAMES = 3 };   /* the bytes of a quote, and the rows, that a reason has room for */

static size_t count_rows(const struct report_result *result)
{
    size_t count = 0;

    for (size_t i = 0; i < result->strategy_count; i++)
        count += !report_strategy_is_peer(&result->strategies[i]);
    return count;
}

static void add_size_of_run(struct report_text *text, const struct report_result *result)
{
    size_t rows = count_rows(result), probes = result->question_count;

    report_html(text, "<p class=\"k\">%zu strateg%s, %zu workload%s", rows, rows == 1 ? "y" : "ies", result->workload_count,
                result->workload_count == 1 ? "" : "s");
    if (probes > 0)
        report_html(text, ", %zu probe%s", probes, probes == 1 ? "" : "s");
    report_text_add(text, ", one build</p>");
}

typedef void add_verdict(const struct report_result *, struct report_answer_sentence *);

/* False, and adds nothing, without a claim. */
static bool add_sentence(struct report_text *text, const struct report_result *result, const char *part, add_verdict *say)
{
    struct report_answer_sentence sentence = {0};

    say(result, &sentence);
    bool has_claim = sentence.claim.length > 0;
    if (has_claim) {
        report_html(text, " <b>%s</b>", sentence.claim.bytes);
        report_page_words(text, result, part, report_text_string(&sentence.rest));
    }
    report_answer_sentence_fini(&sentence);
    return has_claim;
}

/* A file from before, or one whose samples are too few, or tell little apart. */
static void add_without_claim(struct report_text *text, const struct report_result *result)
{
    size_t baseline = report_baseline(result), ready = report_result_workload(result, REPORT_ANSWER_READY);
    const struct report_series *box = report_result_series(result, baseline, ready, REPORT_METRIC_TIME);
    char samples[32];

    if (box == NULL || box->count >= REPORT_FEWEST_SAMPLES) {
        report_page_sentence(text, " ", report_headline[0], result, "");
        return;
    }
    snprintf(samples, sizeof samples, "%zu", box->count);
    report_page_piece(text, "say-few", samples);
}

static void add_hero(struct report_text *text, const struct report_result *result, const char *part)
{
    report_text_add(text, "<div class=\"hero\"><div>");
    add_size_of_run(text, result);
    report_html(text, part[0] == '\0' ? "<h1>%s</h1></div>" : "<h2>%s</h2></div>", "Where does the frame live?");
    report_page_piece(text, "say", NULL);
    bool has_claim = add_sentence(text, result, part, report_answer_in_place);
    has_claim |= add_sentence(text, result, part, report_answer_stack);
    if (!has_claim)
        add_without_claim(text, result);
    report_text_add(text, "</p></div>\n");
}

/* The state of the file, in small. */
static void add_warnings(struct report_text *text, const struct report_result *result)
{
    if (report_baseline(result) == REPORT_NOT_FOUND)
        report_page_piece(text, "short-untimed", NULL);
    else if (!report_baseline_is_box(result))
        report_page_piece(text, "short-without-box", report_baseline_name(result));
    if (result->is_interrupted)
        report_page_piece(text, "short-interrupted", NULL);
}

/* ---- the reasons to trust it ---- */

static bool is_counted(const struct report_claim *claim, size_t index)
{
    return !claim->is_by_construction && claim->first == index;
}

/* Adds the beginning of the quote of the only refuted claim. */
static void add_refuted(struct report_text *text, const struct report_result *result)
{
    for (size_t i = 0; i < result->claim_count; i++) {
        const struct report_claim *claim = &result->claims[i];
        if (claim->verdict != REPORT_REFUTED || !is_counted(claim, i))
            continue;
        size_t length = strlen(claim->quote), end = length;
        if (length > QUOTED)
            for (end = QUOTED; end > 0 && claim->quote[end] != ' '; end--)
                ;
        struct report_text begin = {0};
        report_text_add_bytes(&begin, claim->quote, end);
        report_html(text, " (“%s%s”)", report_text_string(&begin), end < length ? " …" : "");
        report_text_fini(&begin);
        return;
    }
}

static void add_posts(struct report_text *text, const struct report_result *result, const char *part)
{
    struct report_verdict_count count = {0};

    for (size_t i = 0; i < result->claim_count; i++) {
        const struct report_claim *claim = &result->claims[i];
        report_verdict_count_add(&count, claim->verdict, claim->is_by_construction ? REPORT_BY_CONSTRUCTION
                                                         : claim->first != i ? REPORT_REPEATED : REPORT_COUNTED);
    }
    size_t decided = count.of[REPORT_PROVED] + count.of[REPORT_REFUTED] + count.of[REPORT_DEPENDS];
    if (decided == 0)
        return;
    report_html(text, "<div><dt>The posts, tested</dt><dd><b>%zu of %zu</b> claims proved, %zu depend%s, <b>%zu refuted</b>",
                count.of[REPORT_PROVED], decided, count.of[REPORT_DEPENDS], count.of[REPORT_DEPENDS] == 1 ? "s" : "",
                count.of[REPORT_REFUTED]);
    if (count.of[REPORT_REFUTED] == 1)
        add_refuted(text, result);
    report_html(text, ". <a href=\"#posts%s\">Each, with its probe</a></dd></div>\n", part);
}

/* The judged pairs. */
struct pairs {
    size_t judged, within, explained, misses, dearer;
    struct report_text names;       /* of the rows that are dearer than rustc's */
    char compiler[64];
};

static void count_pair(struct pairs *pairs, const struct report_result *result, const struct report_fidelity *pair)
{
    bool is_dearer = pair->peer.outside.ratio > 1 && !report_fidelity_is_within(&pair->peer.outside);

    pairs->judged++;
    pairs->within += pair->verdict == REPORT_FIDELITY_WITHIN;
    pairs->explained += pair->verdict == REPORT_FIDELITY_EXPLAINED;
    pairs->misses += pair->verdict == REPORT_FIDELITY_MISS;
    memcpy(pairs->compiler, pair->compiler, sizeof pairs->compiler);
    if (is_dearer)
        report_text_format(&pairs->names, pairs->dearer++ == 0 ? "%s" : ", %s", result->strategies[pair->own].name);
}

static void add_rustc(struct report_text *text, const struct report_result *result, const char *part)
{
    struct pairs pairs = {0};
    struct report_fidelity pair;

    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++)
        if (pair.verdict >= REPORT_FIDELITY_WITHIN)
            count_pair(&pairs, result, &pair);
    if (pairs.judged > 0) {
        report_html(text, "<div><dt>Is it what rustc emits?</dt><dd><b>%zu of %zu</b> pairs of a row and its Rust twin: the "
                    "instructions of %s, within 10 %%; %zu differ for a stated reason", pairs.within, pairs.judged,
                    pairs.compiler[0] == '\0' ? "rustc" : pairs.compiler, pairs.explained);
        if (pairs.misses > 0)
            report_html(text, ", %zu without", pairs.misses);
        report_html(text, ". Over 10 %% dearer here: <b>%zu</b>", pairs.dearer);
        if (pairs.dearer > 0 && pairs.dearer <= MOST_NAMES)
            report_html(text, ", %s", pairs.names.bytes);
        report_html(text, ". <a href=\"#rustc%s\">Pairs</a></dd></div>\n", part);
    }
    report_text_fini(&pairs.names);
}

/* Adds "<b>6.1 %</b> on ready", with what separates it from the one before. Returns what separates the next. */
static const char *add_floor(struct report_text *text, const struct report_result *result, const char *separator, size_t workload)
{
    if (workload == REPORT_NOT_FOUND || !report_workload_has(result, workload, REPORT_METRIC_TIME))
        return separator;
    report_html(text, "%s<b>%s</b> on <code>%s</code>", separator,
                report_number_percent(report_workload_floor(result, workload)).text, result->workloads[workload].name);
    return ", ";
}

/* Each workload has its floor: those of the places above, and the highest. */
static void add_floors(struct report_text *text, const struct report_result *result)
{
    const struct report_noise *noise = &result->noise;
    size_t ready = report_result_workload(result, REPORT_ANSWER_READY);
    size_t waiting = report_result_workload(result, REPORT_ANSWER_WAITING);

    report_text_add(text, "No difference is called one below ");
    if (noise->least < noise->most) {
        const char *separator = add_floor(text, result, "", ready);
        separator = add_floor(text, result, separator, waiting);
        if (noise->most_workload != ready && noise->most_workload != waiting)
            add_floor(text, result, separator[0] == '\0' ? "" : "; at worst ", noise->most_workload);
    } else {
        report_html(text, "<b>%s</b>", report_number_percent(noise->floor).text);
    }
    report_text_add(text, ". ");
    if (!report_run_is_screening(result))
        report_html(text, "Half of the cells repeat within %s.", report_number_percent(noise->typical).text);
}

/* Adds the floors, and that a short run has no verdict on small differences. */
static void add_noise(struct report_text *text, const struct report_result *result)
{
    bool has_floor = result->noise.cells > 0, only_screens = report_run_is_screening(result);
    char samples[32];

    if (report_baseline(result) == REPORT_NOT_FOUND || (!has_floor && !only_screens))
        return;
    report_text_add(text, "<div><dt>Noise floor of this run</dt><dd>");
    if (has_floor)
        add_floors(text, result);
    snprintf(samples, sizeof samples, "%zu", report_run_samples(result));
    if (only_screens)
        report_page_piece(text, "short-screening", samples);
    report_text_add(text, "</dd></div>\n");
}

/* The first of the commands of the method. */
static void add_repetition(struct report_text *text, const struct report_result *result)
{
    struct report_text commands = {0};

    report_method_commands(result, &commands);
    report_text_cut(&commands, strcspn(report_text_string(&commands), "\n"));
    report_html(text, "<div><dt>Run it again</dt><dd><code>%s</code> same cells, same order, seed %.0f",
                report_text_string(&commands), result->plan.seed >= 0 ? result->plan.seed : 0.);
    if (result->wall_seconds >= 60)
        report_html(text, "; it took %.0f minutes", result->wall_seconds / 60);
    report_text_add(text, "</dd></div>\n");
    report_text_fini(&commands);
}

static void add_trust(struct report_text *text, const struct report_result *result, const char *part)
{
    report_text_add(text, "<dl class=\"trust\">");
    add_posts(text, result, part);
    add_rustc(text, result, part);
    add_noise(text, result);
    add_repetition(text, result);
    report_text_add(text, "</dl>\n");
}

void report_page_answer(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;

    add_hero(text, result, part);
    report_page_places(page, result, part);
    add_trust(text, result, part);
    add_warnings(text, result);
}
