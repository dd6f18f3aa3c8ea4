/* SPDX-License-Identifier: MIT */
/* Owns the last words of a run. The table is the report's, read back from the result file. */
#include "bench/runner/run/run.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/process/message.h"
#include "report/base/memory.h"
#include "report/statistics/statistics.h"
#include "report/terminal/terminal.h"
#include "report/text/text.h"

#define DEAR_SHARE 0.1          /* of the run's time, for one workload; a larger share is reported, */
enum { DEAR_FACTOR = 10 };      /* when it takes so many times as long as the middle one of two or more */
enum { TABLE_LINES = 12 };

static void print_counts(const struct session *session)
{
    char wall[24];
    struct report_text text = {0};
    const struct plan *plan = &session->plan;
    size_t ok = runner_plan_count(plan, CELL_OK), timeouts = runner_plan_count(plan, CELL_TIMEOUT);
    double seconds = runner_session_seconds(session);
    runner_progress_format_seconds(seconds, wall);
    report_escape_terminal(&text, session->options.output);
    report_text_format(&text, ": %zu cell%s ok, %zu unsupported, %zu failed", ok, ok == 1 ? "" : "s",
                       runner_plan_count(plan, CELL_UNSUPPORTED), runner_plan_count(plan, CELL_FAILED));
    if (timeouts > 0)
        report_text_format(&text, ", %zu timed out", timeouts);
    report_text_format(&text, ", in %s", seconds < 1 ? "less than a second" : wall);
    puts(text.bytes);
    report_text_fini(&text);
}

/* The seconds that all rows took on one workload. */
static double workload_seconds(const struct plan *plan, size_t workload)
{
    double seconds = 0;
    for (size_t row = 0; row < plan->row_count; row++)
        seconds += plan->cells[row * plan->workload_count + workload].seconds;
    return seconds;
}

/* The time of the middle workload, of two the lesser; those that no row can run do not count. 0 for fewer than two. */
static double middle_seconds(const struct plan *plan, const double *seconds)
{
    double *sorted = report_allocate_zeroed(plan->workload_count, sizeof *sorted), middle = 0;
    size_t count = 0;
    for (size_t i = 0; i < plan->cell_count; i++) {
        size_t workload = i % plan->workload_count;
        if (plan->cells[i].status == CELL_OK && sorted[workload] == 0)
            sorted[workload] = seconds[workload];
    }
    for (size_t i = 0; i < plan->workload_count; i++)
        if (sorted[i] > 0)
            sorted[count++] = sorted[i];
    report_sort(sorted, count);
    if (count > 1)
        middle = sorted[(count - 1) / 2];
    free(sorted);
    return middle;
}

static void print_dear_workload(const char *name, double share, double factor)
{
    char words[256];
    struct report_text text = {0};
    snprintf(words, sizeof words, "%s took %.0f %% of the time, %.0f times as much as the middle workload; -w names others", name,
             100 * share, factor);
    report_paragraph_add(&text, 0, 0, words);
    fwrite(text.bytes, 1, text.length, stdout);
    report_text_fini(&text);
}

static void print_dear_workloads(const struct plan *plan)
{
    double *seconds = report_allocate_zeroed(plan->workload_count, sizeof *seconds), total = 0;
    for (size_t i = 0; i < plan->workload_count; i++)
        total += seconds[i] = workload_seconds(plan, i);
    double middle = middle_seconds(plan, seconds);
    for (size_t i = 0; i < plan->workload_count && middle > 0; i++)
        if (seconds[i] > DEAR_SHARE * total && seconds[i] > DEAR_FACTOR * middle)
            print_dear_workload(plan->workloads[i]->name, seconds[i] / total, seconds[i] / middle);
    free(seconds);
}

/* The first of the tables, cut. */
static void print_head(const char *tables)
{
    const char *line = tables + strspn(tables, "\n"), *end = strchr(line, '\n');
    int count = 0;
    for (; end != NULL && end > line && count < TABLE_LINES; count++) {
        printf("%s%.*s\n", count == 0 ? "\n" : "", (int)(end - line), line);
        line = end + 1;
        end = strchr(line, '\n');
    }
    if (count > 0)
        puts(end != NULL ? "  ...\n" : "");
}

static void print_times(const struct report_result *result)
{
    struct report_text text = {0};
    report_terminal_add_times(&text, result, REPORT_LOOK_PLAIN);
    if (text.length > 0)
        print_head(text.bytes);
    report_text_fini(&text);
}

static void print_next_command(const char *path)
{
    struct report_text text = {0};
    report_escape_terminal(&text, runner_quoted(path));
    printf("`%s report %s` shows all of it\n", runner_called(), text.bytes);
    report_text_fini(&text);
}

int runner_summary_print(const struct session *session)
{
    struct report_result *result;
    struct report_complaint complaint;
    print_counts(session);
    print_dear_workloads(&session->plan);
    if (report_result_load(session->options.output, &result, &complaint) == REPORT_OK) {
        print_times(result);
        report_result_free(result);
        print_next_command(session->options.output);
    } else {
        runner_note("%s", complaint.sentence);
    }
    return runner_flush_output();
}
