/* SPDX-License-Identifier: MIT */
/* Owns the end of a first look: hands the result, or the failures, to the report's screen, with the commands that come next. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "bench/process/beside.h"
#include "bench/process/message.h"
#include "bench/runner/try/try.h"
#include "bench/table/load_rows.h"
#include "report/base/memory.h"
#include "report/terminal/terminal_try.h"

const char *runner_try_shortened(const char *path)
{
    char here[PATH_MAX];
    size_t length = getcwd(here, sizeof here) == NULL ? 0 : strlen(here);
    return length > 1 && strncmp(path, here, length) == 0 && path[length] == '/' ? path + length + 1 : path;
}

/* The library that other commands have to be given for the row; NULL for a row that the tree's own build knows. */
static const char *library_to_give(const struct row *row)
{
    const struct loaded_rows *library = loaded_rows_of(row);
    char own[PATH_MAX];
    if (library == NULL
        || (beside_program(own, "rows/") == CORO_OK && strncmp(library->path, own, strlen(own)) == 0))
        return NULL;
    return runner_quoted(runner_try_shortened(library->path));
}

static void print(struct report_text *text)
{
    fwrite(report_text_string(text), 1, text->length, stdout);
    report_text_fini(text);
}

/* An array that the caller frees; its strings are those of the records. */
static struct report_failed_probe *list_failed(const json_t *failures, size_t *count)
{
    struct report_failed_probe *failed = report_allocate_zeroed(json_array_size(failures), sizeof *failed);
    *count = 0;
    for (size_t i = 0; i < json_array_size(failures); i++) {
        struct report_failed_probe *next = &failed[*count];
        *count += json_unpack(json_array_get(failures, i), "{s:s, s:s, s:s, s:s}", "probe", &next->probe, "question",
                              &next->question, "evidence", &next->evidence, "look", &next->look) == 0;
    }
    return failed;
}

int runner_try_print_failures(const struct row_card *card, const json_t *failures)
{
    struct report_text text = {0};
    size_t count;
    struct report_failed_probe *failed = list_failed(failures, &count);
    report_terminal_add_refused_try(&text, card->name, card->sentence, failed, count, runner_called(),
                                    library_to_give(table_find_row(card->name)), report_terminal_look_of_output());
    print(&text);
    free(failed);
    (void)runner_flush_output();
    return 1;
}

int runner_try_show(const struct session *session, const struct try_rows *rows, const struct try_answers *answers)
{
    struct report_result *result;
    struct report_complaint complaint;
    struct report_text text = {0};
    if (report_result_load(session->options.output, &result, &complaint) != REPORT_OK) {
        runner_note("%s", complaint.sentence);
        return 1;
    }
    struct report_try tried = { .row = report_result_strategy(result, rows->names[0]), .nearest = REPORT_NOT_FOUND,
                                .likeness = rows->likeness, .called = runner_called(),
                                .library = library_to_give(table_find_row(rows->names[0])),
                                .path = runner_quoted(session->options.output),
                                .refuted = json_string_value(json_array_get(answers->refuted, 0)),
                                .refuted_count = json_array_size(answers->refuted) };
    struct report_failed_probe *failed = list_failed(answers->failures, &tried.failed_count);
    tried.failed = failed;
    if (rows->nearest != NULL)
        tried.nearest = report_result_strategy(result, rows->nearest);
    report_terminal_add_try(&text, result, &tried, report_terminal_look_of_output());
    print(&text);
    report_result_free(result);
    free(failed);
    return runner_flush_output() | (tried.failed_count > 0);
}
