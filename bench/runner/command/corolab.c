/* SPDX-License-Identifier: MIT */
/* Lists the words of the executable corolab. */
#include <stddef.h>
#include "bench/check/check.h"
#include "bench/runner/command/commands.h"
#include "bench/runner/compare/compare.h"
#include "bench/runner/plan/help.h"
#include "bench/runner/run/run.h"
#include "report/advise.h"
#include "report/report.h"

const struct command runner_commands[] = {
    { "list", runner_list_command, runner_help_command },
    { "check", check_command, runner_help_command },
    { "run", runner_run_command, runner_help_command },
    { "report", report_command, report_command },
    { "advise", advise_command, advise_command },
    { "compare", runner_compare_command, runner_compare_command },
    { "doctor", runner_doctor_command, runner_help_command },
    { "new", runner_new_command, runner_help_command },
    { "help", runner_help_command, runner_help_command },
    { "--help", runner_help_command, runner_help_command },
    { "-h", runner_help_command, runner_help_command },
    { "--version", runner_version_command, runner_help_command },
    { NULL, NULL, NULL },
};
