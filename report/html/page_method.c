/* SPDX-License-Identifier: MIT */
/* Draws the page's sections on the method and the machine. */
#include <math.h>
#include <stdio.h>
#include "report/chart/chart.h"
#include "report/html/page.h"

static void add_fact(struct report_text *text, const char *name, const char *value)
{
    if (value != NULL && value[0] != '\0')
        report_html(text, "<dt>%s</dt><dd>%s</dd>\n", name, value);
}

static void add_number(struct report_text *text, const char *name, double value, struct report_number number)
{
    if (isfinite(value))
        add_fact(text, name, number.text);
}

static void add_machine(struct report_text *text, const struct report_result *result)
{
    const struct report_environment *environment = &result->environment;
    const char *const software[][2] = {
        {"System", environment->os}, {"Kernel", environment->kernel}, {"C library", environment->libc},
        {"Compiler", environment->compiler}, {"Flags", environment->flags}, {"Build", environment->build},
        {"Boost", environment->boost}, {"Google Benchmark", environment->benchmark}, {"Valgrind", environment->valgrind},
        {"Commit", environment->commit}, {"Link order", environment->link_order},
    };

    report_text_add(text, "<div><h3>The machine</h3>\n<dl class=\"facts\">\n");
    add_fact(text, "Processor", environment->cpu);
    add_number(text, "Cores", environment->cores, report_number_count(environment->cores));
    add_number(text, "Memory", environment->memory_bytes, report_number_bytes(environment->memory_bytes));
    add_fact(text, "Virtualisation", environment->virtualisation);
    add_fact(text, "Governor", environment->governor);
    add_number(text, "Load at the start", environment->load, report_number_count(environment->load));
    for (size_t i = 0; i < sizeof software / sizeof software[0]; i++)
        add_fact(text, software[i][0], software[i][1]);
    report_text_add(text, "</dl></div>\n");
}

static void add_run(struct report_text *text, const struct report_result *result)
{
    const struct report_plan *plan = &result->plan;

    report_text_add(text, "<div><h3>The run</h3>\n<dl class=\"facts\">\n");
    add_fact(text, "File", result->path);
    add_fact(text, "Ended", result->created);
    add_number(text, "Took", result->wall_seconds, report_number_time(result->wall_seconds * 1e9));
    add_fact(text, "Mode", plan->mode);
    add_number(text, "Rounds", plan->rounds, report_number_count(plan->rounds));
    add_number(text, "Seed", plan->seed, report_number_exact(plan->seed));
    add_fact(text, "Text of lines", plan->text_path);
    add_number(text, "Its size", plan->text_bytes, report_number_bytes(plan->text_bytes));
    add_number(text, "Repeated", plan->text_repeats, report_number_count(plan->text_repeats));
    for (size_t i = 0; i < result->executable_count; i++) {
        const struct report_executable *executable = &result->executables[i];
        report_html(text, "<dt>SHA-256 of %s</dt><dd><code>%s</code></dd>\n", executable->name, executable->sha256);
    }
    report_text_add(text, "</dl></div>\n");
}

static void add_passes(struct report_text *text, const struct report_result *result)
{
    struct report_pass pass;

    report_page_piece(text, "passes", NULL);
    for (size_t i = 0; report_pass_read(result, i, &pass); i++) {
        report_page_row_begin(text, NULL, pass.name);
        report_html(text, "<td class=\"\">%s</td><td class=\"\">%s</td></tr>\n", pass.words, pass.state);
    }
    report_page_table_end(text);
}

static void add_drift(struct report_text *text, const struct report_result *result, const char *part)
{
    struct report_drift drift;
    char id[64];

    report_drift_measure(result, &drift);
    if (isnan(drift.trend))
        return;
    snprintf(id, sizeof id, "drift%s", part);
    report_text_add(text, "<figure class=\"drift\"><div class=\"drawing\">\n");
    report_drift_chart(text, &drift, REPORT_CHART_IN_PAGE, id);
    report_text_add(text, "</div></figure>\n");
}

void report_page_method(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    size_t samples = report_run_samples(result);
    double coverage = report_median_coverage(samples);
    const char *few = coverage < 0.95 ? ", and is their whole range; it takes six to reach 95 %" : "";

    report_page_piece(text, "method", part);
    report_html(text, "<p>The tables show medians of up to %zu samples. Their intervals assume no distribution. The "
                "interval of %zu samples contains the true median with a probability of %.4g %%%s. Two cells are called "
                "different only when their intervals do not overlap and their difference is above the noise floor.</p>\n",
                samples, samples, 100 * coverage, few);
    add_passes(text, result);
    for (size_t i = 0; report_method[i] != NULL; i++)
        report_page_sentence(text, "<p>", report_method[i], result, "</p>\n");
    add_drift(text, result, part);
    report_text_add(text, "<div class=\"pair\">\n");
    add_run(text, result);
    add_machine(text, result);
    report_text_add(text, "</div>\n");
}
