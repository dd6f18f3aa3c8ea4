/* SPDX-License-Identifier: MIT */
/* Owns the page's section of cards: a card for each row, with all that the file knows of it, and a list of the peers. They are in
 * no other table. A card's lines are text, not tables: see page_row_table.c. Evidence of probes stands once, in page_probes.c. */
#include <math.h>
#include <string.h>
#include "report/analysis/place.h"
#include "report/analysis/row_bytes.h"
#include "report/chart/scene.h"
#include "report/html/page.h"
#include "report/result/result.h"

/* The separator before all parts of a line but the first, which begins at `begin`. */
static void separate(struct report_text *text, size_t begin, const char *separator)
{
    report_text_add(text, text->length > begin ? separator : "");
}

/* Begins a line of a card with its label. */
static size_t begin_line(struct report_text *text, const char *label)
{
    report_html(text, "<b>%s</b> ", label);
    return text->length;
}

/* Ends the line; cuts it with its label when nothing was added behind `begin`. */
static void end_line(struct report_text *text, size_t line, size_t begin)
{
    if (text->length == begin)
        report_text_cut(text, line);
    else
        report_text_add(text, "\n");
}

/* The form of next() under each protocol of the file. */
static const char *protocol_words(const char *protocol)
{
    static const char *const words[][2] = {
        {"callee places", "the callee places its frame"},
        {"caller places", "the caller places the callee's frame"},
        {"polls next", "next() is polled and has no future"},
        {"calls", "next() is an ordinary call"},
        {"static", "the caller knows the type"},
    };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(protocol, words[i][0]) == 0)
            return words[i][1];
    return protocol;
}

static void add_part(struct report_text *text, size_t begin, const char *before, const char *words)
{
    if (words[0] == '\0')
        return;
    separate(text, begin, "; ");
    report_html(text, "%s%s", before, words);
}

static void add_how(struct report_text *text, const struct report_strategy *strategy)
{
    size_t line = text->length, begin = begin_line(text, "How");

    report_html(text, "strategies/%s.c", strategy->name);
    bool is_one_model = strcmp(strategy->caller, strategy->callee) == 0;
    add_part(text, begin, is_one_model ? "both sides: " : "caller: ", strategy->caller);
    add_part(text, begin, "callee: ", is_one_model ? "" : strategy->callee);
    add_part(text, begin, "", protocol_words(strategy->protocol));
    end_line(text, line, begin);
}

static void add_place(struct report_text *text, struct report_lives lives)
{
    size_t line = text->length, begin = begin_line(text, "Frame");
    struct report_text words = {0};

    report_place_say(&words, lives);
    report_escape_html(text, report_text_string(&words));
    report_text_fini(&words);
    end_line(text, line, begin);
}

static void add_threads(struct report_text *text, const struct report_strategy *strategy)
{
    size_t line = text->length, begin = begin_line(text, "Threads");

    add_part(text, begin, "share ", strategy->threads_share);
    if (strategy->says_sharing)
        add_part(text, begin, "one iterator under several: ", strategy->may_share_iterator ? "yes" : "no");
    if (strategy->sharing_refusal[0] != '\0')
        report_html(text, ", %s", strategy->sharing_refusal);
    end_line(text, line, begin);
}

/* The times on the two workloads that tell rows apart most: the first never waits, the second does. */
static void add_times(struct report_text *text, const struct report_result *result, size_t strategy)
{
    static const char *const workloads[] = {"ready", "pending/8"};
    size_t line = text->length, begin = begin_line(text, "Time");

    for (size_t i = 0; i < sizeof workloads / sizeof workloads[0]; i++) {
        size_t workload = report_result_workload(result, workloads[i]);
        double time = workload == REPORT_NOT_FOUND ? NAN : report_result_median(result, strategy, workload, REPORT_METRIC_TIME);
        if (isnan(time))
            continue;
        separate(text, begin, ", ");
        report_html(text, "%s on %s", report_number_time(time).text, workloads[i]);
    }
    end_line(text, line, begin);
}

static void add_bytes(struct report_text *text, const struct report_result *result, size_t strategy)
{
    struct report_row_bytes bytes = report_row_bytes(result, strategy);
    const struct { const char *words; double value; } parts[] = {
        {"an iterator", bytes.adapter}, {"a call site", bytes.call_site}, {"a task", bytes.task}, {"reserved", bytes.reserved},
        {"in a waiting task", bytes.resident}, {"retained", bytes.retained},
        {"of code", result->strategies[strategy].code_bytes},
    };
    size_t line = text->length, begin = begin_line(text, "Bytes");

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (isnan(parts[i].value) || (i < 4 && parts[i].value == 0))
            continue;
        separate(text, begin, ", ");
        report_html(text, "%s %s", report_number_bytes(parts[i].value).text, parts[i].words);
    }
    end_line(text, line, begin);
}

static void add_systems(struct report_text *text, const struct report_systems *systems, const char *part)
{
    size_t line = text->length, begin = begin_line(text, "Like this");

    for (size_t i = 0; i < systems->count; i++)
        report_html(text, "%s%s", i == 0 ? "" : ", ", systems->list[i].name);
    if (systems->count > 0)
        report_html(text, " <a href=\"#systems%s\">How</a>", part);
    end_line(text, line, begin);
}

/* Proved first; a claim without an answer last. */
static const enum report_verdict verdict_order[] = {
    REPORT_PROVED, REPORT_REFUTED, REPORT_DEPENDS, REPORT_OUT_OF_REACH, REPORT_TOO_FEW_SAMPLES, REPORT_NOT_MEASURED,
    REPORT_LEFT_TO_REPORT,
};
enum { VERDICTS = sizeof verdict_order / sizeof verdict_order[0] };

static bool is_claim_of(const struct report_claim *claim, size_t strategy, enum report_verdict verdict)
{
    return claim->strategy == strategy && claim->verdict == verdict;
}

/* "6 proved, 1 depends", with a link to the evidence. */
static void add_verdicts(struct report_text *text, const struct report_result *result, size_t strategy, const char *part)
{
    size_t line = text->length, begin = begin_line(text, "Claims");

    for (size_t i = 0; i < VERDICTS; i++) {
        size_t count = 0;
        for (size_t j = 0; j < result->claim_count; j++)
            count += is_claim_of(&result->claims[j], strategy, verdict_order[i]);
        if (count == 0)
            continue;
        separate(text, begin, ", ");
        report_html(text, "%zu %s", count, report_verdict_words[verdict_order[i]]);
    }
    if (text->length > begin)
        report_html(text, " <a href=\"#posts%s\">Evidence</a>", part);
    end_line(text, line, begin);
}

/* Adds a line of the claims on the row for each verdict that the section on the posts opens: refuted, depends, out of reach. */
static void add_claims(struct report_text *text, const struct report_result *result, size_t strategy)
{
    static const enum report_verdict told[] = {REPORT_REFUTED, REPORT_DEPENDS, REPORT_OUT_OF_REACH};

    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        size_t begin = text->length;
        for (size_t j = 0; j < result->claim_count; j++)
            if (is_claim_of(&result->claims[j], strategy, told[i]))
                report_html(text, "%s%s“%s”", text->length == begin ? report_verdict_words[told[i]] : ",",
                            text->length == begin ? ": " : " ", result->claims[j].quote);
        report_text_add(text, text->length > begin ? "\n" : "");
    }
}

/* Adds the workloads that the row could not run for the reason of this note. */
static void add_refused(struct report_text *text, const struct report_result *result, size_t strategy, size_t note)
{
    const struct report_cell *first = report_note_cell(result, note);
    size_t line = text->length, begin = 0;

    report_html(text, "%s: ", report_cell_word(first->status));
    begin = text->length;
    for (size_t i = 0; i < result->workload_count; i++) {
        if (report_result_cell(result, strategy, i)->note != note)
            continue;
        separate(text, begin, ", ");
        report_html(text, "%s", result->workloads[i].name);
    }
    if (text->length > begin)
        report_html(text, " - %s", first->reason);
    end_line(text, line, begin);
}

/* Adds the folded part; its table scrolls in its box. */
static void add_details(struct report_page *page, const struct report_result *result, size_t strategy, const char *part)
{
    struct report_text *text = &page->body;
    size_t begin = text->length;

    report_html(text, "<details><summary>Claims, probes, numbers</summary><p class=\"lines\">");
    size_t lines = text->length;
    add_claims(text, result, strategy);
    report_page_probes_of(text, result, strategy, part);
    for (size_t note = 1; note <= result->note_count; note++)
        add_refused(text, result, strategy, note);
    bool has_lines = text->length > lines;
    report_html(text, "</p><pre class=\"scroll\" tabindex=\"0\" data-row=\"%zu.%zu\">", page->index, strategy);
    size_t table = text->length;
    report_row_table_add(text, result, strategy);
    if (text->length == table && !has_lines) {
        report_text_cut(text, begin);
        return;
    }
    report_text_add(text, "</pre></details>");
}

static void add_card(struct report_page *page, const struct report_result *result, size_t index, const char *part)
{
    struct report_text *text = &page->body;
    const struct report_strategy *strategy = &result->strategies[index];

    report_html(text, "<article class=\"row-card\" id=\"%s%s%s\">", report_page_row_prefix(strategy->name), strategy->name, part);
    report_scene_svg(text, strategy->lives);
    report_html(text, "<h3>%s</h3><p>%s</p><p class=\"lines\">", strategy->name, strategy->sentence);
    add_place(text, strategy->lives);
    add_how(text, strategy);
    add_threads(text, strategy);
    add_times(text, result, index);
    add_bytes(text, result, index);
    add_verdicts(text, result, index, part);
    add_systems(text, &strategy->systems, part);
    report_text_add(text, "</p>");
    add_details(page, result, index, part);
    report_text_add(text, "</article>\n");
}

/* The peers: their sentence and their numbers. */
static void add_peers(struct report_text *text, const struct report_result *result, const char *part)
{
    size_t count = 0;

    for (size_t i = 0; i < result->strategy_count; i++)
        count += report_strategy_is_peer(&result->strategies[i]);
    if (count == 0)
        return;
    report_html(text, "<details class=\"peers\" id=\"peers%s\"><summary>Peers (%zu): bare mechanisms, and rows as real compilers "
                "build them</summary>\n", part, count);
    for (size_t i = 0; i < result->strategy_count; i++) {
        const struct report_strategy *peer = &result->strategies[i];
        if (!report_strategy_is_peer(peer))
            continue;
        report_html(text, "<pre id=\"%s%s%s\">%s: %s\n", report_page_row_prefix(peer->name), peer->name, part, peer->name,
                    peer->sentence);
        report_row_table_add(text, result, i);
        report_text_add(text, "</pre>\n");
    }
    report_text_add(text, "</details>\n");
}

void report_page_cards(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;

    if (result->strategy_count == 0)
        return;
    report_page_piece(text, "rows", NULL);
    report_row_columns_add(text, result);
    report_page_piece(text, "rows-cards", NULL);
    for (size_t i = 0; i < result->strategy_count; i++)
        if (!report_strategy_is_peer(&result->strategies[i]))
            add_card(page, result, i, part);
    report_text_add(text, "</div>\n");
    add_peers(text, result, part);
    report_page_probes(page, result, part);
}
