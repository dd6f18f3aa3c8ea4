/* SPDX-License-Identifier: MIT */
/* next() of an enum of three types, for rows with SEALED: the caller knows the list of types, not the type. The frame is a
 * union as large as its largest member, and every step is a switch. SEALED_OTHER_any is the async function over range, ticker
 * and SEALED_OTHER. An include-template: SEALED_OTHER. bench/unit/known_next.h includes it. */
#define ANY(x) GLUE(SEALED_OTHER, _any, x)
#define OTHER(x) GLUE(SEALED_OTHER, _next, x)

struct ANY(_frame) {
    union { struct range_next_frame range; struct ticker_next_frame ticker; struct OTHER(_frame) other; };
    enum sealed_type type;
};
CORO_INLINE void ANY(_init)(struct ANY(_frame) *frame) { (void)frame; }
CORO_INLINE void ANY(_fini)(struct ANY(_frame) *frame) { (void)frame; }

CORO_INLINE void ANY(_begin)(struct ANY(_frame) *frame, struct coro_task *task, struct sealed it)
{
    frame->type = it.type;
    switch (it.type) {
    case SEALED_RANGE:
        range_next_begin(&frame->range, task, it.self);
        return;
    case SEALED_TICKER:
        ticker_next_begin(&frame->ticker, task, it.self);
        return;
    case SEALED_THIRD:
        OTHER(_begin)(&frame->other, task, it.self);
        return;
    }
    __builtin_unreachable();
}

CORO_INLINE struct coro_polled ANY(_poll)(struct ANY(_frame) *frame, struct coro_task *task)
{
    switch (frame->type) {
    case SEALED_RANGE:
        return range_next_poll(&frame->range, task);
    case SEALED_TICKER:
        return ticker_next_poll(&frame->ticker, task);
    case SEALED_THIRD:
        return OTHER(_poll)(&frame->other, task);
    }
    __builtin_unreachable();
}

/* A finished frame holds nothing. A live one is cancelled by the body that knows its members. */
CORO_INLINE void ANY(_end)(struct ANY(_frame) *frame, struct coro_task *task) { (void)frame, (void)task; }
CORO_UNUSED CORO_NOINLINE static void ANY(_cancel)(struct ANY(_frame) *frame, struct coro_task *task)
{
    switch (frame->type) {
    case SEALED_RANGE:
        range_next_cancel(&frame->range, task);
        return;
    case SEALED_TICKER:
        ticker_next_cancel(&frame->ticker, task);
        return;
    case SEALED_THIRD:
        OTHER(_cancel)(&frame->other, task);
        return;
    }
}
#undef ANY
#undef OTHER
#undef SEALED_OTHER
