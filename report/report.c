/* SPDX-License-Identifier: MIT */
/* Owns the command line of `corolab report`: the files to read, the outputs to make, and the complaint when either fails. The
 * outputs themselves are html/, markdown/, terminal/ and chart/. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/claim_decision.h"
#include "report/analysis/runs.h"
#include "report/base/memory.h"
#include "report/chart/chart.h"
#include "report/markdown/markdown.h"
#include "report/file/output_file.h"
#include "report/html/page.h"
#include "report/json/google_benchmark.h"
#include "report/report.h"
#include "report/terminal/terminal.h"

enum { EXIT_USAGE = 2 };

static const char usage[] =
    "usage: corolab report FILE... [--html F] [--md F] [--csv F] [--gbench F]\n"
    "                      [--svg DIR] [--long]\n"
    "       corolab report --with LIBRARY\n"
    "\n"
    "Shows each result file in one screen, unless an output goes to standard output.\n"
    "Without a file, runs the quick suite into result.json, with the rows of this\n"
    "library in it, and shows it.\n"
    "  --long      show all tables of the file instead\n"
    "  --html F    also write a page to F; several files are one page, with a picker\n"
    "              and what their runs agree on\n"
    "  --md F      also write Markdown for a README or a pull request to F\n"
    "  --csv F     also write the long form, one row per cell and metric, to F\n"
    "  --gbench F  also write Google Benchmark's JSON, for its compare.py and for\n"
    "              dashboards, to F\n"
    "  --svg DIR   also write the charts into DIR\n"
    "F may be -, standard output.\n";

struct request {
    const char *html, *markdown, *csv, *benchmark, *svg;    /* NULL: not wanted */
    char **files;
    size_t file_count;
    enum report_terminal_length length;
    bool is_help;
};

static size_t standard_outputs(const struct request *request)
{
    const char *const paths[] = {request->html, request->markdown, request->csv, request->benchmark};
    size_t count = 0;

    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        count += paths[i] != NULL && strcmp(paths[i], "-") == 0;
    return count;
}

enum { OUTPUTS = 5 };

/* The outputs that are one file each; NULL for those that are not wanted. The table is one unless another has its place. */
static void list_outputs(const struct request *request, const char *paths[OUTPUTS])
{
    paths[0] = request->html;
    paths[1] = request->markdown;
    paths[2] = request->csv;
    paths[3] = request->benchmark;
    paths[4] = standard_outputs(request) == 0 ? "-" : NULL;
}

/* True for two outputs to one file: the second would replace the first. */
static bool is_double(const struct request *request)
{
    const char *paths[OUTPUTS];

    list_outputs(request, paths);
    for (size_t i = 0; i < OUTPUTS; i++)
        for (size_t j = 0; j < i; j++)
            if (paths[i] != NULL && paths[j] != NULL && report_output_is_same(paths[i], paths[j]))
                return true;
    return false;
}

/* Complains on stderr of a request that makes no sense; returns whether it did. */
static bool complain_of_request(const struct request *request)
{
    if (request->file_count == 0)
        report_print_complaint("report", "which result file? Name at least one, or see --help");
    else if (standard_outputs(request) > 1)
        report_print_complaint("report", "only one output can go to standard output");
    else if (request->svg != NULL && strcmp(request->svg, "-") == 0)
        report_print_complaint("report", "--svg wants a directory, not standard output");
    else if (is_double(request))
        report_print_complaint("report", "two outputs cannot go to one file");
    else if (request->csv != NULL && request->file_count > 1)
        report_print_complaint("report", "--csv takes one result file, because its rows do not name their file");
    else if (request->benchmark != NULL && request->file_count > 1)
        report_print_complaint("report", "--gbench takes one result file, because its benchmarks do not name their file");
    else
        return false;
    return true;
}

/* Takes the value of an option that may be given once; false, after a sentence on stderr, when it makes no sense. */
static bool take_path(const char **path, const char *option, const char *value)
{
    if (*path != NULL)
        report_print_complaint("report", "%s is given twice", option);
    else if (value[0] == '\0')
        report_print_complaint("report", "%s needs a name that is not empty", option);
    else
        *path = value;
    return *path == value;
}

static bool take(int option, const char *value, struct request *request)
{
    switch (option) {
    case 'h': return take_path(&request->html, "--html", value);
    case 'm': return take_path(&request->markdown, "--md", value);
    case 'c': return take_path(&request->csv, "--csv", value);
    case 'g': return take_path(&request->benchmark, "--gbench", value);
    default: return take_path(&request->svg, "--svg", value);
    }
}

/* Reads the words; false, after a sentence on stderr, when they make no sense. */
static bool read_words(int argc, char **argv, struct request *request)
{
    static const struct option options[] = {
        {"html", required_argument, NULL, 'h'}, {"md", required_argument, NULL, 'm'},
        {"csv", required_argument, NULL, 'c'},  {"gbench", required_argument, NULL, 'g'},
        {"svg", required_argument, NULL, 's'},  {"long", no_argument, NULL, 'l'},
        {"help", no_argument, NULL, '?' + 1},   {NULL, 0, NULL, 0},
    };
    int option;

    opterr = 0;
    optind = 0;
    while ((option = getopt_long(argc, argv, ":", options, NULL)) != -1) {
        switch (option) {
        case 'h': case 'm': case 'c': case 'g': case 's':
            if (!take(option, optarg, request))
                return false;
            break;
        case 'l': request->length = REPORT_LONG; break;
        case '?' + 1: request->is_help = true; return true;
        default:
            report_print_complaint("report", "%s %s; see --help", argv[optind - 1],
                                   option == ':' ? "needs a value" : "is not an option");
            return false;
        }
    }
    request->files = argv + optind;
    request->file_count = (size_t)(argc - optind);
    return !complain_of_request(request);
}

typedef void add_all(struct report_text *, struct report_result *const *results, size_t count);

static void add_markdown(struct report_text *text, struct report_result *const *results, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        report_text_add(text, i == 0 ? "" : "\n");
        report_markdown_add(text, results[i]);
    }
    report_markdown_add_goals_of_all(text, (const struct report_result *const *)results, count);
}

static void add_csv(struct report_text *text, struct report_result *const *results, size_t count)
{
    for (size_t i = 0; i < count; i++)
        report_csv_add(text, results[i]);
}

static void add_benchmarks(struct report_text *text, struct report_result *const *results, size_t count)
{
    for (size_t i = 0; i < count; i++)
        report_google_benchmark_add(text, results[i]);
}

/* Makes one output and puts it at `path`; nothing when that is NULL. */
static enum report_status make_output(const char *path, add_all *add, struct report_result *const *results, size_t count,
                                      struct report_complaint *complaint)
{
    enum report_status status;
    struct report_text text = {0};

    if (path == NULL)
        return REPORT_OK;
    add(&text, results, count);
    status = report_output(path, &text, complaint);
    report_text_fini(&text);
    return status;
}

/* The hints name the program as the reader calls it. */
static enum report_status make_terminal(const struct request *request, struct report_result *const *results, size_t count,
                                        struct report_complaint *complaint)
{
    enum report_terminal_look look = report_terminal_look_of_output();
    const char *called = getenv("COROLAB_CALLED");
    struct report_hints hints = {called == NULL ? "corolab" : called, request->html};
    struct report_text text = {0};

    for (size_t i = 0; i < count; i++) {
        report_text_add(&text, i == 0 ? "" : "\n");
        if (request->length == REPORT_LONG)
            report_terminal_add(&text, results[i], look);
        else
            report_terminal_add_short(&text, results[i], look, &hints);
    }
    if (count > 1)
        report_terminal_add_goals(&text, (const struct report_result *const *)results, count);
    enum report_status status = report_output("-", &text, complaint);
    report_text_fini(&text);
    return status;
}

/* The page names the files that have a run again; all other outputs take each run once. */
static enum report_status make_outputs(const struct request *request, struct report_result *const *files,
                                       struct report_result *const *results, size_t count, struct report_complaint *complaint)
{
    enum report_status status = make_output(request->html, report_page_add, files, request->file_count, complaint);

    if (status == REPORT_OK)
        status = make_output(request->markdown, add_markdown, results, count, complaint);
    if (status == REPORT_OK)
        status = make_output(request->csv, add_csv, results, count, complaint);
    if (status == REPORT_OK)
        status = make_output(request->benchmark, add_benchmarks, results, count, complaint);
    if (status == REPORT_OK && request->svg != NULL) {
        const char *outputs[OUTPUTS];
        list_outputs(request, outputs);
        status = report_svg_files_write(request->svg, results, count, outputs, OUTPUTS, complaint);
    }
    if (status == REPORT_OK && standard_outputs(request) == 0)
        status = make_terminal(request, results, count, complaint);
    return status;
}

/* Loads a result and decides its claims about samples. Says on stderr when the last line of the file is torn. */
static enum report_status load(const char *path, struct report_result **result, struct report_complaint *complaint)
{
    enum report_status status = report_result_load(path, result, complaint);

    if (status != REPORT_OK)
        return status;
    report_claims_decide(*result);
    if ((*result)->torn_line > 0)
        report_print_complaint("report", "%s is cut off inside line %zu, which is left out", path, (*result)->torn_line);
    if ((*result)->unknown_count > 0)
        report_print_complaint("report", "%s has %zu records of kinds that this corolab does not know, which are left out", path,
                               (*result)->unknown_count);
    return REPORT_OK;
}

/* No output may fall into a result file, the table's standard output included. */
static enum report_status spare_inputs(const struct request *request, struct report_complaint *complaint)
{
    const char *paths[OUTPUTS];
    enum report_status status = REPORT_OK;

    list_outputs(request, paths);
    for (size_t i = 0; i < OUTPUTS && status == REPORT_OK; i++)
        if (paths[i] != NULL)
            status = report_output_spares(paths[i], (const char *const *)request->files, request->file_count, complaint);
    return status;
}

/* Lists each run once, names the files that are left out, and returns how many are listed. */
static size_t list_runs(struct report_result *const *files, size_t count, struct report_result **runs)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        size_t shown = report_runs_shown((const struct report_result *const *)files, count, i);
        if (shown == i)
            runs[kept++] = files[i];
        else
            report_print_complaint("report", "%s is left out: %s has the same run, with all its samples", files[i]->path,
                                   files[shown]->path);
    }
    return kept;
}

static enum report_status report(const struct request *request, struct report_complaint *complaint)
{
    struct report_result **results = report_allocate_zeroed(request->file_count, sizeof *results);
    struct report_result **runs = report_allocate_zeroed(request->file_count, sizeof *runs);
    enum report_status status = REPORT_OK;

    for (size_t i = 0; i < request->file_count && status == REPORT_OK; i++)
        status = load(request->files[i], &results[i], complaint);
    if (status == REPORT_OK)
        status = spare_inputs(request, complaint);
    if (status == REPORT_OK)
        status = make_outputs(request, results, runs, list_runs(results, request->file_count, runs), complaint);
    for (size_t i = 0; i < request->file_count; i++)
        report_result_free(results[i]);
    free(results);
    free(runs);
    return status;
}

static void add_usage(struct report_text *text, struct report_result *const *results, size_t count)
{
    (void)results, (void)count;
    report_text_add(text, usage);
}

int report_command(int argc, char **argv)
{
    struct request request = {0};
    struct report_complaint complaint;
    enum report_status status;

    if (!read_words(argc, argv, &request))
        return EXIT_USAGE;
    status = request.is_help ? make_output("-", add_usage, NULL, 0, &complaint) : report(&request, &complaint);
    if (status == REPORT_OK)
        return EXIT_SUCCESS;
    report_print_complaint("report", "%s", complaint.sentence);
    return EXIT_FAILURE;
}
