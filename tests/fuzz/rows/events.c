/* SPDX-License-Identifier: MIT */
/* Records and compares the traces of events.h. */
#include "tests/fuzz/rows/events.h"
#include <stdio.h>
#include "coro/status.h"
#include "tests/fuzz/choice.h"

struct events *events;

void event_add(enum event_kind kind, uint64_t value)
{
    REQUIRE(events->count < MOST_EVENTS);
    events->at[events->count++] = (struct event){ kind, value };
}

void event_add_polled(struct coro_polled got)
{
    if (got.tag == CORO_SOME)
        event_add(EVENT_ITEM, got.value);
    else if (got.tag == CORO_FAILED)
        event_add(EVENT_FAILED, got.value);
    else
        event_add(got.tag == CORO_PENDING ? EVENT_PENDING : EVENT_END, 0);
}

static bool is_refusal(struct event event)
{
    return event.kind == EVENT_FAILED && (coro_status_is_refusal(event.value) || event.value == CORO_ERR_BUSY);
}

static bool is_same(struct event a, struct event b) { return a.kind == b.kind && a.value == b.value; }

/* A refusal deep in a chain shows in the events of the bodies above it first, and then as the step's result. */
static bool is_refused_from(const struct events *own, unsigned at)
{
    for (; at < own->count && own->at[at].kind != EVENT_STEP; at++)
        if (is_refusal(own->at[at]))
            return true;
    return false;
}

unsigned events_compare(const struct events *right, const struct events *other, bool *is_equal)
{
    unsigned at = 0;
    while (at < right->count && at < other->count && is_same(right->at[at], other->at[at]) && !is_refusal(other->at[at]))
        at++;
    *is_equal = (at == right->count && at == other->count) || is_refused_from(other, at);
    return at;
}

void events_print(const struct events *events_of, unsigned end)
{
    static const char *const words[] = {
#define X(name, word) word,
        EVENT_KINDS(X)
#undef X
    };
    unsigned last = end < events_of->count ? end + 1 : events_of->count;
    for (unsigned i = last > 24 ? last - 24 : 0; i < last; i++)
        fprintf(stderr, " %s %llu", words[events_of->at[i].kind], (unsigned long long)events_of->at[i].value);
    fputc('\n', stderr);
}
