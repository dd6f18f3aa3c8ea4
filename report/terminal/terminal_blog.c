/* SPDX-License-Identifier: MIT */
/* Owns the terminal's form of the blog's table and of the claims in the prose around it. */
#include <math.h>
#include <stdio.h>
#include "report/result/result.h"
#include "report/analysis/blog_table.h"
#include "report/analysis/claim_decision.h"
#include "report/analysis/row_bytes.h"
#include "report/terminal/terminal.h"

enum { QUOTE_INDENT = 22 };   /* behind the widest verdict */

static const char *const colours[REPORT_VERDICT_COUNT] = {
    [REPORT_NOT_MEASURED] = "\033[2m", [REPORT_PROVED] = "\033[33m", [REPORT_REFUTED] = "\033[36m",
    [REPORT_DEPENDS] = "\033[34m",     [REPORT_OUT_OF_REACH] = "\033[35m",
    [REPORT_LEFT_TO_REPORT] = "\033[2m", [REPORT_TOO_FEW_SAMPLES] = "\033[2m",
};
static const char by_construction_colour[] = "\033[2m";

static void add_sentence(struct report_text *text, const char *words)
{
    report_text_repeat(text, " ", QUOTE_INDENT);
    report_paragraph_add(text, QUOTE_INDENT, QUOTE_INDENT, words);
}

static void add_half(struct report_text *text, const struct report_claim *claim, size_t half)
{
    struct report_text words = {0};

    report_claim_say_half(claim, half, &words);
    add_sentence(text, report_text_string(&words));
    report_text_fini(&words);
}

/* Adds what stands behind the verdict: nothing more for a plain proof, the reason for a plain refutation, else the evidence. */
static void add_reason(struct report_text *text, const struct report_claim *claim)
{
    struct report_text words = {0};
    const char *reason = report_claim_reason(claim);
    bool is_plain = !claim->is_by_construction && claim->halves[0].under[0] == '\0';
    bool is_told = claim->verdict == REPORT_PROVED || (claim->verdict == REPORT_REFUTED && reason[0] != '\0');

    for (size_t i = 0; i < claim->half_count && !(is_plain && is_told); i++)
        add_half(text, claim, i);
    if (reason[0] == '\0')
        return;
    report_text_format(&words, "why: %s", reason);
    add_sentence(text, report_text_string(&words));
    report_text_fini(&words);
}

/* Adds the claim's quotation and the reason of its verdict. */
static void add_claim(struct report_text *text, const struct report_claim *claim, enum report_terminal_look look)
{
    bool is_coloured = look == REPORT_LOOK_COLOURED;

    report_text_add(text, !is_coloured ? "" : claim->is_by_construction ? by_construction_colour : colours[claim->verdict]);
    report_text_add(text, "      ");
    report_field_left(text, report_verdict_words[claim->verdict], QUOTE_INDENT - 6);
    report_text_add(text, is_coloured ? "\033[0m" : "");
    report_paragraph_add(text, QUOTE_INDENT, QUOTE_INDENT, claim->quote);
    add_reason(text, claim);
}

/* Adds "box: ready 17.2 ns (1.00x); allocations/item 1; in structs 0 B iterator, 0 B call site, 0 B task; reserved 0 B; resident
 * 231 B; retained 896 KiB". */
static void add_numbers(struct report_text *text, const struct report_result *result, size_t strategy)
{
    struct report_row_bytes bytes = report_row_bytes(result, strategy);
    size_t ready = report_result_workload(result, "ready");
    double time = report_result_median(result, strategy, ready, REPORT_METRIC_TIME);
    double multiple = ready == REPORT_NOT_FOUND ? NAN : report_multiple(result, strategy, ready, REPORT_METRIC_TIME);
    char words[480];

    snprintf(words, sizeof words, "%.60s: ready %s (%s); allocations/item %s; in structs %s iterator, %s call site, %s task; "
             "reserved %s; resident %s; retained %s", result->strategies[strategy].name, report_number_time(time).text,
             report_number_multiple(multiple).text, report_number_count(report_blog_allocations(result, strategy)).text,
             report_row_bytes_number(bytes.adapter).text, report_row_bytes_number(bytes.call_site).text,
             report_row_bytes_number(bytes.task).text, report_row_bytes_number(bytes.reserved).text,
             report_row_bytes_number(bytes.resident).text, report_row_bytes_number(bytes.retained).text);
    report_text_add(text, "    ");
    report_paragraph_add(text, 4, 6, words);
}

static void add_row(struct report_text *text, const struct report_result *result, unsigned row, enum report_terminal_look look)
{
    size_t strategy = report_blog_strategy(result, row, 0);

    report_text_format(text, "  %u %s%s\n", row, report_blog_rows[row],
                       strategy == REPORT_NOT_FOUND ? ": not measured; a run without -s measures it" : "");
    while (strategy != REPORT_NOT_FOUND) {
        add_numbers(text, result, strategy);
        for (const struct report_claim *claim = NULL; (claim = report_blog_claim(result, row, strategy, claim)) != NULL;)
            add_claim(text, claim, look);
        strategy = report_blog_strategy(result, row, strategy + 1);
    }
}

static bool is_undecided(const struct report_claim *claim)
{
    return claim->verdict == REPORT_NOT_MEASURED || claim->verdict == REPORT_TOO_FEW_SAMPLES;
}

/* Adds the claims of one strategy from elsewhere that were decided and not proved. */
static void add_unproved(struct report_text *text, const struct report_result *result, size_t strategy,
                         enum report_terminal_look look)
{
    bool is_named = false;

    for (const struct report_claim *claim = NULL; (claim = report_blog_claim(result, 0, strategy, claim)) != NULL;) {
        if (claim->verdict == REPORT_PROVED || is_undecided(claim))
            continue;
        if (!is_named) {
            report_text_add(text, "    ");
            report_paragraph_add(text, 4, 6, result->strategies[strategy].name);
        }
        is_named = true;
        add_claim(text, claim, look);
    }
}

/* Adds "box: “it is slow”; “it is small”" for the claims of one strategy from elsewhere without a verdict. */
static void add_unmeasured(struct report_text *text, const struct report_result *result, size_t strategy)
{
    struct report_text words = {0};

    for (const struct report_claim *claim = NULL; (claim = report_blog_claim(result, 0, strategy, claim)) != NULL;)
        if (is_undecided(claim))
            report_text_format(&words, "%s“%s”", words.length == 0 ? ": " : "; ", claim->quote);
    if (words.length > 0) {
        struct report_text line = {0};
        report_text_format(&line, "%s%s", result->strategies[strategy].name, words.bytes);
        report_text_add(text, "    ");
        report_paragraph_add(text, 4, 6, line.bytes);
        report_text_fini(&line);
    }
    report_text_fini(&words);
}

/* Adds the claims of the prose: counts all, and lists those that were not proved. */
static void add_prose(struct report_text *text, const struct report_result *result, enum report_terminal_look look)
{
    struct report_text unproved = {0}, unmeasured = {0};

    if (!report_terminal_sentence(text, "\n", report_prose_say_verdicts, result))
        return;
    for (size_t strategy = report_blog_strategy(result, 0, 0); strategy != REPORT_NOT_FOUND;
         strategy = report_blog_strategy(result, 0, strategy + 1)) {
        add_unproved(&unproved, result, strategy, look);
        add_unmeasured(&unmeasured, result, strategy);
    }
    if (unproved.length > 0)
        report_text_format(text, "  Those not proved:\n%s", unproved.bytes);
    if (unmeasured.length > 0)
        report_text_format(text, "  Those without a verdict (reasons: --html):\n%s", unmeasured.bytes);
    report_text_fini(&unproved);
    report_text_fini(&unmeasured);
}

/* The command is on a line of its own, and not broken: a shell would end it there. */
static void add_command(struct report_text *text, const struct report_result *result)
{
    struct report_text command = {0};

    report_unmeasured_command(result, &command);
    if (report_terminal_sentence(text, "\n", report_unmeasured_say, result))
        report_text_format(text, "%s\n", command.bytes);
    report_text_fini(&command);
}

void report_terminal_add_blog(struct report_text *text, const struct report_result *result, enum report_terminal_look look)
{
    report_terminal_sentence(text, "\n", report_ledger_say, result);
    if (report_blog_has_any(result)) {
        report_text_add(text, "\nThe blog's table (part 8): claimed, measured, verdict\n");
        report_paragraph_add(text, 0, 2, "  Bytes: in structs, the growth of the types; reserved, taken by a task beyond them, "
                             "used or not; resident, all that a waiting task holds; retained, the most that stays after "
                             "futures ended.");
        for (unsigned row = 1; row <= REPORT_BLOG_ROWS; row++)
            add_row(text, result, row, look);
    }
    report_terminal_sentence(text, "\n", report_table_say_verdicts, result);
    add_prose(text, result, look);
    add_command(text, result);
    report_terminal_sentence(text, "\n", report_undecidable_say, result);
}
