/* SPDX-License-Identifier: MIT */
/* corolab_count: what does one cell allocate, what does one probe find? One JSON line on standard output. Exit 0 whatever the
 * outcome, 2 for a command line that makes no sense. Never times anything: counting costs instructions. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include "bench/probes/cell_count.h"
#include "bench/probes/probe.h"

static int usage(const char *what, const char *word)
{
    fprintf(stderr, "corolab_count: %s%s\n", what, word);
    fputs("usage: corolab_count allocations STRATEGY WORKLOAD [--text FILE]\n"
          "       corolab_count probe STRATEGY PROBE\n", stderr);
    return 2;
}

/* One line; takes the reference. */
static int print(json_t *line)
{
    if (line == NULL || json_dumpf(line, stdout, JSON_COMPACT | JSON_REAL_PRECISION(12)) != 0)
        fputs("{\"status\":\"failed\",\"reason\":\"out of memory\"}", stdout);
    putchar('\n');
    json_decref(line);
    return 0;
}

static json_t *failure(enum coro_status status, const char *reason)
{
    return json_pack("{s:s, s:s}", "status", status_is_refusal(status) ? "unsupported" : "failed", "reason", reason);
}

static json_t *allocations_of(const struct row *row, const struct workload_card *workload, const struct cell_options *options)
{
    struct cell *cell;
    struct cell_count count;
    const char *reason = "";
    enum coro_status status = cell_open(row, workload, options, &cell, &reason);
    if (status)
        return failure(status, reason);
    status = cell_count(cell, cell_counted_items(cell), &count, &reason);
    json_t *line = status ? failure(status, reason)
                          : json_pack("{s:s, s:{s:f, s:f}}", "status", "ok", "metrics", "allocations", count.allocations,
                                      "allocated_bytes", count.allocated_bytes);
    cell_close(cell);
    return line;
}

static int answer_allocations(const struct row *row, int argc, char **argv)
{
    struct cell_options options = { 0 };
    const struct workload_card *workload = table_find_workload(argv[3]);
    if (workload == NULL)
        return usage("there is no workload ", argv[3]);
    if (argc != 4 && (argc != 6 || strcmp(argv[4], "--text") != 0))
        return usage("too many words: ", argv[4]);
    if (argc == 6)
        options.text_path = argv[5];
    return print(allocations_of(row, workload, &options));
}

static json_t *line_of(const struct finding *found)
{
    json_t *line = json_pack("{s:s, s:s}", "behaviour", behaviour_name(found->behaviour), "evidence", found->evidence);
    if (line && found->is_answered)
        json_object_set_new(line, "answer", json_string(found->answer == ANSWER_YES ? "yes" : "no"));
    if (line && found->has_value)
        json_object_set_new(line, "value", json_real(found->value));
    return line;
}

static int answer_probe(const struct row *row, int argc, char **argv)
{
    probe_fn *ask = probe_find(argv[3]);
    if (ask == NULL)
        return usage("there is no probe ", argv[3]);
    if (argc != 4)
        return usage("too many words: ", argv[4]);
    if (row->probes == NULL)
        return usage("a peer has no probes: ", argv[2]);
    struct finding found = ask(row);
    return print(line_of(&found));
}

int main(int argc, char **argv)
{
    bool is_probe = argc > 1 && strcmp(argv[1], "probe") == 0;
    if (!is_probe && (argc < 2 || strcmp(argv[1], "allocations") != 0))
        return usage("what to count? ", argc > 1 ? argv[1] : "");
    if (argc < 4)
        return usage("a strategy and another word are needed after ", argv[1]);
    const struct row *row = table_find_row(argv[2]);
    if (row == NULL)
        return usage("there is no strategy ", argv[2]);
    return is_probe ? answer_probe(row, argc, argv) : answer_allocations(row, argc, argv);
}
