/* SPDX-License-Identifier: MIT */
/* Owns the terminal's form of the blog's table and of the claims in the prose around it. */
#include "report/terminal_blog.h"
#include <math.h>
#include <stdio.h>
#include "report/baseline.h"
#include "report/blog_table.h"
#include "report/decision.h"
#include "report/number.h"
#include "report/paragraph.h"

enum { QUOTE_INDENT = 22 };   /* behind the widest verdict */

static const char *verdict_colour(enum coro_verdict verdict)
{
    static const char *const colours[] = {
        [CORO_NOT_TESTED] = "\033[2m", [CORO_PROVED] = "\033[33m", [CORO_REFUTED] = "\033[36m",
        [CORO_OUT_OF_REACH] = "\033[35m",
    };

    return colours[verdict];
}

/* What the claim says, and, where it was not proved, why. */
static void add_claim(struct coro_text *text, const struct coro_claim *claim, enum coro_terminal_look look)
{
    const char *reason = coro_claim_reason(claim);

    coro_text_add(text, look == CORO_LOOK_COLOURED ? verdict_colour(claim->verdict) : "");
    coro_text_add(text, "      ");
    coro_field_left(text, coro_verdict_words(claim->verdict), QUOTE_INDENT - 6);
    coro_text_add(text, look == CORO_LOOK_COLOURED ? "\033[0m" : "");
    coro_paragraph_add(text, QUOTE_INDENT, QUOTE_INDENT, claim->quote);
    if (reason == NULL || reason[0] == '\0')
        return;
    coro_text_repeat(text, " ", QUOTE_INDENT);
    coro_paragraph_add(text, QUOTE_INDENT, QUOTE_INDENT, reason);
}

/* "box: 17.2 ns, 1.00x; 1 allocation per item; adds 0 B to iterator, 0 B to call site, 0 B to task" */
static void add_numbers(struct coro_text *text, const struct coro_result *result, size_t strategy)
{
    const struct coro_strategy *row = &result->strategies[strategy];
    size_t ready = coro_result_workload(result, "ready");
    double time = coro_result_median(result, strategy, ready, CORO_METRIC_TIME);
    double multiple = ready == CORO_NOT_FOUND ? NAN : coro_multiple(result, strategy, ready, CORO_METRIC_TIME);
    char words[400];

    snprintf(words, sizeof words, "%.60s: ready %s (%s); allocations/item %s; adds %s iterator, %s call site, %s task",
             row->name, coro_number_time(time).text, coro_number_multiple(multiple).text,
             coro_number_count(coro_blog_allocations(result, strategy)).text, coro_number_bytes(row->adapter_bytes).text,
             coro_number_bytes(row->call_site_bytes).text, coro_number_bytes(row->task_bytes).text);
    coro_text_add(text, "    ");
    coro_paragraph_add(text, 4, 6, words);
}

static void add_row(struct coro_text *text, const struct coro_result *result, unsigned row, enum coro_terminal_look look)
{
    size_t strategy = coro_blog_strategy(result, row, 0);

    coro_text_format(text, "  %u %s%s\n", row, coro_blog_row_name(row),
                     strategy == CORO_NOT_FOUND ? ": no strategy in this file stands for it" : "");
    while (strategy != CORO_NOT_FOUND) {
        const struct coro_claim *claim = coro_blog_claim(result, row, strategy, 0);
        add_numbers(text, result, strategy);
        for (; claim != NULL; claim = coro_blog_claim(result, row, strategy, coro_blog_after(result, claim)))
            add_claim(text, claim, look);
        strategy = coro_blog_strategy(result, row, strategy + 1);
    }
}

/* The claims of one strategy from elsewhere that were not proved. */
static void add_unproved(struct coro_text *text, const struct coro_result *result, size_t strategy, enum coro_terminal_look look)
{
    const struct coro_claim *claim = coro_blog_claim(result, 0, strategy, 0);
    bool is_named = false;

    for (; claim != NULL; claim = coro_blog_claim(result, 0, strategy, coro_blog_after(result, claim))) {
        if (claim->verdict == CORO_PROVED)
            continue;
        if (!is_named) {
            coro_text_add(text, "    ");
            coro_paragraph_add(text, 4, 6, result->strategies[strategy].name);
        }
        is_named = true;
        add_claim(text, claim, look);
    }
}

/* Claims of the prose: all are counted, and those listed that are not as somebody said. */
static void add_prose(struct coro_text *text, const struct coro_result *result, enum coro_terminal_look look)
{
    size_t proved = coro_prose_count(result, CORO_PROVED), refuted = coro_prose_count(result, CORO_REFUTED);
    size_t beyond = coro_prose_count(result, CORO_OUT_OF_REACH), untested = coro_prose_count(result, CORO_NOT_TESTED);
    char words[200];

    if (proved + refuted + beyond + untested == 0)
        return;
    snprintf(words, sizeof words, "Claims of the prose: %zu proved, %zu refuted, %zu out of reach%s. Those not proved:", proved,
             refuted, beyond, untested > 0 ? ", others not tested" : "");
    coro_text_add(text, "\n");
    coro_paragraph_add(text, 0, 2, words);
    for (size_t strategy = coro_blog_strategy(result, 0, 0); strategy != CORO_NOT_FOUND;
         strategy = coro_blog_strategy(result, 0, strategy + 1))
        add_unproved(text, result, strategy, look);
}

void coro_terminal_add_blog(struct coro_text *text, const struct coro_result *result, enum coro_terminal_look look)
{
    if (coro_blog_has_any(result)) {
        coro_text_add(text, "\nThe blog's table (part 8): claimed, measured, verdict\n");
        for (unsigned row = 1; row <= CORO_BLOG_ROWS; row++)
            add_row(text, result, row, look);
    }
    add_prose(text, result, look);
}
