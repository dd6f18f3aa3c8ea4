/* SPDX-License-Identifier: MIT */
/* Loads the libraries of rows for corolab, first in a process that may crash: a library's constructors are somebody's code, which
 * runs before anything is known of it. The programs that corolab starts load them without this try. Also performs the words that
 * are about libraries alone. */
#include "bench/runner/command/commands.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bench/check/check.h"
#include "bench/runner/plan/options.h"
#include "bench/runner/run/run.h"
#include "bench/table/load_rows.h"
#include "bench/table/workload.h"
#include "report/report.h"

enum { TRIED = 113, PATIENCE_SECONDS = 20 };

static _Noreturn void load_and_exit(void)
{
    alarm(PATIENCE_SECONDS);
    int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDERR_FILENO);
    table_load_libraries();
    _exit(TRIED);
}

/* NULL, or a sentence on how the process ended that loaded the libraries. */
static const char *try_to_load(const char *list)
{
    static char sentence[512];
    int end = 0;
    pid_t child = fork();
    if (child == 0)
        load_and_exit();
    while (child > 0 && waitpid(child, &end, 0) < 0 && errno == EINTR)
        continue;
    if (child < 0 || (WIFEXITED(end) && WEXITSTATUS(end) == TRIED))
        return NULL;
    if (WIFEXITED(end))
        snprintf(sentence, sizeof sentence, "loading %.300s ends the program with exit status %d", list, WEXITSTATUS(end));
    else if (WTERMSIG(end) == SIGALRM)
        snprintf(sentence, sizeof sentence, "loading %.300s takes more than %d seconds", list, PATIENCE_SECONDS);
    else
        snprintf(sentence, sizeof sentence, "loading %.300s crashes: %s", list, strsignal(WTERMSIG(end)));
    return sentence;
}

const char *runner_load_libraries(void)
{
    const char *list = getenv(TABLE_LIBRARIES);
    const char *why = list && *list ? try_to_load(list) : NULL;
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
