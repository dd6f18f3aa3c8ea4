/* SPDX-License-Identifier: MIT */
/* Composes the sentences. The commands print them. */
#include "report/file/error.h"
#include <stdarg.h>
#include <stdio.h>
#include "report/text/text.h"

static void make_printable(char *sentence)
{
    char *byte = sentence;

    while (*byte != '\0') {
        size_t length;
        uint32_t point = report_utf8_decode(byte, &length);
        bool is_plain = report_utf8_is_printable(point) && point != REPORT_UTF8_REPLACEMENT;
        for (size_t i = 0; i < length && !is_plain; i++)
            byte[i] = '?';
        byte += length;
    }
}

void report_complain_with(struct report_complaint *complaint, const char *format, va_list arguments)
{
    vsnprintf(complaint->sentence, sizeof complaint->sentence, format, arguments);
    make_printable(complaint->sentence);
}

enum report_status report_complain(struct report_complaint *complaint, enum report_status status,
                                      const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    report_complain_with(complaint, format, arguments);
    va_end(arguments);
    return status;
}

void report_print_complaint(const char *word, const char *format, ...)
{
    struct report_complaint complaint;
    va_list arguments;

    va_start(arguments, format);
    report_complain_with(&complaint, format, arguments);
    va_end(arguments);
    fprintf(stderr, "corolab %s: %s\n", word, complaint.sentence);
}
