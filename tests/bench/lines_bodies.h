/* SPDX-License-Identifier: MIT */
/* Bodies that read lines, written once for both models. lines_stackless.c and lines_stackful.c each compile lines_bodies.inc
 * and export a table of them; reader_test.c and lines_test.c put both tables through the same tests. */
#ifndef TESTS_BENCH_LINES_BODIES_H
#define TESTS_BENCH_LINES_BODIES_H
#include <stdbool.h>
#include "bench/fixtures/input_text.h"
#include "coro/polled.h"

struct coro_io_reader;
struct text_line;

/* The stream, put together again out of its lines. */
struct gathered {
    char *bytes;                /* of `room` bytes, the caller's */
    size_t count, room, items;
    bool is_garbled;            /* there was no room, or a newline within a line */
    bool is_over;               /* the iterator has ended or failed */
};
void gathered_add(struct gathered *, const struct text_line *);

/* An iterator over the lines of one reader, and the arguments of the bodies that await it. Must not move. */
struct lines_stage { void *words[16]; };

struct lines_bodies {
    const struct coro_async_fn *count_text;     /* see bench/bodies/count_text.h */
    const struct coro_async_fn *gather;         /* gathers, returns what ended it */
    const struct coro_async_fn *spin;           /* of a struct gathered: never rests until it is over */
    const struct coro_async_fn *doze;           /* of anything: waits for nothing */
    size_t next_bytes;                          /* a frame of the iterator's next() */
    void (*set_up)(struct lines_stage *, struct coro_io_reader *, struct gathered *);
    void *(*count_text_arg)(struct lines_stage *);
    void *(*gather_arg)(struct lines_stage *);
    struct text_counts (*counts)(struct lines_stage *);     /* what count_text found; without items */
};
extern const struct lines_bodies lines_stackless_bodies, lines_stackful_bodies;

/* The table that the tests are running. */
extern const struct lines_bodies *lines_bodies;

#endif
