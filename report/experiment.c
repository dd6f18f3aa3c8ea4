/* SPDX-License-Identifier: MIT */
#include "report/experiment.h"
#include <math.h>
#include "report/number.h"

static bool has(double number, double other)
{
    return isfinite(number) && isfinite(other);
}

static void say_where(const struct coro_experiment *experiment, struct coro_text *text)
{
    coro_text_format(text, "In the experiment%s%s", experiment->date[0] == '\0' ? "" : " of ", experiment->date);
    if (experiment->machine[0] != '\0')
        coro_text_format(text, " on %s", experiment->machine);
    if (experiment->commit[0] != '\0')
        coro_text_format(text, " at commit %s", experiment->commit);
}

static void say_called(const struct coro_experiment *experiment, struct coro_text *text)
{
    bool has_same = has(experiment->aa_called, experiment->aa_compared);
    bool has_orders = has(experiment->orders_called, experiment->orders_compared);

    if (has_same) {
        coro_text_format(text, "of %s cells of two runs of the same build", coro_number_count(experiment->aa_compared).text);
        if (has(experiment->comparisons, experiment->cells))
            coro_text_format(text, " (%s comparisons of %s cells)", coro_number_count(experiment->comparisons).text,
                             coro_number_count(experiment->cells).text);
        coro_text_format(text, " %s were called different", coro_number_count(experiment->aa_called).text);
    }
    if (has_orders) {
        coro_text_format(text, "%sof %s of the same sources linked in ", has_same ? ", and " : "",
                         coro_number_count(experiment->orders_compared).text);
        if (isfinite(experiment->link_orders))
            coro_text_format(text, "%s ", coro_number_count(experiment->link_orders).text);
        coro_text_format(text, "other orders %s%s", coro_number_count(experiment->orders_called).text,
                         has_same ? "" : " were called different");
    }
}

void coro_experiment_say(const struct coro_experiment *experiment, struct coro_text *text)
{
    bool has_calls = has(experiment->aa_called, experiment->aa_compared) ||
                     has(experiment->orders_called, experiment->orders_compared);
    bool has_trials = has(experiment->trials, experiment->found);

    if (!experiment->is_there || (!has_calls && !has_trials))
        return;
    say_where(experiment, text);
    coro_text_add(text, ": ");
    say_called(experiment, text);
    if (has_trials) {
        coro_text_format(text, "%s %s trials with one cell slowed", has_calls ? ". Of" : "of",
                         coro_number_count(experiment->trials).text);
        if (isfinite(experiment->planted_percent))
            coro_text_format(text, " by %s %%", coro_number_count(experiment->planted_percent).text);
        coro_text_format(text, ", %s found it", coro_number_count(experiment->found).text);
    }
    coro_text_add(text, ".");
    if (experiment->note[0] != '\0')
        coro_text_format(text, " %s", experiment->note);
}
