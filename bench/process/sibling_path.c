/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE 1 /* readlink */
#include "bench/process/sibling_path.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum coro_status beside_program(const char *folder, const char *name, const char *ending, char path[PATH_MAX])
{
    char self[PATH_MAX];
    ssize_t bytes = readlink("/proc/self/exe", self, sizeof self - 1);
    if (bytes <= 0)
        return CORO_ERR_IO;
    self[bytes] = '\0';
    char *slash = strrchr(self, '/');
    if (slash == NULL)
        return CORO_ERR_IO;
    *slash = '\0';
    return snprintf(path, PATH_MAX, "%s/%s/%s%s", self, folder, name, ending) < PATH_MAX ? CORO_OK : CORO_ERR_IO;
}
