/* SPDX-License-Identifier: MIT */
/* UTF-8, as far as tables and escaping need it: code points, and the columns of a terminal that they fill. Independent of the
 * locale. */
#ifndef REPORT_TEXT_UTF8_H
#define REPORT_TEXT_UTF8_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define REPORT_UTF8_REPLACEMENT 0xFFFDu

/* The code point that `bytes`, a non-empty string, begins with; *length is its size in bytes. A byte that begins no well-formed
 * sequence counts as REPORT_UTF8_REPLACEMENT of length 1, so that a walk always ends at the terminating zero. */
uint32_t report_utf8_decode(const char *bytes, size_t *length);

/* True unless the code point is a control character, reorders text around it, or may not stand in an XML file: those must not
 * reach a terminal or a page. */
bool report_utf8_is_printable(uint32_t point);

/* Columns that the string fills in a terminal: 2 for East Asian wide characters and emoji, 0 for combining marks, else 1. */
size_t report_utf8_width(const char *string);

/* The length in bytes of the longest beginning of `string` that fills at most `width` columns. */
size_t report_utf8_fit(const char *string, size_t width);

#endif
