/* SPDX-License-Identifier: MIT */
/* Lists the words of the executable corolab. */
#include "bench/runner/command/corolab.h"
#include "bench/check/check.h"
#include "bench/runner/command/dispatch.h"
#include "bench/runner/command/doctor.h"
#include "bench/runner/command/list.h"
#include "bench/runner/command/new.h"
#include "bench/runner/compare/compare.h"
#include "bench/runner/plan/help.h"
#include "bench/runner/run/run.h"
#include "report/report.h"

static const struct command commands[] = {
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
};

int runner_command(int argc, char **argv)
{
    return runner_dispatch(commands, sizeof commands / sizeof *commands, argc, argv);
}
