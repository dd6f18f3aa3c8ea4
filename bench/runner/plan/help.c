/* SPDX-License-Identifier: MIT */
/* Owns the help text. */
#include "bench/runner/plan/help.h"
#include <stdio.h>
#include "bench/process/message.h"
#include "build_facts.h"
#include "commit.h"

static const char help[] =
    "corolab measures where the frame of a dyn async next() can live.\n"
    "\n"
    "  corolab list [--json]       the strategies, peers and workloads\n"
    "  corolab check [STRATEGY...] [--json]\n"
    "                              prove or refute what is claimed of each\n"
    "                              strategy, without timing\n"
    "  corolab run [OPTION...]     verify, time and count; write a result file\n"
    "  corolab report FILE... [--html F] [--md F] [--csv F] [--svg DIR]\n"
    "                              show result files; F may be - for stdout\n"
    "  corolab compare BEFORE AFTER [--confirm] [--fail-if-slower PCT] [--md F]\n"
    "                              which cells have become faster or slower\n"
    "  corolab doctor [--json]     what makes results noisy on this machine, and how\n"
    "                              noisy they are\n"
    "  corolab new strategy|workload NAME\n"
    "                              write a source file that works as it stands\n"
    "  corolab help, --version\n"
    "\n"
    "options of run:\n"
    "  -s, --strategies REGEX   only strategies and peers whose name matches\n"
    "                           (POSIX extended, anywhere in the name)\n"
    "  -w, --workloads REGEX    only workloads whose name matches\n"
    "      --quick              the quick workloads, 5 samples of time per cell\n"
    "      --thorough           20 samples of time per cell instead of 10\n"
    "      --untimed            verify and count allocations only; for builds\n"
    "                           without optimisation\n"
    "      --time-budget TIME   time last, in as many rounds as fit, at least 5: 10m\n"
    "      --skip PASS[,PASS]   leave out check, verify, time, allocations,\n"
    "                           kernel, tails, instructions or memory\n"
    "      --seed N             the seed of the order of the samples\n"
    "      --text FILE          the text of the workload `lines`\n"
    "      --trace FILE         the trace that the workload `real` replays\n"
    "  -o, --output FILE        the result file, result.json by default\n"
    "      --resume FILE        go on with an interrupted or killed run of the\n"
    "                           same build\n"
    "      --like FILE          the run of a file again, from the beginning\n"
    "\n"
    "Ctrl-C stops a run and writes what is finished; a second Ctrl-C leaves at\n"
    "once. Exit status: 0 done, 1 failed, 2 not understood,\n"
    "3 slower than compare was told to let pass, 130 stopped.\n";

int runner_help_command(int argc, char **argv)
{
    (void)argc, (void)argv;
    fputs(help, stdout);
    return runner_flush_output();
}

int runner_version_command(int argc, char **argv)
{
    (void)argc, (void)argv;
    printf("corolab %s%s%s\n", BUILD_VERSION, BUILD_COMMIT[0] == '\0' ? "" : " ", BUILD_COMMIT);
    return runner_flush_output();
}
