/* SPDX-License-Identifier: MIT */
/* Parses the command line and puts the two stages in order. report/analysis compares; report/terminal prints. */
#include "bench/runner/compare/compare.h"
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "bench/process/message.h"
#include "bench/runner/plan/order.h"
#include "bench/process/stop.h"
#include "report/html/page.h"
#include "report/markdown/markdown.h"
#include "report/terminal/terminal.h"
#include "report/file/output_file.h"

extern const char runner_compare_help[];     /* compare.txt, embedded by compare_help.S */

enum { OPTION_COUNT = 9 };

struct request {
    const char *before, *after, *markdown, *html;
    double slower_share;        /* NAN: not asked for */
    struct confirm_request confirm;
    bool is_confirming, wants_help;
    char given[OPTION_COUNT + 1];           /* the letters of the options so far */
};

static enum coro_status parse_percent(const char *text, double *share)
{
    char *end;
    double percent = strtod(text, &end);
    if (end == text || (*end != '\0' && strcmp(end, "%") != 0) || !(percent >= 0 && percent <= 1000))
        return runner_refuse(CORO_ERR_INVALID, "--fail-if-slower wants per cent, such as 5, not \"%s\"", text);
    *share = percent / 100;
    return CORO_OK;
}

static enum coro_status add_tree(const char *path, struct confirm_request *confirm)
{
    if (confirm->tree_count == RUNNER_TREES_MAX)
        return runner_refuse(CORO_ERR_INVALID, "--build may be given %d times", RUNNER_TREES_MAX);
    struct stat facts;
    if (stat(path, &facts) != 0 || !S_ISDIR(facts.st_mode))
        return runner_refuse(CORO_ERR_INVALID, "--build wants a directory, and \"%s\" is none", path);
    confirm->trees[confirm->tree_count++] = path;
    return CORO_OK;
}

/* Only --build may be repeated. */
static enum coro_status note_option(int option, const char *name, struct request *request)
{
    size_t count = strlen(request->given);
    if (strchr("mwfsxt", option) != NULL && strchr(request->given, option) != NULL)
        return runner_refuse(CORO_ERR_INVALID, "--%s is given twice", name);
    if (count < OPTION_COUNT && strchr(request->given, option) == NULL)
        request->given[count] = (char)option;
    return CORO_OK;
}

static bool is_standard(const char *path) { return path != NULL && strcmp(path, "-") == 0; }

/* The table goes to standard output, unless another output does. */
static enum coro_status refuse_outputs(const struct request *request)
{
    const struct { const char *name, *path; } outputs[] = { { "--md", request->markdown }, { "--html", request->html } };
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++) {
        const char *path = outputs[i].path;
        if (path != NULL && path[0] == '\0')
            return runner_refuse(CORO_ERR_INVALID, "%s wants a name that is not empty", outputs[i].name);
        if (path != NULL && !is_standard(path) && report_output_is_same(path, "-"))
            return runner_refuse(CORO_ERR_INVALID, "%s and standard output cannot go to one file", outputs[i].name);
    }
    if (request->markdown != NULL && request->html != NULL && report_output_is_same(request->markdown, request->html))
        return runner_refuse(CORO_ERR_INVALID, "--md and --html cannot go to one file");
    return CORO_OK;
}

/* Without --confirm nothing is measured, so the words about measuring would do nothing. */
static enum coro_status refuse_idle(const struct request *request)
{
    static const struct { char option; const char *name; } measuring[] = {
        { 's', "--seed" }, { 'b', "--build" }, { 'x', "--text" }, { 't', "--trace" },
    };
    for (size_t i = 0; i < sizeof measuring / sizeof *measuring && !request->is_confirming; i++)
        if (strchr(request->given, measuring[i].option) != NULL)
            return runner_refuse(CORO_ERR_INVALID, "%s is about --confirm, which is not given", measuring[i].name);
    return refuse_outputs(request);
}

static enum coro_status take(int option, char **argv, int at, struct request *request)
{
    switch (option) {
    case 'c': request->is_confirming = true; return CORO_OK;
    case 'm': request->markdown = optarg; return CORO_OK;
    case 'w': request->html = optarg; return CORO_OK;
    case 'h': request->wants_help = true; return CORO_OK;
    case 's': return runner_seed_parse(optarg, &request->confirm.seed);
    case 'b': return add_tree(optarg, &request->confirm);
    case 'x': request->confirm.text = optarg; return CORO_OK;
    case 't': request->confirm.trace = optarg; return CORO_OK;
    case 'f': return parse_percent(optarg, &request->slower_share);
    case ':': return runner_refuse(CORO_ERR_INVALID, "%s wants a value", argv[at]);
    default:
        return runner_refuse(CORO_ERR_INVALID, "compare does not understand \"%s\"; `%s compare --help` shows what it knows",
                             argv[at], runner_called());
    }
}

static enum coro_status read_words(int argc, char **argv, struct request *request)
{
    static const struct option options[] = {
        { "confirm", no_argument, NULL, 'c' }, { "md", required_argument, NULL, 'm' },
        { "fail-if-slower", required_argument, NULL, 'f' }, { "seed", required_argument, NULL, 's' },
        { "build", required_argument, NULL, 'b' }, { "text", required_argument, NULL, 'x' },
        { "trace", required_argument, NULL, 't' }, { "html", required_argument, NULL, 'w' },
        { "help", no_argument, NULL, 'h' }, { NULL, 0, NULL, 0 },
    };
    int option, which = 0;
    *request = (struct request){ .slower_share = NAN, .confirm.seed = runner_seed_fresh() };
    opterr = 0;
    optind = 0;
    while ((option = getopt_long(argc, argv, ":", options, &which)) != -1) {
        enum coro_status status = take(option, argv, optind - 1, request);
        if (status == CORO_OK)
            status = note_option(option, options[which].name, request);
        if (status != CORO_OK || request->wants_help)
            return status;
    }
    if (argc - optind != 2)
        return runner_refuse(CORO_ERR_INVALID, "compare wants two result files, BEFORE and AFTER, not %d", argc - optind);
    request->before = argv[optind];
    request->after = argv[optind + 1];
    return refuse_idle(request);
}

/* Prints the report's sentence and returns its exit status. */
static int complain(const struct report_complaint *complaint)
{
    runner_note("%s", complaint->sentence);
    return 1;
}

/* The output: the comparison and, with --fail-if-slower, the verdict of the gate. */
struct outcome {
    const struct report_comparison *comparison;
    struct report_gate gate;
    bool has_gate;
};

typedef void add_outcome(struct report_text *, const struct outcome *);

static const struct report_gate *gate_of(const struct outcome *outcome) { return outcome->has_gate ? &outcome->gate : NULL; }

static void add_terminal(struct report_text *text, const struct outcome *outcome)
{
    report_comparison_add_terminal(text, outcome->comparison);
    if (outcome->has_gate)
        report_gate_add_terminal(text, &outcome->gate);
}

static void add_markdown(struct report_text *text, const struct outcome *outcome)
{
    report_comparison_add_markdown(text, outcome->comparison, gate_of(outcome));
}

static void add_page(struct report_text *text, const struct outcome *outcome)
{
    report_page_comparison_add(text, outcome->comparison, gate_of(outcome));
}

/* Nothing when `path` is NULL. */
static enum report_status show(const char *path, add_outcome *add, const struct outcome *outcome,
                               struct report_complaint *complaint)
{
    struct report_text text = {0};
    if (path == NULL)
        return REPORT_OK;
    add(&text, outcome);
    enum report_status status = report_output(path, &text, complaint);
    report_text_fini(&text);
    return status;
}

static int exit_status_of(const struct outcome *outcome)
{
    if (outcome->has_gate && outcome->gate.verdict == REPORT_GATE_SLOWER)
        return RUNNER_SLOWER;
    return outcome->gate.unmeasured > 0 || (outcome->has_gate && outcome->gate.verdict != REPORT_GATE_PASSED);
}

static int show_all(const struct request *request, const struct report_comparison *comparison)
{
    struct report_complaint complaint;
    struct outcome outcome = { .comparison = comparison, .has_gate = !isnan(request->slower_share) };
    bool has_standard = is_standard(request->markdown) || is_standard(request->html);
    report_gate_judge(comparison, &outcome.gate);
    enum report_status status = show(has_standard ? NULL : "-", add_terminal, &outcome, &complaint);
    if (status == REPORT_OK)
        status = show(request->markdown, add_markdown, &outcome, &complaint);
    if (status == REPORT_OK)
        status = show(request->html, add_page, &outcome, &complaint);
    return status == REPORT_OK ? exit_status_of(&outcome) : complain(&complaint);
}

static int confirm(const struct request *request, struct report_comparison *comparison)
{
    enum coro_status status = runner_stop_watch();
    if (status == CORO_OK)
        status = runner_confirm(comparison, &request->confirm);
    if (status == CORO_OK)
        return 0;
    if (status == CORO_ERR_CANCELLED) {
        runner_note("stopped: nothing is confirmed");
        return RUNNER_STOPPED;
    }
    if (status != CORO_ERR_IO)
        runner_note("%s", coro_status_message(status));
    return 1;
}

/* No output may fall into a file that was compared. */
static enum report_status spare_inputs(const struct request *request, struct report_complaint *complaint)
{
    const char *const inputs[] = { request->before, request->after };
    enum report_status status = report_output_spares("-", inputs, 2, complaint);
    if (status == REPORT_OK && request->markdown != NULL)
        status = report_output_spares(request->markdown, inputs, 2, complaint);
    if (status == REPORT_OK && request->html != NULL)
        status = report_output_spares(request->html, inputs, 2, complaint);
    return status;
}

static int compare_results(const struct request *request, const struct report_result *before, const struct report_result *after)
{
    struct report_comparison comparison;
    report_comparison_init(&comparison, before, after, request->slower_share);
    int exit_status = request->is_confirming ? confirm(request, &comparison) : 0;
    if (exit_status == 0) {
        report_comparison_conclude(&comparison);
        exit_status = show_all(request, &comparison);
    }
    report_comparison_fini(&comparison);
    return exit_status;
}

static enum report_status load(const char *path, struct report_result **result, struct report_complaint *complaint)
{
    enum report_status status = report_result_load(path, result, complaint);
    if (status == REPORT_OK && (*result)->torn_line > 0)
        runner_note("%s is cut off inside line %zu, which is left out", path, (*result)->torn_line);
    if (status == REPORT_OK && (*result)->unknown_count > 0)
        runner_note("%s has %zu records of kinds that this corolab does not know, which are left out", path,
                    (*result)->unknown_count);
    return status;
}

int runner_compare_command(int argc, char **argv)
{
    struct request request;
    struct report_complaint complaint;
    struct report_result *before = NULL, *after = NULL;
    if (read_words(argc, argv, &request) != CORO_OK)
        return 2;
    if (request.wants_help) {
        fputs(runner_compare_help, stdout);
        return runner_flush_output();
    }
    enum report_status status = load(request.before, &before, &complaint);
    if (status == REPORT_OK)
        status = load(request.after, &after, &complaint);
    if (status == REPORT_OK)
        status = spare_inputs(&request, &complaint);
    int exit_status = status == REPORT_OK ? compare_results(&request, before, after) : complain(&complaint);
    report_result_free(before);
    report_result_free(after);
    return exit_status;
}
