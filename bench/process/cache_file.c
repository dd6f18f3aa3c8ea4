/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "bench/process/cache_file.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "bench/process/atomic_file.h"

enum coro_status runner_cache_file_write(const char *path, const json_t *object)
{
    struct output output;
    char directory[PATH_MAX];
    snprintf(output.path, sizeof output.path, "%s", path);
    snprintf(directory, sizeof directory, "%.*s", (int)(strrchr(path, '/') - path) + 1, path);
    if (access(directory, W_OK) != 0)
        return CORO_ERR_IO;
    return runner_output_write(&output, object);
}
