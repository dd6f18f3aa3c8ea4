/* SPDX-License-Identifier: MIT */
/* Writes to standard error through stdio, unbuffered, so a sentence is out before the process can end. */
#include "bench/process/message.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

const char *runner_called(void)
{
    const char *name = getenv("COROLAB_CALLED");
    return name == NULL || name[0] == '\0' ? "corolab" : name;
}

void runner_note(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("corolab: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

int runner_flush_output(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return 0;
    runner_note("standard output cannot be written");
    return 1;
}
