/* SPDX-License-Identifier: MIT */
/* Finds the command that the first word of a command line names, and refuses unknown words with a suggestion. */
#include "bench/runner/command/commands.h"
#include <fcntl.h>
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

int runner_command(int argc, char **argv)
{
    fill_standard_descriptors();
    if (argc < 2) {
        runner_note("a command is missing; `%s help` shows them all", runner_called());
        return 2;
    }
    for (const struct command *command = runner_commands; command->word != NULL; command++)
        if (strcmp(argv[1], command->word) == 0)
            return command->perform(argc - 1, argv + 1);
    return refuse(argv[1]);
}
