/* SPDX-License-Identifier: MIT */
/* Looks up the code size of a row in code_sizes.txt, for `corolab list --json` and for result files. measure.cmake writes that
 * list (target corolab_code_sizes), with lines of the form "BYTES ROW". Each lookup reads the file again; it is short. */
#include "bench/code/size.h"
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "bench/process/beside.h"

enum { LINE_BYTES = 256 };

size_t code_size_bytes_in(const char *path, const char *row)
{
    char line[LINE_BYTES], name[LINE_BYTES];
    size_t bytes, found = 0;
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return 0;
    while (found == 0 && fgets(line, sizeof line, file) != NULL)
        if (sscanf(line, "%zu %255s", &bytes, name) == 2 && strcmp(name, row) == 0)
            found = bytes;
    fclose(file);
    return found;
}

static enum coro_status find_list(char path[PATH_MAX]) { return beside_program(path, "code_sizes.txt"); }

size_t code_size_bytes(const char *row)
{
    char path[PATH_MAX];
    return find_list(path) == CORO_OK ? code_size_bytes_in(path, row) : 0;
}

const char *code_size_absence(void)
{
    char path[PATH_MAX];
    if (find_list(path) == CORO_OK && access(path, R_OK) == 0)
        return NULL;
    return "the size of the code is not known: code_sizes.txt, which the build's target corolab_code_sizes makes with nm and "
           "without sanitizers, is not beside this program";
}
