/* SPDX-License-Identifier: MIT */
/* The trace of a program under one row: bodies that begin and end, items, and the results of steps, in order. Two rows did the
 * same when their traces are equal. */
#ifndef TESTS_FUZZ_ROWS_EVENTS_H
#define TESTS_FUZZ_ROWS_EVENTS_H
#include <stdbool.h>
#include <stdint.h>
#include "coro/polled.h"

#define EVENT_KINDS(X) \
    X(BEGUN, "begun") \
    X(DROPPED, "dropped") \
    X(ITEM, "item") \
    X(END, "end") \
    X(FAILED, "failed") \
    X(PENDING, "pending") \
    X(STEP, "step")

enum event_kind {
#define X(name, word) EVENT_##name,
    EVENT_KINDS(X)
#undef X
};

enum { MOST_EVENTS = 4096 };
struct events {
    unsigned count;
    struct event { enum event_kind kind; uint64_t value; } at[MOST_EVENTS];
};

extern struct events *events;           /* of the row that runs */

void event_add(enum event_kind, uint64_t value);
void event_add_polled(struct coro_polled);

/* The first event in which they differ, or the shorter count; *is_equal when there is none. A refusal in `other` ends both. */
unsigned events_compare(const struct events *right, const struct events *other, bool *is_equal);
/* Prints the last events before `end`. */
void events_print(const struct events *, unsigned end);

#endif
