/* SPDX-License-Identifier: MIT */
/* Finds the command that the first word of a command line names, and refuses unknown words with a suggestion. */
#include "bench/runner/command/commands.h"
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>
#include "bench/process/message.h"

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
    return command->perform(argc - 1, argv + 1);
}
