/* SPDX-License-Identifier: MIT */
/* Lists the words of corolab_files: those of corolab that only read files. It links no row, so it builds in seconds, also while a
 * strategy does not compile. ./lab calls it for `report FILE`, for `compare` without --confirm, and for `help`. */
#include <stddef.h>
#include "bench/process/message.h"
#include "bench/runner/command/commands.h"
#include "bench/runner/compare/compare.h"
#include "bench/runner/plan/options.h"
#include "report/report.h"

const struct command runner_commands[] = {
    { "report", report_command },
    { "compare", runner_compare_command },
    { "help", runner_help_command },
    { "--help", runner_help_command },
    { "-h", runner_help_command },
    { "--version", runner_version_command },
    { NULL, NULL },
};

/* Stands in for remeasure.c, which needs the table of rows. */
enum coro_status runner_confirm(struct report_comparison *comparison, const struct confirm_request *request)
{
    (void)comparison, (void)request;
    return runner_refuse(CORO_ERR_IO, "corolab_files only reads files: `corolab compare --confirm` measures");
}
