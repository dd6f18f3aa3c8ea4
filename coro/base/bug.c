/* SPDX-License-Identifier: MIT */
/* Prints the sentence of a broken rule and aborts (coro/bug.h). */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include "coro/bug.h"

void coro_bug(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("coro: bug: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    abort();
}
