/* SPDX-License-Identifier: MIT */
/* Owns the command line of `corolab advise`: the constraints, the rank, the file. The choice is analysis/advice.h, its words are
 * terminal/. */
#include "report/advise.h"
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/advice.h"
#include "report/file/output_file.h"
#include "report/terminal/terminal_trace.h"
#include "report/text/nearest.h"

enum { EXIT_USAGE = 2 };

struct request {
    unsigned needs;
    const char *trace;              /* of the program; NULL: none */
    const char *rank, *path;        /* rank: NULL when none was asked for; path: NULL for the rows of `table` */
    report_table_source *table;     /* NULL: this program has no rows */
    const char *preset_rank;        /* of the last preset, or NULL */
    enum report_terminal_length length;
    bool is_help;
};

static void add_usage(struct report_text *text)
{
    report_text_add(text, "usage: corolab advise [--need KEY,KEY...] [--preset NAME] [--rank KEY] [--long]\n"
                          "                      FILE\n"
                          "       corolab advise --trace TRACE [--need KEY,KEY...] [--preset NAME] [--long]\n"
                          "                      [FILE]\n"
                          "\n"
                          "Shows which rows of a result file fit a program, best first, and why the others\n"
                          "do not. The reasons are the file's probes. With the trace of a program, shows\n"
                          "which rows fit its frames, what they take from the heap, and what they save;\n"
                          "without FILE, only what the rows say of themselves, the fewest blocks first.\n"
                          "Needs, for --need:\n");
    for (size_t i = 0; i < REPORT_NEEDS; i++)
        report_text_format(text, "  %-14s %s%s%s%s\n", report_needs[i].key, report_needs[i].label,
                           report_needs[i].small[0] == '\0' ? "" : " (", report_needs[i].small,
                           report_needs[i].small[0] == '\0' ? "" : ")");
    report_text_add(text, "Sets of needs with a rank, for --preset:\n");
    for (size_t i = 0; i < REPORT_PRESETS; i++) {
        report_text_format(text, "  %-14s %s, by %s\n", report_presets[i].key, report_presets[i].label, report_presets[i].rank);
    }
    report_text_add(text, "Ranks, for --rank: a workload, for its time, pending/8 by default; or mean,\n"
                          "  memory, instructions, allocations, p99, retained, code.\n"
                          "  --long         all rows that fit, and the probe against each of the others\n");
}

/* "there is no need "hep"; did you mean no-heap?"; without a near one, all of them. */
static void refuse(const char *complaint, const char *word, const char *const *names, size_t count)
{
    const char *found[REPORT_NEAREST_MOST];
    struct report_text all = {0};

    for (size_t i = 0; i < count; i++)
        report_text_format(&all, "%s%s", i == 0 ? "" : ", ", names[i]);
    if (report_nearest_find(word, names, count, found) > 0)
        report_print_complaint("advise", "%s \"%s\"; did you mean %s?", complaint, word, found[0]);
    else
        report_print_complaint("advise", "%s \"%s\"; there are: %s", complaint, word, all.bytes);
    report_text_fini(&all);
}

static bool take_need(struct request *request, const char *key)
{
    const char *keys[REPORT_NEEDS];
    size_t need = report_need_find(key);

    if (need != REPORT_NOT_FOUND) {
        request->needs |= 1u << need;
        return true;
    }
    for (size_t i = 0; i < REPORT_NEEDS; i++)
        keys[i] = report_needs[i].key;
    refuse("there is no need", key, keys, REPORT_NEEDS);
    return false;
}

/* Takes a list with commas, which it cuts apart. */
static bool take_needs(struct request *request, char *list)
{
    for (char *rest = list, *key; (key = strsep(&rest, ",")) != NULL;)
        if (!take_need(request, key))
            return false;
    return true;
}

static bool take_preset(struct request *request, const char *key)
{
    const char *keys[REPORT_PRESETS];
    size_t preset = report_preset_find(key);

    if (preset != REPORT_NOT_FOUND) {
        request->needs |= report_presets[preset].needs;
        request->preset_rank = report_presets[preset].rank;
        return true;
    }
    for (size_t i = 0; i < REPORT_PRESETS; i++)
        keys[i] = report_presets[i].key;
    refuse("there is no preset", key, keys, REPORT_PRESETS);
    return false;
}

static bool take_file(int argc, char **argv, struct request *request)
{
    if (request->trace != NULL && request->rank != NULL)
        report_print_complaint("advise", "--trace ranks by the time of the trace: leave --rank out");
    else if (argc == optind && request->trace != NULL && request->table != NULL)
        return true;
    else if (argc - optind != 1)
        report_print_complaint("advise", "%s; see --help",
                               argc == optind ? "which result file? Name one" : "only one result file can be asked");
    else
        request->path = argv[optind];
    return request->path != NULL;
}

/* Reads the words; false, after a sentence on stderr, when they make no sense. */
static bool read_words(int argc, char **argv, struct request *request)
{
    static const struct option options[] = {
        {"need", required_argument, NULL, 'n'}, {"preset", required_argument, NULL, 'p'},
        {"rank", required_argument, NULL, 'r'}, {"long", no_argument, NULL, 'l'},
        {"trace", required_argument, NULL, 't'},
        {"help", no_argument, NULL, 'h'},       {NULL, 0, NULL, 0},
    };
    bool is_taken = true;
    int option;

    opterr = 0;
    optind = 0;
    while (is_taken && (option = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
        switch (option) {
        case 'n': is_taken = take_needs(request, optarg); break;
        case 'p': is_taken = take_preset(request, optarg); break;
        case 'r': request->rank = optarg; break;
        case 't': request->trace = optarg; break;
        case 'l': request->length = REPORT_LONG; break;
        case 'h': request->is_help = true; return true;
        default:
            report_print_complaint("advise", "%s %s; see --help", argv[optind - 1],
                                   option == ':' ? "needs a value" : "is not an option");
            return false;
        }
    }
    return is_taken && take_file(argc, argv, request);
}

/* Refuses a rank with the nearest of those that the file has, or with the first of these. Reading the others would take a search
 * of the whole file for each. */
static void refuse_rank(const struct report_result *result, const char *key)
{
    enum { NAMED = 8 };
    const char *keys[NAMED + 1 + REPORT_LONGEST_TABLE], *found[REPORT_NEAREST_MOST];
    struct report_text names = {0};
    struct report_rank rank;
    size_t count = 0;

    for (; count <= NAMED && report_rank_read(result, count, &rank); count++) {
        keys[count] = rank.key;
        if (count < NAMED)
            report_text_format(&names, "%s%.40s", count == 0 ? "" : ", ", rank.key);
    }
    for (size_t i = 0; i < result->workload_count && count > NAMED; i++)
        if (report_workload_has(result, i, REPORT_METRIC_TIME))
            keys[count++] = result->workloads[i].name;
    if (report_nearest_find(key, keys, count, found) > 0)
        report_print_complaint("advise", "the file has no rank \"%s\"; did you mean %s?", key, found[0]);
    else if (count > 0)
        report_print_complaint("advise", "the file has no rank \"%s\"; it has %s%s", key, names.bytes,
                               count > NAMED ? " and more" : "");
    else
        report_print_complaint("advise", "the file has no number to rank rows by");
    report_text_fini(&names);
}

/* Finds the rank that was asked for, else the preset's, the usual, or any that the file has. */
static bool find_rank(const struct report_result *result, const struct request *request, struct report_rank *rank)
{
    if (request->rank != NULL ? report_rank_find(result, request->rank, rank)
                              : (request->preset_rank != NULL && report_rank_find(result, request->preset_rank, rank)) ||
                                    report_rank_usual(result, rank))
        return true;
    refuse_rank(result, request->rank == NULL ? "pending/8" : request->rank);
    return false;
}

static enum report_status put(struct report_text *text, struct report_complaint *complaint)
{
    enum report_status status = report_output("-", text, complaint);

    report_text_fini(text);
    return status;
}

/* Past this depth no workload of the table has a chain of calls, so the probe of recursion is asked. */
enum { DEEPEST_WORKLOAD = 16 };

/* Returns the exit status. */
static int advise_traced(const struct request *request, const struct report_result *result, const struct trace_summary *summary)
{
    static struct report_trace_advice advice;
    const char *called = getenv("COROLAB_CALLED");
    struct report_trace_answer answer = {result, summary, &advice, called == NULL ? "corolab" : called};
    struct report_complaint complaint;
    struct report_text text = {0};
    bool is_deep = result->probe_count > 0 && trace_counts_quantile(&summary->depths, 1) > DEEPEST_WORKLOAD;

    report_trace_advice_make(result, summary, request->needs | (is_deep ? 1u << REPORT_NEED_RECURSION : 0), &advice);
    report_terminal_add_trace_advice(&text, &answer, request->length);
    if (put(&text, &complaint) == REPORT_OK)
        return EXIT_SUCCESS;
    report_print_complaint("advise", "%s", complaint.sentence);
    return EXIT_FAILURE;
}

/* Returns the exit status. */
static int read_trace_and_advise(const struct request *request, const struct report_result *result)
{
    struct report_complaint complaint;
    struct trace_summary summary;
    int status = EXIT_FAILURE;

    if (trace_summary_read(request->trace, &summary, &complaint) == REPORT_OK)
        status = advise_traced(request, result, &summary);
    else
        report_print_complaint("advise", "%s", complaint.sentence);
    trace_summary_fini(&summary);
    return status;
}

/* Returns the exit status. */
static int advise(const struct request *request, const struct report_result *result)
{
    static struct report_advice advice;
    struct report_complaint complaint;
    struct report_text text = {0};
    struct report_rank rank;

    if (!find_rank(result, request, &rank))
        return request->rank != NULL ? EXIT_USAGE : EXIT_FAILURE;
    report_advice_make(result, request->needs, &rank, &advice);
    report_terminal_add_advice(&text, result, &advice, report_terminal_look_of_output(), request->length);
    if (put(&text, &complaint) == REPORT_OK)
        return EXIT_SUCCESS;
    report_print_complaint("advise", "%s", complaint.sentence);
    return EXIT_FAILURE;
}

static enum report_status load(const struct request *request, struct report_result **result, struct report_complaint *complaint)
{
    return request->path == NULL ? request->table(result, complaint) : report_result_load(request->path, result, complaint);
}

int advise_command_with(int argc, char **argv, report_table_source *table)
{
    struct request request = {.length = REPORT_SHORT, .table = table};
    struct report_complaint complaint;
    struct report_result *result = NULL;
    struct report_text text = {0};

    if (!read_words(argc, argv, &request))
        return EXIT_USAGE;
    if (request.is_help)
        add_usage(&text);
    if (request.is_help ? put(&text, &complaint) != REPORT_OK : load(&request, &result, &complaint) != REPORT_OK) {
        report_print_complaint("advise", "%s", complaint.sentence);
        return EXIT_FAILURE;
    }
    int status = request.is_help ? EXIT_SUCCESS
                 : request.trace != NULL ? read_trace_and_advise(&request, result) : advise(&request, result);
    report_result_free(result);
    return status;
}

int advise_command(int argc, char **argv) { return advise_command_with(argc, argv, NULL); }
