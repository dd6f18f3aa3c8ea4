/* SPDX-License-Identifier: MIT */
/* Lists the words of corolab_files, which performs those that only read files, and explains all of corolab's. It links no row,
 * so it builds in seconds, also while a strategy does not compile. ./lab calls it for `report FILE`, `advise`, `trace`, `compare`
 * without --confirm, and for help. */
#include <stddef.h>
#include "bench/process/message.h"
#include "bench/runner/command/commands.h"
#include "bench/runner/compare/compare.h"
#include "bench/runner/plan/help.h"
#include "report/advise.h"
#include "report/report.h"
#include "report/trace.h"

/* Refuses a word that needs the table of rows. */
static int refuse_elsewhere(int argc, char **argv)
{
    (void)argc;
    runner_note("corolab_files only reads files: `corolab %s` needs the strategies", argv[0]);
    return 1;
}

const struct command runner_commands[] = {
    { "list", refuse_elsewhere, runner_help_command, false, NULL },
    { "check", refuse_elsewhere, runner_help_command, false, NULL },
    { "run", refuse_elsewhere, runner_help_command, false, NULL },
    { "try", refuse_elsewhere, runner_help_command, false, NULL },
    { "report", report_command, report_command, false, NULL },
    { "advise", advise_command, advise_command, false, NULL },
    { "trace", trace_command, trace_command, false, NULL },
    { "compare", runner_compare_command, runner_compare_command, false, NULL },
    { "doctor", refuse_elsewhere, runner_help_command, false, NULL },
    { "new", refuse_elsewhere, runner_help_command, false, NULL },
    { "help", runner_help_command, runner_help_command, false, NULL },
    { "--help", runner_help_command, runner_help_command, false, NULL },
    { "-h", runner_help_command, runner_help_command, false, NULL },
    { "--version", runner_version_command, runner_help_command, false, NULL },
    { NULL, NULL, NULL, false, NULL },
};

const char *runner_load_libraries(void) { return NULL; }

/* Stands in for remeasure.c, which needs the table of rows. */
enum coro_status runner_confirm(struct report_comparison *comparison, const struct confirm_request *request)
{
    (void)comparison, (void)request;
    return runner_refuse(CORO_ERR_IO, "corolab_files only reads files: `corolab compare --confirm` measures");
}
