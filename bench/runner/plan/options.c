/* SPDX-License-Identifier: MIT */
/* Wraps getopt_long and explains in one sentence what it refuses. */
#include "bench/runner/plan/options.h"
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/process/message.h"
#include "bench/runner/plan/order.h"
#include "bench/runner/plan/progress.h"
#include "report/text/nearest.h"

enum { OPTION_QUICK = 256, OPTION_THOROUGH, OPTION_SEED, OPTION_TEXT, OPTION_TRACE, OPTION_RESUME, OPTION_UNTIMED, OPTION_SKIP,
       OPTION_TIME_BUDGET, OPTION_LIKE, OPTION_FORCE };

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
    { "skip", required_argument, NULL, OPTION_SKIP },
    { "time-budget", required_argument, NULL, OPTION_TIME_BUDGET },
    { "like", required_argument, NULL, OPTION_LIKE },
    { "force", no_argument, NULL, OPTION_FORCE },
    { NULL, 0, NULL, 0 },
};

static const char *const mode_names[] = { "quick", "default", "thorough", "try" };
static const unsigned mode_rounds[MODE_COUNT] = { 5, 10, 20 };

const char *runner_options_mode_name(enum run_mode mode) { return mode_names[mode]; }

/* "90s", "10m", "1.5h". */
static enum coro_status parse_budget(const char *text, double *seconds)
{
    char *end;
    double number = strtod(text, &end);
    double unit = strcmp(end, "s") == 0 ? 1 : strcmp(end, "m") == 0 ? 60 : strcmp(end, "h") == 0 ? 3600 : 0;
    if (text[0] < '0' || text[0] > '9' || unit == 0 || !isfinite(number) || number <= 0 || number * unit > 1e7)
        return runner_refuse(CORO_ERR_INVALID, "--time-budget wants a time such as 90s, 10m or 2h, not \"%s\"", text);
    *seconds = number * unit;
    return CORO_OK;
}

static enum coro_status refuse_pass(const char *word)
{
    char list[256] = "";
    size_t used = 0;
    for (int pass = 0; pass < PASS_COUNT && used < sizeof list; pass++)
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", pass == 0 ? "" : ", ",
                                 runner_progress_pass_name((enum pass)pass));
    return runner_refuse(CORO_ERR_INVALID, "--skip does not know the pass \"%s\"; the passes are: %s", word, list);
}

/* "memory,instructions". */
static enum coro_status parse_skipped(const char *text, uint32_t *skipped)
{
    char word[32];
    for (const char *begin = text;; begin += strcspn(begin, ",") + 1) {
        size_t letters = strcspn(begin, ",");
        snprintf(word, sizeof word, "%.*s", (int)letters, begin);
        enum pass pass = letters < sizeof word ? runner_progress_pass(word) : PASS_COUNT;
        if (pass == PASS_COUNT)
            return refuse_pass(word);
        *skipped |= UINT32_C(1) << pass;
        if (begin[letters] == '\0')
            return CORO_OK;
    }
}

static enum coro_status refuse_option(char **argv, int at)
{
    const char *names[32], *found[REPORT_NEAREST_MOST];
    const char *word = argv[at];
    size_t count = 0;
    for (const struct option *option = long_options; option->name != NULL; option++)
        names[count++] = option->name;
    bool is_long = strncmp(word, "--", 2) == 0;
    if (is_long && report_nearest_find(word + 2, names, count, found) > 0)
        runner_note("run does not understand \"%s\"; did you mean --%s?", word, found[0]);
    else
        runner_note("run does not understand \"%s\"; `%s run --help` shows what it knows", word, runner_called());
    return CORO_ERR_INVALID;
}

/* The last options that a file can decide: --resume takes all of them from its file, --like all but the selection. */
struct seen { const char *selection, *other; };

/* Takes one option that getopt has split off. */
static enum coro_status take(int option, struct run_options *options, struct seen *seen)
{
    switch (option) {
    case 's': options->filter.strategies = optarg; seen->selection = "-s"; break;
    case 'w': options->filter.workloads = optarg; seen->selection = "-w"; break;
    case OPTION_QUICK: options->filter.suite = SUITE_QUICK; seen->other = "--quick"; break;
    case OPTION_THOROUGH: options->mode = MODE_THOROUGH; seen->other = "--thorough"; break;
    case OPTION_TEXT: options->text = optarg; seen->other = "--text"; break;
    case OPTION_TRACE: options->trace = optarg; seen->other = "--trace"; break;
    case OPTION_UNTIMED: options->rounds = 0; seen->other = "--untimed"; break;
    case OPTION_SEED: seen->other = "--seed"; return runner_seed_parse(optarg, &options->seed);
    case OPTION_SKIP: seen->other = "--skip"; return parse_skipped(optarg, &options->skipped);
    case OPTION_TIME_BUDGET: seen->other = "--time-budget"; return parse_budget(optarg, &options->budget_seconds);
    case OPTION_RESUME: options->resume = optarg; break;
    case OPTION_LIKE: options->like = optarg; break;
    case OPTION_FORCE: options->is_forced = true; break;
    case 'o': options->output = optarg; break;
    }
    return CORO_OK;
}

static bool skips(const struct run_options *options, enum pass pass) { return options->skipped >> pass & 1; }

/* Refuses options that contradict each other. */
static enum coro_status refuse_contradiction(const struct run_options *options)
{
    bool is_timed = options->rounds != 0 && !skips(options, PASS_TIME);
    if (options->budget_seconds > 0 && !is_timed)
        return runner_refuse(CORO_ERR_INVALID, "--time-budget is about timing, which %s leaves out",
                             options->rounds == 0 ? "--untimed" : "--skip time");
    if (!is_timed && skips(options, PASS_VERIFY) && skips(options, PASS_ALLOCATIONS))
        return runner_refuse(CORO_ERR_INVALID,
                             "--skip leaves no pass that would verify the cells: keep verify, time or allocations");
    return CORO_OK;
}

/* Refuses options that the file of --resume or --like decides. */
static enum coro_status refuse_decided(const struct run_options *options, const struct seen *seen)
{
    const char *other = seen->other != NULL ? seen->other : seen->selection;
    if (options->resume != NULL && options->like != NULL)
        other = "--like";
    if (options->resume != NULL && other != NULL)
        return runner_refuse(CORO_ERR_INVALID, "--resume takes everything from its file: leave %s out", other);
    if (options->like != NULL && seen->other != NULL)
        return runner_refuse(CORO_ERR_INVALID, "--like takes everything but -s and -w from its file: leave %s out", seen->other);
    return CORO_OK;
}

static enum coro_status settle(struct run_options *options, const struct seen *seen)
{
    if (refuse_decided(options, seen) != CORO_OK)
        return CORO_ERR_INVALID;
    if (options->filter.suite == SUITE_QUICK && options->mode == MODE_DEFAULT)
        options->mode = MODE_QUICK;
    if (options->rounds != 0)
        options->rounds = mode_rounds[options->mode];
    if (options->output == NULL)
        options->output = options->resume != NULL ? options->resume : RUNNER_DEFAULT_OUTPUT;
    return refuse_contradiction(options);
}

enum coro_status runner_options_parse(int argc, char **argv, struct run_options *options)
{
    struct seen seen = { NULL, NULL };
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
        if (option == ':')
            return runner_refuse(CORO_ERR_INVALID, "%s wants a value", argv[at]);
        enum coro_status status = take(option, options, &seen);
        if (status != CORO_OK)
            return status;
    }
    if (optind < argc)
        return refuse_option(argv, optind);
    return settle(options, &seen);
}
