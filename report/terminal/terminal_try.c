/* SPDX-License-Identifier: MIT */
/* Owns the screen of a first look: the order of its lines, the verdict, the place and the limits; and the screen of a row that
 * does not conform. */
#define _GNU_SOURCE     /* strsep */
#include "report/terminal/terminal_try_table.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/need.h"
#include "report/analysis/place.h"

static void add_name(struct report_text *text, const char *name, const char *sentence, enum report_terminal_look look)
{
    struct report_text escaped = {0};

    report_escape_terminal(&escaped, name);
    report_try_add_coloured(text, look, TRY_BOLD, report_text_string(&escaped));
    report_text_add(text, ": ");
    report_paragraph_add(text, report_utf8_width(report_text_string(&escaped)) + 2, 2, sentence);
    report_text_fini(&escaped);
}

/* "conforms: 42 probes have answered", then a probe that crashed, if any: it answers no question. */
static void add_verdict(struct report_text *text, const struct report_result *result, const struct report_try *tried,
                        enum report_terminal_look look)
{
    struct report_text words = {0};
    size_t answered = 0, crashed = 0;
    const struct report_probe *first = NULL;

    for (size_t i = 0; i < result->probe_count; i++) {
        const struct report_probe *probe = &result->probes[i];
        bool is_crash = strcmp(probe->behaviour, "fails") == 0 && probe->answer[0] == '\0';
        if (probe->strategy != tried->row)
            continue;
        answered += !is_crash;
        first = is_crash && first == NULL ? probe : first;
        crashed += is_crash;
    }
    report_try_add_coloured(text, look, crashed == 0 ? TRY_GREEN : TRY_YELLOW, "conforms");
    report_text_format(&words, "%zu probes have answered", answered);
    if (first != NULL)
        report_text_format(&words, "; %zu other%s crashed or hung, first %s: %s", crashed, crashed == 1 ? "" : "s",
                           result->questions[first->question].name, first->evidence);
    report_text_add(text, ": ");
    report_paragraph_add(text, strlen("conforms: "), 2, words.bytes);
    report_text_fini(&words);
}

/* Adds "[iterator] [CALL SITE] [task] (heap) [stack]"; returns its columns. */
static size_t add_strip(struct report_text *text, struct report_lives lives, enum report_terminal_look look)
{
    static const char *const names[REPORT_PLACE_COUNT] = {"", "iterator", "call site", "task", "heap", "stack"};
    static const char *const loud[REPORT_PLACE_COUNT] = {"", "[ITERATOR]", "[CALL SITE]", "[TASK]", "[HEAP]", "[STACK]"};
    size_t columns = 0;

    for (enum report_place place = REPORT_PLACE_ITERATOR; place < REPORT_PLACE_COUNT; place++) {
        struct report_text square = {0};
        report_text_format(&square, place == lives.fallback ? "(%s)" : place == lives.pointer ? "[%s*]" : "[%s]", names[place]);
        report_text_add(text, place == REPORT_PLACE_ITERATOR ? "" : " ");
        bool is_own = place == lives.where;
        report_try_add_coloured(text, look, is_own ? TRY_BOLD : "", is_own ? loud[place] : square.bytes);
        columns += (place > REPORT_PLACE_ITERATOR) + (is_own ? strlen(loud[place]) : square.length);
        report_text_fini(&square);
    }
    return columns;
}

/* The strip, and "at the call site, else on the heap" behind or below it. */
static void add_place(struct report_text *text, struct report_lives lives, enum report_terminal_look look)
{
    enum { INDENT = 6 };
    struct report_text words = {0};

    if (lives.where == REPORT_PLACE_UNKNOWN)
        return;
    report_text_add(text, "frame ");
    size_t used = INDENT + add_strip(text, lives, look) + 1;
    report_place_say(&words, lives);
    report_text_add(text, used + words.length <= REPORT_TERMINAL_COLUMNS ? " " : "\n      ");
    report_paragraph_add(text, used + words.length <= REPORT_TERMINAL_COLUMNS ? used : INDENT, INDENT, words.bytes);
    report_text_fini(&words);
}

struct limit { char words[600]; };

static int compare_lengths(const void *one, const void *other)
{
    size_t a = strlen(((const struct limit *)one)->words), b = strlen(((const struct limit *)other)->words);

    return a < b ? -1 : a > b;
}

static size_t list_limits(const struct report_result *result, size_t row, struct limit limits[REPORT_NEEDS])
{
    size_t count = 0;

    for (size_t need = 0; need < REPORT_NEEDS; need++) {
        struct report_text evidence = {0};
        enum report_fit fit = report_need_fit(result, row, need, NULL);
        if (fit != REPORT_FIT_NO && fit != REPORT_FIT_FALLS_BACK)
            continue;
        report_need_say_evidence(result, row, need, &evidence);
        if (fit == REPORT_FIT_NO)
            snprintf(limits[count++].words, sizeof limits->words, "%s: %s", report_needs[need].reason, evidence.bytes);
        else
            snprintf(limits[count++].words, sizeof limits->words, "%s, it falls back: %s", report_needs[need].label,
                     evidence.bytes);
        report_text_fini(&evidence);
    }
    qsort(limits, count, sizeof *limits, compare_lengths);
    return count;
}

/* One line each, the shortest first, cut where it is too long, on at most `lines` lines. */
static void add_limits(struct report_text *text, const struct report_result *result, const struct report_try *tried, size_t lines)
{
    struct limit limits[REPORT_NEEDS];
    size_t count = list_limits(result, tried->row, limits);
    size_t shown = count <= lines ? count : lines > 0 ? lines - 1 : 0;

    if (count == 0)
        report_text_add(text, "cannot  nothing that the probes ask for is refused, or falls back\n");
    for (size_t i = 0; i < shown; i++) {
        struct report_text line = {0};
        report_text_add(text, i == 0 ? "cannot  " : "        ");
        report_escape_terminal(&line, limits[i].words);
        size_t fits = report_utf8_fit(report_text_string(&line), REPORT_TERMINAL_COLUMNS - 9);
        report_text_add_bytes(text, report_text_string(&line), fits);
        report_text_add(text, fits < line.length ? "…\n" : "\n");
        report_text_fini(&line);
    }
    if (shown < count)
        report_text_format(text, "        and %zu more\n", count - shown);
}

/* "All answers: corolab check my_idea --with ./libmy_idea.so" */
static void say_check(struct report_text *text, const char *called, const char *name, const char *library)
{
    report_text_format(text, "All answers: %s check %s%s%s", called, name, library == NULL ? "" : " --with ",
                       library == NULL ? "" : library);
}

/* No line end stands in a command that is to be copied. */
static void add_next(struct report_text *text, const struct report_result *result, const struct report_try *tried)
{
    struct report_text words = {0}, escaped = {0};

    say_check(&words, tried->called, result->strategies[tried->row].name, tried->library);
    size_t used = words.length;
    report_text_format(&words, ". All numbers: %s report %s", tried->called, tried->path);
    if (words.length > REPORT_TERMINAL_COLUMNS) {
        report_text_cut(&words, used);
        report_text_format(&words, "\nAll numbers: %s report %s", tried->called, tried->path);
    }
    for (char *line = words.bytes, *word; (word = strsep(&line, "\n")) != NULL; report_text_add(&escaped, "\n"))
        report_escape_terminal(&escaped, word);
    report_text_add(text, report_text_string(&escaped));
    report_text_fini(&words);
    report_text_fini(&escaped);
}

void report_terminal_add_try(struct report_text *text, const struct report_result *result, const struct report_try *tried,
                             enum report_terminal_look look)
{
    const struct report_strategy *row = &result->strategies[tried->row];
    struct report_text next = {0};

    add_name(text, row->name, row->sentence, look);
    add_verdict(text, result, tried, look);
    report_try_add_table(text, result, tried, look);
    add_place(text, row->lives, look);
    add_next(&next, result, tried);
    size_t used = report_terminal_lines(text) + report_terminal_lines(&next);
    add_limits(text, result, tried, used < REPORT_TERMINAL_LINES ? REPORT_TERMINAL_LINES - used : 1);
    report_text_add(text, report_text_string(&next));
    report_text_fini(&next);
}

static void add_failure(struct report_text *text, const struct report_failed_probe *failure)
{
    struct report_text words = {0};

    report_text_format(&words, "%s: %s", failure->probe, failure->evidence);
    report_text_add(text, "  ");
    report_paragraph_add(text, 2, 4, words.bytes);
    report_text_fini(&words);
    report_text_format(&words, "asked: %s", failure->question);
    report_text_add(text, "    ");
    report_paragraph_add(text, 4, 6, words.bytes);
    report_text_fini(&words);
    report_text_format(&words, "look at %s", failure->look);
    report_text_add(text, "    ");
    report_paragraph_add(text, 4, 6, words.bytes);
    report_text_fini(&words);
}

void report_terminal_add_refused_try(struct report_text *text, const char *name, const char *sentence,
                                     const struct report_failed_probe *failures, size_t count, const char *called,
                                     const char *library, enum report_terminal_look look)
{
    enum { LAST_LINES = 3 };
    size_t shown = 0;

    add_name(text, name, sentence, look);
    report_try_add_coloured(text, look, TRY_RED, "does not conform");
    report_text_add(text, ", so nothing is timed. It fails:\n");
    for (struct report_text next = {0}; shown < count; shown++) {
        add_failure(&next, &failures[shown]);
        bool fits = report_terminal_lines(text) + report_terminal_lines(&next) + LAST_LINES <= REPORT_TERMINAL_LINES;
        report_text_add(text, shown == 0 || fits ? report_text_string(&next) : "");
        report_text_fini(&next);
        if (shown > 0 && !fits)
            break;
    }
    if (shown < count)
        report_text_format(text, "  and %zu more\n", count - shown);
    struct report_text command = {0};
    report_text_add(&command, "The contract is strategies/strategy.h. ");
    say_check(&command, called, name, library);
    report_escape_terminal(text, command.bytes);
    report_text_add(text, "\n");
    report_text_fini(&command);
}
