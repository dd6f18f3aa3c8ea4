/* SPDX-License-Identifier: MIT */
/* Owns the commands help and --version. The help of one word is cut out of the general help, so nothing is described twice. */
#include "bench/runner/plan/help.h"
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include "bench/process/message.h"
#include "build_facts.h"
#include "commit.h"

#define ENTRY "  corolab "
#define OPTIONS "\noptions of "

extern const char runner_help[];        /* help.txt, embedded by help.S */

static const char *end_of_line(const char *line)
{
    const char *end = strchr(line, '\n');
    return end == NULL ? line + strlen(line) : end + 1;
}

/* Does the line begin with these letters, with the word, and then with no letter? */
static bool names(const char *line, const char *start, const char *word)
{
    size_t letters = strlen(start), word_letters = strlen(word);
    return strncmp(line, start, letters) == 0 && strncmp(line + letters, word, word_letters) == 0
           && strchr(" :,\n", line[letters + word_letters]) != NULL;
}

/* The line on which the word's entry begins, or NULL. */
static const char *find_entry(const char *word)
{
    for (const char *line = runner_help; *line != '\0'; line = end_of_line(line))
        if (word[0] >= 'a' && word[0] <= 'z' && names(line, ENTRY, word))
            return line;
    return NULL;
}

/* An entry's first line holds the words to type and, behind two spaces, the first words of the description. */
static void print_entry(const char *entry)
{
    const char *end = end_of_line(entry), *usage = entry + strspn(entry, " "), *gap = strstr(usage, "  ");
    bool is_described = gap != NULL && gap < end;
    printf("usage: %.*s\n\n", (int)((is_described ? gap : end - 1) - usage), usage);
    if (is_described)
        printf("  %.*s", (int)(end - gap - (long)strspn(gap, " ")), gap + strspn(gap, " "));
    for (const char *line = end; strncmp(line, "    ", 4) == 0; line = end) {
        end = end_of_line(line);
        size_t indent = strspn(line, " ");
        printf("  %.*s", (int)(end - line) - (int)indent, line + indent);
    }
}

/* The options of the word, where it has any, and the exit statuses behind them. */
static void print_options(const char *word)
{
    const char *options = strstr(runner_help, OPTIONS);
    if (options != NULL && names(options, OPTIONS, word))
        fputs(options, stdout);
}

int runner_help_command(int argc, char **argv)
{
    const char *entry = argc > 0 ? find_entry(argv[0]) : NULL;
    if (entry == NULL || strcmp(argv[0], "help") == 0) {
        fputs(runner_help, stdout);
    } else {
        print_entry(entry);
        print_options(argv[0]);
    }
    return runner_flush_output();
}

int runner_version_command(int argc, char **argv)
{
    (void)argc, (void)argv;
    printf("corolab %s%s%s\n", BUILD_VERSION, BUILD_COMMIT[0] == '\0' ? "" : " ", BUILD_COMMIT);
    return runner_flush_output();
}
