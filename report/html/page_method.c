/* SPDX-License-Identifier: MIT */
/* Owns the page's account of how its numbers were made and on what machine. */
#include <math.h>
#include <stdio.h>
#include "report/result/baseline.h"
#include "report/chart/drift_chart.h"
#include "report/analysis/run_description.h"
#include "report/text/escape.h"
#include "report/analysis/method.h"
#include "report/text/number.h"
#include "report/html/elements.h"
#include "report/analysis/missing_passes.h"

static void add_fact(struct report_text *text, const char *name, const char *value)
{
    if (value == NULL || value[0] == '\0')
        return;
    report_text_format(text, "<dt>%s</dt><dd>", name);
    report_escape_html(text, value);
    report_text_add(text, "</dd>\n");
}

static void add_number(struct report_text *text, const char *name, double value, struct report_number number)
{
    if (isfinite(value))
        add_fact(text, name, number.text);
}

static void add_machine(struct report_text *text, const struct report_result *result)
{
    const struct report_environment *environment = &result->environment;

    report_text_add(text, "<div><h3>The machine</h3>\n<dl class=\"facts\">\n");
    add_fact(text, "Processor", environment->cpu);
    add_number(text, "Cores", environment->cores, report_number_count(environment->cores));
    add_number(text, "Memory", environment->memory_bytes, report_number_bytes(environment->memory_bytes));
    add_fact(text, "Virtualisation", environment->virtualisation);
    add_fact(text, "Governor", environment->governor);
    add_number(text, "Load at the start", environment->load, report_number_count(environment->load));
    add_fact(text, "System", environment->os);
    add_fact(text, "Kernel", environment->kernel);
    add_fact(text, "C library", environment->libc);
    add_fact(text, "Compiler", environment->compiler);
    add_fact(text, "Flags", environment->flags);
    add_fact(text, "Build", environment->build);
    add_fact(text, "Boost", environment->boost);
    add_fact(text, "Google Benchmark", environment->benchmark);
    add_fact(text, "Valgrind", environment->valgrind);
    add_fact(text, "Commit", environment->commit);
    add_fact(text, "Link order", environment->link_order);
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
        report_text_add(text, "<dt>SHA-256 of ");
        report_escape_html(text, result->executables[i].name);
        report_text_add(text, "</dt><dd>");
        report_page_code(text, result->executables[i].sha256);
        report_text_add(text, "</dd>\n");
    }
    report_text_add(text, "</dl></div>\n");
}

static void add_passes(struct report_text *text, const struct report_result *result)
{
    struct report_pass pass;

    report_page_table_begin(text, "The passes", "");
    report_text_add(text, "<thead><tr><th scope=\"col\">Pass</th><th scope=\"col\">What it counts</th><th "
                        "scope=\"col\">Here</th></tr>"
                        "</thead>\n<tbody>\n");
    for (size_t i = 0; report_pass_read(result, i, &pass); i++) {
        report_text_add(text, "<tr>");
        report_page_header(text, "row", "", pass.name);
        report_page_cell(text, "", pass.words);
        report_page_cell(text, "", report_pass_state_words(pass.state));
        report_text_add(text, "</tr>\n");
    }
    report_text_add(text, "</tbody>\n");
    report_page_table_end(text);
}

/* What the file itself says of the run's order, noise and trust. */
static void add_paragraphs(struct report_text *text, const struct report_result *result)
{
    struct report_text words;
    bool is_more = true;

    for (size_t i = 0; is_more; i++) {
        report_text_init(&words);
        is_more = report_method_paragraph(result, i, &words);
        if (words.length > 0) {
            report_text_add(text, "<p>");
            report_escape_html(text, words.bytes);
            report_text_add(text, "</p>\n");
        }
        report_text_fini(&words);
    }
}

static void add_drift(struct report_text *text, const struct report_result *result, const char *part)
{
    struct report_drift drift;
    char id[64];

    report_drift_measure(result, &drift);
    if (isnan(drift.trend))
        return;
    snprintf(id, sizeof id, "%s-drift", part);
    report_text_add(text, "<figure class=\"drift\"><div class=\"drawing\">\n");
    report_drift_chart(text, &drift, REPORT_CHART_IN_PAGE, id);
    report_text_add(text, "</div></figure>\n");
}

void report_page_method(struct report_text *text, const struct report_result *result, const char *part)
{
    size_t samples = report_run_samples(result);

    report_page_heading(text, part, "method", "How a number is made, and where");
    report_text_add(text, "<p>A cell is one strategy on one workload. It is first verified: a cell whose result is wrong is "
                        "never timed. A sample of time is one fresh process that runs one cell, and the order is "
                        "shuffled anew in every round from the recorded seed; so what one process has by chance, its "
                        "memory layout above all, is part of the spread and not of the result. Time comes from an "
                        "executable that counts nothing: processor time of the thread that runs the cell, so that other "
                        "processes' turns do not count, but the wall clock for a workload that waits for another "
                        "process, as <code>lines</code> does. Everything else comes from passes of its own. Everything is per "
                        "item.</p>\n");
    report_text_format(text, "<p>Shown are medians of up to %zu samples with intervals between order statistics, which "
                           "suppose nothing "
                     "about the distribution. The interval of %zu samples contains the true median with a probability of "
                     "%.4g %%%s. Two cells are called different only when their intervals do not overlap and "
                     "their difference is above the noise floor.</p>\n",
                     samples, samples, 100 * report_median_coverage(samples),
                     report_median_coverage(samples) < 0.95 ? ", and is their whole range; it takes six to reach 95 %" : "");
    add_passes(text, result);
    add_paragraphs(text, result);
    add_drift(text, result, part);
    report_text_add(text, "<div class=\"pair\">\n");
    add_run(text, result);
    add_machine(text, result);
    report_text_add(text, "</div>\n");
}
