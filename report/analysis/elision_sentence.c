/* SPDX-License-Identifier: MIT */
/* Owns the sentence of elision.h. */
#include <math.h>
#include <string.h>
#include "report/analysis/elision.h"

struct tally { size_t counted, gone; };

/* Counts the programs on that workload; adds, unless `text` is NULL, the names of those without the box. */
static struct tally tally_column(const struct report_result *result, size_t workload, struct report_text *text)
{
    struct tally tally = {0};
    struct report_elision row;

    for (size_t i = 0; report_elision_read(result, i, &row); i++) {
        if (!row.is_program || isnan(report_result_median(result, row.strategy, workload, REPORT_METRIC_ALLOCATIONS)))
            continue;
        tally.counted++;
        if (!report_elision_is_gone(result, row.strategy, workload))
            continue;
        if (text != NULL)
            report_text_format(text, "%s%s", tally.gone == 0 ? " by " : ", ", result->strategies[row.strategy].name);
        tally.gone++;
    }
    return tally;
}

/* Adds " It stays on pending/8, depth/4.", of the columns where no program is without it. */
static void say_stays(const struct report_result *result, const size_t *workloads, size_t count, struct report_text *text)
{
    const char *separator = " It stays in every program on ";

    for (size_t i = 0; i < count; i++) {
        struct tally tally = tally_column(result, workloads[i], NULL);
        if (tally.counted == 0 || tally.gone > 0)
            continue;
        report_text_format(text, "%s%s", separator, result->workloads[workloads[i]].name);
        separator = ", ";
    }
    report_text_add(text, separator[0] == ',' ? "." : "");
}

/* Adds " On ready, 18 programs failed." */
static void say_failed(const struct report_result *result, const size_t *workloads, size_t count, struct report_text *text)
{
    for (size_t i = 0; i < count; i++) {
        size_t failed = 0;
        for (size_t strategy = 0; strategy < result->strategy_count; strategy++)
            failed += report_strategy_is_program(&result->strategies[strategy]) &&
                      report_elision_has_failed(result, strategy, workloads[i]);
        if (failed > 0)
            report_text_format(text, "%sOn %s, %zu program%s failed.", text->length == 0 ? "" : " ",
                               result->workloads[workloads[i]].name, failed, failed == 1 ? "" : "s");
    }
}

/* Says why there is no table although programs ran. */
static void say_uncounted(const struct report_result *result, struct report_text *text)
{
    size_t count = 0;

    for (size_t i = 0; i < result->strategy_count; i++)
        count += report_strategy_is_program(&result->strategies[i]) && report_elision_has_run(result, i);
    if (count > 0)
        report_text_format(text, "When does the box go away? The allocations of the %zu program%s that a compiler saw whole are "
                           "not in this file: that needs the pass allocations.", count, count == 1 ? "" : "s");
}

/* Adds each reason once, with the programs that share it. */
static void say_absent(const struct report_result *result, struct report_text *text)
{
    struct report_elision row;
    const char *said = NULL;

    for (size_t i = 0; report_elision_read(result, i, &row); i++) {
        if (row.reason == NULL)
            continue;
        bool is_new = said == NULL || strcmp(said, row.reason) != 0;
        if (is_new && said != NULL)
            report_text_format(text, " (%s)", said);
        report_text_format(text, "%s%s", said == NULL ? " Absent: " : is_new ? "; " : ", ",
                           result->strategies[row.strategy].name);
        said = row.reason;
    }
    if (said != NULL)
        report_text_format(text, " (%s).", said);
}

void report_elision_say(const struct report_result *result, struct report_text *text)
{
    size_t workloads[REPORT_ELISION_COLUMNS], count = report_elision_columns(result, workloads);
    struct report_elision first;
    struct tally all = {0};
    const char *separator = ": on ";

    if (!report_elision_read(result, 0, &first))
        say_uncounted(result, text);
    for (size_t i = 0; i < count; i++) {
        struct tally tally = tally_column(result, workloads[i], NULL);
        all = (struct tally){all.counted + tally.counted, all.gone + tally.gone};
    }
    if (all.counted > 0) {
        report_text_format(text, "The box is gone in %zu of %zu programs that a compiler saw whole", all.gone, all.counted);
        for (size_t i = 0; i < count; i++) {
            if (tally_column(result, workloads[i], NULL).gone == 0)
                continue;
            report_text_format(text, "%s%s", separator, result->workloads[workloads[i]].name);
            tally_column(result, workloads[i], text);
            separator = "; on ";
        }
        report_text_add(text, ".");
        if (all.gone > 0)
            say_stays(result, workloads, count, text);
    }
    say_failed(result, workloads, count, text);
    say_absent(result, text);
}
