/* SPDX-License-Identifier: MIT */
/* Prints the table's cards, as text or as JSON, and what is cited beside them. */
#include "bench/runner/command/commands.h"
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "bench/process/message.h"
#include "bench/runner/plan/cards.h"
#include "bench/runner/plan/row_refusal.h"
#include "report/analysis/place.h"
#include "report/file/output_file.h"
#include "report/markdown/markdown.h"
#include "report/result/schema.h"
#include "report/terminal/terminal.h"

enum row_kind { KIND_STRATEGY, KIND_PEER };

static void print_wrapped(const char *sentence)
{
    enum { INDENT = 6 };
    struct report_text text = {0};
    report_text_repeat(&text, " ", INDENT);
    report_paragraph_add(&text, INDENT, INDENT, sentence);
    fwrite(text.bytes, 1, text.length, stdout);
    report_text_fini(&text);
}

/* Prints why the row cannot run here; nothing when it can. */
static void print_refusal(const struct row *row)
{
    struct report_text text = {0};
    const char *why = runner_refusal(row);
    if (why == NULL)
        return;
    report_text_format(&text, "It cannot run here: %s", why);
    print_wrapped(report_text_string(&text));
    report_text_fini(&text);
}

/* Prints the place of the row's frames. Peers do not say. */
static void print_place(const struct row_card *card)
{
    const struct place_of_frame *lives = &card->lives;
    struct report_text words = {0};
    if (lives->where == LIVES_NOT_SAID)
        return;
    report_text_add(&words, "frame ");
    report_place_say(&words, (struct report_lives){ (enum report_place)lives->where, (enum report_place)lives->fallback,
                                                    (enum report_place)lives->pointer });
    print_wrapped(report_text_string(&words));
    report_text_fini(&words);
}

/* Prints the part of the row that threads share, and whether they may share an iterator. Peers do not say. */
static void print_threads(const struct row_card *card)
{
    struct report_text words = {0};
    if (card->is_peer)
        return;
    report_text_format(&words, "threads share %s; ", card->threads_share ? card->threads_share : "a part that is not named");
    if (card->sharing_refusal == NULL)
        report_text_add(&words, "they may share one iterator");
    else
        report_text_format(&words, "they may not share one iterator: %s", card->sharing_refusal);
    print_wrapped(words.bytes);
    report_text_fini(&words);
}

static const char *suite_mark(bool is_quick, bool is_swept) { return is_swept ? is_quick ? "*+" : "+" : is_quick ? "*" : ""; }

/* Prints the title above the first row; nothing without rows. */
static void print_rows(const char *title, enum row_kind kind)
{
    for (size_t i = 0; i < table_row_count(); i++) {
        const struct row_card *card = row_card(table_row(i));
        if (card->is_peer != (kind == KIND_PEER))
            continue;
        printf("%s  %s%s\n", title, card->name, suite_mark(!card->is_variant, card->is_swept));
        print_wrapped(card->sentence);
        print_place(card);
        print_threads(card);
        print_refusal(table_row(i));
        title = "";
    }
}

/* Workloads that differ in a parameter share one question, which follows the last of them. */
static void print_workload(size_t index)
{
    const struct workload_card *card = table_workload(index);
    const char *question = index > 0 ? table_workload(index - 1)->question : "";
    printf("%s%s%s", strcmp(question, card->question) == 0 ? " " : "  ", card->name,
           suite_mark(card->is_quick, card->is_swept));
    if (index + 1 < table_workload_count() && strcmp(table_workload(index + 1)->question, card->question) == 0)
        return;
    putchar('\n');
    print_wrapped(card->question);
}

/* The lines of the copy that `new strategy --like` makes of the row's file; SIZE_MAX without the file. */
static size_t copied_lines(const char *row)
{
    struct report_text copy = {0};
    struct report_complaint ignored;
    size_t lines = 0;
    bool is_copied = runner_like_add(&copy, CORO_SOURCE_DIRECTORY, row, row, &ignored) == REPORT_OK;
    for (const char *at = report_text_string(&copy); (at = strchr(at, '\n')) != NULL; at++)
        lines++;
    report_text_fini(&copy);
    return is_copied ? lines : SIZE_MAX;
}

/* Other protocols change the trait or its callers, and a variant begins with the row that it varies. */
static bool is_a_start(const struct row_card *card, enum lives place)
{
    return !card->is_peer && !card->is_variant && card->lives.where == place && strcmp(card->protocol, "callee places") == 0;
}

/* Prints the row of this place whose file is the shortest to begin with, below the title if that was not printed yet. */
static void print_start(enum lives place, bool *has_title)
{
    const char *shortest = NULL;
    size_t fewest = SIZE_MAX;
    struct report_text words = {0};
    for (size_t i = 0; i < table_row_count(); i++) {
        const struct row_card *card = row_card(table_row(i));
        size_t lines = is_a_start(card, place) ? copied_lines(card->name) : SIZE_MAX;
        if (lines < fewest) {
            fewest = lines;
            shortest = card->name;
        }
    }
    report_place_say(&words, (struct report_lives){ .where = (enum report_place)place });
    if (shortest != NULL && !*has_title)
        printf("\nto start from: `%s new strategy NAME --like ROW` copies a row; the shortest\n", runner_called());
    if (shortest != NULL)
        printf("  %-24s %s, %zu lines\n", report_text_string(&words), shortest, fewest);
    *has_title |= shortest != NULL;
    report_text_fini(&words);
}

static void print_starts(void)
{
    static const enum lives places[] = { LIVES_IN_ITERATOR, LIVES_AT_CALL_SITE, LIVES_IN_TASK, LIVES_ON_HEAP, LIVES_ON_STACK };
    bool has_title = false;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        print_start(places[i], &has_title);
}

static void print_text(void)
{
    print_rows("strategies (* in the quick suite, + in its sweep)\n", KIND_STRATEGY);
    print_rows("\npeers\n", KIND_PEER);
    puts("\nworkloads");
    for (size_t i = 0; i < table_workload_count(); i++)
        print_workload(i);
    for (size_t i = 0; i < table_workload_count(); i++)
        if (table_workload(i)->task_count >= TABLE_MANY_TASKS)
            printf("\n%s costs far more than the others: seconds a sample, and up to 6 GB\n", table_workload(i)->name);
    print_starts();
}

static json_t *list_strategies(void)
{
    json_t *strategies = json_array();
    for (size_t i = 0; i < table_row_count(); i++)
        json_array_append_new(strategies, runner_cards_strategy(row_card(table_row(i))));
    return strategies;
}

static void print_json(void)
{
    json_t *workloads = json_array();
    for (size_t i = 0; i < table_workload_count(); i++)
        json_array_append_new(workloads, runner_cards_workload(table_workload(i)));
    json_t *list = json_pack("{s:o, s:o}", "strategies", list_strategies(), "workloads", workloads);
    json_dumpf(list, stdout, JSON_INDENT(2));
    json_decref(list);
    putchar('\n');
}

/* The report shows the systems out of a result file, so this makes one of the whole table. */
enum report_status runner_list_as_result(struct report_result **result, struct report_complaint *complaint)
{
    json_t *header = json_pack("{s:s, s:o, s:[], s:[], s:o, s:o}", "schema", REPORT_RESULT_SCHEMA,
                               "strategies", list_strategies(), "workloads", "metrics",
                               "absent_rows", runner_cards_absent_rows(),
                               "earlier_benchmarks", runner_cards_earlier_benchmarks());
    char *line = json_dumps(header, JSON_COMPACT);
    enum report_status status = report_result_parse("the table", line, strlen(line), result, complaint);
    free(line);
    json_decref(header);
    return status;
}

typedef void add_systems(struct report_text *, const struct report_result *);

static int print_systems(add_systems *add)
{
    struct report_result *result = NULL;
    struct report_text text = {0};
    struct report_complaint complaint;
    enum report_status status = runner_list_as_result(&result, &complaint);
    if (status == REPORT_OK) {
        add(&text, result);
        status = report_output("-", &text, &complaint);
    }
    if (status != REPORT_OK)
        runner_note("%s", complaint.sentence);
    report_text_fini(&text);
    report_result_free(result);
    return status != REPORT_OK;
}

int runner_list_command(int argc, char **argv)
{
    bool is_systems = argc > 1 && strcmp(argv[1], "--systems") == 0;
    if (argc == 2 && is_systems)
        return print_systems(report_terminal_add_systems);
    if (argc == 3 && is_systems && strcmp(argv[2], "--md") == 0)
        return print_systems(report_markdown_add_systems);
    if (argc == 1)
        print_text();
    else if (argc == 2 && strcmp(argv[1], "--json") == 0)
        print_json();
    else {
        runner_note("list takes --json, --systems or --systems --md, so it does not understand \"%s\"", argv[argc - 1]);
        return 2;
    }
    return runner_flush_output();
}
