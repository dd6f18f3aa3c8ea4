/* SPDX-License-Identifier: MIT */
/* Lists the words of the executable corolab. */
#include <stddef.h>
#include "bench/check/check.h"
#include "bench/runner/command/commands.h"
#include "bench/runner/compare/compare.h"
#include "bench/runner/plan/help.h"
#include "bench/runner/run/run.h"
#include "bench/runner/try/try.h"
#include "report/advise.h"
#include "report/report.h"
#include "report/trace.h"

const struct command runner_commands[] = {
    { "list", runner_list_command, runner_help_command, true, NULL },
    { "check", check_command, runner_help_command, true, runner_check_libraries },
    { "run", runner_run_command, runner_help_command, true, NULL },
    { "try", runner_try_command, runner_help_command, true, NULL },
    { "report", report_command, report_command, true, runner_report_libraries },
    { "advise", runner_advise_command, advise_command, true, NULL },
    { "trace", trace_command, trace_command, false, NULL },
    { "compare", runner_compare_command, runner_compare_command, true, NULL },
    { "doctor", runner_doctor_command, runner_help_command, true, NULL },
    { "new", runner_new_command, runner_help_command, true, NULL },
    { "help", runner_help_command, runner_help_command, false, NULL },
    { "--help", runner_help_command, runner_help_command, false, NULL },
    { "-h", runner_help_command, runner_help_command, false, NULL },
    { "--version", runner_version_command, runner_help_command, false, NULL },
    { NULL, NULL, NULL, false, NULL },
};

int runner_advise_command(int argc, char **argv) { return advise_command_with(argc, argv, runner_list_as_result); }
