/* SPDX-License-Identifier: MIT */
/* Parses the command line of `corolab check` and prints the answers. It also serves `corolab run`, which stores the records and
 * measures no strategy that fails a conformance probe. scorecard.c asks and judges. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "bench/check/check.h"
#include "bench/check/scorecard.h"
#include "bench/check/undecidable.h"
#include "bench/process/child.h"
#include "bench/process/message.h"
#include "bench/process/stop.h"
#include "report/base/memory.h"

enum { EXIT_FAILED = 1, EXIT_USAGE = 2 };

enum form { FORM_SHEETS, FORM_MATRIX, FORM_JSON };

struct selection {
    const struct row_card **cards;      /* room for all rows */
    size_t count;
    enum form form;
    bool is_undecidable;                /* the list of sentences, and no strategy */
};

/* All strategies of the table, without peers. */
static size_t list_all(const struct row_card **cards)
{
    size_t count = 0;
    for (size_t i = 0; i < table_row_count(); i++)
        if (!row_card(table_row(i))->is_peer)
            cards[count++] = row_card(table_row(i));
    return count;
}

static void say_unknown(const char *word, const struct row_card *const *all, size_t count)
{
    const char **names = report_allocate_zeroed(count, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = all[i]->name;
    runner_suggest("there is no strategy", word, names, count, "list");
    free(names);
}

static const struct row_card *find(const char *word, const struct row_card *const *all, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(all[i]->name, word) == 0)
            return all[i];
    return NULL;
}

/* Takes a strategy or an option. Returns false, after a sentence on standard error, for any other word. */
static bool take_word(struct selection *selection, const char *word, const struct row_card *const *all, size_t all_count)
{
    if (strcmp(word, "--json") == 0) {
        selection->form = FORM_JSON;
        return true;
    }
    if (strcmp(word, "--undecidable") == 0) {
        selection->is_undecidable = true;
        return true;
    }
    if (word[0] == '-') {
        runner_note("check has no option \"%s\"; it is: corolab check [STRATEGY... | --undecidable] [--json]", word);
        return false;
    }
    const struct row_card *card = find(word, all, all_count);
    if (card == NULL) {
        say_unknown(word, all, all_count);
        return false;
    }
    if (find(word, selection->cards, selection->count) == NULL)
        selection->cards[selection->count++] = card;
    return true;
}

static bool select_rows(struct selection *selection, const struct row_card **all, int argc, char **argv)
{
    size_t all_count = list_all(all);
    for (int i = 1; i < argc; i++)
        if (!take_word(selection, argv[i], all, all_count))
            return false;
    if (selection->is_undecidable && selection->count > 0) {
        runner_note("--undecidable lists the sentences of all strategies: leave \"%s\" out", selection->cards[0]->name);
        return false;
    }
    if (selection->count > 0)
        return true;
    selection->count = list_all(selection->cards);
    selection->form = selection->form == FORM_JSON ? FORM_JSON : FORM_MATRIX;
    return true;
}

static int print_undecidable(enum form form)
{
    if (form == FORM_JSON) {
        json_t *whole = json_pack("{s:o, s:o}", "undecidable", undecidable_list(), "claims", undecidable_claims());
        json_dumpf(whole, stdout, JSON_INDENT(1));
        putchar('\n');
        json_decref(whole);
    } else {
        undecidable_print();
    }
    return runner_flush_output();
}

static void print_json(const struct sheet *sheets, size_t count)
{
    json_t *whole = json_pack("{s:[], s:[], s:[], s:[]}", "strategies", "probes", "claims", "failures");
    for (size_t i = 0; i < count; i++)
        json_array_append_new(json_object_get(whole, "strategies"),
                              json_pack("{s:s, s:s, s:b}", "name", sheets[i].card->name, "sentence", sheets[i].card->sentence,
                                        "conforms", !sheet_fails(&sheets[i])));
    sheets_append(sheets, count, json_object_get(whole, "probes"), json_object_get(whole, "claims"));
    sheets_append_failures(sheets, count, json_object_get(whole, "failures"));
    json_dumpf(whole, stdout, JSON_INDENT(1));
    putchar('\n');
    json_decref(whole);
}

/* Writes to standard error, so that it is seen behind any amount of output. */
static int judge(const struct sheet *sheets, size_t count)
{
    int outcome = 0;
    for (size_t i = 0; i < count; i++)
        if (sheet_has_failure(&sheets[i])) {
            runner_note("%s %s", sheets[i].card->name, sheet_fails(&sheets[i]) ? "does not conform" : "fails a probe");
            outcome = EXIT_FAILED;
        }
    return outcome;
}

/* The answers come all at once, so a user at a terminal would see nothing until then. */
static void note_beginning(size_t row_count)
{
    size_t probe_count = 0;
    for (size_t i = 0; i < QUESTION_COUNT; i++)
        probe_count += !questions[i].is_open;
    if (isatty(STDERR_FILENO))
        runner_note("runs %zu probes, each in a process of its own, then prints all answers", probe_count * row_count);
}

static int check(const struct selection *selection, struct sheet *sheets)
{
    char program[PATH_MAX];
    if (selection->is_undecidable)
        return print_undecidable(selection->form);
    if (prober_find(program) != CORO_OK) {
        runner_note("corolab_count, which runs the probes, is not beside this program");
        return EXIT_FAILED;
    }
    note_beginning(selection->count);
    enum coro_status status = runner_stop_watch();
    if (!status)
        status = sheets_fill(sheets, program, selection->cards, selection->count);
    if (runner_stop_requested())
        return RUNNER_STOPPED;
    if (!status && selection->form == FORM_JSON)
        print_json(sheets, selection->count);
    else if (!status && selection->form == FORM_MATRIX)
        text_print_matrix(sheets, selection->count);
    else if (!status)
        text_print_sheets(sheets, selection->count);
    if (status == CORO_ERR_INVALID)
        return EXIT_FAILED;
    if (status) {
        runner_note("the check could not be finished: %s", runner_child_reason(coro_status_message(status)));
        return EXIT_FAILED;
    }
    int unprinted = runner_flush_output();
    return judge(sheets, selection->count) | unprinted;
}

int check_command(int argc, char **argv)
{
    size_t row_count = table_row_count();
    const struct row_card **all = report_allocate_zeroed(row_count, sizeof *all);
    struct selection selection = { .cards = report_allocate_zeroed(row_count, sizeof *selection.cards) };
    struct sheet *sheets = report_allocate_zeroed(row_count, sizeof *sheets);
    int outcome = select_rows(&selection, all, argc, argv) ? check(&selection, sheets) : EXIT_USAGE;
    free(sheets);
    free(selection.cards);
    free(all);
    return outcome;
}

/* The cards of strategies by name; peers have no probes. */
static enum coro_status find_cards(const char *const *names, size_t count, const struct row_card **cards)
{
    for (size_t i = 0; i < count; i++) {
        const struct row *row = table_find_row(names[i]);
        if (row == NULL || row_card(row)->is_peer)
            return CORO_ERR_INVALID;
        cards[i] = row_card(row);
    }
    return CORO_OK;
}

enum coro_status check_collect(const char *const *row_names, size_t row_count, json_t *probes, json_t *claims)
{
    char program[PATH_MAX];
    const struct row_card **cards = report_allocate_zeroed(row_count, sizeof *cards);
    struct sheet *sheets = report_allocate_zeroed(row_count, sizeof *sheets);
    enum coro_status status = find_cards(row_names, row_count, cards);
    if (!status)
        status = prober_find(program);
    if (!status)
        status = sheets_fill(sheets, program, cards, row_count);
    if (!status && !runner_stop_requested())
        sheets_append(sheets, row_count, probes, claims);
    free(sheets);
    free(cards);
    return status;
}

static bool is_conformance(const char *probe)
{
    for (size_t i = 0; i < QUESTION_COUNT; i++)
        if (strcmp(questions[i].name, probe) == 0)
            return questions[i].is_conformance;
    return false;
}

const json_t *check_failure(const json_t *probes, const char *strategy)
{
    size_t i;
    json_t *record;
    json_array_foreach((json_t *)probes, i, record) {
        const char *about, *probe, *behaviour;
        if (json_unpack(record, "{s:s, s:s, s:s}", "strategy", &about, "probe", &probe, "behaviour", &behaviour) == 0
            && strcmp(about, strategy) == 0 && strcmp(behaviour, behaviour_name(FAILS)) == 0 && is_conformance(probe))
            return record;
    }
    return NULL;
}
