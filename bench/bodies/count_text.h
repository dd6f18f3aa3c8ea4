/* SPDX-License-Identifier: MIT */
/* The caller of the workload `lines`: awaits next() until the text ends, and counts as wc does. Returns the number of lines
 * that end in a newline, and leaves all counts in its struct. */
#include "bench/fixtures/input_text.h"

struct count_text { ITERATOR source; uint64_t lines, words, bytes; };

ASYNC(count_text, struct count_text *, self, little(next))
{
    struct coro_polled got;
    self->lines = self->words = self->bytes = 0;
    for (;;) {
        AWAIT(got, next, self->source);
        if (got.tag != CORO_SOME)
            break;
        const struct text_line *line = (const struct text_line *)(uintptr_t)got.value;
        self->lines += line->is_terminated;
        self->words += text_line_word_count(line);
        self->bytes += line->count + line->is_terminated;
    }
    if (got.tag == CORO_FAILED)
        RETURN(got);
    RETURN(coro_some(self->lines));
}
ASYNC_END
