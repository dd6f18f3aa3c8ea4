/* SPDX-License-Identifier: MIT */
/* Owns the words of `corolab try`, and the order of a first look: find the row, check it, measure it, show it. */
#define _GNU_SOURCE
#include "bench/runner/try/try.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "bench/check/check.h"
#include "bench/measure/timing.h"
#include "bench/process/child.h"
#include "bench/process/clock.h"
#include "bench/process/message.h"
#include "bench/process/stop.h"
#include "bench/runner/plan/order.h"
#include "bench/runner/plan/row_refusal.h"
#include "bench/table/load_rows.h"
#include "report/base/memory.h"

enum { EXIT_FAILED = 1, EXIT_REFUSED = 2 };

/* The exact interval of the median of nine leaves out the least and the greatest. */
enum { ROUNDS = 9 };

struct request {
    const char *name;
    const struct row *row;
    char output[PATH_MAX];
    bool is_forced;
};

static int refuse_words(const char *what)
{
    runner_note("try %s; `%s try --help` shows more", what, runner_called());
    return EXIT_REFUSED;
}

/* Returns 0, or the exit status after a sentence on standard error. */
static int take_words(int argc, char **argv, struct request *request)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--force") == 0)
            request->is_forced = true;
        else if (strcmp(argv[i], "-o") == 0 && i + 1 < argc)
            snprintf(request->output, sizeof request->output, "%s", argv[++i]);
        else if (argv[i][0] == '-' || request->name != NULL)
            return refuse_words("takes one strategy, --with LIBRARY, -o FILE and --force");
        else
            request->name = argv[i];
    return 0;
}

/* The only row that came from a library; NULL when there are none or several. */
static const char *name_of_only_library_row(void)
{
    const char *only = NULL;
    for (size_t i = 0; i < table_row_count(); i++) {
        if (loaded_rows_of(table_row(i)) == NULL)
            continue;
        if (only != NULL)
            return NULL;
        only = row_card(table_row(i))->name;
    }
    return only;
}

static int say_unknown(const char *name)
{
    size_t count = 0;
    const char **names = report_allocate_zeroed(table_row_count(), sizeof *names);
    for (size_t i = 0; i < table_row_count(); i++)
        if (!row_card(table_row(i))->is_peer)
            names[count++] = row_card(table_row(i))->name;
    runner_suggest("there is no strategy", name, names, count, "list");
    free(names);
    return EXIT_REFUSED;
}

/* Returns 0, or the exit status after a sentence on standard error. */
static int find_row(struct request *request)
{
    if (request->name == NULL)
        request->name = name_of_only_library_row();
    if (request->name == NULL)
        return refuse_words("needs the name of a strategy, or --with a library that has one");
    request->row = table_find_row(request->name);
    if (request->row == NULL)
        return say_unknown(request->name);
    if (row_card(request->row)->is_peer) {
        runner_note("%s is a peer, and no strategy to try", request->name);
        return EXIT_REFUSED;
    }
    const char *refusal = runner_refusal(request->row);
    if (refusal == NULL)
        return 0;
    runner_note("%s cannot run here: %s", request->name, refusal);
    return EXIT_FAILED;
}

/* By default the result lies beside the row's library, or, without one, in the current directory, with the row's name. The file
 * is try's own, so an older one is replaced. */
static void choose_output(struct request *request)
{
    const struct loaded_rows *library = loaded_rows_of(request->row);
    if (request->output[0] != '\0')
        return;
    request->is_forced = true;
    if (library != NULL) {
        const char *path = runner_try_shortened(library->path), *end = strrchr(path, '.');
        int stem = end != NULL && strchr(end, '/') == NULL ? (int)(end - path) : (int)strlen(path);
        snprintf(request->output, sizeof request->output, "%.*s.result", stem, path);
        return;
    }
    snprintf(request->output, sizeof request->output, "%s.result", request->name);
    for (char *slash; (slash = strchr(request->output, '/')) != NULL;)
        *slash = '_';
}

/* Returns 0 for a row that conforms, else the exit status. */
static int check(struct session *session, const struct row_card *card, const struct try_answers *answers)
{
    int outcome = 0;
    runner_progress_expect(&session->progress, PASS_CHECK, 1);
    runner_progress_begin(&session->progress, PASS_CHECK, card->name);
    enum coro_status status = check_look(card, session->probes, answers->failures, answers->refuted);
    runner_progress_end(&session->progress, PASS_CHECK);
    runner_progress_clear(&session->progress);
    if (runner_stop_requested())
        outcome = RUNNER_STOPPED;
    else if (status != CORO_OK)
        runner_note("the probes could not be run: %s", runner_child_reason(coro_status_message(status)));
    else if (json_array_size(session->probes) == 0)
        outcome = runner_try_print_failures(card, answers->failures);
    return status != CORO_OK && outcome == 0 ? EXIT_FAILED : outcome;
}

/* Ends the file. An unfinished one goes: the next look makes it anew. */
static int finish(struct session *session, const struct try_rows *rows, const struct try_answers *answers)
{
    bool is_stopped = runner_stop_requested();
    runner_progress_clear(&session->progress);
    runner_session_note_new_builds(session);
    if (is_stopped || session->failure != CORO_OK) {
        if (session->failure != CORO_OK && !session->writer.is_broken)
            runner_note("the look cannot go on: %s", runner_child_reason(coro_status_message(session->failure)));
        if (session->writer.waiting == NULL)
            unlink(session->options.output);
        return is_stopped ? RUNNER_STOPPED : EXIT_FAILED;
    }
    runner_session_add_end(session, false);
    if (runner_writer_finish(&session->writer) != CORO_OK)
        return EXIT_FAILED;
    int outcome = runner_try_show(session, rows, answers);
    const struct plan_cell *ready = runner_plan_find(&session->plan, rows->names[0], "ready");
    return ready->status == CELL_OK || ready->status == CELL_UNSUPPORTED ? outcome : EXIT_FAILED;
}

static int measure(struct session *session, const struct try_rows *rows, const struct try_answers *answers)
{
    json_t *no_claims = json_array();
    enum coro_status status = runner_result_open(session);
    if (status != CORO_OK)
        return EXIT_FAILED;
    runner_run_prepare(session);
    runner_session_add_probes(session, no_claims);
    json_decref(no_claims);
    runner_try_measure(session, rows);
    return finish(session, rows, answers);
}

static int look(struct session *session, const struct request *request)
{
    struct try_rows rows = try_rows_choose(request->row);
    struct plan_names names = runner_try_plan(&rows);
    session->options = (struct run_options){ .names = &names, .mode = MODE_TRY, .rounds = ROUNDS, .seed = runner_seed_fresh(),
                                             .output = request->output, .is_forced = request->is_forced };
    enum coro_status status = runner_preconditions_check(session);
    if (status != CORO_OK)
        return runner_stop_requested() ? RUNNER_STOPPED : EXIT_FAILED;
    session->progress.is_silent = true;
    session->started = runner_clock_seconds();
    session->started_children = runner_child_total_seconds();
    struct try_answers answers = { .failures = json_array(), .refuted = json_array() };
    int outcome = check(session, row_card(request->row), &answers);
    if (outcome == 0)
        outcome = measure(session, &rows, &answers);
    json_decref(answers.failures);
    json_decref(answers.refuted);
    return outcome;
}

int runner_try_command(int argc, char **argv)
{
    struct request request = { .name = NULL };
    int refused = take_words(argc, argv, &request);
    if (refused == 0)
        refused = find_row(&request);
    if (refused == 0 && timing_refusal() != NULL) {
        runner_note("%s: use `%s check %s`", timing_refusal(), runner_called(), request.name);
        refused = EXIT_FAILED;
    }
    if (refused != 0)
        return refused;
    choose_output(&request);
    struct session *session = report_allocate(sizeof *session);
    runner_session_init(session);
    int outcome = look(session, &request);
    runner_session_fini(session);
    free(session);
    return outcome;
}
