/* SPDX-License-Identifier: MIT */
/* The awaitable STATIC_NEXT(KNOWN): next() of iterator KNOWN, for a caller that knows the type or the list of types. A plain
 * static row needs no code for it, since there it is KNOWN's own async function. A sealed row gets an enum of range, ticker and
 * KNOWN, a boxing row a forwarder from a handle of two words. An include-template: KNOWN. */
#if SEALED
/* The caller knows the list of types, not the type. The frame is a union as large as its largest member, and every step is a
 * switch. */
#define ANY(x) GLUE(KNOWN, _any, x)
#define OTHER(x) GLUE(KNOWN, _next, x)

struct ANY(_frame) {
    union { struct range_next_frame range; struct ticker_next_frame ticker; struct OTHER(_frame) other; };
    enum sealed_type type;
};
CORO_INLINE void ANY(_async_init)(struct ANY(_frame) *frame) { (void)frame; }
CORO_INLINE void ANY(_async_fini)(struct ANY(_frame) *frame) { (void)frame; }

CORO_INLINE void ANY(_async_begin)(struct ANY(_frame) *frame, struct coro_task *task, struct sealed it)
{
    frame->type = it.type;
    switch (it.type) {
    case SEALED_RANGE:
        range_next_async_begin(&frame->range, task, it.self);
        return;
    case SEALED_TICKER:
        ticker_next_async_begin(&frame->ticker, task, it.self);
        return;
    case SEALED_THIRD:
        OTHER(_async_begin)(&frame->other, task, it.self);
        return;
    }
    __builtin_unreachable();
}

CORO_INLINE struct coro_polled ANY(_async_poll)(struct ANY(_frame) *frame, struct coro_task *task)
{
    switch (frame->type) {
    case SEALED_RANGE:
        return range_next_async_poll(&frame->range, task);
    case SEALED_TICKER:
        return ticker_next_async_poll(&frame->ticker, task);
    case SEALED_THIRD:
        return OTHER(_async_poll)(&frame->other, task);
    }
    __builtin_unreachable();
}

/* A finished frame holds nothing. A live one is cancelled by the body that knows its members. */
CORO_INLINE void ANY(_async_end)(struct ANY(_frame) *frame, struct coro_task *task) { (void)frame, (void)task; }
CORO_UNUSED CORO_NOINLINE static void ANY(_async_cancel)(struct ANY(_frame) *frame, struct coro_task *task)
{
    switch (frame->type) {
    case SEALED_RANGE:
        range_next_async_cancel(&frame->range, task);
        return;
    case SEALED_TICKER:
        ticker_next_async_cancel(&frame->ticker, task);
        return;
    case SEALED_THIRD:
        OTHER(_async_cancel)(&frame->other, task);
        return;
    }
}
#undef ANY
#undef OTHER
#elif PROTOCOL != PROTOCOL_STATIC
#define FORWARDER GLUE(KNOWN, _known, )
#define FORWARDED GLUE(KNOWN, _next, )
#define FORWARDED_ARGUMENT it.self
#define FORWARDER_MEMBERS
#include "bench/unit/forwarding.h"
#endif
#undef KNOWN
