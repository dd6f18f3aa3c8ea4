/* SPDX-License-Identifier: MIT */
/* One line of text, and the words in it as wc counts them in the C locale. */
#ifndef CORO_BENCH_TEXT_LINE_H
#define CORO_BENCH_TEXT_LINE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "coro/attributes.h"

struct text_line {
    const char *bytes;          /* any but newlines */
    size_t count;               /* without the newline */
    bool is_terminated;         /* a newline follows; only the last line of a stream may lack it */
};

enum { TEXT_PRINTABLE = 1, TEXT_SPACE = 2 };
static const unsigned char text_byte_kinds[256] CORO_UNUSED = {
    ['!' ... '~'] = TEXT_PRINTABLE, ['\t' ... '\r'] = TEXT_SPACE, [' '] = TEXT_SPACE,
};

/* A word is a run without whitespace that has something printable in it: bytes that are neither, such as NUL or half of a UTF-8
 * character, do not end a word and do not make one (coreutils 9.1). Without branches, since text defeats their prediction. */
CORO_INLINE uint64_t text_line_word_count(const struct text_line *line)
{
    uint64_t words = 0;
    unsigned is_in_word = 0;
    for (size_t i = 0; i < line->count; i++) {
        unsigned kind = text_byte_kinds[(unsigned char)line->bytes[i]];
        unsigned is_space = kind / TEXT_SPACE;
        words += is_in_word & is_space;
        is_in_word = (is_in_word | kind) & (is_space ^ 1);
    }
    return words + is_in_word;
}

#endif
