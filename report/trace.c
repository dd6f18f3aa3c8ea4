/* SPDX-License-Identifier: MIT */
/* Owns the command line of `corolab trace`. Reading is trace/, the words are terminal/ and json/. */
#include "report/trace.h"
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include "report/file/output_file.h"
#include "report/json/trace_json.h"
#include "report/terminal/terminal_trace.h"
#include "report/text/nearest.h"
#include "report/trace/trace_summary.h"

enum { EXIT_USAGE = 2 };

struct request { const char *path; bool is_json, is_help; };

static const char usage[] =
    "usage: corolab trace summary [--json] FILE\n"
    "\n"
    "Shows a recording of the dyn calls of a program: how large the callees' frames\n"
    "are, how often the calls waited, how deep they lie in one another, how many\n"
    "were in flight; and which workloads are nearest. bench/traces/README.md says\n"
    "how to record one.\n"
    "  --json         the same as one JSON object, with all sizes of frames\n"
    "Next: `corolab run -w real --trace FILE` replays it under every row, and\n"
    "`corolab advise --trace FILE RESULT` says which rows fit.\n";

static bool take_word(int argc, char **argv)
{
    static const char *const words[] = {"summary"};
    const char *found[REPORT_NEAREST_MOST];

    if (optind == argc)
        report_print_complaint("trace", "what to do with a trace is missing: `trace summary FILE` shows one");
    else if (strcmp(argv[optind], words[0]) == 0)
        return true;
    else if (report_nearest_find(argv[optind], words, 1, found) > 0)
        report_print_complaint("trace", "there is no \"trace %s\"; did you mean %s?", argv[optind], found[0]);
    else
        report_print_complaint("trace", "there is no \"trace %s\"; there is: summary", argv[optind]);
    return false;
}

static bool take_file(int argc, char **argv, struct request *request)
{
    if (argc - optind != 2)
        report_print_complaint("trace", "%s; see --help",
                               argc - optind < 2 ? "which trace? Name a file" : "only one trace can be shown");
    else
        request->path = argv[optind + 1];
    return request->path != NULL;
}

/* Reads the words; false, after a sentence on stderr, when they make no sense. */
static bool read_words(int argc, char **argv, struct request *request)
{
    static const struct option options[] = {
        {"json", no_argument, NULL, 'j'}, {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    int option;

    opterr = 0;
    optind = 0;
    while ((option = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
        switch (option) {
        case 'j': request->is_json = true; break;
        case 'h': request->is_help = true; return true;
        default:
            report_print_complaint("trace", "%s is not an option; see --help", argv[optind - 1]);
            return false;
        }
    }
    return take_word(argc, argv) && take_file(argc, argv, request);
}

static enum report_status add_answer(const struct request *request, struct report_text *text, struct report_complaint *complaint)
{
    struct trace_summary summary;

    if (request->is_help) {
        report_text_add(text, usage);
        return REPORT_OK;
    }
    enum report_status status = trace_summary_read(request->path, &summary, complaint);
    if (status == REPORT_OK && request->is_json)
        report_trace_add_json(text, &summary);
    else if (status == REPORT_OK)
        report_terminal_add_trace(text, &summary);
    trace_summary_fini(&summary);
    return status;
}

int trace_command(int argc, char **argv)
{
    struct request request = {0};
    struct report_complaint complaint;
    struct report_text text = {0};

    if (!read_words(argc, argv, &request))
        return EXIT_USAGE;
    enum report_status status = add_answer(&request, &text, &complaint);
    if (status == REPORT_OK)
        status = report_output("-", &text, &complaint);
    if (status != REPORT_OK)
        report_print_complaint("trace", "%s", complaint.sentence);
    report_text_fini(&text);
    return status == REPORT_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
