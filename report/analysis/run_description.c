/* SPDX-License-Identifier: MIT */
/* Owns the short description of the machine and the run. The page has the long one, a table (page_method.c). */
#include "report/analysis/run_description.h"
#include <math.h>
#include <string.h>
#include "report/text/number.h"

enum { FEWEST_ROUNDS = 10 };    /* for a verdict on a small difference */

static void add_part(struct report_text *text, const char *part)
{
    if (part == NULL || part[0] == '\0')
        return;
    report_text_add(text, text->length == 0 ? "" : ", ");
    report_text_add(text, part);
}

static void add_count(struct report_text *text, double count, const char *what)
{
    if (!isfinite(count))
        return;
    report_text_add(text, text->length == 0 ? "" : ", ");
    report_text_format(text, "%s %s", report_number_count(count).text, what);
}

void report_environment_machine(const struct report_result *result, struct report_text *text)
{
    const struct report_environment *environment = &result->environment;

    add_part(text, environment->cpu);
    add_count(text, environment->cores, environment->cores == 1 ? "core" : "cores");
    add_part(text, environment->virtualisation);
    add_part(text, environment->os);
    add_part(text, environment->kernel);
    add_part(text, environment->libc);
    add_part(text, environment->compiler);
    add_part(text, environment->flags);
    if (text->length == 0)
        report_text_add(text, "the file does not describe the machine");
}

void report_environment_run(const struct report_result *result, struct report_text *text)
{
    report_text_format(text, "%s%srun", result->plan.mode, result->plan.mode[0] == '\0' ? "" : " ");
    if (result->created[0] != '\0')
        report_text_format(text, " of %s", result->created);
    report_text_add(text, result->is_interrupted ? ", interrupted" : "");
    add_count(text, result->plan.rounds, "rounds");
    if (isfinite(result->plan.seed))
        report_text_format(text, ", seed %s", report_number_exact(result->plan.seed).text);
    if (result->environment.commit != NULL)
        report_text_format(text, ", commit %.40s", result->environment.commit);
    if (result->environment.link_order != NULL)
        report_text_format(text, ", link order %.40s", result->environment.link_order);
}

bool report_run_is_screening(const struct report_result *result)
{
    bool is_cut_short = result->is_interrupted && report_run_samples(result) < FEWEST_ROUNDS;

    if (result->plan.rounds < FEWEST_ROUNDS || is_cut_short)
        return true;
    return strcmp(result->plan.mode, "default") != 0 && strcmp(result->plan.mode, "thorough") != 0;
}

size_t report_run_samples(const struct report_result *result)
{
    size_t most = 0;

    for (size_t i = 0; i < result->series_count; i++)
        if (strcmp(result->series[i].metric, REPORT_METRIC_TIME) == 0 && result->series[i].count > most)
            most = result->series[i].count;
    return most;
}
