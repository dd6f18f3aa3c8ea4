/* SPDX-License-Identifier: MIT */
/* Owns the names of the places, the sentence on a strategy's place, and the strip of five squares. */
#include "report/analysis/place.h"
#include <stdlib.h>
#include "report/text/text.h"

static const struct { const char *id, *where, *title, *keeper; } places[REPORT_PLACE_COUNT] = {
    [REPORT_PLACE_UNKNOWN] = {"", "", "", ""},
    [REPORT_PLACE_ITERATOR] = {"iterator", "in the iterator", "In the iterator", "the iterator"},
    [REPORT_PLACE_CALL_SITE] = {"site", "at the call site", "At the call site", "the call site"},
    [REPORT_PLACE_TASK] = {"task", "in the task", "In the task", "the task"},
    [REPORT_PLACE_HEAP] = {"heap", "on the heap", "On the heap", "the heap"},
    [REPORT_PLACE_STACK] = {"stack", "on a stack", "On the stack", "the stack"},
};

const enum report_place report_place_order[REPORT_PLACE_COUNT] = {
    REPORT_PLACE_HEAP, REPORT_PLACE_ITERATOR, REPORT_PLACE_CALL_SITE, REPORT_PLACE_TASK, REPORT_PLACE_STACK,
    REPORT_PLACE_UNKNOWN
};

const char *report_place_id(enum report_place place) { return places[place].id; }
const char *report_place_where(enum report_place place) { return places[place].where; }
const char *report_place_title(enum report_place place) { return places[place].title; }

void report_place_say(struct report_text *text, struct report_lives lives)
{
    report_text_add(text, places[lives.where].where);
    if (lives.fallback != REPORT_PLACE_UNKNOWN)
        report_text_format(text, ", else %s", places[lives.fallback].where);
    if (lives.pointer != REPORT_PLACE_UNKNOWN)
        report_text_format(text, "; %s keeps a pointer to it", places[lives.pointer].keeper);
}

/* A square with a class each: F the frame's, f its fallback's, p that of the pointer. */
static void add_square(struct report_text *text, struct report_lives lives, enum report_place place)
{
    const char *class = place == lives.where ? "F" : place == lives.fallback ? "f" : place == lives.pointer ? "p" : "";

    report_text_format(text, class[0] ? "<i class=\"%s\"></i>" : "<i></i>", class);
}

void report_place_strip(struct report_text *text, struct report_lives lives)
{
    if (lives.where == REPORT_PLACE_UNKNOWN)
        return;
    report_text_add(text, "<span class=\"strip\" role=\"img\" title=\"");
    report_place_say(text, lives);
    report_text_add(text, "\" aria-label=\"");
    report_place_say(text, lives);
    report_text_add(text, "\">");
    for (enum report_place place = REPORT_PLACE_ITERATOR; place < REPORT_PLACE_COUNT; place++)
        add_square(text, lives, place);
    report_text_add(text, "</span>");
}
