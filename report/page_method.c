/* SPDX-License-Identifier: MIT */
/* Owns the page's account of how its numbers were made and on what machine. */
#include <math.h>
#include <stdio.h>
#include "report/baseline.h"
#include "report/drift_chart.h"
#include "report/environment.h"
#include "report/escape.h"
#include "report/method.h"
#include "report/number.h"
#include "report/page_part.h"
#include "report/passes.h"

static void add_fact(struct coro_text *text, const char *name, const char *value)
{
    if (value == NULL || value[0] == '\0')
        return;
    coro_text_format(text, "<dt>%s</dt><dd>", name);
    coro_escape_html(text, value);
    coro_text_add(text, "</dd>\n");
}

static void add_number(struct coro_text *text, const char *name, double value, struct coro_number number)
{
    if (isfinite(value))
        add_fact(text, name, number.text);
}

static void add_machine(struct coro_text *text, const struct coro_result *result)
{
    const struct coro_environment *environment = &result->environment;

    coro_text_add(text, "<div><h3>The machine</h3>\n<dl class=\"facts\">\n");
    add_fact(text, "Processor", environment->cpu);
    add_number(text, "Cores", environment->cores, coro_number_count(environment->cores));
    add_number(text, "Memory", environment->memory_bytes, coro_number_bytes(environment->memory_bytes));
    add_fact(text, "Virtualisation", environment->virtualisation);
    add_fact(text, "Governor", environment->governor);
    add_number(text, "Load at the start", environment->load, coro_number_count(environment->load));
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
    coro_text_add(text, "</dl></div>\n");
}

static void add_run(struct coro_text *text, const struct coro_result *result)
{
    const struct coro_plan *plan = &result->plan;

    coro_text_add(text, "<div><h3>The run</h3>\n<dl class=\"facts\">\n");
    add_fact(text, "File", result->path);
    add_fact(text, "Ended", result->created);
    add_number(text, "Took", result->wall_seconds, coro_number_time(result->wall_seconds * 1e9));
    add_fact(text, "Mode", plan->mode);
    add_number(text, "Rounds", plan->rounds, coro_number_count(plan->rounds));
    add_number(text, "Seed", plan->seed, coro_number_exact(plan->seed));
    add_fact(text, "Text of lines", plan->text_path);
    add_number(text, "Its size", plan->text_bytes, coro_number_bytes(plan->text_bytes));
    add_number(text, "Repeated", plan->text_repeats, coro_number_count(plan->text_repeats));
    for (size_t i = 0; i < result->executable_count; i++) {
        coro_text_add(text, "<dt>SHA-256 of ");
        coro_escape_html(text, result->executables[i].name);
        coro_text_add(text, "</dt><dd>");
        coro_page_code(text, result->executables[i].sha256);
        coro_text_add(text, "</dd>\n");
    }
    coro_text_add(text, "</dl></div>\n");
}

static void add_passes(struct coro_text *text, const struct coro_result *result)
{
    struct coro_pass pass;

    coro_page_table_begin(text, "The passes", "");
    coro_text_add(text, "<thead><tr><th scope=\"col\">Pass</th><th scope=\"col\">What it counts</th><th "
                        "scope=\"col\">Here</th></tr>"
                        "</thead>\n<tbody>\n");
    for (size_t i = 0; coro_pass_read(result, i, &pass); i++) {
        coro_text_add(text, "<tr>");
        coro_page_header(text, "row", "", pass.name);
        coro_page_cell(text, "", pass.words);
        coro_page_cell(text, "", coro_pass_state_words(pass.state));
        coro_text_add(text, "</tr>\n");
    }
    coro_text_add(text, "</tbody>\n");
    coro_page_table_end(text);
}

/* What the file itself says of the run's order, noise and trust. */
static void add_paragraphs(struct coro_text *text, const struct coro_result *result)
{
    struct coro_text words;
    bool is_more = true;

    for (size_t i = 0; is_more; i++) {
        coro_text_init(&words);
        is_more = coro_method_paragraph(result, i, &words);
        if (words.length > 0) {
            coro_text_add(text, "<p>");
            coro_escape_html(text, words.bytes);
            coro_text_add(text, "</p>\n");
        }
        text->is_broken |= words.is_broken;
        coro_text_fini(&words);
    }
}

static void add_drift(struct coro_text *text, const struct coro_result *result, const char *part)
{
    struct coro_drift drift;
    char id[64];

    coro_drift_measure(result, &drift);
    if (isnan(drift.trend))
        return;
    snprintf(id, sizeof id, "%s-drift", part);
    coro_text_add(text, "<figure class=\"drift\"><div class=\"drawing\">\n");
    coro_drift_chart(text, &drift, CORO_CHART_IN_PAGE, id);
    coro_text_add(text, "</div></figure>\n");
}

void coro_page_method(struct coro_text *text, const struct coro_result *result, const char *part)
{
    size_t samples = coro_run_samples(result);

    coro_page_heading(text, part, "method", "How a number is made, and where");
    coro_text_add(text, "<p>A cell is one strategy on one workload. It is first verified: a cell whose result is wrong is "
                        "never timed. A sample of time is one fresh process that runs one cell, and the order is "
                        "shuffled anew in every round from the recorded seed; so what one process has by chance, its "
                        "memory layout above all, is part of the spread and not of the result. Time comes from an "
                        "executable that counts nothing: processor time of the thread that runs the cell, so that other "
                        "processes' turns do not count, but the wall clock for a workload that waits for another "
                        "process, as <code>lines</code> does. Everything else comes from passes of its own. Everything is per "
                        "item.</p>\n");
    coro_text_format(text, "<p>Shown are medians of up to %zu samples with intervals between order statistics, which "
                           "suppose nothing "
                     "about the distribution. The interval of %zu samples contains the true median with a probability of "
                     "%.4g %%%s. Two cells are called different only when their intervals do not overlap and "
                     "their difference is above the noise floor.</p>\n",
                     samples, samples, 100 * coro_median_coverage(samples),
                     coro_median_coverage(samples) < 0.95 ? ", and is their whole range; it takes six to reach 95 %" : "");
    add_passes(text, result);
    add_paragraphs(text, result);
    add_drift(text, result, part);
    coro_text_add(text, "<div class=\"pair\">\n");
    add_run(text, result);
    add_machine(text, result);
    coro_text_add(text, "</div>\n");
}
