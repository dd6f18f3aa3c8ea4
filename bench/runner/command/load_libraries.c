/* SPDX-License-Identifier: MIT */
/* Loads the libraries of rows for corolab, first in a process that may crash: a library's constructors are somebody's code, which
 * runs before anything is known of it. The programs that corolab starts load them without this try. */
#include "bench/runner/command/commands.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bench/table/table.h"

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
