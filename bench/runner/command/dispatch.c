/* SPDX-License-Identifier: MIT */
/* Refuses unknown words with a suggestion. */
#include "bench/runner/command/dispatch.h"
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "bench/process/message.h"
#include "bench/process/suggest.h"

enum { WORDS_MAX = 32 };

static int refuse(const char *word, const struct command *commands, size_t count)
{
    const char *words[WORDS_MAX];
    size_t word_count = 0;
    while (word_count < count && word_count < WORDS_MAX) {
        words[word_count] = commands[word_count].word;
        word_count++;
    }
    runner_suggest("there is no command", word, words, word_count, "help");
    return 2;
}

/* Opens closed standard descriptors on /dev/null: else the next file would take the number, and messages would end up in a
 * result. */
static void fill_standard_descriptors(void)
{
    int fd;
    do
        fd = open("/dev/null", O_RDWR);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0)
        close(fd);
}

int runner_dispatch(const struct command *commands, size_t count, int argc, char **argv)
{
    fill_standard_descriptors();
    if (argc < 2) {
        runner_note("a command is missing; `%s help` shows them all", runner_called());
        return 2;
    }
    for (size_t i = 0; i < count; i++)
        if (strcmp(argv[1], commands[i].word) == 0)
            return commands[i].perform(argc - 1, argv + 1);
    return refuse(argv[1], commands, count);
}
