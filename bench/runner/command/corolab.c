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
    { "list", runner_list_command, runner_help_command, true },
    { "check", check_command, runner_help_command, true },
    { "run", runner_run_command, runner_help_command, true },
    { "try", runner_try_command, runner_help_command, true },
    { "report", report_command, report_command, true },
    { "advise", runner_advise_command, advise_command, true },
    { "trace", trace_command, trace_command, false },
    { "compare", runner_compare_command, runner_compare_command, true },
    { "doctor", runner_doctor_command, runner_help_command, true },
    { "new", runner_new_command, runner_help_command, true },
    { "help", runner_help_command, runner_help_command, false },
    { "--help", runner_help_command, runner_help_command, false },
    { "-h", runner_help_command, runner_help_command, false },
    { "--version", runner_version_command, runner_help_command, false },
    { NULL, NULL, NULL, false },
};

int runner_advise_command(int argc, char **argv) { return advise_command_with(argc, argv, runner_list_as_result); }
