/* SPDX-License-Identifier: MIT */
/* Owns the sentences about the trust experiment. result_parse.c reads its numbers, the outputs quote these sentences. */
#include "report/result/experiment.h"
#include <math.h>
#include "report/text/text.h"

static bool has(double number, double other)
{
    return isfinite(number) && isfinite(other);
}

static void say_where(const struct report_experiment *experiment, struct report_text *text)
{
    report_text_format(text, "In the experiment%s%s", experiment->date[0] == '\0' ? "" : " of ", experiment->date);
    if (experiment->machine[0] != '\0')
        report_text_format(text, " on %s", experiment->machine);
    if (experiment->commit[0] != '\0')
        report_text_format(text, " at commit %s", experiment->commit);
}

static void say_called(const struct report_experiment *experiment, struct report_text *text)
{
    bool has_same = has(experiment->aa_called, experiment->aa_compared);
    bool has_orders = has(experiment->orders_called, experiment->orders_compared);

    if (has_same) {
        report_text_format(text, "of %s cells of two runs of the same build", report_number_count(experiment->aa_compared).text);
        if (has(experiment->comparisons, experiment->cells))
            report_text_format(text, " (%s comparisons of %s cells)", report_number_count(experiment->comparisons).text,
                             report_number_count(experiment->cells).text);
        report_text_format(text, " %s were called different", report_number_count(experiment->aa_called).text);
    }
    if (has_orders) {
        report_text_format(text, "%sof %s of the same sources linked in ", has_same ? ", and " : "",
                         report_number_count(experiment->orders_compared).text);
        if (isfinite(experiment->link_orders))
            report_text_format(text, "%s ", report_number_count(experiment->link_orders).text);
        report_text_format(text, "other orders %s%s", report_number_count(experiment->orders_called).text,
                         has_same ? "" : " were called different");
    }
}

void report_experiment_say(const struct report_experiment *experiment, struct report_text *text)
{
    bool has_calls = has(experiment->aa_called, experiment->aa_compared) ||
                     has(experiment->orders_called, experiment->orders_compared);
    bool has_trials = has(experiment->trials, experiment->found);

    if (!experiment->is_there || (!has_calls && !has_trials))
        return;
    say_where(experiment, text);
    report_text_add(text, ": ");
    say_called(experiment, text);
    if (has_trials) {
        report_text_format(text, "%s %s trials with one cell slowed", has_calls ? ". Of" : "of",
                         report_number_count(experiment->trials).text);
        if (isfinite(experiment->planted_percent))
            report_text_format(text, " by %s %%", report_number_count(experiment->planted_percent).text);
        report_text_format(text, ", %s found it", report_number_count(experiment->found).text);
    }
    report_text_add(text, ".");
    if (experiment->note[0] != '\0')
        report_text_format(text, " %s", experiment->note);
}
