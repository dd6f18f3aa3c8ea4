/* SPDX-License-Identifier: MIT */
/* Draws the five places with their times, for a file of its own: three beside one another and two below, so that its words can
 * be read at the width of a README. */
#include "report/chart/scene.h"
#include "report/analysis/place.h"
#include "report/analysis/short_answer.h"

enum { WIDTH = 830, COLUMNS = 3, CELL_WIDTH = WIDTH / COLUMNS, CELL_HEIGHT = 248, EDGE = 12, TITLE_LINE = 26, SCENE_TOP = 30,
       FIRST_LINE = 202, LINE = 17, LEGEND_TOP = 70 };
#define SCALE 1.15

/* A cell, and the lines below its drawing. */
struct cell {
    const struct report_chart *chart;
    const struct report_result *result;
    enum report_place place;
    double left, top;
    int lines;
};

static void add_line(struct cell *cell, const char *classes, const char *words)
{
    report_chart_words(cell->chart, cell->left + 4, cell->top + FIRST_LINE + cell->lines++ * LINE, classes, words);
}

/* Adds a line of the opening and the range of the rows' times; one more for a row far behind them. Nothing without rows. */
static void add_range(struct cell *cell, const char *opening, enum report_answer_part part, const char *workload)
{
    struct report_text words = {0};
    struct report_answer_range range;

    report_answer_range(cell->result, cell->place, part, workload, &range);
    if (range.count == 0)
        return;
    struct report_answer_ends ends = report_answer_times(range.least->median, range.most->median);
    report_text_add(&words, opening);
    report_answer_say_ends(&words, &ends);
    add_line(cell, "line strong", words.bytes);
    report_text_fini(&words);
    if (range.odd == NULL)
        return;
    report_text_format(&words, "%.24s %s", cell->result->strategies[range.odd->strategy].name,
                       report_number_time(range.odd->median).text);
    add_line(cell, "line", words.bytes);
    report_text_fini(&words);
}

static void add_times(struct cell *cell)
{
    if (cell->place == REPORT_PLACE_HEAP) {
        add_range(cell, "fresh box ", REPORT_ANSWER_FRESH, REPORT_ANSWER_READY);
        add_range(cell, "kept ", REPORT_ANSWER_KEPT, REPORT_ANSWER_READY);
    } else if (cell->place == REPORT_PLACE_STACK) {
        add_range(cell, "", REPORT_ANSWER_CALLS, REPORT_ANSWER_READY);
        add_range(cell, "with waits ", REPORT_ANSWER_CALLS, REPORT_ANSWER_WAITING);
    } else {
        add_range(cell, "", REPORT_ANSWER_ALL, REPORT_ANSWER_READY);
    }
}

static void add_bytes(struct cell *cell)
{
    struct report_text words = {0};
    struct report_answer_sizes sizes;

    if (!report_answer_sizes(cell->result, cell->place, REPORT_ANSWER_ALL, report_answer_waiting_bytes, &sizes))
        return;
    struct report_answer_ends ends = report_answer_bytes(sizes.least, sizes.most);
    report_text_add(&words, "a waiting task ");
    report_answer_say_ends(&words, &ends);
    add_line(cell, "line", words.bytes);
    report_text_fini(&words);
}

static void add_cell(struct cell *cell)
{
    struct report_text *text = cell->chart->text;

    report_chart_words(cell->chart, cell->left + 4, cell->top + TITLE_LINE, "title", report_place_title(cell->place));
    report_text_format(text, "<g transform=\"translate(%g %g) scale(%g)\">", cell->left, cell->top + SCENE_TOP, SCALE);
    report_scene_drawing(text, cell->place);
    report_text_add(text, "</g>\n");
    add_times(cell);
    add_bytes(cell);
}

/* Explains the words of the other cells in the room of the sixth. */
static void add_legend(const struct report_chart *chart, double left, double top)
{
    static const char *const lines[] = {
        "Orange: the frame of the next() called.", "", "Times of an item, from the fastest row",
        "to the slowest, in an empty loop.", "With waits: in every eighth item.",
        "Kept: in a cache or a pool.", "", "Bytes: all that a waiting task holds.",
    };

    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        report_chart_words(chart, left + 4, top + LEGEND_TOP + (double)i * LINE, "line", lines[i]);
}

static double left_of(size_t cell) { return EDGE + (double)(cell % COLUMNS * CELL_WIDTH); }
static double top_of(size_t cell) { return (double)(cell / COLUMNS * CELL_HEIGHT); }

void report_scene_chart(struct report_text *text, const struct report_result *result, enum report_chart_home home, const char *id)
{
    struct report_chart chart = {.text = text, .width = WIDTH, .height = 2 * CELL_HEIGHT + EDGE, .classes = "scene"};
    size_t i = 0;

    report_chart_begin(&chart, home, id, "Where does the frame live?",
                       "Five drawings of a task, an iterator and the heap, in which only the callee's frame moves: on the heap, "
                       "in the iterator, at the call site, in the task, on the stack; with the times of each.");
    for (; report_place_order[i] != REPORT_PLACE_UNKNOWN; i++) {
        struct cell cell = {&chart, result, report_place_order[i], left_of(i), top_of(i), 0};
        add_cell(&cell);
    }
    if (report_baseline(result) != REPORT_NOT_FOUND)
        add_legend(&chart, left_of(i), top_of(i));
    report_chart_end(&chart);
}
