/* SPDX-License-Identifier: MIT */
/* Reads the command line of a fuzzer and counts its seeds (options.h). */
#include "tests/fuzz/options.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "tests/fuzz/choice.h"

static void refuse(const char *program, const char *part)
{
    fprintf(stderr, "usage: %s [%s] [--seed N] [--count N | --seconds S]\n", program, part);
    exit(2);
}

/* Returns false when the text is no number. */
static bool read_number(const char *text, uint64_t *number)
{
    char *end;
    if (text == NULL || *text < '0' || *text > '9')
        return false;
    *number = strtoull(text, &end, 0);
    return *end == '\0';
}

static bool is_part(const char *argument, const char *part)
{
    size_t length = strlen(argument);
    const char *found = strstr(part, argument);
    return length > 2 && found && (found[length] == ' ' || found[length] == '\0');
}

/* Reads the option at `at`, and returns the last argument that it takes; NULL for none that is known. */
static char **read_option(char **at, const char *part, struct options *options)
{
    uint64_t seconds;
    if (strncmp(*at, "--", 2) == 0 && is_part(*at, part)) {
        options->part = strchr(part, '|') ? *at + 2 : *++at;
        return options->part ? at : NULL;
    }
    if (strcmp(*at, "--seed") == 0)
        return read_number(at[1], &options->seed) ? at + 1 : NULL;
    if (strcmp(*at, "--seconds") == 0 && read_number(at[1], &seconds)) {
        options->seconds = (double)seconds;
        return at + 1;
    }
    if (strcmp(*at, "--count") != 0)
        return NULL;
    options->seconds = 1e9;
    return read_number(at[1], &options->count) ? at + 1 : NULL;
}

struct options options_of(char **arguments, const char *part)
{
    struct options options = { .program = arguments[0], .seed = 1, .count = UINT64_MAX, .seconds = 1 };
    for (char **at = arguments + 1; *at != NULL; at++) {
        at = read_option(at, part, &options);
        if (at == NULL)
            refuse(arguments[0], part);
    }
    return options;
}

static double now_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double options_seconds(const struct options *options) { return now_seconds() - options->begun; }

void options_begin(struct options *options)
{
    snprintf(options->command, sizeof options->command, "%s%s%s", options->program, options->part ? " --" : "",
             options->part ? options->part : "");
    options->next_seed = options->seed;
    options->begun = now_seconds();
    choice_report_crashes(options->command);
}

bool options_go_on(struct options *options)
{
    uint64_t done = options->next_seed - options->seed;
    alarm(60);
    return done < options->count && (done % 16 != 0 || options_seconds(options) < options->seconds);
}
