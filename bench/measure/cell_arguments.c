/* SPDX-License-Identifier: MIT */
/* Parses the command line of a program that runs a cell, and prints its answer (cell_arguments.h). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/measure/cell_arguments.h"
#include "coro/overflow.h"

static enum coro_status refuse(const char *fault, const char *name)
{
    fprintf(stderr, "%s: %s\n", fault, name);
    return CORO_ERR_INVALID;
}

void cell_program_begin(void)
{
    enum coro_status status = coro_overflow_report();
    if (status)
        fprintf(stderr, "stack overflows will not be explained: %s\n", coro_status_message(status));
    const char *refusal = table_load_libraries();
    if (refusal) {
        fprintf(stderr, "%s\n", refusal);
        exit(2);
    }
}

int cell_arguments_take_files(int argc, char **argv, struct cell_options *options)
{
    for (; argc >= 2; argc -= 2) {
        if (strcmp(argv[argc - 2], "--text") == 0)
            options->text_path = argv[argc - 1];
        else if (strcmp(argv[argc - 2], "--trace") == 0)
            options->trace_path = argv[argc - 1];
        else
            break;
    }
    return argc;
}

enum coro_status cell_arguments_parse(int argc, char **argv, struct cell_arguments *target)
{
    struct cell_options options = { 0 };
    if (cell_arguments_take_files(argc, argv, &options) != 2)
        return refuse("usage", "STRATEGY WORKLOAD [--text FILE] [--trace FILE]");
    *target = (struct cell_arguments){ table_find_row(argv[0]), table_find_workload(argv[1]), options };
    if (target->row == NULL)
        return refuse("unknown strategy", argv[0]);
    return target->workload ? CORO_OK : refuse("unknown workload", argv[1]);
}

int cell_answer_print_json(json_t *object)
{
    int failed = object == NULL || json_dumpf(object, stdout, JSON_COMPACT) != 0 || putchar('\n') == EOF || fflush(stdout) != 0;
    json_decref(object);
    return failed;
}

json_t *cell_answer_sentence(const char *sentence)
{
    json_t *string = json_string(sentence);
    char *copy = string || sentence == NULL ? NULL : strdup(sentence);
    for (char *byte = copy; byte && *byte != '\0'; byte++)
        if ((unsigned char)*byte >= 0x80)
            *byte = '?';
    if (copy)
        string = json_string(copy);
    free(copy);
    return string;
}

const char *cell_outcome(enum coro_status status)
{
    if (status == CORO_OK)
        return "ok";
    return coro_status_is_refusal(status) ? "unsupported" : "failed";
}

int cell_answer_print(enum coro_status status, const struct cell_answer *answer)
{
    json_t *metrics = status || answer->count == 0 ? NULL : json_object();
    for (int i = 0; metrics && i < answer->count; i++)
        if (json_object_set_new(metrics, answer->names[i], json_real(answer->values[i])) != 0)
            return cell_answer_print_json(NULL);
    return cell_answer_print_json(json_pack("{s:s, s:o*, s:s*, s:o*}", "status", cell_outcome(status), "metrics", metrics,
                                            "note", answer->note, "reason",
                                            status ? cell_answer_sentence(answer->reason) : NULL));
}
