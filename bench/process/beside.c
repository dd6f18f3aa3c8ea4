/* SPDX-License-Identifier: MIT */
/* Cuts the name of this program from its path and prints another in its place. */
#define _GNU_SOURCE 1 /* readlink */
#include "bench/process/beside.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum coro_status beside_program(char path[PATH_MAX], const char *format, ...)
{
    va_list arguments;
    ssize_t bytes = readlink("/proc/self/exe", path, PATH_MAX - 1);
    if (bytes <= 0)
        return CORO_ERR_IO;
    path[bytes] = '\0';
    char *name = strrchr(path, '/') + 1;        /* the kernel gives absolute paths */
    size_t room = PATH_MAX - (size_t)(name - path);
    va_start(arguments, format);
    int length = vsnprintf(name, room, format, arguments);
    va_end(arguments);
    return length >= 0 && (size_t)length < room ? CORO_OK : CORO_ERR_IO;
}
