/* SPDX-License-Identifier: MIT */
/* Probes a row without a heap. The build has tried to link it (bench/no_heap); the probe reads the outcome and runs the
 * program. */
#define _GNU_SOURCE 1 /* memfd_create */
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bench/process/beside.h"
#include "bench/process/emulator.h"
#include "bench/probes/probe.h"
#include "bench/table/load_rows.h"

/* Reads the symbols that the linker missed. Returns false when the build has not tried. */
static bool read_needs(const struct row *row, const struct row_library *library, char needs[160])
{
    char path[PATH_MAX];
    if (library)
        return library->heap_needs && snprintf(needs, 160, "%s", library->heap_needs) >= 0;
    FILE *file = beside_program(path, "no_heap/%s.program.needs", row->card.name) ? NULL : fopen(path, "r");
    if (file == NULL)
        return false;
    needs[fread(needs, 1, 159, file)] = '\0';
    fclose(file);
    return true;
}

/* Opens the program; a library carries it. Returns -1 when it is missing. */
static int open_program(const struct row *row, const struct row_library *library)
{
    char path[PATH_MAX];
    if (library == NULL)
        return beside_program(path, "no_heap/%s.program", row->card.name) ? -1 : open(path, O_RDONLY);
    size_t bytes = (size_t)(library->program_end - library->program);
    int file = memfd_create("no_heap", 0);
    if (file >= 0 && write(file, library->program, bytes) != (ssize_t)bytes) {
        close(file);
        file = -1;
    }
    return file;
}

/* Returns the program's exit status; -1 when it crashed or is missing. */
static int run(const struct row *row, const struct row_library *library)
{
    enum { TIMEOUT_SECONDS = 10 };
    int end = 0, program = open_program(row, library);
    if (program < 0)
        return -1;
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", program);
    pid_t self = getpid(), child = fork();
    if (child == 0) {
        alarm(TIMEOUT_SECONDS);
        emulator_exec(path, (char *[]){ "no_heap", NULL }, self);
        _exit(127);
    }
    close(program);
    bool has_ended = child > 0 && waitpid(child, &end, 0) == child && WIFEXITED(end);
    return has_ended ? WEXITSTATUS(end) : -1;
}

struct finding probe_no_heap(const struct row *row)
{
    char needs[160];
    const struct loaded_rows *of = loaded_rows_of(row);
    const struct row_library *library = of ? of->library : NULL;
    if (!read_needs(row, library, needs))
        return finding_of(REFUSES, "not asked: the build has not tried to link it without a heap");
    if (needs[0] != '\0')
        return finding_answered(finding_of(REFUSES, "it does not link without %s", needs), ANSWER_NO);
    int outcome = run(row, library);
    if (outcome != 0)
        return finding_of(FAILS, "linked without a heap, it ends with %d", outcome);
    return finding_answered(finding_of(WORKS, "a program with this row alone links without any symbol of the allocator, and runs "
                                              "in static memory"), ANSWER_YES);
}
