/* SPDX-License-Identifier: MIT */
/* Finds the word among the commands and hands the rest over, the word as argv[0]. */
#include "bench/runner/command/corolab.h"
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "bench/check/check.h"
#include "bench/runner/compare/compare.h"
#include "bench/runner/command/doctor.h"
#include "bench/runner/plan/help.h"
#include "bench/runner/command/list.h"
#include "bench/process/suggest.h"
#include "bench/runner/command/new.h"
#include "bench/process/message.h"
#include "bench/runner/run/run.h"
#include "report/report.h"

struct command {
    const char *word;
    int (*perform)(int argc, char **argv);
};

static int print_help(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    return runner_help_print();
}

static int print_version(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    return runner_help_print_version();
}

static const struct command commands[] = {
    { "list", runner_list_command },
    { "check", check_command },
    { "run", runner_run_command },
    { "report", report_command },
    { "compare", runner_compare_command },
    { "doctor", runner_doctor_command },
    { "new", runner_new_command },
    { "help", print_help },
    { "--help", print_help },
    { "-h", print_help },
    { "--version", print_version },
};

#define COMMAND_COUNT (sizeof commands / sizeof *commands)

static int refuse(const char *word)
{
    const char *words[COMMAND_COUNT], *found[RUNNER_NEAREST_MAX];
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        words[i] = commands[i].word;
    if (runner_nearest_find(word, words, COMMAND_COUNT, found) > 0)
        runner_note("there is no command \"%s\"; did you mean %s?", word, found[0]);
    else
        runner_note("there is no command \"%s\"; `%s help` shows them all", word, runner_called());
    return 2;
}

/* A standard descriptor that the caller closed would be given to the next file, and messages would end up in a result. */
static void fill_standard_descriptors(void)
{
    int fd;
    do
        fd = open("/dev/null", O_RDWR);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0)
        close(fd);
}

int runner_command(int argc, char **argv)
{
    fill_standard_descriptors();
    if (argc < 2) {
        runner_note("a command is missing; `%s help` shows them all", runner_called());
        return 2;
    }
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(argv[1], commands[i].word) == 0)
            return commands[i].perform(argc - 1, argv + 1);
    return refuse(argv[1]);
}
