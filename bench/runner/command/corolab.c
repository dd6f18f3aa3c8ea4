/* SPDX-License-Identifier: MIT */
/* Lists the words of the executable corolab. */
#include <stddef.h>
#include "bench/check/check.h"
#include "bench/runner/command/commands.h"
#include "bench/runner/compare/compare.h"
#include "bench/runner/plan/options.h"
#include "bench/runner/run/run.h"
#include "report/report.h"

const struct command runner_commands[] = {
    { "list", runner_list_command },
    { "check", check_command },
    { "run", runner_run_command },
    { "report", report_command },
    { "compare", runner_compare_command },
    { "doctor", runner_doctor_command },
    { "new", runner_new_command },
    { "help", runner_help_command },
    { "--help", runner_help_command },
    { "-h", runner_help_command },
    { "--version", runner_version_command },
    { NULL, NULL },
};
