/* SPDX-License-Identifier: MIT */
/* getopt_long, with sentences of our own. */
#define _GNU_SOURCE
#include "bench/runner/options.h"
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include "bench/runner/nearest.h"
#include "bench/runner/note.h"
#include "bench/runner/seed.h"

enum { OPTION_QUICK = 256, OPTION_THOROUGH, OPTION_SEED, OPTION_TEXT, OPTION_TRACE, OPTION_RESUME, OPTION_UNTIMED, OPTION_HELP };

static const struct option long_options[] = {
    { "strategies", required_argument, NULL, 's' },
    { "workloads", required_argument, NULL, 'w' },
    { "quick", no_argument, NULL, OPTION_QUICK },
    { "thorough", no_argument, NULL, OPTION_THOROUGH },
    { "seed", required_argument, NULL, OPTION_SEED },
    { "text", required_argument, NULL, OPTION_TEXT },
    { "trace", required_argument, NULL, OPTION_TRACE },
    { "resume", required_argument, NULL, OPTION_RESUME },
    { "output", required_argument, NULL, 'o' },
    { "untimed", no_argument, NULL, OPTION_UNTIMED },
    { "help", no_argument, NULL, OPTION_HELP },
    { NULL, 0, NULL, 0 },
};

static const char *const mode_names[MODE_COUNT] = { "quick", "default", "thorough" };
static const unsigned mode_rounds[MODE_COUNT] = { 5, 10, 20 };

const char *runner_options_mode_name(enum run_mode mode)
{
    return mode_names[mode];
}

static enum coro_status refuse_option(char **argv, int at)
{
    const char *names[16], *found[RUNNER_NEAREST_MAX];
    const char *word = argv[at];
    size_t count = 0;
    for (const struct option *option = long_options; option->name != NULL; option++)
        names[count++] = option->name;
    bool is_long = strncmp(word, "--", 2) == 0;
    if (is_long && runner_nearest_find(word + 2, names, count, found) > 0)
        runner_note("run does not understand \"%s\"; did you mean --%s?", word, found[0]);
    else
        runner_note("run does not understand \"%s\"; `%s help` shows what it knows", word, runner_called());
    return CORO_ERR_INVALID;
}

/* One option that getopt has split off. `seen` collects the ones that a resumed run takes from its file. */
static enum coro_status take(int option, struct run_options *options, const char **seen)
{
    switch (option) {
    case 's': options->filter.strategies = optarg; *seen = "-s"; break;
    case 'w': options->filter.workloads = optarg; *seen = "-w"; break;
    case OPTION_QUICK: options->mode = MODE_QUICK; *seen = "--quick"; break;
    case OPTION_THOROUGH: options->mode = MODE_THOROUGH; *seen = "--thorough"; break;
    case OPTION_TEXT: options->text = optarg; *seen = "--text"; break;
    case OPTION_TRACE: options->trace = optarg; *seen = "--trace"; break;
    case OPTION_UNTIMED: options->rounds = 0; *seen = "--untimed"; break;
    case OPTION_SEED: *seen = "--seed"; return runner_seed_parse(optarg, &options->seed);
    case OPTION_RESUME: options->resume = optarg; break;
    case OPTION_HELP: options->wants_help = true; break;
    case 'o': options->output = optarg; break;
    }
    return CORO_OK;
}

static enum coro_status settle(struct run_options *options, const char *seen)
{
    if (options->resume != NULL && seen != NULL) {
        runner_note("--resume takes everything from its file: leave %s out", seen);
        return CORO_ERR_INVALID;
    }
    if (options->mode == MODE_QUICK)
        options->filter.suite = SUITE_QUICK;
    if (options->rounds != 0)
        options->rounds = mode_rounds[options->mode];
    if (options->output == NULL)
        options->output = options->resume != NULL ? options->resume : RUNNER_DEFAULT_OUTPUT;
    return CORO_OK;
}

enum coro_status runner_options_parse(int argc, char **argv, struct run_options *options)
{
    const char *seen = NULL;
    bool is_quick = false, is_thorough = false;
    int option;
    *options = (struct run_options){ .mode = MODE_DEFAULT, .rounds = 1, .seed = runner_seed_fresh() };
    optind = 0;         /* glibc: start over, whatever was parsed before */
    opterr = 0;
    for (;;) {
        int at = optind == 0 ? 1 : optind;
        option = getopt_long(argc, argv, "+:s:w:o:", long_options, NULL);
        if (option == -1)
            break;
        if (option == '?')
            return refuse_option(argv, at);
        if (option == ':') {
            runner_note("%s wants a value", argv[at]);
            return CORO_ERR_INVALID;
        }
        is_quick |= option == OPTION_QUICK;
        is_thorough |= option == OPTION_THOROUGH;
        enum coro_status status = take(option, options, &seen);
        if (status != CORO_OK)
            return status;
    }
    if (optind < argc)
        return refuse_option(argv, optind);
    if (is_quick && is_thorough) {
        runner_note("--quick and --thorough exclude each other");
        return CORO_ERR_INVALID;
    }
    return settle(options, seen);
}
