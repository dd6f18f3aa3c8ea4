/* SPDX-License-Identifier: MIT */
/* Owns the screen of a first look: the order of its lines, the verdict and the place; and the screen of a row that
 * does not conform. */
#define _GNU_SOURCE     /* strsep */
#include "report/terminal/terminal_try_limits.h"
#include <string.h>
#include "report/analysis/place.h"
#include "report/terminal/terminal_try_table.h"

static void add_name(struct report_text *text, const char *name, const char *sentence, enum report_terminal_look look)
{
    struct report_text escaped = {0};

    report_escape_terminal(&escaped, name);
    report_try_add_coloured(text, look, TRY_BOLD, report_text_string(&escaped));
    report_text_add(text, ": ");
    report_paragraph_add(text, report_utf8_width(report_text_string(&escaped)) + 2, 2, sentence);
    report_text_fini(&escaped);
}

static void keep_lines(struct report_text *text, size_t lines)
{
    for (size_t i = 0; i < text->length; i++)
        if (text->bytes[i] == '\n' && --lines == 0)
            report_text_cut(text, i + 1);
}

/* "also failed, perhaps by the same mistake: results, move" */
static void name_others(struct report_text *text, const struct report_failed_probe *failures, size_t count)
{
    struct report_text words = {0};

    for (size_t i = 1; i < count; i++)
        report_text_format(&words, "%s%s", i == 1 ? "also failed, perhaps by the same mistake: " : ", ", failures[i].probe);
    report_text_add(text, count > 1 ? "  " : "");
    if (count > 1)
        report_paragraph_add(text, 2, 4, words.bytes);
    report_text_fini(&words);
}

static size_t count_answers(const struct report_result *result, size_t row)
{
    size_t answered = 0;

    for (size_t i = 0; i < result->probe_count; i++)
        answered += result->probes[i].strategy == row
                    && (strcmp(result->probes[i].behaviour, "fails") != 0 || result->probes[i].answer[0] != '\0');
    return answered;
}

/* "conforms: 42 probes have answered", or "fails a probe: " with the first failure and the place to look at. */
static void add_verdict(struct report_text *text, const struct report_result *result, const struct report_try *tried,
                        enum report_terminal_look look)
{
    struct report_text words = {0};
    const struct report_failed_probe *first = tried->failed;
    bool fails = tried->failed_count > 0;

    report_try_add_coloured(text, look, fails ? TRY_RED : TRY_GREEN, fails ? "fails a probe" : "conforms");
    if (fails)
        report_text_format(&words, "%s: %s; look at %s", first->probe, first->evidence, first->look);
    else
        report_text_format(&words, "%zu probes have answered", count_answers(result, tried->row));
    report_text_add(text, ": ");
    report_paragraph_add(text, strlen(fails ? "fails a probe: " : "conforms: "), 2, words.bytes);
    report_text_fini(&words);
    name_others(text, tried->failed, tried->failed_count);
}

/* One line: "refuted     "every item costs an allocation", a claim of its file". */
static void add_refuted(struct report_text *text, const struct report_try *tried)
{
    enum { QUOTED = REPORT_TERMINAL_COLUMNS - REPORT_TRY_HEAD - 32 };
    struct report_text words = {0};

    if (tried->refuted == NULL)
        return;
    size_t fits = report_utf8_fit(tried->refuted, QUOTED);
    report_text_format(&words, "\"%.*s%s\", ", (int)fits, tried->refuted, tried->refuted[fits] == '\0' ? "" : "…");
    if (tried->refuted_count == 1)
        report_text_add(&words, "a claim of its file");
    else
        report_text_format(&words, "and %zu more of its claims", tried->refuted_count - 1);
    report_try_add_headed(text, "refuted", &words);
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

/* Adds the text, cut to as many lines as the screen has beside `others`; two at least. */
static void add_fitting(struct report_text *text, struct report_text *part, size_t others)
{
    size_t used = report_terminal_lines(text) + others;

    keep_lines(part, used + 2 < REPORT_TERMINAL_LINES ? REPORT_TERMINAL_LINES - used : 2);
    report_text_add(text, report_text_string(part));
    report_text_fini(part);
}

/* The limits have their evidence where the screen has room for all of it. */
void report_terminal_add_try(struct report_text *text, const struct report_result *result, const struct report_try *tried,
                             enum report_terminal_look look)
{
    const struct report_strategy *row = &result->strategies[tried->row];
    struct report_text verdict = {0}, middle = {0}, limits = {0}, next = {0}, evidence = {0};

    add_name(text, row->name, row->sentence, look);
    add_verdict(&verdict, result, tried, look);
    add_refuted(&middle, tried);
    report_try_add_table(&middle, result, tried, look);
    add_place(&middle, row->lives, look);
    report_try_add_limits(&limits, result, tried->row, false);
    report_try_add_limits(&evidence, result, tried->row, true);
    add_next(&next, result, tried);
    size_t others = report_terminal_lines(&middle) + report_terminal_lines(&next);
    add_fitting(text, &verdict, others + report_terminal_lines(&limits));
    report_text_add(text, middle.bytes);
    size_t used = report_terminal_lines(text) + report_terminal_lines(&next);
    bool fits = used + report_terminal_lines(&evidence) <= REPORT_TERMINAL_LINES;
    add_fitting(text, fits ? &evidence : &limits, report_terminal_lines(&next));
    report_text_add(text, next.bytes);
    for (struct report_text *const *part = (struct report_text *[]){&middle, &limits, &next, &evidence, NULL}; *part; part++)
        report_text_fini(*part);
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
    add_name(text, name, sentence, look);
    report_try_add_coloured(text, look, TRY_RED, "does not conform");
    report_text_add(text, ", so nothing is timed. It fails:\n");
    add_failure(text, &failures[0]);
    name_others(text, failures, count);
    struct report_text command = {0};
    report_text_add(&command, "The contract is strategies/strategy.h. ");
    say_check(&command, called, name, library);
    report_escape_terminal(text, command.bytes);
    report_text_add(text, "\n");
    report_text_fini(&command);
}
