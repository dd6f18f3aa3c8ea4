/* SPDX-License-Identifier: MIT */
/* corolab_count: counts the allocations of one cell, or answers probes. `corolab` starts it for each, and reads one line of JSON
 * from its output. bench/measure/cell_arguments.h lists its exit statuses. It never times: counting costs instructions. The code
 * that counts is bench/measure/allocations.h, the probes are in bench/probes. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include "bench/probes/probe.h"
#include "bench/measure/cell_arguments.h"
#include "coro/coroutine.h"

static int usage(const char *what, const char *word)
{
    fprintf(stderr, "corolab_count: %s%s\n", what, word);
    fputs("usage: corolab_count allocations STRATEGY WORKLOAD [--text FILE] [--trace FILE]\n"
          "       corolab_count probe STRATEGY PROBE...\n", stderr);
    return 2;
}

/* Loads the library that the row may need, and counts the allocator in it. Returns the reason why the row cannot run, or NULL. */
static const char *load(const struct row *row)
{
    const char *refusal = row->refusal ? row->refusal() : NULL;
    if (refusal == NULL && row->allocator)
        count_loaded_allocator(row->allocator);
    return refusal;
}

static int answer_allocations(int argc, char **argv)
{
    static const char *const names[] = { "allocations", "allocated_bytes", "peak_live_bytes", "mapped_stacks",
                                         "mapped_stack_bytes" };
    struct cell_arguments arguments;
    struct cell_answer answer = { .names = names, .count = 5 };
    struct cell_count count = { 0 };
    struct cell *cell = NULL;
    if (cell_arguments_parse(argc - 2, argv + 2, &arguments))
        return 2;
    (void)!load(arguments.row);     /* cell_open gives the reason */
    enum coro_status status = cell_open(arguments.row, arguments.workload, &arguments.options, &cell, &answer.reason);
    if (!status)
        status = cell_count(cell, cell_counted_items(cell), &count, &answer.reason);
    cell_close(cell);
    const double values[] = { count.allocations, count.allocated_bytes, (double)count.peak_live_bytes, count.mapped_stacks,
                              count.mapped_stack_bytes };
    memcpy(answer.values, values, sizeof values);
    return cell_answer_print(status, &answer);
}

static json_t *line_of(const struct finding *found)
{
    json_t *line = json_pack("{s:s, s:o}", "behaviour", behaviour_name(found->behaviour), "evidence",
                             cell_answer_sentence(found->evidence));
    if (line && found->is_answered)
        json_object_set_new(line, "answer", json_string(found->answer == ANSWER_YES ? "yes" : "no"));
    if (line && found->is_declared)
        json_object_set_new(line, "by_construction", json_true());
    if (line && found->has_value)
        json_object_set_new(line, "value", json_real(found->value));
    return line;
}

static probe_fn *find_probe(const char *name)
{
    static const struct { const char *name; probe_fn *ask; } probes[] = {
#define X(name, question) { #name, probe_##name },
        RUN_PROBES(X)
        CONFORMANCE_PROBES(X)
#undef X
    };
    for (size_t i = 0; i < sizeof probes / sizeof *probes; i++)
        if (strcmp(probes[i].name, name) == 0)
            return probes[i].ask;
    return NULL;
}

static int answer_probe(const struct row *row, const char *name)
{
    probe_fn *ask = find_probe(name);
    if (ask == NULL)
        return usage("there is no probe ", name);
    if (row->probes == NULL && ask != probe_survives_no_memory)
        return usage("a peer has no probes: ", row_card(row)->name);
    const char *refusal = load(row);
    struct finding found = refusal ? finding_of(REFUSES, "%s", refusal) : ask(row);
    return cell_answer_print_json(line_of(&found));
}

/* One after another: under valgrind, starting takes as long as most probes. */
static int answer_probes(int argc, char **argv)
{
    int status = 0;
    if (argc < 4)
        return usage("a strategy and a probe are needed after ", argv[1]);
    const struct row *row = table_find_row(argv[2]);
    if (row == NULL)
        return usage("there is no strategy ", argv[2]);
    coro_lay_canaries();        /* a row whose stacks are too small is found, in release builds, too */
    for (int i = 3; i < argc && status == 0; i++)
        status = answer_probe(row, argv[i]);
    return status;
}

int main(int argc, char **argv)
{
    cell_program_begin();
    if (argc > 1 && strcmp(argv[1], "probe") == 0)
        return answer_probes(argc, argv);
    if (argc > 1 && strcmp(argv[1], "allocations") == 0)
        return answer_allocations(argc, argv);
    return usage("what to count? ", argc > 1 ? argv[1] : "");
}
