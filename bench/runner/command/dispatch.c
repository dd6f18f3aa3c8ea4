/* SPDX-License-Identifier: MIT */
/* Finds the command that the first word of a command line names, and refuses unknown words with a suggestion. */
#include "bench/runner/command/commands.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "bench/process/message.h"
#include "report/text/text.h"

static int refuse(const char *word)
{
    enum { WORDS_MAX = 32 };
    const char *words[WORDS_MAX];
    size_t count = 0;
    for (; runner_commands[count].word != NULL && count < WORDS_MAX; count++)
        words[count] = runner_commands[count].word;
    runner_suggest("there is no command", word, words, count, "help");
    return 2;
}

/* Opens closed standard descriptors on /dev/null: else the next file would take the number, and messages would end up in a
 * result. It can only be read: output that nobody can see is an error. */
static void fill_standard_descriptors(void)
{
    int fd;
    do
        fd = open("/dev/null", O_RDONLY);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0)
        close(fd);
}

static const struct command *find(const char *word)
{
    for (const struct command *command = runner_commands; command->word != NULL; command++)
        if (strcmp(word, command->word) == 0)
            return command;
    return NULL;
}

static bool asks_for_help(int argc, char **argv)
{
    for (int i = 2; i < argc; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return true;
    return false;
}

/* As TABLE_LIBRARIES of bench/table/table.h, which corolab_files is built without. */
static const char libraries[] = "COROLAB_STRATEGIES";

/* Adds the library's path to the list in the environment, which the programs that this one starts read, too. */
static bool add_library(const char *path)
{
    char real[PATH_MAX];
    const char *list = getenv(libraries);
    struct report_text longer = {0};
    bool is_there = realpath(path, real) != NULL;
    if (!is_there || strchr(real, ':') != NULL) {
        runner_note("%s cannot be loaded: %s", path,
                    is_there ? "its path has a colon, which separates libraries" : strerror(errno));
        return false;
    }
    report_text_format(&longer, "%s%s%s", list ? list : "", list && *list ? ":" : "", real);
    bool is_set = setenv(libraries, report_text_string(&longer), 1) == 0;
    report_text_fini(&longer);
    return is_set;
}

/* Copies argv without every "--with LIBRARY". Returns the number of words; -1 after a sentence on standard error. */
static int take_libraries(int argc, char *const argv[], char **words)
{
    static const char option[] = "--with", joined[] = "--with=";
    int left = 0;
    for (int i = 0; i < argc; i++) {
        bool is_joined = strncmp(argv[i], joined, strlen(joined)) == 0;
        if (!is_joined && strcmp(argv[i], option) != 0) {
            words[left++] = argv[i];
        } else if (!is_joined && i + 1 == argc) {
            runner_note("--with takes a library of rows, as in --with ./libmy_idea.so");
            return -1;
        } else if (!add_library(is_joined ? argv[i] + strlen(joined) : argv[++i])) {
            return -1;
        }
    }
    words[left] = NULL;
    return left;
}

/* Options alone: the word does not say what it is about. */
static bool is_about_nothing(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (argv[i][0] != '-')
            return false;
    return true;
}

static int perform(const struct command *command, int argc, char **argv)
{
    char *words[argc + 1];
    if (!command->reads_table)
        return command->perform(argc, argv);
    const char *list = getenv(libraries);
    size_t known = list ? strlen(list) : 0;
    int count = take_libraries(argc, argv, words);
    const char *refusal = count < 0 ? NULL : runner_load_libraries();
    if (refusal)
        runner_note("%s", refusal);
    if (count < 0 || refusal)
        return 2;
    if (count == argc || command->perform_with == NULL || !is_about_nothing(count, words))
        return command->perform(count, words);
    return command->perform_with(count, words, getenv(libraries) + known);
}

int runner_command(int argc, char **argv)
{
    char option[] = "--help";
    fill_standard_descriptors();
    signal(SIGPIPE, SIG_IGN);
    if (argc < 2) {
        runner_note("a command is missing; `%s help` shows them all", runner_called());
        return 2;
    }
    bool is_about_word = argc > 2 && strcmp(argv[1], "help") == 0;
    char *word = is_about_word ? argv[2] : argv[1];
    const struct command *command = find(word);
    if (command == NULL)
        return refuse(word);
    if (is_about_word || asks_for_help(argc, argv))
        return command->explain(2, (char *[]){ word, option, NULL });
    return perform(command, argc - 1, argv + 1);
}
