/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>
#include "bench/measure/cell_arguments.h"
#include "coro/overflow.h"

static enum coro_status complain(const char *what, const char *name)
{
    fprintf(stderr, "%s: %s\n", what, name);
    return CORO_ERR_INVALID;
}

/* Without it, the process ends of it all the same. */
void program_begin(void)
{
    enum coro_status status = coro_overflow_report();
    if (status)
        fprintf(stderr, "stack overflows will not be explained: %s\n", coro_status_message(status));
}

int program_take_files(int argc, char **argv, struct cell_options *options)
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

enum coro_status program_parse(int argc, char **argv, struct program_target *target)
{
    struct cell_options options = { 0 };
    if (program_take_files(argc, argv, &options) != 2)
        return complain("usage", "STRATEGY WORKLOAD [--text FILE] [--trace FILE]");
    *target = (struct program_target){ table_find_row(argv[0]), table_find_workload(argv[1]), options };
    if (target->row == NULL)
        return complain("unknown strategy", argv[0]);
    return target->workload ? CORO_OK : complain("unknown workload", argv[1]);
}

int program_say(json_t *object)
{
    int failed = object == NULL || json_dumpf(object, stdout, JSON_COMPACT) != 0 || putchar('\n') == EOF || fflush(stdout) != 0;
    json_decref(object);
    return failed;
}

int program_say_metrics(const char *const *names, const double *values, int count)
{
    return program_say_metrics_and_note(names, values, count, NULL);
}

int program_say_metrics_and_note(const char *const *names, const double *values, int count, const char *note)
{
    json_t *metrics = json_object();
    for (int i = 0; i < count; i++)
        if (json_object_set_new(metrics, names[i], json_real(values[i])) != 0)
            break;
    return program_say(json_pack("{s:s, s:o, s:s*}", "status", "ok", "metrics", metrics, "note", note));
}

const char *program_outcome(enum coro_status status)
{
    if (status == CORO_OK)
        return "ok";
    return coro_status_is_refusal(status) ? "unsupported" : "failed";
}

int program_say_status(enum coro_status status, const char *reason)
{
    if (status == CORO_OK)
        return program_say(json_pack("{s:s}", "status", "ok"));
    return program_say(json_pack("{s:s, s:s}", "status", program_outcome(status), "reason", reason));
}
