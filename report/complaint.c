/* SPDX-License-Identifier: MIT */
/* Owns the making of sentences for stderr. Who prints them is the command's business. */
#include "report/complaint.h"
#include <stdarg.h>
#include <stdio.h>
#include "report/utf8.h"

static void make_printable(char *sentence)
{
    char *byte = sentence;

    while (*byte != '\0') {
        size_t length;
        uint32_t point = coro_utf8_decode(byte, &length);
        bool is_plain = coro_utf8_is_printable(point) && point != CORO_UTF8_REPLACEMENT;
        for (size_t i = 0; i < length && !is_plain; i++)
            byte[i] = '?';
        byte += length;
    }
}

enum coro_report_status coro_complain(struct coro_complaint *complaint, enum coro_report_status status,
                                      const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(complaint->sentence, sizeof complaint->sentence, format, arguments);
    va_end(arguments);
    make_printable(complaint->sentence);
    return status;
}

enum coro_report_status coro_complain_no_memory(struct coro_complaint *complaint)
{
    return coro_complain(complaint, CORO_REPORT_NO_MEMORY, "there is not enough memory for this report");
}
