/* SPDX-License-Identifier: MIT */
/* Draws the page's section on the method: how a number is made, how far to trust it, the commands and the data; folded the terms,
 * the workloads, the passes, and the machine. Folded lists are lines of text, an element for each name. */
#define _GNU_SOURCE 1 /* strsep */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/chart/chart.h"
#include "report/html/page.h"
#include "report/result/result.h"

static void begin_fold(struct report_text *text, const char *id, const char *part, const char *summary)
{
    report_html(text, "<details id=\"%s%s\"><summary>%s</summary>", id, part, summary);
}

static void add_fact(struct report_text *text, const char *name, const char *value)
{
    if (value != NULL && value[0] != '\0')
        report_html(text, "<b>%s</b> %s\n", name, value);
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

    add_fact(text, "Processor", environment->cpu);
    add_number(text, "Cores", environment->cores, report_number_count(environment->cores));
    add_number(text, "Memory", environment->memory_bytes, report_number_bytes(environment->memory_bytes));
    add_fact(text, "Virtualisation", environment->virtualisation);
    add_fact(text, "Governor", environment->governor);
    add_number(text, "Load at the start", environment->load, report_number_count(environment->load));
    for (size_t i = 0; i < sizeof software / sizeof software[0]; i++)
        add_fact(text, software[i][0], software[i][1]);
}

static void add_run(struct report_text *text, const struct report_result *result)
{
    const struct report_plan *plan = &result->plan;

    add_fact(text, "File", result->path);
    add_fact(text, "Ended", result->created);
    add_number(text, "Took", result->wall_seconds, report_number_time(result->wall_seconds * 1e9));
    add_fact(text, "Mode", plan->mode);
    add_number(text, "Rounds", plan->rounds, report_number_count(plan->rounds));
    add_number(text, "Seed", plan->seed, report_number_exact(plan->seed));
    add_fact(text, "Text of lines", plan->text_path);
    add_number(text, "Its size", plan->text_bytes, report_number_bytes(plan->text_bytes));
    add_number(text, "Repeated", plan->text_repeats, report_number_count(plan->text_repeats));
    for (size_t i = 0; i < result->executable_count; i++)
        report_html(text, "<b>SHA-256 of %s</b> %s\n", result->executables[i].name, result->executables[i].sha256);
}

static void add_machine_and_run(struct report_text *text, const struct report_result *result, const char *part)
{
    begin_fold(text, "machine", part, "The machine, the run, the executables");
    report_text_add(text, "<div class=\"pair\"><p class=\"lines\">");
    add_machine(text, result);
    report_text_add(text, "</p><p class=\"lines\">");
    add_run(text, result);
    report_text_add(text, "</p></div></details>\n");
}

static void add_passes(struct report_text *text, const struct report_result *result, const char *part)
{
    struct report_pass pass;

    begin_fold(text, "passes", part, "The passes, and whether they ran");
    report_text_add(text, "<p class=\"lines\">");
    for (size_t i = 0; report_pass_read(result, i, &pass); i++)
        report_html(text, "<b>%s</b> %s: %s\n", pass.name, pass.state, pass.words);
    report_text_add(text, "</p></details>\n");
}

/* Neighbours with one question, the sizes of a workload, share a line. */
static void add_workloads(struct report_text *text, const struct report_result *result, const char *part)
{
    char summary[64];

    snprintf(summary, sizeof summary, "The workloads (%zu) and their questions", result->workload_count);
    begin_fold(text, "workloads", part, summary);
    report_text_add(text, "<p class=\"lines\">");
    for (size_t i = 0; i < result->workload_count; i++) {
        const struct report_workload *one = &result->workloads[i];
        bool is_last = i + 1 == result->workload_count || strcmp(one->question, one[1].question) != 0;
        report_html(text, "<b id=\"workload-%s%s\">%s</b>", one->name, part, one->name);
        if (is_last)
            report_html(text, " %s\n", one->question);
        else
            report_text_add(text, ", ");
    }
    report_text_add(text, "</p></details>\n");
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

static void add_intervals(struct report_text *text, const struct report_result *result)
{
    size_t samples = report_run_samples(result);
    double coverage = report_median_coverage(samples);

    if (samples == 0)
        return;
    report_html(text, "<p>Numbers are medians of up to %zu samples. Their intervals assume no distribution. The interval of %zu "
                "samples contains the true median with a probability of %.4g %%", samples, samples, 100 * coverage);
    report_text_add(text, coverage < 0.95 ? ", and is their whole range; it takes six to reach 95 %.</p>\n" : ".</p>\n");
    report_text_add(text, "<p>Two cells are called different only when their intervals do not overlap and their difference is "
                          "above the noise floor.</p>\n");
}

/* Adds a link to the result file, which may lie beside the page. Its name is untrusted: no byte in it means anything in an
 * address. */
static void add_file(struct report_text *text, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash == NULL ? path : slash + 1;

    if (name[0] == '\0' || strcmp(name, "-") == 0)
        return;
    report_text_add(text, "<a href=\"./");
    for (const char *at = name; *at != '\0'; at++)
        report_text_format(text, isalnum((unsigned char)*at) || strchr("._-", *at) ? "%c" : "%%%02X", (unsigned char)*at);
    report_html(text, "\" download>%s</a> has every sample, if it lies beside this page. ", name);
}

static void add_commands(struct report_page *page, const struct report_result *result)
{
    struct report_text *text = &page->body, commands = {0};

    report_method_commands(result, &commands);
    report_text_add(text, "<pre class=\"commands\">");
    for (char *rest = commands.bytes, *line; (line = strsep(&rest, "\n")) != NULL;)
        report_html(text, "%s\n", line);
    report_text_add(text, "</pre>\n<p>");
    report_text_fini(&commands);
    add_file(text, result->path);
    report_html(text, "<span class=\"script-only\">This page has all medians, of four digits: <a class=\"csv\" "
                "data-result=\"%zu\" href=\"#method%s\" download=\"medians.csv\">CSV</a>.</span></p>\n", page->index, page->part);
}

static void add_sentences(struct report_text *text, const struct report_result *result, size_t begin, size_t end)
{
    for (size_t i = begin; i < end && report_method[i] != NULL; i++)
        report_page_sentence(text, "<p>", report_method[i], result, "</p>\n");
}

void report_page_method(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;

    report_page_piece(text, "method", NULL);
    add_intervals(text, result);
    add_sentences(text, result, 0, REPORT_METHOD_TRUST);
    report_page_piece(text, "method-trust", NULL);
    if (result->is_interrupted)
        report_page_piece(text, "method-interrupted", NULL);
    add_sentences(text, result, REPORT_METHOD_TRUST, REPORT_LONGEST_TABLE);
    add_drift(text, result, part);
    report_page_piece(text, "method-again", NULL);
    add_commands(page, result);
    report_page_sentence(text, "<h3>The machine and the run</h3>\n<p>", report_environment_machine, result, "</p>\n");
    report_page_sentence(text, "<p>", report_environment_run, result, "</p>\n");
    report_page_piece(text, "method-end", NULL);
    begin_fold(text, "terms", part, "The terms of this page");
    report_page_piece(text, "terms", NULL);
    add_workloads(text, result, part);
    add_passes(text, result, part);
    add_machine_and_run(text, result, part);
}
