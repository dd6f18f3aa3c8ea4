/* SPDX-License-Identifier: MIT */
#include "bench/runner/note.h"
#include <stdarg.h>
#include <stdio.h>

void runner_note(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("corolab: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}
