/* SPDX-License-Identifier: MIT */
/* Loads the libraries of rows for corolab, first in a process that may crash: a library's constructors are somebody's code, which
 * runs before anything is known of it. The programs that corolab starts load them without this try. Also performs the words that
 * are about libraries alone. */
#include "bench/runner/command/commands.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/check/check.h"
#include "bench/process/attempt.h"
#include "bench/runner/plan/options.h"
#include "bench/runner/run/run.h"
#include "bench/table/load_rows.h"
#include "bench/table/workload.h"
#include "report/report.h"

enum { PATIENCE_SECONDS = 20 };

/* path: of the library that is being loaded. */
struct loading { char path[PATH_MAX], refusal[PATH_MAX + 512]; };

static void load(const void *nothing, void *answer)
{
    struct loading *loading = answer;
    (void)nothing;
    loaded_rows_begin_attempt(loading->path);
    const char *why = table_load_libraries();
    snprintf(loading->refusal, sizeof loading->refusal, "%s", why ? why : "");
}

/* NULL, or a sentence: why the libraries cannot be loaded. */
static const char *try_to_load(void)
{
    static struct loading loading;
    struct attempt_end end = attempt_run(load, NULL, &loading, sizeof loading, PATIENCE_SECONDS);
    if (end.outcome != ATTEMPT_ANSWERED)
        snprintf(loading.refusal, sizeof loading.refusal, "loading %.400s %s", loading.path[0] ? loading.path : "the libraries",
                 attempt_end_words(end, PATIENCE_SECONDS));
    return loading.refusal[0] ? loading.refusal : NULL;
}

const char *runner_load_libraries(void)
{
    const char *list = getenv(TABLE_LIBRARIES);
    const char *why = list && *list ? try_to_load() : NULL;
    return why ? why : table_load_libraries();
}

/* Is the library, or its folder, in the list? Paths are real ones. */
static bool is_listed(const char *path, const char *list)
{
    for (const char *at = list; *at != '\0'; at += *at == ':') {
        size_t bytes = strcspn(at, ":");
        if (bytes > 0 && strncmp(path, at, bytes) == 0 && (path[bytes] == '\0' || path[bytes] == '/'))
            return true;
        at += bytes;
    }
    return false;
}

/* Adds the names of the library's rows; a row that it only brings workloads for may be missing here. */
static size_t add_names(char **words, size_t count, const struct row_library *library)
{
    for (const struct row *const *at = library->rows; at < library->rows_end; at++)
        if (table_find_row((*at)->card.name))
            words[count++] = (char *)(*at)->card.name;
    return count;
}

int runner_check_libraries(int argc, char **argv, const char *libraries)
{
    size_t count = (size_t)argc, most = count + 1;
    for (size_t i = 0; i < loaded_rows_count(); i++)
        most += (size_t)(loaded_rows_at(i)->library->rows_end - loaded_rows_at(i)->library->rows);
    char *words[most];
    memcpy(words, argv, count * sizeof *words);
    for (size_t i = 0; i < loaded_rows_count(); i++)
        if (is_listed(loaded_rows_at(i)->path, libraries))
            count = add_names(words, count, loaded_rows_at(i)->library);
    words[count] = NULL;
    return check_command((int)count, words);
}

int runner_report_libraries(int argc, char **argv, const char *libraries)
{
    char *run[] = { "run", "--quick", NULL }, *words[argc + 2];
    (void)libraries;
    int status = runner_run_command(2, run);
    if (status > 1)
        return status;
    words[0] = argv[0];
    words[1] = RUNNER_DEFAULT_OUTPUT;
    memcpy(words + 2, argv + 1, (size_t)argc * sizeof *argv);
    int shown = report_command(argc + 1, words);
    return shown ? shown : status;
}
