/* SPDX-License-Identifier: MIT */
/* Owns the drawing of the scene. Its coordinates are those of a picture of 220 x 132; chart.css has its colours. */
#include "report/chart/scene.h"
#include "report/analysis/place.h"

enum { SCENE_WIDTH = 220, SCENE_HEIGHT = 132 };

/* The parts that differ from place to place. An arrow leads from the caller's await to the frame; "" where they lie together. */
static const struct drawing {
    const char *task, *call;
    double caller_height, iterator_height, heap_top, heap_height;
    double left, top, width, height;            /* of the frame */
    const char *arrow;
    const char *room;                           /* around or below the frame, for further frames; "" for none */
} drawings[REPORT_PLACE_COUNT] = {
    [REPORT_PLACE_HEAP] = {"task", "next().await", 78, 40, 62.5, 60, 149.5, 86.5, 57, 26, "M90 55C118 55 108 100 146 100", ""},
    [REPORT_PLACE_ITERATOR] = {"task", "next().await", 78, 62, 86.5, 36, 149.5, 46.5, 57, 19, "M90 55C112 55 122 56 146 56", ""},
    [REPORT_PLACE_CALL_SITE] = {"task", "next().await", 54, 40, 62.5, 60, 22.5, 65.5, 82, 16, "", ""},
    [REPORT_PLACE_TASK] = {"task", "next().await", 54, 40, 62.5, 60, 17.5, 95.5, 42, 17, "M39 64L39 94",
        "<rect x=\"14.5\" y=\"92.5\" width=\"98\" height=\"23\" rx=\"4\" class=\"h\"/><text x=\"63\" y=\"108\">2nd stack</text>"},
    [REPORT_PLACE_STACK] = {"task = a stack", "next()", 30, 40, 62.5, 60, 14.5, 64.5, 98, 22, "",
        "<rect x=\"14.5\" y=\"88.5\" width=\"98\" height=\"28\" rx=\"4\" class=\"h\"/>"
        "<text x=\"22\" y=\"106\">rest of the stack</text>"},
};

static void add_box(struct report_text *text, double left, double top, double width, double height, double round,
                    const char *classes)
{
    report_text_format(text, "<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\" rx=\"%g\" class=\"%s\"/>", left, top, width,
                       height, round, classes);
}

static void add_words(struct report_text *text, double left, double bottom, const char *words)
{
    report_text_format(text, "<text x=\"%g\" y=\"%g\">%s</text>", left, bottom, words);
}

void report_scene_drawing(struct report_text *text, enum report_place place)
{
    const struct drawing *drawing = &drawings[place];
    double middle = drawing->left + drawing->width / 2, base = drawing->top + drawing->height / 2 + 4;

    add_box(text, 4.5, 10.5, 118, 112, 7, "o");
    add_words(text, 13, 24, drawing->task);
    add_box(text, 14.5, 32.5, 98, drawing->caller_height, 4, "i");
    add_words(text, 22, 45, "caller’s frame");
    report_text_format(text, "<text x=\"22\" y=\"58\" class=\"m\">%s</text>", drawing->call);
    add_box(text, 140.5, 10.5, 75, drawing->iterator_height, 7, "o");
    add_words(text, 149, 24, "iterator");
    add_box(text, 149.5, 31.5, 57, 11, 2, "g");
    add_box(text, 140.5, drawing->heap_top, 75, drawing->heap_height, 7, "h");
    add_words(text, 149, drawing->heap_top + 13.5, "heap");
    report_text_add(text, drawing->room);
    add_box(text, drawing->left, drawing->top, drawing->width, drawing->height, 3, "frame");
    report_text_format(text, "<text x=\"%g\" y=\"%g\" class=\"name\">frame</text>", middle, base);
    if (drawing->arrow[0] != '\0')
        report_text_format(text, "<path d=\"%s\" class=\"arrow\"/>", drawing->arrow);
}

/* A group has the class, because the rules of the style sheet do not see what is around the use of a symbol. */
void report_scene_symbols(struct report_text *text)
{
    report_text_add(text, "<svg class=\"symbols\" width=\"0\" height=\"0\" aria-hidden=\"true\">");
    for (size_t i = 0; report_place_order[i] != REPORT_PLACE_UNKNOWN; i++) {
        report_text_format(text, "<symbol id=\"scene-%s\" viewBox=\"0 0 %d %d\"><g class=\"scene\">",
                           report_place_id(report_place_order[i]), SCENE_WIDTH, SCENE_HEIGHT);
        report_scene_drawing(text, report_place_order[i]);
        report_text_add(text, "</g></symbol>");
    }
    report_text_add(text, "</svg>\n");
}

/* Frames that do not fit go to the heap: from the right edge of the frame's own place. */
static void add_fallback(struct report_text *text, struct report_lives lives)
{
    const struct drawing *drawing = &drawings[lives.where];

    if (lives.fallback != REPORT_PLACE_HEAP || lives.where == REPORT_PLACE_HEAP || lives.where == REPORT_PLACE_ITERATOR)
        return;
    report_text_format(text, "<path d=\"M%g %gC126 90 126 100 146 100\" class=\"arrow else\"/>",
                       drawing->left + drawing->width, drawing->top + drawing->height / 2);
    add_box(text, 149.5, 88.5, 57, 23, 3, "else");
    report_text_add(text, "<text x=\"178\" y=\"104\" class=\"else\">else here</text>");
}

/* A ring in the place that keeps the pointer. */
static void add_pointer(struct report_text *text, enum report_place place)
{
    static const struct { double x, y; } rings[REPORT_PLACE_COUNT] = {
        [REPORT_PLACE_ITERATOR] = {200, 37}, [REPORT_PLACE_CALL_SITE] = {102, 54}, [REPORT_PLACE_TASK] = {112, 19},
        [REPORT_PLACE_HEAP] = {206, 71}, [REPORT_PLACE_STACK] = {112, 19},
    };

    if (place != REPORT_PLACE_UNKNOWN)
        report_text_format(text, "<circle cx=\"%g\" cy=\"%g\" r=\"3.5\" class=\"arrow\"/>", rings[place].x, rings[place].y);
}

void report_scene_svg(struct report_text *text, struct report_lives lives)
{
    if (lives.where == REPORT_PLACE_UNKNOWN)
        return;
    report_text_format(text, "<svg class=\"scene\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"The frame lives ", SCENE_WIDTH,
                       SCENE_HEIGHT);
    report_place_say(text, lives);
    report_text_format(text, ".\"><use href=\"#scene-%s\"/>", report_place_id(lives.where));
    add_fallback(text, lives);
    add_pointer(text, lives.pointer);
    report_text_add(text, "</svg>");
}
