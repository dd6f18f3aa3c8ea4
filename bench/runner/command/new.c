/* SPDX-License-Identifier: MIT */
/* The words, and the next three commands. The file is source_file.c's. */
#include "bench/runner/command/new.h"
#include <stdio.h>
#include <string.h>
#include "bench/runner/plan/help.h"
#include "bench/process/suggest.h"
#include "bench/process/message.h"
#include "bench/runner/command/source_file.h"
#include "bench/table/table.h"

#ifndef CORO_SOURCE_DIRECTORY
#define CORO_SOURCE_DIRECTORY "."
#endif

static const char *const kinds[] = { [SOURCE_STRATEGY] = "strategy", [SOURCE_WORKLOAD] = "workload" };
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

/* The launcher builds what is new before it does anything; corolab itself would not know it. */
static const char *launcher(void)
{
    const char *called = runner_called();
    return strcmp(called, "corolab") == 0 ? CORO_SOURCE_DIRECTORY "/lab" : called;
}

static void say_next(enum source_kind kind, const char *path, const char *name)
{
    const char *lab = launcher(), *file = strrchr(name, '/') == NULL ? name : strrchr(name, '/') + 1;
    printf("%s/%s is written. It works as it stands; change it, then:\n", CORO_SOURCE_DIRECTORY, path);
    if (kind == SOURCE_STRATEGY) {
        printf("  %s check %s\n", lab, name);
        printf("  %s run --quick -s '^(static_dispatch|box|%s)$' -o %s.json\n", lab, name, file);
    } else {
        printf("  %s check box\n", lab);
        printf("  %s run --quick -w '^(ready|%s)$' -o %s.json\n", lab, name, file);
    }
    printf("  %s report %s.json\n", lab, file);
}

/* Some workloads' names are not those of their files, and two of one name would be one cell. */
static enum coro_status refuse_workload_of_the_table(const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < table_workload_count(); i++) {
        const char *other = table_workload(i)->name;
        if (strncmp(other, name, length) != 0 || (other[length] != '\0' && other[length] != '/'))
            continue;
        runner_note("the name %s is taken: `%s list` shows the workload %s", name, runner_called(), other);
        return CORO_ERR_INVALID;
    }
    return CORO_OK;
}

static enum coro_status find_kind(const char *word, enum source_kind *kind)
{
    const char *found[RUNNER_NEAREST_MAX];
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (strcmp(word, kinds[i]) == 0) {
            *kind = (enum source_kind)i;
            return CORO_OK;
        }
    if (runner_nearest_find(word, kinds, KIND_COUNT, found) > 0)
        runner_note("new makes no \"%s\"; did you mean %s?", word, found[0]);
    else
        runner_note("new makes a strategy or a workload, not \"%s\"", word);
    return CORO_ERR_INVALID;
}

int runner_new_command(int argc, char **argv)
{
    enum source_kind kind;
    char path[PATH_MAX];
    if (argc == 2 && strcmp(argv[1], "--help") == 0)
        return runner_help_print();
    if (argc != 3) {
        runner_note("new takes two words: strategy or workload, and a name");
        return 2;
    }
    enum coro_status status = find_kind(argv[1], &kind);
    if (status == CORO_OK && kind == SOURCE_WORKLOAD)
        status = refuse_workload_of_the_table(argv[2]);
    if (status == CORO_OK)
        status = runner_source_file_make(CORO_SOURCE_DIRECTORY, kind, argv[2], path);
    if (status != CORO_OK)
        return status == CORO_ERR_INVALID ? 2 : 1;
    say_next(kind, path, argv[2]);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
