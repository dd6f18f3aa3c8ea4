/* SPDX-License-Identifier: MIT */
/* Owns foreign strings: walking their UTF-8, and escaping them for each output format. The properties of characters are
 * libunistring's, so they do not depend on the locale. */
#include "report/text/text.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>
#include <uniwidth.h>

uint32_t report_utf8_decode(const char *bytes, size_t *length)
{
    ucs4_t point;
    int decoded = u8_mbtoucr(&point, (const uint8_t *)bytes, strnlen(bytes, 4));

    *length = decoded > 0 ? (size_t)decoded : 1;
    return decoded > 0 ? point : REPORT_UTF8_REPLACEMENT;
}

bool report_utf8_is_printable(uint32_t point)
{
    static const uint32_t unprintable = UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cs | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp;

    return !uc_is_general_category_withtable(point, unprintable) && !uc_is_property_bidi_control(point) &&
           !uc_is_property_not_a_character(point);
}

static size_t point_width(uint32_t point)
{
    int width = uc_width(point, "UTF-8");

    return width < 0 ? 1 : (size_t)width;
}

size_t report_utf8_width(const char *string)
{
    size_t width = 0, length;

    for (; *string != '\0'; string += length)
        width += point_width(report_utf8_decode(string, &length));
    return width;
}

size_t report_utf8_fit(const char *string, size_t width)
{
    size_t fitting = 0, length;

    while (string[fitting] != '\0') {
        size_t step = point_width(report_utf8_decode(string + fitting, &length));
        if (step > width)
            break;
        width -= step;
        fitting += length;
    }
    return fitting;
}

/* The replacements of ASCII characters in a format; NULL keeps the character. */
typedef const char *const replacements[128];

static replacements html = {
    ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;", ['\n'] = " ", ['\t'] = " ",
};
static replacements markdown = {
    ['\\'] = "\\\\", ['`'] = "\\`",    ['*'] = "\\*",    ['_'] = "\\_",    ['|'] = "\\|",   ['['] = "\\[",
    [']'] = "\\]",   ['~'] = "\\~",    ['#'] = "\\#",    ['!'] = "\\!",    ['@'] = "&#64;", ['&'] = "&amp;",
    ['<'] = "&lt;",  ['>'] = "&gt;",   ['\n'] = " ",    ['\t'] = " ",
};
static replacements terminal = {['\n'] = " ", ['\t'] = " "};

static void escape_with(replacements replace, struct report_text *text, const char *string)
{
    size_t length;

    for (; *string != '\0'; string += length) {
        uint32_t point = report_utf8_decode(string, &length);
        const char *instead = point < 0x80 ? replace[point] : NULL;
        if (instead != NULL)
            report_text_add(text, instead);
        else if (report_utf8_is_printable(point) && point != REPORT_UTF8_REPLACEMENT)
            report_text_add_bytes(text, string, length);
        else
            report_text_add(text, "\xEF\xBF\xBD");
    }
}

void report_escape_html(struct report_text *text, const char *string) { escape_with(html, text, string); }
void report_escape_markdown(struct report_text *text, const char *string) { escape_with(markdown, text, string); }

void report_escape_markdown_name(struct report_text *text, const char *name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_/:.+-";

    if (name[0] != '\0' && name[strspn(name, plain)] == '\0')
        report_text_format(text, "`%s`", name);
    else
        report_escape_markdown(text, name);
}

bool report_is_address(const char *string)
{
    static const char scheme[] = "https://", plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                                       "-._~:/?#@!$&*+,;=%";
    size_t length = strlen(scheme);

    return strncmp(string, scheme, length) == 0 && string[length] != '\0' && string[strspn(string, plain)] == '\0';
}

void report_escape_markdown_link(struct report_text *text, const char *name, const char *address, const char *words)
{
    static replacements entity = {['"'] = "&quot;", ['\\'] = "&#92;", ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;",
                                  ['`'] = "&#96;", ['|'] = "&#124;", ['\n'] = " ", ['\t'] = " "};

    if (!report_is_address(address)) {
        report_escape_markdown(text, name);
        return;
    }
    report_text_add(text, "[");
    report_escape_markdown(text, name);
    report_text_format(text, words[0] == '\0' ? "](%s" : "](%s \"", address);
    escape_with(entity, text, words);
    report_text_add(text, words[0] == '\0' ? ")" : "\")");
}

void report_escape_terminal(struct report_text *text, const char *string) { escape_with(terminal, text, string); }

/* A spreadsheet takes a field that begins with one of these for a formula; an apostrophe makes it text. */
void report_escape_csv(struct report_text *text, const char *string)
{
    static replacements quotes = {['"'] = "\"\"", ['\n'] = " ", ['\t'] = " "};
    bool is_quoted = strpbrk(string, ",\"\r\n") != NULL;

    report_text_add(text, is_quoted ? "\"" : "");
    if (string[0] != '\0' && strchr("=+-@\t\r\n", string[0]) != NULL)
        report_text_add(text, "'");
    escape_with(quotes, text, string);
    report_text_add(text, is_quoted ? "\"" : "");
}

typedef void escape(struct report_text *, const char *string);

/* Adds the number that a conversion such as "%.1f" or "%zu" takes from the arguments. */
static void add_number(struct report_text *text, const char *conversion, va_list *arguments)
{
    switch (conversion[strlen(conversion) - 1]) {
    case 'd': report_text_format(text, conversion, va_arg(*arguments, int)); break;
    case 'f':
    case 'g': report_text_format(text, conversion, va_arg(*arguments, double)); break;
    case 'u':
        if (strchr(conversion, 'z') != NULL)
            report_text_format(text, conversion, va_arg(*arguments, size_t));
        else
            report_text_format(text, conversion, va_arg(*arguments, unsigned));
        break;
    default: fprintf(stderr, "corolab: \"%s\" is no conversion of an escaping format\n", conversion); abort();
    }
}

static void format_escaped(struct report_text *text, escape *add, const char *format, va_list *arguments)
{
    for (const char *percent; (percent = strchr(format, '%')) != NULL;) {
        size_t length = strcspn(percent + 1, "%sdufg") + 2;
        char conversion[16] = "";
        report_text_add_bytes(text, format, (size_t)(percent - format));
        memcpy(conversion, percent, length < sizeof conversion ? length : sizeof conversion - 1);
        if (strcmp(conversion, "%%") == 0)
            report_text_add(text, "%");
        else if (strcmp(conversion, "%s") == 0)
            add(text, va_arg(*arguments, const char *));
        else
            add_number(text, conversion, arguments);
        format = percent + length;
    }
    report_text_add(text, format);
}

void report_html(struct report_text *text, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    format_escaped(text, report_escape_html, format, &arguments);
    va_end(arguments);
}

void report_markdown(struct report_text *text, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    format_escaped(text, report_escape_markdown, format, &arguments);
    va_end(arguments);
}
