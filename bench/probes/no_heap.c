/* SPDX-License-Identifier: MIT */
/* Probes a row without a heap. The build has tried to link it (bench/no_heap); the probe reads the outcome and runs the
 * program. */
#define _GNU_SOURCE 1 /* fork */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bench/process/beside.h"
#include "bench/probes/probe.h"

/* Reads the symbols that the linker missed. Returns false when the build has not tried. */
static bool read_needs(const char *name, char needs[160])
{
    char path[PATH_MAX];
    FILE *file = beside_program(path, "no_heap/%s.program.needs", name) ? NULL : fopen(path, "r");
    if (file == NULL)
        return false;
    needs[fread(needs, 1, 159, file)] = '\0';
    fclose(file);
    return true;
}

/* Returns the program's exit status; -1 when it crashed or is missing. */
static int run(const char *name)
{
    enum { TIMEOUT_SECONDS = 10 };
    char path[PATH_MAX];
    int end = 0;
    if (beside_program(path, "no_heap/%s.program", name))
        return -1;
    pid_t child = fork();
    if (child == 0) {
        alarm(TIMEOUT_SECONDS);
        execl(path, path, (char *)NULL);
        _exit(127);
    }
    bool has_ended = child > 0 && waitpid(child, &end, 0) == child && WIFEXITED(end);
    return has_ended ? WEXITSTATUS(end) : -1;
}

struct finding probe_no_heap(const struct row *row)
{
    char needs[160];
    if (!read_needs(row->card.name, needs))
        return finding_of(FAILS, "the build has not tried to link it without a heap");
    if (needs[0] != '\0')
        return finding_answered(finding_of(REFUSES, "it does not link without %s", needs), ANSWER_NO);
    int outcome = run(row->card.name);
    if (outcome != 0)
        return finding_of(FAILS, "linked without a heap, it ends with %d", outcome);
    return finding_answered(finding_of(WORKS, "a program with this row alone links without any symbol of the allocator, and runs "
                                              "in static memory"), ANSWER_YES);
}
