/* SPDX-License-Identifier: MIT */
/* Builds growing strings, and the words that go into them. Every output and every sentence of the report is one such string
 * until it is whole. Below them: rounded numbers, escaping, UTF-8, and words in the width of a terminal. Running out of memory
 * ends the process (base/memory.h), so adding cannot fail. */
#ifndef REPORT_TEXT_TEXT_H
#define REPORT_TEXT_TEXT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A zeroed text is empty and owns nothing. */
struct report_text {
    char *bytes;        /* NULL while nothing was added, else `length` bytes and a zero behind them */
    size_t length;
    size_t capacity;    /* of bytes, the zero included */
};

/* Frees the contents; the text is empty and usable again. */
void report_text_fini(struct report_text *);

/* The contents, "" when empty; valid until the text is changed. */
const char *report_text_string(const struct report_text *);

void report_text_add(struct report_text *, const char *string);
/* Leaves the first `length` bytes. */
void report_text_cut(struct report_text *, size_t length);
void report_text_add_bytes(struct report_text *, const char *bytes, size_t length);
void report_text_repeat(struct report_text *, const char *string, size_t count);
__attribute__((format(printf, 2, 3))) void report_text_format(struct report_text *, const char *format, ...);

/* Measured numbers rounded for readers: three digits or so, with a unit, never wider than 12 columns (number.c). Every output
 * prints numbers by these functions, so a number reads the same everywhere. */
struct report_number {
    char text[32];  /* UTF-8; "-" when the number is not finite */
};

struct report_number report_number_time(double nanoseconds);    /* "17.2 ns", "4.13 us", "1.20 ms" */
struct report_number report_number_multiple(double multiple);   /* "0.35x" with the multiplication sign, "37x" */
struct report_number report_number_bytes(double bytes);         /* "56 B", "16.0 KiB", "136 MiB", "8.34 GiB" */
struct report_number report_number_count(double count);         /* "196", "0.12", "2.50", "0.0013" */
struct report_number report_number_percent(double share);       /* of 1: "66 %" */
struct report_number report_number_exact(double value);         /* the shortest that reads back as the same number, for CSV */
/* The same number without zeros at the end of its decimals, for the marks of an axis: "5 ns" for "5.00 ns". */
struct report_number report_number_trimmed(struct report_number);

/* A result file is untrusted input, so its strings reach an output through one of these functions only (escape.c). They add a
 * string so that it reads as plain words there. Characters that are not printable become U+FFFD. */

/* For HTML and SVG, in text and in quoted attributes. */
void report_escape_html(struct report_text *text, const char *string);
/* For a line of GitHub's Markdown, inside a table, too. */
void report_escape_markdown(struct report_text *text, const char *string);
/* The same for a name: as code, where it has only letters, digits and _/:.+- */
void report_escape_markdown_name(struct report_text *text, const char *name);
/* True for an address that may become a link: https, and nothing in it that ends a link in HTML or Markdown. */
bool report_is_address(const char *string);
/* A link on the name, with words that show when one points at it, "" for none; or only the name where the address is none. */
void report_escape_markdown_link(struct report_text *text, const char *name, const char *address, const char *words);
/* One field of RFC 4180: quoted when it must be, and behind an apostrophe when a spreadsheet would take it for a formula. */
void report_escape_csv(struct report_text *text, const char *string);
/* For a terminal: no escape sequence survives. */
void report_escape_terminal(struct report_text *text, const char *string);

/* Adds as printf would, but escapes the string of each %s; the format itself is HTML or Markdown. Takes %s without width and
 * precision, and the conversions d, u, zu, f and g. */
__attribute__((format(printf, 2, 3))) void report_html(struct report_text *, const char *format, ...);
__attribute__((format(printf, 2, 3))) void report_markdown(struct report_text *, const char *format, ...);

/* UTF-8, as far as tables and escaping need it, independent of the locale (escape.c). */
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

/* Paragraphs in the width of a terminal, and the fields of a table's line (paragraph.c): the report's terminal output and
 * `corolab check` are made of them. */
enum { REPORT_TERMINAL_COLUMNS = 80 };

/* Adds `words`, escaped for a terminal, broken into lines of at most 80 columns and ended by a newline. The first line continues
 * the last line of `text`, which is `used` columns long; the others begin with `indent` spaces. Words too long for a line are cut
 * into lines. */
void report_paragraph_add(struct report_text *text, size_t used, size_t indent, const char *words);

/* Adds one line's field of `width` columns: the string escaped, cut with an ellipsis when too long, and filled up with spaces on
 * its right (left-aligned) or its left (right-aligned). Left-aligned strings are names, cut in the middle: rows of one family
 * begin alike, and variants of several families end alike. */
void report_field_left(struct report_text *text, const char *string, size_t width);
void report_field_right(struct report_text *text, const char *string, size_t width);

#endif
