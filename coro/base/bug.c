/* SPDX-License-Identifier: MIT */
/* Prints the sentence of a broken rule and aborts (coro/bug.h). It may run on a coroutine's small stack, so the sentence lies in
 * static memory: fprintf to stderr would take 9 KiB of stack. Two threads that fail at once may mix their sentences. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "coro/bug.h"

void coro_bug(const char *format, ...)
{
    static const char start[] = "coro: bug: ";
    static char line[1024];
    va_list arguments;
    size_t length = sizeof start - 1;
    memcpy(line, start, length);
    va_start(arguments, format);
    vsnprintf(line + length, sizeof line - length - 1, format, arguments);
    va_end(arguments);
    length = strlen(line);
    line[length] = '\n';
    (void)!write(STDERR_FILENO, line, length + 1);
    abort();
}
