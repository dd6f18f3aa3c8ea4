/* SPDX-License-Identifier: MIT */
/* Owns the terminal's list of systems that do as a strategy does, and of earlier benchmarks. It is long, so `corolab list` shows
 * it and `corolab report` does not. */
#include "report/analysis/systems.h"
#include "report/terminal/terminal.h"

enum { INDENT = 2, SOURCE_INDENT = 6 };

/* On a line of its own. An address is not cut, or nobody could follow it. */
static void add_source(struct report_text *text, const char *source)
{
    report_text_repeat(text, " ", SOURCE_INDENT);
    if (report_is_address(source))
        report_text_format(text, "%s\n", source);
    else
        report_paragraph_add(text, SOURCE_INDENT, SOURCE_INDENT, source);
}

/* "  asio: keeps the memory ..." and the source. */
static void add_entry(struct report_text *text, const char *name, const char *words, const char *source)
{
    struct report_text entry = {0};

    report_text_format(&entry, "%s: %s", name, words);
    report_text_repeat(text, " ", INDENT);
    report_paragraph_add(text, INDENT, 2 * INDENT, entry.bytes);
    add_source(text, source);
    report_text_fini(&entry);
}

static void add_systems(struct report_text *text, const struct report_systems *systems)
{
    for (size_t i = 0; i < systems->count; i++)
        add_entry(text, systems->list[i].name, systems->list[i].does, systems->list[i].source);
}

static void add_absent_row(struct report_text *text, const struct report_absent_row *row)
{
    struct report_text heading = {0};

    report_text_format(&heading, "no strategy here: %s, since %s", row->name, row->reason);
    report_paragraph_add(text, 0, INDENT, heading.bytes);
    add_systems(text, &row->systems);
    report_text_fini(&heading);
}

static void add_earlier(struct report_text *text, const struct report_earlier_benchmark *earlier)
{
    struct report_text words = {0};

    report_text_format(&words, "%s. Here: %s", earlier->measured, earlier->here);
    add_entry(text, earlier->name, words.bytes, earlier->source);
    report_text_fini(&words);
}

void report_terminal_add_systems(struct report_text *text, const struct report_result *result)
{
    report_terminal_sentence(text, "", report_systems_say, result);
    for (size_t i = 0; i < result->strategy_count; i++) {
        if (result->strategies[i].systems.count == 0)
            continue;
        report_paragraph_add(text, 0, INDENT, result->strategies[i].name);
        add_systems(text, &result->strategies[i].systems);
    }
    for (size_t i = 0; i < result->absent_row_count; i++)
        add_absent_row(text, &result->absent_rows[i]);
    report_text_add(text, result->earlier_count > 0 ? "\nEarlier benchmarks, with what they measured on their machines\n" : "");
    for (size_t i = 0; i < result->earlier_count; i++)
        add_earlier(text, &result->earlier[i]);
}
