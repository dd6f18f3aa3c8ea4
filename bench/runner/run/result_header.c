/* SPDX-License-Identifier: MIT */
/* Owns the layout of a result file's first line. plan/cards.c describes the strategies and workloads. A build carries the
 * answer of the trust experiment (bench/trust), and the header takes it along for the report. */
#define _GNU_SOURCE
#include <string.h>
#include <time.h>
#include "bench/fixtures/input_text.h"
#include "bench/runner/plan/cards.h"
#include "bench/runner/plan/plan.h"
#include "bench/runner/plan/quick_sweep.h"
#include "bench/runner/run/run.h"
#include "report/result/schema.h"

/* bench/trust/experiment.json as it was at the build; empty when there was none. */
static const char experiment[] =
#include "experiment.inc"
    ;

void runner_header_print_time(char text[RUNNER_TIME_BYTES])
{
    time_t now = time(NULL);
    struct tm utc = { 0 };
    (void)gmtime_r(&now, &utc);
    (void)strftime(text, RUNNER_TIME_BYTES, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

static json_t *list_skipped(const struct run_options *options)
{
    json_t *names = json_array();
    for (int pass = 0; pass < PASS_COUNT; pass++)
        if (options->skipped >> pass & 1)
            json_array_append_new(names, json_string(runner_progress_pass_name((enum pass)pass)));
    return names;
}

static json_t *describe_plan(const struct session *session)
{
    const struct run_options *options = &session->options;
    const struct text_facts *text = &session->text;
    const char *trace_hash = session->trace.hash[0] == '\0' ? NULL : session->trace.hash;
    json_t *plan = json_pack("{s:s, s:I, s:i, s:s*, s:s*, s:o*}", "mode", runner_options_mode_name(options->mode), "seed",
                             (json_int_t)options->seed, "rounds", (int)options->rounds, "trace", options->trace,
                             "trace_sha256", trace_hash, "sweep", runner_sweep_describe(&session->plan));
    if (text->bytes > 0)
        json_object_set_new(plan, "text", json_pack("{s:s, s:I, s:I}", "path", options->text ? options->text : TEXT_DEFAULT_PATH,
                                                    "bytes", text->bytes, "repeats", text->repeats));
    if (options->skipped != 0)
        json_object_set_new(plan, "skipped", list_skipped(options));
    if (options->budget_seconds > 0)
        json_object_set_new(plan, "time_budget_seconds", json_real(options->budget_seconds));
    return plan;
}

/* A path that is not UTF-8 is left out. */
static json_t *list_executables(const struct programs *programs)
{
    json_t *list = json_array();
    for (int i = 0; i < PROGRAM_COUNT; i++)
        if (programs->sha256[i][0] != '\0')
            json_array_append_new(list, json_pack("{s:s, s:s, s:o*}", "name", runner_programs_name((enum program)i), "sha256",
                                                  programs->sha256[i], "path",
                                                  json_string(runner_programs_lasting_path(programs, (enum program)i))));
    for (size_t i = 0; i < loaded_rows_count(); i++) {
        const char *path = loaded_rows_at(i)->path, *name = runner_programs_library_name(i);
        json_array_append_new(list, json_pack("{s:s, s:s, s:o*}", "name", name, "sha256",
                                              programs->library_sha256[i], "path", json_string(path)));
    }
    return list;
}

json_t *runner_header_new(const struct session *session)
{
    const struct plan *plan = &session->plan;
    json_t *strategies = json_array(), *workloads = json_array(), *metrics = json_array();
    char created[RUNNER_TIME_BYTES];
    runner_header_print_time(created);
    for (size_t i = 0; i < plan->row_count; i++)
        json_array_append_new(strategies, runner_cards_strategy(plan->rows[i]));
    for (size_t i = 0; i < plan->workload_count; i++)
        json_array_append_new(workloads, runner_cards_workload(plan->workloads[i]));
    for (size_t i = 0; i < RUNNER_METRIC_COUNT; i++)
        json_array_append_new(metrics, json_pack("{s:s, s:s}", "name", runner_metrics[i].name, "unit", runner_metrics[i].unit));
    return json_pack("{s:s, s:s, s:o, s:O, s:o*, s:o, s:o, s:o, s:o, s:o, s:o}",
                     "schema", REPORT_RESULT_SCHEMA, "created", created,
                     "plan", describe_plan(session), "environment", session->environment, "experiment",
                     json_loadb(experiment, strlen(experiment), 0, NULL), "executables", list_executables(&session->programs),
                     "strategies", strategies, "workloads", workloads, "metrics", metrics, "absent_rows",
                     runner_cards_absent_rows(), "earlier_benchmarks", runner_cards_earlier_benchmarks());
}
