/* SPDX-License-Identifier: MIT */
/* Writes a comparison as a page: the verdict, the differences between the machines, the changed cells, the counts; the cells
 * that did not change are folded. page_frame.c has the frame. */
#include <math.h>
#include <stdlib.h>
#include "report/base/memory.h"
#include "report/html/page.h"
#include "report/result/result.h"

/* More rows than these, and more samples of a cell, become words without elements of their own. */
enum { ROWS_SHOWN = 200, SAMPLES_SHOWN = 20 };
enum { NAME_COLUMNS = 32, CELL_COLUMNS = 26, TIME_COLUMNS = 10, CHANGE_COLUMNS = 36 };

typedef void say_comparison(const struct report_comparison *, struct report_text *);

static void add_sentence(struct report_text *text, const char *classes, say_comparison *say,
                         const struct report_comparison *comparison)
{
    struct report_text words = {0};

    say(comparison, &words);
    if (words.length > 0)
        report_html(text, "<p class=\"%s\">%s</p>\n", classes, words.bytes);
    report_text_fini(&words);
}

static void add_environment(struct report_text *text, const struct report_environment_difference *difference)
{
    report_html(text, "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td></tr>\n", difference->what, difference->before,
                difference->after);
}

static void add_environments(struct report_text *text, const struct report_comparison *comparison)
{
    const struct report_result *before = comparison->before, *after = comparison->after;
    struct report_environment_difference differences[REPORT_ENVIRONMENT_DIFFERENCES], load;
    size_t count = report_environment_differences(before, after, differences);

    if (count == 0)
        report_html(text, "<p>%s</p>\n", report_environment_same(before, after));
    report_page_table_begin(text, "The two files: load, and all that differs");
    report_html(text, "<thead><tr><th scope=\"col\">of the run</th><th scope=\"col\">before: %s</th>"
                "<th scope=\"col\">after: %s</th></tr></thead><tbody>\n", before->path, after->path);
    for (size_t i = 0; i < count; i++)
        add_environment(text, &differences[i]);
    if (report_environment_load(before, after, &load))
        add_environment(text, &load);
    report_page_table_end(text);
}

static void add_head(struct report_text *text, const struct report_comparison *comparison, const struct report_gate *gate)
{
    report_page_piece(text, "comparison-head", NULL);
    add_sentence(text, "said", report_comparison_say_verdict, comparison);
    if (gate != NULL) {
        struct report_text words = {0};
        report_gate_say(gate, &words);
        report_html(text, "<p class=\"warn\">%s</p>\n", report_text_string(&words));
        report_text_fini(&words);
    }
    add_environments(text, comparison);
    add_sentence(text, "note", report_comparison_say_screening, comparison);
    report_text_add(text, "</section>\n");
}

/* Adds a cell whose title has the samples that the file has of it. */
static void add_time(struct report_text *text, const char *when, double time, const struct report_series *series)
{
    report_html(text, "<td class=\"r\" title=\"%s, in the file: %s, of %zu:", when, report_number_time(series->median).text,
                series->count);
    for (size_t i = 0; i < series->count && i < SAMPLES_SHOWN; i++) {
        report_text_format(text, " %s", report_number_time(series->values[i]).text);
        if (series->rounds[i] >= 0)
            report_text_format(text, " (round %g)", series->rounds[i] + 1);
    }
    report_html(text, "%s\">%s</td>", series->count > SAMPLES_SHOWN ? " …" : "", report_number_time(time).text);
}

/* The place of a ratio on a line from 1/widest to widest, in per cent; ends of the line for all that is farther. */
static double place_of(double ratio, double widest)
{
    double share = log(ratio) / widest;

    return 50 + 48 * fmax(-1, fmin(1, isnan(share) ? 0 : share));
}

static void add_drawing(struct report_text *text, const struct report_difference *difference, double widest)
{
    const struct report_interval *interval = &difference->interval;

    report_text_add(text, "<td class=\"delta\"><svg aria-hidden=\"true\"><line x1=\"50%\" x2=\"50%\" y1=\"0\" y2=\"100%\"/>");
    if (isfinite(interval->low) && isfinite(interval->high))
        report_text_format(text, "<line class=\"i\" x1=\"%.1f%%\" x2=\"%.1f%%\" y1=\"50%%\" y2=\"50%%\"/>",
                           place_of(interval->low, widest), place_of(interval->high, widest));
    report_text_format(text, "<circle cx=\"%.1f%%\" cy=\"50%%\" r=\"4\"/></svg></td>", place_of(difference->ratio, widest));
}

static void add_changed(struct report_text *text, const struct report_comparison *comparison,
                        const struct report_difference *difference, double widest)
{
    static const char *const classes[] = {"", "suspect", "faster", "slower"};
    const struct report_result *before = comparison->before;
    struct report_text change = {0};

    report_difference_say_change(difference, &change);
    report_html(text, "<tr class=\"%s\"><th scope=\"row\"><code>%s</code> on <code>%s</code></th>", classes[difference->call],
                before->strategies[difference->before->strategy].name, before->workloads[difference->before->workload].name);
    add_time(text, "before", difference->before_ns, difference->before);
    add_time(text, "after", difference->after_ns, difference->after);
    add_drawing(text, difference, widest);
    report_html(text, "<td class=\"r\">%s</td><td class=\"r\">%s</td><td class=\"r\">%s</td><td>%s</td></tr>\n", change.bytes,
                report_comparison_floor(difference->floor).text, report_comparison_p(difference->adjusted).text,
                report_call_words[difference->call]);
    report_text_fini(&change);
}

/* The logarithm of the farthest ratio that the drawings show; at least that of a tenth, so that noise looks small. */
static double widest_of(const struct report_comparison *comparison, const size_t *order, size_t count)
{
    double widest = log(1.1);

    for (size_t i = 0; i < count; i++) {
        double distance = fabs(log(comparison->differences[order[i]].ratio));
        if (isfinite(distance))
            widest = fmax(widest, 1.2 * distance);
    }
    return widest;
}

/* One line of a folded block: names, times, the change, the verdict. */
static void add_line(struct report_text *text, const struct report_comparison *comparison,
                     const struct report_difference *difference)
{
    struct report_text line = {0}, change = {0};

    report_difference_say_change(difference, &change);
    report_field_left(&line, comparison->before->strategies[difference->before->strategy].name, NAME_COLUMNS);
    report_field_left(&line, comparison->before->workloads[difference->before->workload].name, CELL_COLUMNS);
    report_field_right(&line, report_number_time(difference->before_ns).text, TIME_COLUMNS);
    report_field_right(&line, report_number_time(difference->after_ns).text, TIME_COLUMNS);
    report_field_right(&line, change.bytes, CHANGE_COLUMNS);
    report_html(text, "%s  %s\n", line.bytes,
                report_comparison_judges_times(comparison) ? report_call_words[difference->call] : "not compared");
    report_text_fini(&line);
    report_text_fini(&change);
}

static void add_folded(struct report_text *text, const struct report_comparison *comparison, const size_t *order, size_t count,
                       const char *heading)
{
    if (count == 0)
        return;
    report_html(text, "<details><summary>%s: %zu</summary><pre class=\"lines\" tabindex=\"0\">", heading, count);
    for (size_t i = 0; i < count; i++)
        add_line(text, comparison, &comparison->differences[order[i]]);
    report_text_add(text, "</pre></details>\n");
}

static void add_table(struct report_text *text, const struct report_comparison *comparison, const size_t *order, size_t count)
{
    double widest = widest_of(comparison, order, count);

    report_page_table_begin(text, "The cells that changed");
    report_page_piece(text, "comparison-cells", NULL);
    for (size_t i = 0; i < count; i++)
        add_changed(text, comparison, &comparison->differences[order[i]], widest);
    report_page_table_end(text);
}

static void add_cells(struct report_text *text, const struct report_comparison *comparison)
{
    size_t *order = report_allocate_zeroed(comparison->count, sizeof *order);
    size_t changed = report_comparison_order(comparison, order), shown = changed < ROWS_SHOWN ? changed : ROWS_SHOWN;

    report_page_piece(text, "comparison-changed", NULL);
    if (changed > 0)
        add_table(text, comparison, order, shown);
    else if (comparison->count > 0 && !report_comparison_judges_times(comparison))
        report_html(text, "<p>No verdict: the files come from different machines or builds (%s), so their times say nothing of a "
                    "change.</p>\n", comparison->foreign);
    else if (comparison->count > 0)
        report_html(text, "<p>No cell changed: of %zu with times in both files, none is faster, slower or suspected.</p>\n",
                    comparison->count);
    else
        report_text_add(text, "<p>The files have no timed cell in common.</p>\n");
    add_folded(text, comparison, order + shown, changed - shown, "More changed cells");
    add_folded(text, comparison, order + changed, comparison->count - changed,
               report_comparison_judges_times(comparison) ? "Cells without a difference" : "Cells that are not compared");
    report_text_add(text, "</section>\n");
    free(order);
}

static void add_count(struct report_text *text, const struct report_comparison *comparison,
                      const struct report_count_difference *counted)
{
    const struct report_result *before = comparison->before;

    report_html(text, "<tr><th scope=\"row\"><code>%s</code></th><td>%s</td><td>%s</td><td class=\"r\">%s</td><td class=\"r\">%s"
                "</td></tr>\n", before->strategies[counted->strategy].name,
                counted->workload == REPORT_NOT_FOUND ? "" : before->workloads[counted->workload].name, counted->metric,
                report_number_count(counted->before).text,
                isnan(counted->after) ? "absent" : report_number_count(counted->after).text);
}

static void add_counts(struct report_text *text, const struct report_comparison *comparison, enum report_count_kind kind,
                       const char *heading)
{
    size_t count = 0;

    for (size_t i = 0; i < comparison->counted_count; i++) {
        if (comparison->counted[i].kind != kind || count++ >= ROWS_SHOWN)
            continue;
        if (count == 1) {
            report_html(text, "<h3>%s</h3>\n", heading);
            report_page_table_begin(text, heading);
            report_page_piece(text, "comparison-counts", NULL);
        }
        add_count(text, comparison, &comparison->counted[i]);
    }
    if (count > 0)
        report_page_table_end(text);
    if (count > ROWS_SHOWN)
        report_html(text, "<p>And %zu more: <code>--md</code> has them.</p>\n", count - ROWS_SHOWN);
}

static void add_counted(struct report_text *text, const struct report_comparison *comparison)
{
    report_page_piece(text, "comparison-counted", NULL);
    if (comparison->counted_count == 0)
        report_html(text, "<p>No count differs: %zu are in both files.</p>\n", comparison->counts_in_both);
    add_counts(text, comparison, REPORT_COUNT_EXACT, "Counted, so exact");
    add_counts(text, comparison, REPORT_COUNT_COARSE, "Pages and system calls, not exact");
    report_text_add(text, "</section>\n");
}

static void add_lost(struct report_text *text, const struct report_comparison *comparison)
{
    if (comparison->lost_count == 0)
        return;
    report_page_piece(text, "comparison-lost", NULL);
    for (size_t i = 0; i < comparison->lost_count && i < ROWS_SHOWN; i++) {
        const struct report_lost_cell *cell = &comparison->lost[i];
        struct report_text words = {0};
        report_lost_cell_say(cell, &words);
        report_html(text, "<li><code>%s</code> on <code>%s</code>: %s</li>\n", cell->strategy, cell->workload, words.bytes);
        report_text_fini(&words);
    }
    if (comparison->lost_count > ROWS_SHOWN)
        report_html(text, "<li>and %zu more</li>\n", comparison->lost_count - ROWS_SHOWN);
    report_text_add(text, "</ul></section>\n");
}

void report_page_comparison_add(struct report_text *text, const struct report_comparison *comparison,
                                const struct report_gate *gate)
{
    static const struct report_page_frame frame = {
        .title = "Before and after: corolab", .skip = "Skip to the verdict", .skip_to = "answer",
        .made_by = "corolab compare --html",
    };
    struct report_page page = {0};

    report_page_piece(&page.links, comparison->lost_count > 0 ? "comparison-links-lost" : "comparison-links", NULL);
    add_head(&page.body, comparison, gate);
    add_lost(&page.body, comparison);
    add_cells(&page.body, comparison);
    add_counted(&page.body, comparison);
    report_page_frame_add(text, &page, &frame);
}
