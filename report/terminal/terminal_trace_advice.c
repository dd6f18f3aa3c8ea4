/* SPDX-License-Identifier: MIT */
/* Owns the words of `corolab advise --trace` for a terminal. Its table is terminal_trace_rows.c. */
#include <math.h>
#include <string.h>
#include "report/terminal/terminal_trace.h"

enum { SHOWN_ROWS = 12 };

static void add_paragraph(struct report_text *text, struct report_text *words)
{
    if (words->length > 0)
        report_paragraph_add(text, 0, 2, words->bytes);
    report_text_fini(words);
}

static double per_call(const struct report_trace_answer *answer, double of_all)
{
    return of_all / (double)answer->summary->call_count;
}

/* ---- before the table ---- */

static void say_times(const struct report_trace_answer *answer, struct report_text *text)
{
    const struct report_result *result = answer->result;
    const struct report_trace_advice *advice = answer->advice;
    const char *replayed = result->plan.trace_path;

    if (advice->workload == REPORT_NOT_FOUND)
        report_text_add(text, result->workload_count == 0 ? "No times, since no result file is named."
                                                          : "No times: the file has none of box on a workload like this.");
    else if (advice->is_replayed)
        report_text_add(text, "Times are of real, which replayed this trace.");
    else
        report_text_format(text, "Times are of %s, the nearest workload that was measured (%s, %s wait, depth %s).",
                           advice->nearest->name, report_number_bytes(advice->nearest->bytes).text,
                           report_number_trimmed(report_number_percent(advice->nearest->waited)).text,
                           report_number_trimmed(report_number_count(advice->nearest->depth)).text);
    if (advice->has_other_replay && (advice->nearest == NULL || strcmp(advice->nearest->name, "real") != 0))
        report_text_format(text, " Those of real are not used: it replayed %s.", replayed ? replayed : "the default trace");
    else if (advice->has_other_replay)
        report_text_format(text, " It replayed %s.", result->plan.trace_sha256 != NULL
                           ? "the default trace, not this one" : "the default trace of an older corolab");
    double floor = advice->workload == REPORT_NOT_FOUND ? 0 : report_workload_floor(result, advice->workload);
    if (floor > 0)
        report_text_format(text, " Differences below %s are noise.", report_number_percent(floor).text);
}

/* The first row that fits and is faster than box beyond the noise; NULL without any. */
static const struct report_trace_row *find_saver(const struct report_trace_advice *advice)
{
    for (size_t i = 0; i < advice->fitting; i++)
        if (advice->rows[i].time.is_told_apart && advice->rows[i].time.saved > 0)
            return &advice->rows[i];
    return NULL;
}

static const char *plural(size_t count) { return count == 1 ? "" : "s"; }

static void say_needs(const struct report_trace_advice *advice, struct report_text *text)
{
    const char *separator = "Needs: ";

    for (size_t need = 0; need < REPORT_NEEDS; need++) {
        if ((advice->needs & 1u << need) == 0)
            continue;
        report_text_format(text, "%s%s", separator, report_needs[need].label);
        separator = ", ";
    }
    report_text_add(text, advice->needs != 0 ? ". " : "");
}

/* Adds ", and 2834 of its 2834 heap blocks"; nothing where a rule is not known. */
static void say_blocks_saved(const struct report_trace_answer *answer, const struct report_trace_row *saver,
                             struct report_text *text)
{
    size_t box = report_result_strategy(answer->result, "box");
    double of_box = box == REPORT_NOT_FOUND ? NAN
                                            : report_trace_heap_of(&answer->result->strategies[box], answer->summary).blocks_most;

    if (of_box - saver->heap.blocks_most > 0)
        report_text_format(text, ", and %s of its %s heap blocks", report_number_count(of_box - saver->heap.blocks_most).text,
                           report_number_count(of_box).text);
}

/* Why the table has a faster row than box and no row saves time: the fastest, which is the first, stands for all. */
static void say_no_saver(const struct report_trace_answer *answer, struct report_text *text)
{
    const struct report_result *result = answer->result;
    size_t workload = answer->advice->workload, box = report_result_strategy(result, "box");
    size_t fastest = answer->advice->rows[0].strategy;
    const struct report_series *own = report_result_series(result, fastest, workload, REPORT_METRIC_TIME);
    const struct report_series *of_box = report_result_series(result, box, workload, REPORT_METRIC_TIME);
    size_t samples = own == NULL || own->count > of_box->count ? of_box->count : own->count;

    if (own == NULL || own->median * (1 + report_workload_floor(result, workload)) >= of_box->median)
        report_text_add(text, " No row that fits saves time beyond the noise.");
    else if (samples < REPORT_FEWEST_SAMPLES)
        report_text_format(text, " No row is told apart from box: that takes %d samples, and there are %zu.",
                           REPORT_FEWEST_SAMPLES, samples);
    else
        report_text_format(text, " %s may be faster than box, but the intervals of their %zu samples overlap.",
                           result->strategies[fastest].name, samples);
}

static void say_answer(const struct report_trace_answer *answer, struct report_text *text)
{
    const struct report_trace_advice *advice = answer->advice;
    const struct report_trace_row *saver = find_saver(advice);
    double calls = (double)answer->summary->call_count;

    say_needs(advice, text);
    if (advice->count == 0)
        report_text_add(text, "The file has no row with a dyn next() that keeps the trait.");
    else if (advice->fitting == 0)
        report_text_add(text, advice->rows[0].fit.fit == REPORT_FIT_UNKNOWN ? "No row is known to fit." : "No row fits.");
    else
        report_text_format(text, "%zu of %zu row%s fit%s.", advice->fitting, advice->count, plural(advice->count),
                           advice->fitting == 1 ? "s" : "");
    if (saver != NULL) {
        report_text_format(text, " For all calls, %s would save %s (%s to %s) against box",
                           answer->result->strategies[saver->strategy].name, report_number_time(saver->time.saved * calls).text,
                           report_number_time(saver->time.least * calls).text,
                           report_number_time(saver->time.most * calls).text);
        say_blocks_saved(answer, saver, text);
        report_text_add(text, ".");
    } else if (advice->fitting > 0 && advice->workload != REPORT_NOT_FOUND)
        say_no_saver(answer, text);
}

/* ---- behind the table ---- */

static void say_refusal(const struct report_trace_answer *answer, const struct report_trace_row *row, struct report_text *text)
{
    const struct report_trace_fit *fit = &row->fit;
    const struct report_result *result = answer->result;
    const char *separator = "";

    if (fit->refusal == REPORT_TRACE_TOO_LARGE && !isnan(fit->room_bytes))
        report_text_format(text, "has room for %s, and %s of the calls need more", report_number_bytes(fit->room_bytes).text,
                           report_number_percent(per_call(answer, fit->refused_calls)).text);
    else if (fit->workload != REPORT_NOT_FOUND)
        report_text_format(text, "cannot run %s: %s", result->workloads[fit->workload].name,
                           report_result_cell(result, row->strategy, fit->workload)->reason);
    for (size_t need = 0; need < REPORT_NEEDS; need++) {
        if ((fit->missing & 1u << need) == 0)
            continue;
        report_text_format(text, "%s%s", separator,
                           fit->fit == REPORT_FIT_NO ? report_needs[need].reason : report_needs[need].label);
        separator = ", ";
    }
}

/* "9 do not fit: stackfuture (has room for 128 B, ...), ..." */
static void say_group(const struct report_trace_answer *answer, enum report_fit fit, const char *words, struct report_text *text)
{
    size_t count = 0;

    for (size_t i = answer->advice->fitting; i < answer->advice->count; i++) {
        const struct report_trace_row *row = &answer->advice->rows[i];
        if (row->fit.fit != fit)
            continue;
        report_text_format(text, "%s%s (", count++ == 0 ? words : "; ", answer->result->strategies[row->strategy].name);
        say_refusal(answer, row, text);
        report_text_add(text, ")");
    }
    report_text_add(text, count > 0 ? "." : "");
}

/* Counts by reason, as the short form has no line for each. */
static void say_counts(const struct report_trace_answer *answer, struct report_text *text)
{
    static const char *const words[] = {[REPORT_TRACE_TOO_LARGE] = "its larger frames", [REPORT_TRACE_TOO_DEEP] = "its depth",
                                        [REPORT_TRACE_NOT_REPLAYED] = "its replay", [REPORT_TRACE_NEED] = "a need"};
    size_t counts[sizeof words / sizeof words[0]] = {0}, unknown = 0;
    const char *separator = "Refused: ";

    for (size_t i = answer->advice->fitting; i < answer->advice->count; i++) {
        counts[answer->advice->rows[i].fit.refusal] += answer->advice->rows[i].fit.fit == REPORT_FIT_NO;
        unknown += answer->advice->rows[i].fit.fit == REPORT_FIT_UNKNOWN;
    }
    for (size_t i = REPORT_TRACE_TOO_LARGE; i < sizeof words / sizeof words[0]; i++) {
        if (counts[i] == 0)
            continue;
        report_text_format(text, "%s%s by %zu", separator, words[i], counts[i]);
        separator = ", ";
    }
    if (unknown > 0)
        report_text_format(text, "%s%zu not asked", counts[0] == 0 && separator[0] == 'R' ? "" : separator, unknown);
    report_text_add(text, answer->advice->fitting < answer->advice->count ? "; --long names them. " : "");
}

static bool has_rules(const struct report_trace_advice *advice)
{
    for (size_t i = 0; i < advice->count; i++)
        if (!isnan(advice->rows[i].heap.blocks_most))
            return true;
    return false;
}

static void say_limits(const struct report_trace_answer *answer, struct report_text *text)
{
    const struct trace_summary *summary = answer->summary;
    uint32_t most_depth = trace_counts_quantile(&summary->depths, 1);
    uint32_t in_flight = summary->in_flight.total > 0 ? trace_counts_quantile(&summary->in_flight, 1) : 0;

    if (has_rules(answer->advice))
        report_text_add(text, "Blocks are by each row's own rule, without those that a task or an iterator keeps.");
    else
        report_text_add(text, "Blocks are unknown: an older corolab wrote this file.");
    if (in_flight > most_depth)
        report_text_format(text, " Up to %u other calls were in flight: if of one iterator, add --need self.", in_flight);
}

/* Commands to copy; they may be wider than the terminal. */
static void add_commands(struct report_text *text, const struct report_trace_answer *answer)
{
    const char *path = answer->summary->path;

    if (answer->advice->is_replayed)
        return;
    report_text_add(text, "To measure this trace itself:\n");
    report_text_format(text, "  %s run -w '^real$' --trace ", answer->called);
    report_escape_terminal(text, path);
    report_text_format(text, " -o traced.result\n  %s advise --trace ", answer->called);
    report_escape_terminal(text, path);
    report_text_add(text, " traced.result\n");
}

static void add_rest(struct report_text *text, const struct report_trace_answer *answer, size_t shown, bool is_long)
{
    const struct report_trace_advice *advice = answer->advice;
    struct report_text words = {0};

    if (shown < advice->fitting)
        report_text_format(&words, "%zu more fit. ", advice->fitting - shown);
    if (!is_long)
        say_counts(answer, &words);
    say_limits(answer, &words);
    add_paragraph(text, &words);
    if (is_long) {
        say_group(answer, REPORT_FIT_NO, "Do not fit: ", &words);
        add_paragraph(text, &words);
        say_group(answer, REPORT_FIT_UNKNOWN, "Were not asked: ", &words);
        add_paragraph(text, &words);
    }
    add_commands(text, answer);
}

/* As many of the first rows as a screen has lines for beside the text. */
static size_t rows_that_fit_a_screen(const struct report_text *text, const struct report_trace_answer *answer)
{
    size_t most = answer->advice->fitting < SHOWN_ROWS ? answer->advice->fitting : SHOWN_ROWS;
    struct report_text rest = {0};

    add_rest(&rest, answer, 0, false);
    size_t used = report_terminal_lines(text) + report_terminal_lines(&rest) + 1;
    report_text_fini(&rest);
    if (used + most <= REPORT_TERMINAL_LINES)
        return most;
    return used < REPORT_TERMINAL_LINES ? REPORT_TERMINAL_LINES - used : most > 0;
}

void report_terminal_add_trace_advice(struct report_text *text, const struct report_trace_answer *answer,
                                      enum report_terminal_length length)
{
    struct report_text words = {0};
    bool is_long = length == REPORT_LONG;

    if (answer->advice->workload != REPORT_NOT_FOUND)
        report_terminal_add_badge(text, answer->result);
    report_terminal_add_trace_head(text, answer->summary);
    say_times(answer, &words);
    add_paragraph(text, &words);
    say_answer(answer, &words);
    add_paragraph(text, &words);
    size_t shown = is_long ? answer->advice->fitting : rows_that_fit_a_screen(text, answer);
    if (shown > 0)
        report_trace_rows_add_heading(text, answer);
    for (size_t i = 0; i < shown; i++)
        report_trace_rows_add(text, answer, &answer->advice->rows[i], length);
    add_rest(text, answer, shown, is_long);
}
