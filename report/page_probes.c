/* SPDX-License-Identifier: MIT */
/* Owns the page's sections on what strategies can and cannot do: the cells that could not run, the probes, and a line for
 * each. */
#include <math.h>
#include <string.h>
#include "report/escape.h"
#include "report/notes.h"
#include "report/number.h"
#include "report/page_part.h"

static void add_names(struct coro_text *text, const struct coro_result *result, size_t note,
                      void (*name)(const struct coro_result *, size_t, struct coro_text *))
{
    struct coro_text names;

    coro_text_init(&names);
    name(result, note, &names);
    coro_page_cell(text, "", names.bytes == NULL ? "" : names.bytes);
    text->is_broken |= names.is_broken;
    coro_text_fini(&names);
}

void coro_page_failures(struct coro_text *text, const struct coro_result *result, const char *part)
{
    coro_page_heading(text, part, "failures", "The cells that could not run");
    if (result->note_count == 0) {
        coro_text_add(text, "<p>Every cell ran.</p>\n");
        return;
    }
    coro_page_table_begin(text, "The cells that could not run", "");
    coro_text_add(text, "<thead><tr><th scope=\"col\">Note</th><th scope=\"col\">Strategy</th><th scope=\"col\">Workload</th>"
                        "<th scope=\"col\">Status</th><th scope=\"col\">Reason</th></tr></thead>\n<tbody>\n");
    for (size_t note = 1; note <= result->note_count; note++) {
        const struct coro_cell *cell = coro_note_cell(result, note);
        coro_text_format(text, "<tr id=\"%s-note-%zu\"><th scope=\"row\">%zu</th>", part, note, note);
        add_names(text, result, note, coro_note_strategies);
        add_names(text, result, note, coro_note_workloads);
        coro_page_cell(text, "", coro_cell_word(cell->status));
        coro_page_cell(text, "wide", cell->reason);
        coro_text_add(text, "</tr>\n");
    }
    coro_text_add(text, "</tbody>\n");
    coro_page_table_end(text);
}

/* The strategy's probe of that name; NULL when there is none. */
static const struct coro_probe *find_probe(const struct coro_result *result, size_t strategy, const char *name)
{
    for (size_t i = 0; i < result->probe_count; i++)
        if (result->probes[i].strategy == strategy && strcmp(result->probes[i].name, name) == 0)
            return &result->probes[i];
    return NULL;
}

/* True for the first probe of its name: it heads the name's column. */
static bool heads_column(const struct coro_result *result, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (strcmp(result->probes[i].name, result->probes[index].name) == 0)
            return false;
    return true;
}

/* A probe's name with its underscores as spaces, so that a heading can break. */
static void add_probe_name(struct coro_text *text, const char *name)
{
    char words[128];
    size_t length = 0;

    for (; name[length] != '\0' && length + 1 < sizeof words; length++)
        words[length] = name[length] == '_' ? ' ' : name[length];
    words[length] = '\0';
    coro_page_header(text, "col", "", words);
}

static void add_probe(struct coro_text *text, const struct coro_probe *probe)
{
    static const struct { const char *behaviour, *class, *mark; } looks[] = {
        {"works", "works", "✓"}, {"refuses", "refuses", "✕"}, {"falls back", "", "↪"}, {"fails", "fails", "!"},
    };
    size_t look = 0;

    if (probe == NULL) {
        coro_text_add(text, "<td class=\"none\">·</td>");
        return;
    }
    while (strcmp(looks[look].behaviour, probe->behaviour) != 0)
        look++;
    coro_text_format(text, "<td class=\"%s\">%s %s", looks[look].class, looks[look].mark, looks[look].behaviour);
    if (isfinite(probe->value))
        coro_text_format(text, ": %s", coro_number_count(probe->value).text);
    coro_text_add(text, "<small>");
    coro_escape_html(text, probe->evidence);
    coro_text_add(text, "</small></td>");
}

void coro_page_probes(struct coro_text *text, const struct coro_result *result, const char *part)
{
    coro_page_heading(text, part, "probes", "What each strategy can do");
    if (result->probe_count == 0) {
        coro_text_add(text, "<p>This file has no probes.</p>\n");
        return;
    }
    coro_text_add(text, "<p>Each capability was tried by running code: it works, refuses with a clear error, falls back to "
                        "something else, or fails.</p>\n");
    coro_page_table_begin(text, "Capabilities", "probes");
    coro_text_add(text, "<thead><tr><th scope=\"col\">Strategy</th>");
    for (size_t i = 0; i < result->probe_count; i++)
        if (heads_column(result, i))
            add_probe_name(text, result->probes[i].name);
    coro_text_add(text, "</tr></thead>\n<tbody>\n");
    for (size_t strategy = 0; strategy < result->strategy_count; strategy++) {
        if (coro_strategy_is_peer(&result->strategies[strategy]))
            continue;
        coro_text_add(text, "<tr>");
        coro_page_header(text, "row", "", result->strategies[strategy].name);
        for (size_t i = 0; i < result->probe_count; i++)
            if (heads_column(result, i))
                add_probe(text, find_probe(result, strategy, result->probes[i].name));
        coro_text_add(text, "</tr>\n");
    }
    coro_text_add(text, "</tbody>\n");
    coro_page_table_end(text);
}

void coro_page_strategies(struct coro_text *text, const struct coro_result *result, const char *part)
{
    coro_page_heading(text, part, "strategies", "The strategies");
    coro_page_table_begin(text, "The strategies", "");
    coro_text_add(text, "<thead><tr><th scope=\"col\">Strategy</th><th scope=\"col\">In a sentence</th><th "
                        "scope=\"col\">Caller</th>"
                        "<th scope=\"col\">Callee</th><th scope=\"col\">Protocol</th><th scope=\"col\" class=\"r\">Adds "
                        "to<br>"
                        "iterator</th><th scope=\"col\" class=\"r\">call site</th><th scope=\"col\" "
                        "class=\"r\">task</th></tr>"
                        "</thead>\n<tbody>\n");
    for (size_t i = 0; i < result->strategy_count; i++) {
        const struct coro_strategy *strategy = &result->strategies[i];
        coro_text_add(text, "<tr>");
        coro_page_header(text, "row", "", strategy->name);
        coro_page_cell(text, "wide", strategy->sentence);
        coro_page_cell(text, "", strategy->caller);
        coro_page_cell(text, "", strategy->callee);
        coro_page_cell(text, "", strategy->protocol);
        coro_page_cell(text, "r", coro_number_bytes(strategy->adapter_bytes).text);
        coro_page_cell(text, "r", coro_number_bytes(strategy->call_site_bytes).text);
        coro_page_cell(text, "r", coro_number_bytes(strategy->task_bytes).text);
        coro_text_add(text, "</tr>\n");
    }
    coro_text_add(text, "</tbody>\n");
    coro_page_table_end(text);
}
