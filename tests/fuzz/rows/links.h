/* SPDX-License-Identifier: MIT */
/* The iterators of random programs under the rows (row.h). Each records the begin and the end of its bodies, by its number in the
 * chain. Rows that know all types have only the source. */

/* Is pending as often as `waits` says, and then gives i, until `end`. */
struct beats { uint64_t i, end, waits; unsigned number; };

ASYNC_NEXT(beats, little(nothing), unsigned left;)
{
    event_add(EVENT_BEGUN, self->number);
    for (my->left = (unsigned)(self->waits >> self->i % 32 * 2 & 3); my->left > 0; my->left--) {
        coro_waker_wake(coro_task_waker(task));
        SUSPEND();
    }
    if (self->i == self->end)
        RETURN(coro_none());
    RETURN(coro_some(self->i++));
}
ASYNC_END_AFTER(event_add(EVENT_DROPPED, self->number))
#define SOURCE beats
#define SOURCE_HAS_OWN_BODY
#include "bench/unit/add_source.h"

#if PROTOCOL != PROTOCOL_STATIC
struct echo { ITERATOR source; unsigned number; };

ASYNC_NEXT(echo, little(next))
{
    struct coro_polled got;
    event_add(EVENT_BEGUN, self->number);
    AWAIT(got, next, self->source);
    RETURN(got);
}
ASYNC_END_AFTER(event_add(EVENT_DROPPED, self->number))
DYN_ITERATOR(echo)

enum { WIDE_BYTES = 300 };
struct wide { ITERATOR source; unsigned number; };
static bool is_filled(const unsigned char *bytes, unsigned number)
{
    for (unsigned i = 0; i < WIDE_BYTES; i++)
        if (bytes[i] != (unsigned char)(i + number))
            return false;
    return true;
}

ASYNC_NEXT(wide, little(next), unsigned char bytes[WIDE_BYTES];)
{
    struct coro_polled got;
    event_add(EVENT_BEGUN, self->number);
    for (unsigned i = 0; i < WIDE_BYTES; i++)
        my->bytes[i] = (unsigned char)(i + self->number);
    AWAIT(got, next, self->source);
    if (!is_filled(my->bytes, self->number))
        RETURN(coro_failed(CORO_ERR_WRONG_RESULT));
    RETURN(got);
}
ASYNC_END_AFTER(event_add(EVENT_DROPPED, self->number))
DYN_ITERATOR(wide)

struct alike { ITERATOR source; unsigned number; };

ASYNC_NEXT(alike, little(next), _Alignas(64) unsigned char line[64];)
{
    struct coro_polled got;
    event_add(EVENT_BEGUN, self->number);
    my->line[0] = 1;
    AWAIT(got, next, self->source);
    uintptr_t at = (uintptr_t)my->line;
    CORO_OPAQUE(at);            /* the compiler knows that it is aligned */
    if (at % 64 != 0)
        RETURN(coro_failed(CORO_ERR_WRONG_RESULT));
    RETURN(got);
}
ASYNC_END_AFTER(event_add(EVENT_DROPPED, self->number))
DYN_ITERATOR(alike)

struct skip { ITERATOR source; unsigned number; };

ASYNC_NEXT(skip, little(next))
{
    struct coro_polled got;
    event_add(EVENT_BEGUN, self->number);
    do {
        AWAIT(got, next, self->source);
    } while (got.tag == CORO_SOME && got.value * 0x9E3779B97F4A7C15u >> 62 == self->number % 4);
    RETURN(got);
}
ASYNC_END_AFTER(event_add(EVENT_DROPPED, self->number))
DYN_ITERATOR(skip)

struct keeper { ITERATOR source; unsigned number; };

ASYNC_NEXT(keeper, little(next), uint64_t *copy;)
{
    struct coro_polled got;
    event_add(EVENT_BEGUN, self->number);
    my->copy = malloc(sizeof *my->copy);
    if (my->copy == NULL)
        RETURN(coro_failed(CORO_ERR_NO_MEMORY));
    AWAIT(got, next, self->source);
    *my->copy = got.value;
    RETURN(((struct coro_polled){ got.tag, *my->copy }));
}
ASYNC_END_AFTER(event_add(EVENT_DROPPED, self->number); free(my->copy))
DYN_ITERATOR(keeper)

struct twin { ITERATOR first, second; unsigned number; };

ASYNC_NEXT(twin, little(next), uint64_t value;)
{
    struct coro_polled got;
    event_add(EVENT_BEGUN, self->number);
    AWAIT(got, next, self->first);
    if (got.tag == CORO_SOME) {
        my->value = got.value;
        AWAIT(got, next, self->second);
        if (got.tag == CORO_SOME)
            got.value += my->value * 1000;
    }
    RETURN(got);
}
ASYNC_END_AFTER(event_add(EVENT_DROPPED, self->number))
DYN_ITERATOR(twin)
#endif
