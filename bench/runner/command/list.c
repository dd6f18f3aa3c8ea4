/* SPDX-License-Identifier: MIT */
/* Prints the table's cards, as text or as JSON. */
#include "bench/runner/command/commands.h"
#include <stdio.h>
#include <string.h>
#include "bench/runner/plan/plan.h"
#include "bench/process/message.h"
#include "report/text/text.h"

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

/* Prints the title above the first row; nothing without rows. */
static void print_rows(const char *title, enum row_kind kind)
{
    for (size_t i = 0; i < table_row_count(); i++) {
        const struct row_card *card = row_card(table_row(i));
        if (card->is_peer != (kind == KIND_PEER))
            continue;
        printf("%s  %s%s\n", title, card->name, card->is_variant ? "" : "*");
        print_wrapped(card->sentence);
        title = "";
    }
}

/* Workloads that differ in a parameter share one question, which follows the last of them. */
static void print_workload(size_t index)
{
    const struct workload_card *card = table_workload(index);
    const char *question = index > 0 ? table_workload(index - 1)->question : "";
    printf("%s%s%s", strcmp(question, card->question) == 0 ? " " : "  ", card->name, card->is_quick ? "*" : "");
    if (index + 1 < table_workload_count() && strcmp(table_workload(index + 1)->question, card->question) == 0)
        return;
    putchar('\n');
    print_wrapped(card->question);
}

static void print_text(void)
{
    print_rows("strategies (* in the quick suite)\n", KIND_STRATEGY);
    print_rows("\npeers\n", KIND_PEER);
    puts("\nworkloads");
    for (size_t i = 0; i < table_workload_count(); i++)
        print_workload(i);
    for (size_t i = 0; i < table_workload_count(); i++)
        if (table_workload(i)->task_count >= TABLE_MANY_TASKS)
            printf("\n%s costs far more than the others: seconds a sample, and up to 6 GB\n", table_workload(i)->name);
}

static void print_json(void)
{
    json_t *strategies = json_array(), *workloads = json_array();
    for (size_t i = 0; i < table_row_count(); i++)
        json_array_append_new(strategies, runner_cards_strategy(row_card(table_row(i))));
    for (size_t i = 0; i < table_workload_count(); i++)
        json_array_append_new(workloads, runner_cards_workload(table_workload(i)));
    json_t *list = json_pack("{s:o, s:o}", "strategies", strategies, "workloads", workloads);
    json_dumpf(list, stdout, JSON_INDENT(2));
    json_decref(list);
    putchar('\n');
}

int runner_list_command(int argc, char **argv)
{
    if (argc == 1)
        print_text();
    else if (argc == 2 && strcmp(argv[1], "--json") == 0)
        print_json();
    else {
        runner_note("list knows only --json, not \"%s\"", strcmp(argv[1], "--json") == 0 ? argv[2] : argv[1]);
        return 2;
    }
    return runner_flush_output();
}
