/* SPDX-License-Identifier: MIT */
/* Allocates further segments for coro/segment.h, and calls functions on them. The check that leads here is inlined from
 * segment.h; the change of the stack pointer is in segment_<machine>.S.
 *
 *     memory from malloc                                      memory + bytes
 *     | slack | room, frames grow down  <-------------------- | struct coro_segment |
 *     base                                                    top
 *
 * The C frame of coro_segment_call_further owns a segment in use, so segments need no list. The coroutine keeps one unused
 * segment as its spare; when a second one comes back, the smaller one is freed. So a loop that calls across the edge of a
 * segment (the hot split) never calls malloc. A waiting coroutine holds at most one segment too many. A loop across two or
 * more edges calls malloc each turn; it then also fills a whole segment with frames, which spreads that cost over many calls. */
#include <stdlib.h>
#include "coro/segment.h"
#include "coro/coroutine/canary.h"
#include "coro/coroutine/segment_switch.h"

struct coro_segment {
    const struct coro *co;      /* whose it is, from malloc to free */
    char *base;                 /* the result of malloc */
    size_t room_bytes;          /* from base up to this struct */
    struct coro_segment_notice notice;
} __attribute__((aligned(CORO_MAX_ALIGN)));

/* Compiled once, for coroutines of every context: struct coro has one layout. */
_Static_assert(CORO_SEGMENT_BYTES % CORO_MAX_ALIGN == 0, "the top of a segment is aligned");

static struct coro_stack frames_of(const struct coro_segment *segment)
{
    return (struct coro_stack){ segment->base, segment->room_bytes };
}

const struct coro *coro_segment_owner(const void *top) { return ((const struct coro_segment *)top)->co; }

/* Returns NULL without memory. */
static struct coro_segment *new_segment(const struct coro *co, size_t room_bytes)
{
    size_t bytes = coro_round_up(room_bytes, CORO_MAX_ALIGN) + sizeof(struct coro_segment);
    if (bytes < CORO_SEGMENT_BYTES)
        bytes = CORO_SEGMENT_BYTES;
    char *base = malloc(bytes);
    if (base == NULL)
        return NULL;
    struct coro_segment *segment = (struct coro_segment *)(base + bytes) - 1;
    segment->co = co;
    segment->base = base;
    segment->room_bytes = bytes - sizeof *segment;
    coro_canary_lay(base);
    coro_notice_segment_begin(&segment->notice, frames_of(segment));
    return segment;
}

static void expect_canary(const struct coro *co, const struct coro_segment *segment)
{
    if (CORO_UNLIKELY(!coro_canary_is_whole(segment->base)))
        coro_bug("coroutine %s has outgrown a further segment of its stack, whose low end at %p is overwritten", coro_name(co),
                 (void *)segment->base);
}

static void free_segment(const struct coro *co, struct coro_segment *segment)
{
    expect_canary(co, segment);
    coro_notice_segment_end(&segment->notice);
    free(segment->base);
}

void coro_segments_free(struct coro *co) { free_segment(co, co->segments); }

static struct coro_segment *take(struct coro *co, size_t room_bytes)
{
    struct coro_segment *spare = co->segments;
    if (spare == NULL || spare->room_bytes < room_bytes)
        return new_segment(co, room_bytes);
    co->segments = NULL;
    return spare;
}

static void give_back(struct coro *co, struct coro_segment *segment)
{
    struct coro_segment *spare = co->segments;
    if (spare == NULL) {
        co->segments = segment;
    } else if (spare->room_bytes < segment->room_bytes) {
        co->segments = segment;
        free_segment(co, spare);
    } else {
        free_segment(co, segment);
    }
}

struct coro_polled coro_segment_call_further(struct coro *co, size_t need_bytes, coro_segment_fn *fn, struct coro_task *task,
                                             void *self)
{
    enum { RETURN_ADDRESS_BYTES = 8 };
    if (need_bytes > CORO_SEGMENT_MAX_NEED_BYTES)
        return coro_failed(CORO_ERR_NO_MEMORY);
    struct coro_segment *segment = take(co, need_bytes + CORO_SEGMENT_SLACK_BYTES + RETURN_ADDRESS_BYTES);
    if (segment == NULL)
        return coro_failed(CORO_ERR_NO_MEMORY);
    struct coro_stack frames = frames_of(segment);
    char *outer_limit = co->limit;
    struct coro_notice_outer outer;

    co->limit = frames.base;
    coro_notice_segment_enter(&co->notice, &outer, frames);
    struct coro_polled got = coro_segment_switch(task, self, fn, (char *)segment);
    coro_notice_segment_leave(&co->notice, &outer);
    co->limit = outer_limit;
    if (CORO_CHECKS)
        expect_canary(co, segment);
    give_back(co, segment);
    return got;
}
