/* SPDX-License-Identifier: MIT */
/* Owns the commands help and --version. The folder help has a text for each word that has no other; the build makes
 * help_texts.inc out of its files. */
#include "bench/runner/plan/help.h"
#include <stdio.h>
#include <string.h>
#include "bench/process/message.h"
#include "build_facts.h"
#include "commit.h"

static const struct { const char *word, *text; } texts[] = {
#include "help_texts.inc"
};

static const char *find(const char *word)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(texts[i].word, word) == 0)
            return texts[i].text;
    return NULL;
}

int runner_help_command(int argc, char **argv)
{
    const char *text = argc > 0 ? find(argv[0]) : NULL;
    fputs(text != NULL ? text : find("overview"), stdout);
    return runner_flush_output();
}

int runner_version_command(int argc, char **argv)
{
    (void)argc, (void)argv;
    printf("corolab %s%s%s\n", BUILD_VERSION, BUILD_COMMIT[0] == '\0' ? "" : " ", BUILD_COMMIT);
    return runner_flush_output();
}
